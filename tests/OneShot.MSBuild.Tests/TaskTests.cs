using Microsoft.Build.Framework;
using NSubstitute;
using OneShot.Core.Settings;

namespace OneShot.MSBuild.Tests;

/// <summary>A task by itself: parameters in, errors, warnings and outputs out.</summary>
public sealed class TaskTests : IDisposable
{
    private readonly TempFolder _folder = new("task");
    private readonly GitRepo _repo;
    private readonly Engine _engine;
    private readonly Dictionary<string, string?> _variables = [];

    public TaskTests()
    {
        _repo = GitRepo.Init(_folder["work"]);
        _repo.Commit("First", "README.md", "# Shop\n");
        _engine = new Engine(_repo.Path);
    }

    [Fact]
    public void A_preview_tells_all_and_its_outputs_are_names()
    {
        using var task = Preview();
        task.Execute().ShouldBeTrue(_engine.Told);
        task.Branch.ShouldStartWith("oneshot-add-it-");
        task.Receipt!.ItemSpec.ShouldBe(task.Id);
        task.Receipt.GetMetadata("Branch").ShouldBe(task.Branch);
        _engine.Messages.ShouldContain(message =>
            message.Importance == MessageImportance.High
            && message.Message!.Contains("### Prompt", StringComparison.Ordinal)
        );
        _repo.Git("for-each-ref", "--format=%(refname)").ShouldBe("refs/heads/main");
    }

    [Fact]
    public void What_was_typed_wins_over_the_project_and_a_variable_is_the_last_resort()
    {
        _variables["ONESHOT_SLUG"] = "variable";
        using (var variable = Preview())
        {
            variable.Execute().ShouldBeTrue();
            variable.Branch.ShouldStartWith("oneshot-variable-");
        }

        using (var project = Preview())
        {
            project.Slug = "project";
            project.Execute().ShouldBeTrue();
            project.Branch.ShouldStartWith("oneshot-project-");
        }

        _engine.Typed["oneshotslug"] = "typed%3B";
        using var typed = Preview();
        typed.Slug = "project";
        typed.Execute().ShouldBeTrue();
        typed.Branch.ShouldStartWith("oneshot-typed-");
    }

