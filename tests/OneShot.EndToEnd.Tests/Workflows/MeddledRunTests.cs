using System.Text.Json.Nodes;

namespace OneShot.EndToEnd.Tests.Workflows;

/// <summary>
/// What becomes of a run when somebody changes something under it: nothing of theirs is lost, and the pull request
/// tells it. Each is an attempt of one run: what was changed is put back, and what failed is run again.
/// </summary>
public sealed class MeddledRunTests : IDisposable
{
    private const string Closed = """{"number": 1, "state": {"state": "closed"}}""";

    private readonly WorkflowPeer _github = new();
    private JsonObject _inputs = [];
    private WorkflowResult? _last;

    private IReadOnlyList<string> Told => _github.Peer.Comments(1);

    private string Branch => (string)_inputs["branch_name"]!;

    [Fact]
    public async Task Before_an_agent_implements()
    {
        await DispatchAsync();
        var second = _github.Run(_inputs, new WorkflowAttempt { RunId = "999999" });
        second.Ran.ShouldBe("prepare success", second.ToString());
        second.Annotations.Single().ShouldContain("is already working on");

        var dispatched = _github.Peer.Bare.Git("rev-parse", Branch);
        Meddle("plan", Deleted).ShouldEndWith("plan failure, register failure");
        IsDeleted();
        _github.Peer.Bare.Git("update-ref", "refs/heads/" + Branch, dispatched);

        // A program that is not the one that was built.
        var before = _github.Peer.Used["register"].Count();
        const string program = "\"$ARTIFACTS/oneshot-program/program.tgz\"";
        Meddle("register", $"cp {program} {program}.kept; echo x >> {program}").ShouldEndWith("register failure");
        _last!.Annotations.ShouldContain(
            "error OneShot: The program is not the one that the first job of this run built."
        );
        _github.Peer.Used["register"].Count().ShouldBe(before);
        var artifacts = _github.Peer.Folder[$"artifacts-{_github.Peer.Runs[^1]!["id"]}/oneshot-program"];
        File.Move(Path.Combine(artifacts, "program.tgz.kept"), Path.Combine(artifacts, "program.tgz"), overwrite: true);

        Meddle("implement/start", Patch(Closed)).ShouldEndWith("implement/start failure, implement failure");
        IsClosed();

        Meddle("implement/start", _github.Peer.Meddle("DELETE", "issue", """{"number": 2}"""))
            .ShouldEndWith("implement/start failure, implement failure");
        Told[^1].ShouldContain("Implementing did not finish: **OS4003**");
    }

    [Fact]
    public async Task Before_it_is_delivered()
    {
        await DispatchAsync();
        var dispatched = _github.Peer.Bare.Git("rev-parse", Branch);
        Meddle("implement/implement", Deleted)
            .ShouldEndWith("implement/implement failure, implement/deliver failure, implement failure");
        IsDeleted();
        _github.Peer.Bare.Git("update-ref", "refs/heads/" + Branch, dispatched);

        const string failure = "implement/deliver failure, implement failure";
        Meddle("implement/deliver", Patch(Closed)).ShouldEndWith(failure);
        IsClosed();

        var bare = $"git -C '{_github.Peer.Bare.Path}'";
        var push =
            $"{bare} -c user.name=Ann -c user.email=ann@example.com commit-tree -p {Branch} -m Mine {Branch}^{{tree}}"
            + $" | xargs {bare} update-ref refs/heads/{Branch}";
        Meddle("implement/deliver", push).ShouldEndWith(failure);
        Told[^1].ShouldContain("**OS5002**");
        _github.Peer.Bare.Git("log", "-1", "--format=%s", Branch).ShouldBe("Mine");
        _github.Peer.Bare.Git("update-ref", "refs/heads/" + Branch, dispatched);

        // What failed after its push is finished by the next attempt.
        var fault = $$"""
            {"kind": "status", "status": 403, "method": "PATCH", "path": "/{{_github.Peer.FullName}}/pulls/1",
             "times": 1, "skip": 0}
            """;
        Meddle("implement/deliver", _github.Peer.Meddle("POST", "faults", fault)).ShouldEndWith(failure);
        var pushed = _github.Peer.Bare.Git("rev-parse", Branch);
        _github.Peer.Bare.Git("show", $"{Branch}:new.txt").ShouldBe("new");
        var again = _github.Run(_inputs, new WorkflowAttempt { After = _last });
        again.Conclusion.ShouldBe("success", again.ToString());
        _github.Peer.Bare.Git("rev-parse", Branch).ShouldBe(pushed);
        ((bool)_github.Peer.Pull(1)["draft"]!).ShouldBeFalse();

        // All jobs again, after it was delivered: there is nothing
        // to plan any more, and nothing of the delivery is touched.
        again = _github.Run(_inputs, new WorkflowAttempt { All = true });
        again.Ran.ShouldBe("prepare success, plan failure, register failure", again.ToString());
        Told.ShouldContain(comment => comment.Contains("**OS6018**", StringComparison.Ordinal));
        _github.Peer.Bare.Git("rev-parse", Branch).ShouldBe(pushed);
    }

    public void Dispose() => _github.Dispose();

    private string Deleted => $"git -C '{_github.Peer.Bare.Path}' update-ref -d refs/heads/{Branch}";

    private string Patch(string body) => _github.Peer.Meddle("PATCH", "pull", body);

    private async Task DispatchAsync()
    {
        _github.Agent();
        _inputs = await _github.DispatchAsync();
    }

    // The next attempt, in which a script runs before a job begins.
    private string Meddle(string job, string script)
    {
        _last = _github.Run(_inputs, new WorkflowAttempt { Meddle = (job, script), After = _last });
        _last.Conclusion.ShouldBe("failure", _last.ToString());
        return _last.Ran;
    }

    private void IsDeleted()
    {
        Told[^1].ShouldContain("**OS5016**");
        _github.Peer.Branches.ShouldBe(["refs/heads/main"], "and it stays so");
    }

    private void IsClosed()
    {
        Told[^1].ShouldContain("**OS5015** The pull request #\u200B1 was closed");
        _github.Peer.Bare.TryGit("show", $"{Branch}:new.txt").ExitCode.ShouldNotBe(0, "nothing reached the branch");
        var reopened = Patch(Closed.Replace("closed", "open", StringComparison.Ordinal));
        Launch.Run(_github.Peer.Folder.Path, null, "sh", "-c", reopened).ExitCode.ShouldBe(0);
    }
}
