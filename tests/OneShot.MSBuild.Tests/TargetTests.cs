namespace OneShot.MSBuild.Tests;

/// <summary>A target that is misspelt, and a solution of which not all projects have the package.</summary>
public sealed class TargetTests : IDisposable
{
    private readonly Shop _shop = new();

    [Theory]
    [InlineData("-t:OneShotStats", "OneShotStats. Did you mean: dotnet build -t:OneShotStatus")]
    [InlineData("/target:Restore;oneshoot", "oneshoot. Did you mean: dotnet build -t:OneShot")]
    [InlineData(
        "-t:OneShotInit",
        "OneShotInit. Did you mean: dotnet oneshot init? That is the tool's: dotnet tool install OneShot.Tool"
    )]
    [InlineData(
        "-t:PublishOneShot",
        "PublishOneShot. Did you mean: dotnet oneshot publish ID? That is the tool's: dotnet tool install OneShot.Tool"
    )]
    [InlineData(
        "-t:RestoreBranch",
        "RestoreBranch. Did you mean: dotnet oneshot restore? That is the tool's: dotnet tool install OneShot.Tool"
    )]
    [InlineData("-t:OneShotWatch", "OneShotWatch. Did you mean: dotnet build -t:OneShotStatus -p:OneShotWatch=true")]
    public void A_target_that_is_misspelt_is_told_with_the_nearest(string typed, string told)
    {
        var outcome = _shop.Build(typed);
        outcome.ExitCode.ShouldBe(1, outcome.All);
        outcome.Output.ShouldContain($"OneShot : warning OS2143: There is no target {told} [");
        outcome.Output.ShouldContain("error MSB4057");
    }

    [Fact]
    public void Whatever_else_is_asked_for_runs_nothing_of_ours()
    {
        foreach (var target in new[] { "Shoes", "Publish", "OneShotStatus", "GetTargetPath;OneShot" })
            _shop.Build("-v:d", "-t:" + target).Output.ShouldNotContain("_OneShotMisspelt", Case.Sensitive, target);
    }

    [Fact]
    public void A_solution_of_which_a_project_lacks_the_package_is_answered_and_told_what_to_ask_instead()
    {
        var status = _shop.Build("mixed/Mixed.slnx", "-t:OneShotStatus");
        status.ExitCode.ShouldBe(1, status.All);
        status.Output.ShouldContain("OneShot -> there is no one-shot in this repository yet");
        status.Output.ShouldContain(
            "error OS2130: This solution has projects without the package OneShot.MSBuild: bare.csproj. Ask one "
                + "project that has it, with the same properties: dotnet build shop.csproj -t:OneShotStatus (or"
        );
        _shop.Build("-t:OneShotStatus").ExitCode.ShouldBe(0);

        var undo = _shop.Build("mixed/Mixed.slnx", "-t:OneShotUndo", "-p:OneShotDistinctId=zzzzzz");
        undo.Output.ShouldContain("and nothing was removed: bare.csproj.");
        undo.Output.ShouldNotContain("OS2019");

        var unknown = _shop.Build("-t:OneShotUndo", "-p:OneShotDistinctId=zzzzzz");
        unknown.Output.ShouldContain("error OS2019");
        unknown.Output.ShouldNotContain("what was told last");
        _shop
            .Build("-t:OneShotStatus", "-p:OneShotDistinctId=no")
            .Output.ShouldContain("error OS2014: 'no' is not a valid value for -p:OneShotDistinctId.");
        _shop
            .Build("-t:OneShot", "-p:OneShotPrompt=Add it", "-p:OneShotPreview=treu")
            .Output.ShouldContain(
                "error OS2014: 'treu' is not a valid value for -p:OneShotPreview. It takes true or false. ["
            );
    }

    [Fact]
    public void A_property_of_an_earlier_name_is_told_wherever_it_is_set()
    {
        const string told =
            "error OS2033: There is no property OneShotNoVerify any more. -p:OneShotNoHooks=true (ONESHOT_NO_HOOKS) "
            + "skips your pre-push hook; -p:OneShotVerify=none skips verifying. [";
        string[] asked = ["-t:OneShot", "-p:OneShotPrompt=Add it", "-p:OneShotForge=local"];
        var typed = _shop.Build([.. asked, "-p:OneShotNoVerify=true"]);
        typed.ExitCode.ShouldBe(1, typed.All);
        typed.Output.ShouldContain(told);

        _shop.Repo.Write(
            "Directory.Build.props",
            "<Project><PropertyGroup><OneShotNoVerify>true</OneShotNoVerify></PropertyGroup></Project>"
        );
        var written = _shop.Build(asked);
        written.ExitCode.ShouldBe(1, written.All);
        written.Output.ShouldContain(told);
        _shop.Repo.Git("for-each-ref", "--format=%(refname)").ShouldBe("refs/heads/main");
    }

    [Fact]
    public void What_is_told_to_type_names_the_project_that_was_named()
    {
        var made = _shop.Build(
            "./shop.csproj",
            "-t:OneShot",
            "-p:OneShotPrompt=Add it",
            "-p:OneShotForge=local",
            "-p:OneShotAgent=rehearsal"
        );
        made.ExitCode.ShouldBe(0, made.All);
        made.Output.ShouldContain("undo: dotnet build ./shop.csproj -t:OneShotUndo -p:OneShotDistinctId=");
        _shop
            .Build("./shop.csproj", "-t:OneShotHelp")
            .Output.ShouldContain("dotnet build ./shop.csproj -t:OneShotUndo ");
        _shop
            .Build("--no-restore", "./shop.csproj", "-t:OneShotUndo")
            .Output.ShouldContain("Type: dotnet build ./shop.csproj -t:OneShotUndo -p:OneShotDistinctId=ID; ");
        _shop
            .Build("./shop.csproj", "-t:OneShotStats")
            .Output.ShouldContain("Did you mean: dotnet build ./shop.csproj -t:OneShotStatus [");
        _shop
            .Build("api", "-t:OneShotWatch")
            .Output.ShouldContain("Did you mean: dotnet build api -t:OneShotStatus -p:OneShotWatch=true [");
        File.ReadAllText(_shop.Repo[".git/oneshot/pulls/1.html"])
            .ShouldContain("dotnet build ./shop.csproj -t:OneShotUndo -p:OneShotDistinctId=");
    }

    public void Dispose() => _shop.Dispose();
}