    [Theory]
    [InlineData("OS2001", null, "dotnet build -t:OneShot -p:OneShotPrompt=")]
    [InlineData("OS2002", " \n", "")]
    [InlineData("OS2003", "x", "-p:OneShotPrompt")]
    [InlineData("OS2007", null, "standard input")]
    public void An_expected_failure_is_one_error_with_its_code(string code, string? prompt, string told)
    {
        using var task = Preview();
        task.Prompt = prompt;
        if (code == "OS2003")
            (_engine.Typed["OneShotPrompt"], _engine.Typed["OneShotPromptFile"]) = ("x", "y");
        if (code == "OS2007")
            task.PromptFile = "-";
        task.Execute().ShouldBeFalse();
        var error = _engine.Errors.ShouldHaveSingleItem();
        error.Code.ShouldBe(code);
        error.Message!.ShouldContain(told);
        error.File.ShouldBe(_repo["shop.csproj"]);
        _engine.Messages.ShouldNotContain(message => message.Message!.Contains("   at ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_bug_has_a_code_and_its_trace()
    {
        _engine
            .MSBuild.When(engine => engine.GetGlobalProperties())
            .Do(_ => throw new InvalidOperationException("no properties"));
        using var task = Preview();
        task.Execute().ShouldBeFalse();
        _engine.Errors.ShouldHaveSingleItem().Code.ShouldBe("OS1001");
        _engine.Messages.ShouldContain(message =>
            message.Message!.Contains("   at OneShot.", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Warnings_have_the_code_that_they_tell()
    {
        using var task = Preview();
        using var reporter = new TaskReporter(task.Log, "OneShot", text => Spelling.Of(text), TimeProvider.System);
        reporter.Warn("OS3024: The result file can't be written. Name a writable path: --result=PATH");
        reporter.Warn(
            "a dispatch would stop here: OS2001: No prompt was given. Type: ./build.sh --target=OneShot --prompt=\"…\""
        );
        reporter.Warn(
            "the agent codex does not report its turns, so only the time limit is enforced, and not --max-turns"
        );
        _engine
            .Warnings.Select(warning => ((string?)warning.Code, warning.Message))
            .ShouldBe([
                ("OS3024", "The result file can't be written. Name a writable path: -p:OneShotResult=PATH"),
                (
                    "OS2001",
                    "a dispatch would stop here: No prompt was given. Type: dotnet build -t:OneShot "
                        + "-p:OneShotPrompt=\"…\""
                ),
                (
                    null,
                    "the agent codex does not report its turns, so only the time limit is enforced, and not -p:OneShotMaxTurns"
                ),
            ]);
    }

    [Fact]
    public void A_secret_that_is_to_be_hidden_is_not_logged_to_say_so()
    {
        using var task = Preview();
        using var reporter = new TaskReporter(task.Log, "OneShot", text => text, TimeProvider.System);
        reporter.Hide("hunter2");
        _engine.MSBuild.DidNotReceive().LogMessageEvent(Arg.Any<BuildMessageEventArgs>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_log_that_would_stand_still_gets_a_line_now_and_then(bool gathers)
    {
        using var task = Preview();
        var clock = Substitute.For<TimeProvider>();
        var now = DateTimeOffset.UnixEpoch;
        clock.GetUtcNow().Returns(_ => now);
        using var reporter = new TaskReporter(task.Log, "OneShot", text => text, clock) { Gathers = gathers };
        for (var second = 0; second < 70; second++)
        {
            if (second == 20)
                reporter.Warn("a line of the log");
            reporter.Doing($"implement: step {second}");
            now = now.AddSeconds(1);
        }

        _engine
            .Messages.Where(message => message.Importance == MessageImportance.High)
            .Select(message => message.Message)
            .ShouldBe(["still at it after 50 s: implement: step 50"]);
    }

    [Fact]
    public void A_cancelled_task_ends_with_its_error()
    {
        using var task = Preview();
        task.Preview = null;
        task.Cancel();
        task.Execute().ShouldBeFalse();
        _engine.Errors.ShouldHaveSingleItem().Code.ShouldBe("OS9001");
        _repo.Git("for-each-ref", "--format=%(refname)").ShouldBe("refs/heads/main");
    }

    [Fact]
    public void Outside_of_Actions_its_files_stay_and_in_a_job_a_failure_is_on_the_page()
    {
        _variables["GITHUB_STEP_SUMMARY"] = _folder.Write("summary.md", "");
        using (var outside = Preview())
        {
            outside.Prompt = null;
            outside.Execute().ShouldBeFalse();
        }

        File.ReadAllText(_folder["summary.md"]).ShouldBeEmpty();
        _variables["GITHUB_ACTIONS"] = "true";
        using var job = Preview();
        job.Prompt = null;
        job.Execute().ShouldBeFalse();
        File.ReadAllText(_folder["summary.md"]).ShouldStartWith("### OS2001");
    }

    [Fact]
    public void Help_has_every_property_and_every_target()
    {
        using (var brief = new OneShotHelp { BuildEngine = _engine.MSBuild })
            brief.Execute().ShouldBeTrue();
        var lines = _engine.Messages.ShouldHaveSingleItem().Message!.Split('\n');
        lines.Length.ShouldBeLessThanOrEqualTo(20);
        lines.ShouldAllBe(line => line.Length <= 80);
        lines.ShouldContain(line => line.Contains("-p:OneShotAll=true", StringComparison.Ordinal));
        _engine.Messages.Clear();

        using var task = new OneShotHelp { BuildEngine = _engine.MSBuild, All = "true" };
        task.Execute().ShouldBeTrue();
        var text = string.Join('\n', _engine.Messages.Select(message => message.Message));
        foreach (var argument in Arguments.All.Where(argument => argument.HasProperty))
            text.ShouldContain($"{argument.Property}={argument.Value ?? "true"} ");
        foreach (
            var target in new[]
            {
                "OneShot ",
                "OneShotStatus",
                "OneShotReport",
                "OneShotUndo",
                "OneShotDoctor",
                "OneShotHelp",
            }
        )
            text.ShouldContain("-t:" + target);
        text.ShouldNotContain("--prompt");
        text.Split('\n')
            .Single(line => line.Contains("OneShotPromptFile=PATH", StringComparison.Ordinal))
            .ShouldNotContain("standard input");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public void A_parameter_of_an_earlier_name_is_told_with_the_one_of_now(string value)
    {
        using var task = Preview();
        typeof(OneShotDispatch).GetProperty("NoVerify")!.SetValue(task, value);
        task.Execute().ShouldBeFalse();
        var error = _engine.Errors.ShouldHaveSingleItem();
        $"{error.Code}: {error.Message}".ShouldBe(
            "OS2033: There is no property OneShotNoVerify any more. -p:OneShotNoHooks=true (ONESHOT_NO_HOOKS) skips "
                + "your pre-push hook; -p:OneShotVerify=none skips verifying."
        );
    }

    [Fact]
    public void A_variable_of_an_earlier_name_is_told_with_the_one_of_now()
    {
        _variables["ONESHOT_NO_VERIFY"] = "true";
        using var task = Preview();
        task.Execute().ShouldBeFalse();
        _engine
            .Errors.ShouldHaveSingleItem()
            .Message.ShouldBe(
                "There is no variable ONESHOT_NO_VERIFY any more. -p:OneShotNoHooks=true (ONESHOT_NO_HOOKS) skips "
                    + "your pre-push hook; -p:OneShotVerify=none skips verifying."
            );
    }

    private OneShotDispatch Preview() =>
        new()
        {
            BuildEngine = _engine.MSBuild,
            Prompt = "Add it",
            Forge = "local",
            Agent = "rehearsal",
            Preview = "true",
            Variable = _variables.GetValueOrDefault,
            ProgramFolder = Path.GetDirectoryName(Repository.Program("OneShot.Tool"))!,
        };
}
