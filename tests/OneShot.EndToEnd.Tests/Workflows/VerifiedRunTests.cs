namespace OneShot.EndToEnd.Tests.Workflows;

/// <summary>
/// A commit that GitHub signs, from the dispatch that asks for it to the branch, as GitHub would run it.
/// </summary>
public sealed class VerifiedRunTests : IDisposable
{
    private readonly WorkflowPeer _github = new();

    [Fact]
    public void What_the_dispatch_asks_for_reaches_the_delivery()
    {
        _github.Agent(implement: "echo new > new.txt; printf '#!/bin/sh\\n' > run.sh; chmod +x run.sh");
        var inputs = _github.Dispatch("Add a file", "--agent=command", "--verified-commits");
        inputs["options"]!.ToString().ShouldBe("""{"format":1,"verified-commits":"true"}""");
        Deliver(inputs);
    }

    public void Dispose() => _github.Dispose();

    private void Deliver(System.Text.Json.Nodes.JsonObject inputs)
    {
        var run = _github.Run(inputs);
        run.Conclusion.ShouldBe("success", run.ToString());
        var branch = inputs["branch_name"]!.ToString();
        _github.Peer.Bare.Git("cat-file", "commit", branch).ShouldContain("\ngpgsig ");
        Log("%an").ShouldBe("github-actions[bot]");
        Log("%(trailers:key=Co-authored-by,valueonly)")
            .ShouldStartWith("octo-cat <octo-cat@users.noreply.github.com>\n");
        Log("%(trailers:key=Submitted-by,valueonly)").ShouldBe("mona");
        _github.Peer.Bare.Git("ls-tree", branch, "run.sh").ShouldStartWith("100755 ");
        ((bool)_github.Peer.Pull(1)["draft"]!).ShouldBeFalse();

        string Log(string format) => _github.Peer.Bare.Git("log", "-1", "--format=" + format, branch).TrimEnd();
    }
}
