using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Pipeline;
using OneShot.Core.Settings;

namespace OneShot.Core.Tests.Pipeline;

/// <summary>After a delivery: a machine that verifies, and a job that concludes and runs no code.</summary>
public sealed class VerifyTasksTests : IDisposable
{
    private readonly JobMachine _machine = new();

    private PullRequest Pull => _machine.Forge.PullRequests.Single();

    [Fact]
    public async Task Green_makes_it_ready_and_says_so_on_the_commit()
    {
        await DeliveredAsync();
        Pull.IsDraft.ShouldBeTrue();
        Pull.Body.ShouldContain("### Not verified yet");
        await VerifyAsync(_ => 0);
        await ConcludeAsync();
        Pull.IsDraft.ShouldBeFalse();
        Pull.Body.ShouldContain("### Verified\n\n`make check` at ");
        Pull.Body.ShouldNotContain("Not verified");
        Pull.Body.IndexOf("### Verified", StringComparison.Ordinal)
            .ShouldBeLessThan(Pull.Body.IndexOf("### Result", StringComparison.Ordinal));
        _machine.Forge.Statuses[_machine.Tip].State.ShouldBe("success");
        _machine.Last!.Verified.ShouldBe(true);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_verdict_is_told_to_programs_in_the_section_and_by_the_task(int code)
    {
        await DeliveredAsync();
        await VerifyAsync(commit => commit == _machine.Tip ? code : 0);
        if (code == 0)
            await ConcludeAsync();
        else
            await Should.ThrowAsync<OneShotException>(() => ConcludeAsync());
        var verdict = VerdictMarker.Find(Pull.Body, _machine.Id).ShouldNotBeNull();
        verdict.ShouldBe(new VerdictSummary(code == 0, new TestCounts(0, 0, 0, 0), 0));
        _machine.Told[^1].ShouldNotContain("oneshot-verdict");
        if (code == 0)
            (_machine.Last!.Tests, _machine.Last.Rounds).ShouldBe((verdict.Tests, 0));
    }

    [Fact]
    public async Task What_was_said_of_an_earlier_delivery_is_not_said_of_one_that_is_not_verified()
    {
        await _machine.PlanAsync();
        await _machine.ImplementAsync(tree => File.WriteAllText(Path.Combine(tree, "new.cs"), "new"));
        var earlier = VerdictMarker.Write(new VerdictSummary(true, new TestCounts(1, 0, 0, 0), 0));
        var marker = HiddenMarker.Of(_machine.Id, HiddenMarker.Verified);
        _machine.Forge.Edit(Pull.Number, "ada", BodySection.Put(Pull.Body, marker, $"{earlier}\n### Verified"));
        await _machine.JobAsync(Request(Settings(mode: "none")), job => job.DeliverImplementationAsync(default));
        VerdictMarker.Find(Pull.Body, _machine.Id).ShouldBeNull();
        Pull.Body.ShouldContain($"{marker}\nNot verified: what was said before was of another commit.\n");
    }

    [Fact]
    public async Task Red_stays_a_draft_that_tells_what_and_how_to_go_on()
    {
        await DeliveredAsync();
        await VerifyAsync(commit => commit == _machine.Tip ? 1 : 0);
        var error = (await Should.ThrowAsync<OneShotException>(() => ConcludeAsync())).Error;
        (error.Code, error.Exit).ShouldBe(("OS6021", ExitCode.AgentFailed));
        Pull.IsDraft.ShouldBeTrue();
        Pull.Body.ShouldContain("### Not verified: it is red");
        _machine.Told[^1].ShouldContain("To try again, re-run the failed jobs");
        _machine.Forge.Statuses[_machine.Tip].State.ShouldBe("failure");
    }

    [Fact]
    public async Task The_command_is_what_trunk_says_and_both_run_it()
    {
        var ran = new List<string>();
        _machine.Agents.Command = command =>
        {
            ran.Add(command.Line);
            return new CommandEnd(0, 1, []);
        };
        _machine.Repository.Commit(
            new Dictionary<string, string> { ["package.json"] = """{"scripts":{"test":"node --test"}}""" }
        );
        await DeliveredAsync(
            tree => File.WriteAllText(Path.Combine(tree, "package.json"), """{"scripts":{"test":"true"}}"""),
            Settings(command: null)
        );
        await VerifyAsync(null, Settings(command: null));
        ran.ShouldBe(["npm test", "npm test"]);
    }

    [Fact]
    public async Task Where_nothing_shows_how_it_is_ready_as_before_and_says_so()
    {
        await DeliveredAsync(asked: Settings(command: null));
        await VerifyAsync(null, Settings(command: null));
        await ConcludeAsync(asked: Settings(command: null));
        Pull.IsDraft.ShouldBeFalse();
        Pull.Body.ShouldContain("Not verified: trunk shows no build or tests to run");
        Pull.Body.ShouldNotContain("oneshot-verdict");
        (_machine.Last!.Verified, _machine.Last.Tests, _machine.Last.Rounds).ShouldBe((null, null, null));
        _machine.Forge.Statuses.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_nothing_shows_how_and_it_is_required_it_stays_a_draft()
    {
        await DeliveredAsync(asked: Settings(command: null, mode: "required"));
        await VerifyAsync(null, Settings(command: null, mode: "required"));
        (
            await Should.ThrowAsync<OneShotException>(() =>
                ConcludeAsync(asked: Settings(command: null, mode: "required"))
            )
        ).Error.Code.ShouldBe("OS6021");
        Pull.IsDraft.ShouldBeTrue();
    }

    [Theory]
    [InlineData("none", "new.cs", false, null)]
    [InlineData("auto", "NEW.md", false, "Not verified: only documents were changed.")]
    [InlineData("required", "NEW.md", true, "Not verified: only documents were changed.")]
    public async Task What_is_not_verified_is_delivered_as_before(string mode, string file, bool isDraft, string? told)
    {
        await DeliveredAsync(tree => File.WriteAllText(Path.Combine(tree, file), "new"), Settings(mode: mode));
        (_machine.Last!.Verify, Pull.IsDraft).ShouldBe((false, isDraft));
        if (told is null)
            Pull.Body.ShouldNotContain("erified");
        else
            Pull.Body.ShouldContain(told);
    }

    [Fact]
    public async Task Under_a_workflow_of_before_it_is_delivered_as_before_and_says_so()
    {
        await DeliveredAsync(canVerify: false);
        (_machine.Last!.Verify, Pull.IsDraft).ShouldBe((false, false));
        Pull.Body.ShouldContain("Not verified: the workflow has no job that does");
    }

    [Fact]
    public async Task Where_CI_is_to_say_it_a_draft_is_delivered_and_no_command_is_run()
    {
        await DeliveredAsync(asked: Settings(mode: "checks"));
        (_machine.Last!.Verify, _machine.Last.AwaitChecks, Pull.IsDraft).ShouldBe((false, true, true));
        Pull.Body.ShouldContain("It is a draft until the repository's own checks have passed.");
    }

    [Theory]
    [InlineData("new.cs", true, "Not verified: the workflow has no job that awaits checks; oneshot init writes one.")]
    [InlineData("NEW.md", false, "Not verified: only documents were changed.")]
    public async Task Where_no_job_awaits_checks_that_is_told(string file, bool isDraft, string told)
    {
        await DeliveredAsync(
            tree => File.WriteAllText(Path.Combine(tree, file), "new"),
            Settings(mode: "checks"),
            canAwaitChecks: file == "NEW.md"
        );
        (_machine.Last!.Verify, _machine.Last.AwaitChecks, Pull.IsDraft).ShouldBe((false, false, isDraft));
        Pull.Body.ShouldContain(told);
    }

    [Fact]
    public async Task A_branch_that_went_on_meanwhile_is_not_made_ready()
    {
        await DeliveredAsync();
        var delivered = _machine.Tip;
        await VerifyAsync(_ => 0);
        var more = _machine.Repository.Make(delivered, _machine.Repository.TreeOf(delivered), "More\n");
        _machine.Repository.Move(RefName.OfBranch(_machine.Branch), more);
        var error = (await Should.ThrowAsync<OneShotException>(() => ConcludeAsync(commit: delivered))).Error;
        error.Message.ShouldContain("has gone on since");
        Pull.IsDraft.ShouldBeTrue();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("of another commit")]
    [InlineData("no report")]
    public async Task A_report_that_is_lost_or_of_another_commit_makes_nothing_ready(string? report)
    {
        await DeliveredAsync();
        await VerifyAsync(_ => 0);
        var file = Path.Combine(_machine.HandOver.Path, PlanFiles.Verified);
        var text = await File.ReadAllTextAsync(file);
        if (report is null)
            File.Delete(file);
        else
            await File.WriteAllTextAsync(
                file,
                report == "no report" ? "{" : text.Replace(_machine.Tip, new string('b', 40), StringComparison.Ordinal)
            );
        var error = (await Should.ThrowAsync<OneShotException>(() => ConcludeAsync())).Error;
        error.Message.ShouldContain("the job that verifies ended unexpectedly");
        Pull.IsDraft.ShouldBeTrue();
    }

    [Fact]
    public async Task What_somebody_has_to_look_at_stays_a_draft_though_it_is_green()
    {
        await DeliveredAsync(tree => File.WriteAllText(Path.Combine(tree, "Directory.Build.props"), "<Project />"));
        _machine.Last!.StaysDraft.ShouldBe(true);
        await VerifyAsync(_ => 0);
        await ConcludeAsync(staysDraft: true);
        Pull.IsDraft.ShouldBeTrue();
        Pull.Body.ShouldContain("### Verified");
    }

    [Fact]
    public async Task A_token_that_may_set_no_status_changes_nothing_else()
    {
        await DeliveredAsync();
        await VerifyAsync(_ => 0);
        _machine.Forge.Refuse("SetStatusAsync", OneShotErrors.Forbidden("github.com", "set a status", "no"));
        await ConcludeAsync();
        Pull.IsDraft.ShouldBeFalse();
        _machine.Reporter.Text.ShouldContain("warning: the status oneshot/verify could not be set");
    }

    [Theory]
    [InlineData(1, "it is green (1.0 s).")]
    [InlineData(1_800, "it was not run: no time was left for it (")]
    public async Task Trunk_s_own_tests_have_the_time_that_the_two_before_have_left(double seconds, string told)
    {
        _machine.Repository.Commit(new Dictionary<string, string> { ["tests/a.sh"] = "exit 1" });
        await DeliveredAsync(Weaken);
        var tests = new List<string>();
        _machine.Agents.Command = command =>
        {
            tests.Add(File.ReadAllText(Path.Combine(command.Folder, "tests/a.sh")));
            return new CommandEnd(0, seconds, []);
        };
        await VerifyAsync(null);
        await ConcludeAsync();
        tests.ShouldBe(seconds > 1 ? ["exit 1", "exit 0"] : ["exit 1", "exit 0", "exit 1"]);
        Pull.Body.ShouldContain($"Trunk's own tests over this result, as they were before it changed them: {told}");
        Pull.IsDraft.ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_red_is_not_run_once_more()
    {
        _machine.Repository.Commit(new Dictionary<string, string> { ["tests/a.sh"] = "exit 1" });
        await DeliveredAsync(Weaken);
        var runs = 0;
        _machine.Agents.Command = _ => new CommandEnd(runs++, 1, []);
        await VerifyAsync(null);
        runs.ShouldBe(2);
    }

    [Theory]
    [InlineData("Delete CartTests.Adds.", null, false)]
    [InlineData("Delete the cart.", null, true)]
    [InlineData("Delete CartTests.Adds.", "edited since", true)]
    [InlineData("Delete the cart.", "edited since", true)]
    [InlineData("Delete CartTests.Adds.", "of no known hash", true)]
    public async Task A_test_that_is_gone_keeps_the_draft_unless_the_registered_plan_names_it(
        string changes,
        string? trick,
        bool isDraft
    )
    {
        await _machine.PlanAsync(tree =>
        {
            JobMachine.Plan(tree);
            var file = Path.Combine(tree, ".impl/plan.md");
            File.WriteAllText(
                file,
                File.ReadAllText(file).Replace("Write the file.", changes, StringComparison.Ordinal)
            );
        });
        var registered = _machine.Last!;
        await DeliveredAsync(isPlanned: true);
        var runs = 0;
        _machine.Agents.Command = command =>
        {
            var tests = runs++ == 0 ? "<testcase classname='Shop.CartTests' name='Adds'/>" : "";
            File.WriteAllText(
                Path.Combine(command.Results, "r.xml"),
                $"<testsuite>{tests}<testcase classname='A' name='b'/></testsuite>"
            );
            return new CommandEnd(0, 1, []);
        };
        await VerifyAsync(null);
        var evil = (await _machine.Forge.Issues.GetAsync(2, default)).Body.Replace(
            "Write the file.",
            "Delete CartTests.Adds.",
            StringComparison.Ordinal
        );
        if (trick == "edited since")
            _machine.Forge.Edit(2, "grace", evil + "\nDelete CartTests.Adds, too.\n");
        var asked = Settings();
        asked.PlanSha256 = trick is "of no known hash" ? null : registered.PlanSha256;
        await ConcludeAsync(asked: asked, issue: registered.IssueNumber);
        Pull.IsDraft.ShouldBe(isDraft);
        Pull.Body.ShouldContain(
            isDraft
                ? "No longer run, though they were before (1):\n\n- `Shop.CartTests.Adds`"
                : "Gone, as the plan says (1):\n\n- `Shop.CartTests.Adds`"
        );
        if (trick == "edited since")
            _machine.Reporter.Text.ShouldContain("warning: the plan excuses no test that is gone: ");
    }

    public void Dispose() => _machine.Dispose();

    private static OneShotSettings Settings(string? command = "make check", string mode = "auto") =>
        new()
        {
            Sandbox = "none",
            Verify = mode,
            VerifyCommand = command,
        };

    private static void Weaken(string tree) =>
        File.WriteAllText(
            Path.Combine(Directory.CreateDirectory(Path.Combine(tree, "tests")).FullName, "a.sh"),
            "exit 0"
        );

    private JobRequest Request(OneShotSettings? asked) =>
        _machine.Request with
        {
            Terms = RunTerms.Of(asked ?? Settings()),
            CanVerify = true,
        };

    private async Task DeliveredAsync(
        Action<string>? work = null,
        OneShotSettings? asked = null,
        bool canVerify = true,
        bool isPlanned = false,
        bool canAwaitChecks = true
    )
    {
        if (!isPlanned)
            await _machine.PlanAsync();
        await _machine.ImplementAsync(work ?? (tree => File.WriteAllText(Path.Combine(tree, "new.cs"), "new")));
        await _machine.JobAsync(
            Request(asked) with
            {
                CanVerify = canVerify,
                CanAwaitChecks = canAwaitChecks,
            },
            job => job.DeliverImplementationAsync(default)
        );
    }

    // A red one fails its job, too, so that whoever runs the failed jobs once more has it run.
    private async Task VerifyAsync(Func<string, int>? codes, OneShotSettings? asked = null)
    {
        var (runs, tip) = (0, _machine.Tip);
        if (codes is not null)
            _machine.Agents.Command = _ => new CommandEnd(codes(runs++ == 0 ? "trunk" : tip), 1, ["the last line"]);
        try
        {
            await _machine.JobAsync(
                Request(asked) with
                {
                    Commit = _machine.Tip,
                },
                job => job.VerifyImplementationAsync(default)
            );
        }
        catch (OneShotException exception) when (exception.Error.Code == "OS6021")
        {
            _machine.HandOver.Read(PlanFiles.Verified, 1).ShouldNotBeNull("and hands over what it saw");
        }
    }

    private Task ConcludeAsync(
        bool staysDraft = false,
        string? commit = null,
        OneShotSettings? asked = null,
        int? issue = null
    ) =>
        _machine.JobAsync(
            Request(asked) with
            {
                Commit = commit ?? _machine.Tip,
                IssueNumber = issue,
                StaysDraft = staysDraft,
            },
            job => job.ConcludeVerificationAsync(default)
        );
}
