namespace OneShot.EndToEnd.Tests.Workflows;

/// <summary>From a sentence to a pull request with code in it: the user's side, then the workflow as GitHub would run it.</summary>
public sealed class OneShotWorkflowTests : IDisposable
{
    private readonly WorkflowPeer _github = new();

    [Fact]
    public void A_prompt_becomes_a_ready_pull_request()
    {
        var inputs = _github.Dispatch("Add a file", "--agent=command");
        var run = _github.Run(inputs, $"if [ $ONESHOT_PHASE = plan ]; then\n{PlannerScript.Good}\nelse echo new > new.txt; fi");
        run.Outcomes.ShouldBe("disabled skipped, prepare success, plan success, register success, implement/prepare skipped, implement/start success, implement/implement success, implement/deliver success, implement success", run.ToString());
        ((bool)_github.Peer.Pull(1)["draft"]!).ShouldBeFalse();
        _github.Peer.Bare.Git("show", $"{inputs["branch_name"]}:new.txt").ShouldBe("new");
    }

    public void Dispose() => _github.Dispose();
}
