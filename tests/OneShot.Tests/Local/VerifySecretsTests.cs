namespace OneShot.Tests.Local;

/// <summary>What verifies may know is nothing, or what trunk's own file names; an agent never knows it.</summary>
public sealed class VerifySecretsTests : IDisposable
{
    private const string Token = "token-of-the-feed-42";
    private readonly LocalOneShot _here = new();

    public VerifySecretsTests()
    {
        _here.Variables["XDG_CONFIG_HOME"] = _here.Folder["config"];
        _here.Variables["FEED_TOKEN"] = Token;
        _here.Variables["GITHUB_TOKEN"] = "of-a-person";
        _here.Variables["OTHER_TOKEN"] = "nobody-named-this-one";
    }

    private string Body => _here.Pull(1).GetProperty("body").GetString()!;

    [Fact]
    public async Task A_private_feed_opens_to_what_verifies_and_its_token_is_nowhere_else()
    {
        using var feed = new TokenFeed(Token);
        _here.Repo.Write("NuGet.config", feed.Configuration("FEED_TOKEN"));
        _here.Repo.Write(
            "Shop.csproj",
            "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework>"
                + $"</PropertyGroup><ItemGroup><PackageReference Include=\"{TokenFeed.Package}\" Version=\"1.0.0\" />"
                + "</ItemGroup></Project>"
        );
        Trunk("FEED_TOKEN");
        var seen = _here.Folder["seen"];
        await RunAsync("dotnet restore", $"env > '{seen}'; echo 'class New;' > New.cs");
        _here.Pull(1).GetProperty("draft").GetBoolean().ShouldBeFalse(Body);
        feed.Answers.ShouldContain(200);
        (await File.ReadAllTextAsync(seen)).ShouldNotContain(Token);
        NothingTells(Token);
    }

    [Fact]
    public async Task Whatever_prints_it_it_is_told_to_nobody_and_no_round_sees_it()
    {
        Trunk("FEED_TOKEN, GITHUB_TOKEN");
        var sessions = _here.Folder["sessions"];
        var error = await Should.ThrowAsync<OneShotException>(() =>
            RunAsync(
                "test ! -f new.cs || { printf '<testsuite><testcase classname=\"A\" name=\"b\"><failure message=\""
                    + "%s\"/></testcase></testsuite>' \"$FEED_TOKEN\" > $ONESHOT_RESULTS/r.xml; "
                    + "echo FEED_TOKEN=$FEED_TOKEN $OTHER_TOKEN ${#GITHUB_TOKEN}; exit 3; }",
                $"echo one >> '{sessions}'; echo x > new.cs",
                rounds: 2
            )
        );
        error.Error.Code.ShouldBe("OS6021");
        Body.ShouldContain("FEED_TOKEN=*** 11"); // of the other nothing
        Body.ShouldContain("`A.b`");
        Body.ShouldNotContain("nobody-named-this-one");
        (await File.ReadAllLinesAsync(sessions)).ShouldHaveSingleItem("what is red goes back to nobody");
        NothingTells(Token);
        NothingTells("of-a-person");
    }

    [Theory]
    [InlineData(null, "OS3061", "export FEED_TOKEN=")]
    [InlineData("", "OS3061", "export FEED_TOKEN=")]
    [InlineData("1234567", "OS3062", "Give FEED_TOKEN a longer value")]
    public async Task Without_it_nothing_is_begun(string? value, string code, string next)
    {
        Trunk("FEED_TOKEN");
        _here.Variables["FEED_TOKEN"] = value;
        var before = _here.Untouched();
        var error = (await Should.ThrowAsync<OneShotException>(() => RunAsync("true", "echo x > new.cs"))).Error;
        (error.Code, error.Exit).ShouldBe((code, ExitCode.Environment));
        error.ToString().ShouldContain(next);
        _here.Untouched().ShouldBe(before);
        _here.Branch.ShouldBeEmpty();

        var settings = Settings("true", "echo x > new.cs", 0);
        settings.Verify = "none";
        await _here.RunAsync(settings);
        _here.Pull(1).GetProperty("draft").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_stranger_s_repository_gets_nothing_until_somebody_agreed()
    {
        Trunk("FEED_TOKEN");
        var settings = Settings("true", "echo x > new.cs", 0);
        settings.TrustRepositoryFile = false;
        var error = (await Should.ThrowAsync<OneShotException>(() => _here.RunAsync(settings))).Error;
        error.Code.ShouldBe("OS2088");
        error.Message.ShouldContain("verify-secrets: FEED_TOKEN");
        _here.Branch.ShouldBeEmpty();
    }

    public void Dispose() => _here.Dispose();

    private void Trunk(string name)
    {
        _here.Repo.Git("add", "-A");
        _here.Repo.Commit("Secrets", ".oneshot/oneshot.yaml", $"version: 1\nverify-secrets: [{name}]\n");
    }

    // Neither in the repository, where the page, the run and its logs are, nor in what was told.
    private void NothingTells(string secret)
    {
        _here.Reporter.Text.ShouldNotContain(secret);
        var telling = Directory
            .EnumerateFiles(_here.Repo.Path, "*", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains(secret, StringComparison.Ordinal));
        telling.ShouldBeEmpty();
    }

    private OneShotSettings Settings(string verify, string implement, int rounds)
    {
        var settings = LocalOneShot.Settings("command");
        settings.AgentCommand = _here.Script(PlannerScript.Good, implement);
        (settings.VerifyCommand, settings.Rounds, settings.TrustRepositoryFile) = (verify, rounds, true);
        return settings;
    }

    private Task<DispatchReceipt> RunAsync(string verify, string implement, int rounds = 0) =>
        _here.RunAsync(Settings(verify, implement, rounds));
}
