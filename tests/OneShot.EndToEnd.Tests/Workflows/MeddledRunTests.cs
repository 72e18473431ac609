namespace OneShot.EndToEnd.Tests.Workflows;

/// <summary>What becomes of a run when somebody changes something under it: nothing of theirs is lost, and the pull request tells it.</summary>
public sealed class MeddledRunTests : IDisposable
{
    private readonly WorkflowPeer _github = new();

    private IReadOnlyList<string> Told => _github.Peer.Comments(1);

    [Fact]
    public async Task A_plan_issue_that_was_deleted()
    {
        var run = await RunAsync("implement/start", _ => _github.Peer.Meddle("DELETE", "issue", """{"number": 2}"""));
        run.Ran.ShouldEndWith("implement/start failure, implement failure");
        Told[^1].ShouldContain("Implementing did not finish: **OS4003**");
    }

    [Theory]
    [InlineData("implement/start", "implement/start failure, implement failure")]
    [InlineData("implement/deliver", "implement/deliver failure, implement failure")]
    public async Task A_pull_request_that_was_closed(string job, string ran)
    {
        var run = await RunAsync(job, _ => _github.Peer.Meddle("PATCH", "pull", """{"number": 1, "state": {"state": "closed"}}"""));
        run.Ran.ShouldEndWith(ran);
        Told[^1].ShouldContain("**OS5015** The pull request #\u200B1 was closed");
        _github.Peer.Bare.TryGit("show", $"{Branch}:new.txt").ExitCode.ShouldNotBe(0, "nothing reached the branch");
    }

    [Theory]
    [InlineData("plan", "plan failure, register failure")]
    [InlineData("implement/implement", "implement/implement failure, implement/deliver failure, implement failure")]
    public async Task A_branch_that_was_deleted(string job, string ran)
    {
        var run = await RunAsync(job, branch => $"git -C '{_github.Peer.Bare.Path}' update-ref -d refs/heads/{branch}");
        run.Ran.ShouldEndWith(ran);
        Told[^1].ShouldContain("**OS5016**");
        _github.Peer.Branches.ShouldBe(["refs/heads/main"], "and it stays so");
    }

    [Fact]
    public async Task A_branch_that_somebody_pushed_to()
    {
        var run = await RunAsync("implement/deliver", branch => $"git -C '{_github.Peer.Bare.Path}' -c user.name=Ann -c user.email=ann@example.com commit-tree -p {branch} -m Mine {branch}^{{tree}} | xargs git -C '{_github.Peer.Bare.Path}' update-ref refs/heads/{branch}");
        run.Ran.ShouldEndWith("implement/deliver failure, implement failure");
        Told[^1].ShouldContain("**OS5002**");
        _github.Peer.Bare.Git("log", "-1", "--format=%s", Branch).ShouldBe("Mine");
    }

    [Fact]
    public async Task A_delivery_that_failed_after_its_push_is_finished_by_the_next_attempt()
    {
        var failed = await RunAsync("implement/deliver", _ => _github.Peer.Meddle("POST", "faults", $$"""{"kind": "status", "status": 403, "method": "PATCH", "path": "/{{_github.Peer.FullName}}/pulls/1", "times": 1, "skip": 0}"""));
        failed.Ran.ShouldEndWith("implement/deliver failure, implement failure");
        var pushed = _github.Peer.Bare.Git("rev-parse", Branch);
        _github.Peer.Bare.Git("show", $"{Branch}:new.txt").ShouldBe("new");

        var again = _github.Run(_github.Peer.Runs[^1]!["inputs"]!.AsObject(), new WorkflowAttempt { After = failed });
        again.Conclusion.ShouldBe("success", again.ToString());
        _github.Peer.Bare.Git("rev-parse", Branch).ShouldBe(pushed);
        ((bool)_github.Peer.Pull(1)["draft"]!).ShouldBeFalse();
    }

    [Fact]
    public async Task A_program_that_is_not_the_one_that_was_built()
    {
        var run = await RunAsync("register", _ => "echo x >> \"$ARTIFACTS/oneshot-program/program.tgz\"");
        run.Ran.ShouldEndWith("register failure");
        run.Annotations.ShouldContain("error OneShot: The program is not the one that the first job of this run built.");
        _github.Peer.Used["register"].ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_runs_of_one_one_shot()
    {
        _github.Agent();
        var inputs = await _github.DispatchAsync();
        var second = _github.Run(inputs, new WorkflowAttempt { RunId = "999999" });
        second.Ran.ShouldBe("prepare success", second.ToString());
        second.Annotations.Single().ShouldContain("works on");
        _github.Run(inputs).Conclusion.ShouldBe("success");

        // All jobs again, after it was delivered: there is nothing to plan any more, and nothing of the delivery is touched.
        var delivered = _github.Peer.Bare.Git("rev-parse", Branch);
        var again = _github.Run(inputs, new WorkflowAttempt { All = true });
        again.Ran.ShouldBe("prepare success, plan failure, register failure", again.ToString());
        Told.ShouldContain(comment => comment.Contains("**OS6018**", StringComparison.Ordinal));
        _github.Peer.Bare.Git("rev-parse", Branch).ShouldBe(delivered);
    }

    public void Dispose() => _github.Dispose();

    private string Branch => (string)_github.Peer.Runs[^1]!["inputs"]!["branch_name"]!;

    private async Task<WorkflowResult> RunAsync(string job, Func<string, string> script)
    {
        _github.Agent();
        var inputs = await _github.DispatchAsync();
        var run = _github.Run(inputs, new WorkflowAttempt { Meddle = (job, script(Branch)) });
        run.Conclusion.ShouldBe("failure", run.ToString());
        return run;
    }
}
