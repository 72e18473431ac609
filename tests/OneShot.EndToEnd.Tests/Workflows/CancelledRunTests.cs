namespace OneShot.EndToEnd.Tests.Workflows;

/// <summary>A run that somebody cancels, whatever it is at: pull request and issue say so, and nothing more arrives.</summary>
public sealed class CancelledRunTests : IDisposable
{
    private readonly WorkflowPeer _github = new();

    [Theory]
    [InlineData("prepare", "PrepareRun", 0)]
    [InlineData("plan", "ValidatePlan", 2500)]
    [InlineData("register", "RegisterPlan", 0)]
    [InlineData("implement/start", "PrepareImplementation", 0)]
    [InlineData("implement/implement", "RunImplementation", 2500)]
    [InlineData("implement/deliver", "DeliverImplementation", 0)]
    public async Task A_cancelled_run_marks_pull_request_and_issue(string job, string task, int afterMs)
    {
        var slow = afterMs > 0 ? "sleep 60; " : "";
        _github.Agent(slow + PlannerScript.Good, slow + "echo new > new.txt");
        if (job == "implement/implement") _github.Agent(implement: slow);
        var inputs = await _github.DispatchAsync();
        var branch = (string)inputs["branch_name"]!;
        var before = _github.Peer.Bare.Git("rev-parse", branch);
        var run = _github.Run(inputs, new WorkflowAttempt { Cancel = (job, task, afterMs) });
        run.Conclusion.ShouldBe("cancelled");
        run.Jobs[job]!["result"]!.ToString().ShouldBe("cancelled", run.ToString());
        run.Ran.ShouldEndWith("cancelled success");
        _github.Peer.Comments(1).Single(comment => comment.Contains("The run was cancelled", StringComparison.Ordinal)).ShouldContain("gh run rerun");
        if (job.StartsWith("implement/", StringComparison.Ordinal)) _github.Peer.Comments(2)[^1].ShouldContain("The run was cancelled");
        _github.Peer.Bare.Git("rev-parse", branch).ShouldBe(before);
        _github.Peer.Used["cancelled"].ShouldNotBeEmpty();
    }

    public void Dispose() => _github.Dispose();
}
