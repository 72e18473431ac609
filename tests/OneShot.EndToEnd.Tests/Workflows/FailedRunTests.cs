namespace OneShot.EndToEnd.Tests.Workflows;

/// <summary>
/// What becomes of a run whose agent does not do what is expected:
/// who looks at the pull request knows why, and what to do.
/// </summary>
public sealed class FailedRunTests : IDisposable
{
    private const string Planned = "prepare success, plan success, register success";
    private readonly WorkflowPeer _github = new();

    private IReadOnlyList<string> Told => _github.Peer.Comments(1);

    [Fact]
    public async Task A_rejection_is_a_green_run_with_a_reason()
    {
        _github.Agent(
            plan: """printf '{"rejected": true, "reason": "It is there already, see #3."}' > .impl/plan-result.json"""
        );
        var run = _github.Run(await _github.DispatchAsync());
        run.Ran.ShouldBe(Planned, run.ToString());
        run.Conclusion.ShouldBe("success");
        Told[^1].ShouldContain("command rejected the prompt: It is there already, see #\u200B3.");
        run.Annotations.ShouldContain("warning OneShot: rejected: It is there already, see #3.");
        run.Summary("register").ShouldContain("### Rejected");
        ((bool)_github.Peer.Pull(1)["draft"]!).ShouldBeTrue();
    }

    /// <summary>
    /// One run and its attempts, each of which runs what failed again: no job that ended well is repeated.
    /// </summary>
    [Fact]
    public async Task A_planner_that_fails_is_told_and_planned_again()
    {
        _github.Agent(plan: "echo the model said no; exit 3");
        var inputs = await _github.DispatchAsync();
        var failed = _github.Run(inputs);
        failed.Ran.ShouldBe("prepare success, plan failure, register failure", failed.ToString());
        Told[^1].ShouldContain("Planning did not finish: **OS6009**");
        Told[^1].ShouldContain("the model said no");
        var server = new Uri(_github.Peer.Url).Authority;
        Told[^1]
            .ShouldContain(
                $"`gh run rerun {_github.Peer.Runs[^1]!["id"]} --failed --repo {server}/{_github.Peer.FullName}`"
            );
        failed.Annotations.ShouldContain(line => line.StartsWith("error OS6009: ", StringComparison.Ordinal));
        failed.Summary("register").ShouldContain("### OS6009");

        // A result that is none starts no implementer.
        _github.Agent(
            plan: "{ printf '{\"title\": \"'; head -c 10000000 /dev/zero | tr '\\0' x; echo '\"}'; }"
                + " > .impl/plan-result.json"
        );
        failed = _github.Run(inputs, new WorkflowAttempt { After = failed });
        failed.Ran.ShouldBe("prepare success, plan failure, register failure", failed.ToString());
        failed.Output("register", "issue_number").ShouldBeEmpty();
        Told[^1].ShouldContain("**OS6012**");

        // What the planner says reaches no output as it is.
        _github.Agent(
            plan: PlannerScript.Good
                + """; printf '{"title": "One\\n::error::two\\nissue_number=99 @team", "issue_number": 99}'"""
                + " > .impl/plan-result.json"
        );
        var again = _github.Run(inputs, new WorkflowAttempt { After = failed });
        again.Conclusion.ShouldBe("success", again.ToString());
        again.Output("register", "issue_number").ShouldBe("2");
        again.Output("register", "issue_title").ShouldBe("One ::error::two issue_number=99 @team");
        again.Annotations.ShouldNotContain(line => line.Contains("two", StringComparison.Ordinal));
        Told.Count(comment => comment.Contains("plans now", StringComparison.Ordinal)).ShouldBe(1);
        Told.ShouldNotContain(
            comment => comment.Contains("did not finish", StringComparison.Ordinal),
            "the result replaced it"
        );
        Told.Count.ShouldBe(4);
        ((bool)_github.Peer.Pull(1)["draft"]!).ShouldBeFalse();
    }

    [Fact]
    public async Task An_implementer_that_fails_is_told_and_nobody_plans_again()
    {
        _github.Agent(
            plan: "echo once >> \"$PLANNED\"; " + PlannerScript.Good,
            implement: "echo it does not compile; exit 4"
        );
        _github.Variables["ONESHOT_AGENT_COMMAND"] =
            $"PLANNED='{_github.Peer.Folder["planned"]}' {_github.Variables["ONESHOT_AGENT_COMMAND"]}";
        var inputs = await _github.DispatchAsync();
        var before = _github.Peer.Bare.Git("rev-parse", (string)inputs["branch_name"]!);
        var failed = _github.Run(inputs);
        failed.Ran.ShouldBe(
            Planned
                + ", implement/start success, implement/implement failure, implement/deliver failure, implement "
                + "failure",
            failed.ToString()
        );
        Told[^1].ShouldContain("Implementing did not finish: **OS6009**");
        Told[^1].ShouldContain("it does not compile");
        _github.Peer.Bare.Git("rev-parse", (string)inputs["branch_name"]!).ShouldBe(before);

        // No changes are a green run with the likely cause.
        _github.Agent(implement: "true");
        var again = _github.Run(inputs, new WorkflowAttempt { After = failed });
        again.Conclusion.ShouldBe("success", again.ToString());
        Told.Count.ShouldBe(4);
        (await File.ReadAllTextAsync(_github.Peer.Folder["planned"])).ShouldBe("once\n");
        Told[^1].ShouldContain("command changed nothing: most likely what the plan asks for is on trunk already");
        ((bool)_github.Peer.Pull(1)["draft"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task An_agent_that_can_not_be_installed_is_told_and_what_an_earlier_attempt_left_is_not_told_again()
    {
        _github.Executable("bin/npm", "#!/bin/sh\necho 'npm error the registry is down' >&2; exit 1\n");
        var inputs = await _github.DispatchAsync();
        inputs["agent"] = "gemini";
        var failed = _github.Run(inputs);
        failed.Ran.ShouldBe("prepare success, plan failure, register failure", failed.ToString());
        Told[^1].ShouldContain("**OS3034** The agent gemini could not be installed");

        // The second attempt ends before its job could leave anything.
        _github.Executable("bin/npm", "#!/bin/sh\nkill -9 $PPID\n");
        _github.Run(inputs, new WorkflowAttempt { After = failed }).Conclusion.ShouldBe("failure");
        Told[^1].ShouldContain("**OS6016**");
    }

    public void Dispose() => _github.Dispose();
}
