namespace OneShot.EndToEnd.Tests.Workflows;

/// <summary>
/// A run that somebody cancels, whatever it is at: pull request and issue say so, and nothing more arrives.
/// </summary>
public sealed class CancelledRunTests : IDisposable
{
    private readonly WorkflowPeer _github = new();

    /// <summary>
    /// In each job once, by attempts of one run: the next runs again what was cancelled, and goes on to the next job.
    /// </summary>
    [Fact]
    public async Task A_cancelled_run_marks_pull_request_and_issue()
    {
        var inputs = await _github.DispatchAsync();
        var branch = (string)inputs["branch_name"]!;
        var before = _github.Peer.Bare.Git("rev-parse", branch);
        WorkflowResult? run = null;
        foreach (
            var (job, task, agent) in new[]
            {
                ("prepare", "PrepareRun", ""),
                ("plan", "ValidatePlan", "plan"),
                ("register", "RegisterPlan", ""),
                ("implement/start", "PrepareImplementation", ""),
                ("implement/implement", "RunImplementation", "implement"),
                ("implement/deliver", "DeliverImplementation", ""),
            }
        )
        {
            // An agent is cancelled at its work, anything else at its start.
            var slow = "sleep 60; ";
            _github.Agent(
                (agent == "plan" ? slow : "") + PlannerScript.Good,
                (agent == "implement" ? slow : "") + "echo new > new.txt"
            );
            run = _github.Run(
                inputs,
                new WorkflowAttempt { Cancel = (job, task, agent.Length > 0 ? 2500 : 0), After = run }
            );
            run.Conclusion.ShouldBe("cancelled");
            run.Jobs[job]!["result"]!.ToString().ShouldBe("cancelled", run.ToString());
            run.Ran.ShouldEndWith("cancelled success");
            Told(1).ShouldContain("gh run rerun", customMessage: job);
            _github.Peer.Labels(1).ShouldBe(["oneshot:cancelled"], job);
            if (job.StartsWith("implement/", StringComparison.Ordinal))
                Told(2);
            _github.Peer.Bare.Git("rev-parse", branch).ShouldBe(before);
            _github.Peer.Used["cancelled"].ShouldNotBeEmpty();
        }
    }

    public void Dispose() => _github.Dispose();

    private string Told(int number)
    {
        var told = _github.Peer.Comments(number);
        told[^1].ShouldContain("The run was cancelled");
        return told.Single(comment => comment.Contains("The run was cancelled", StringComparison.Ordinal));
    }
}
