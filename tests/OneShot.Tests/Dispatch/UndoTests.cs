using OneShot.Terminal;

namespace OneShot.Tests.Dispatch;

public sealed class UndoTests : IDisposable
{
    private readonly PeerRepository _peer = new();

    [Fact]
    public async Task Run_pull_request_and_branch_go_and_the_prompt_stays_in_the_journal()
    {
        var repo = _peer.Clone();
        var before = repo.Snapshot();
        var dispatching = new Dispatching(_peer, repo);
        var receipt = await dispatching.RunAsync();
        await dispatching.RunAsync(new OneShotSettings { Undo = receipt.Id });

        _peer.Branches.ShouldBe(["refs/heads/main"]);
        ((string)_peer.Pulls.Single()!["state"]!).ShouldBe("closed");
        ((string)_peer.Runs.Single()!["conclusion"]!).ShouldBe("cancelled");
        _peer.Labels(receipt.PrNumber!.Value).ShouldBe(["oneshot:undone"]);
        File.ReadAllText(repo[$".git/oneshot/journal/{receipt.Id}.json"]).ShouldContain("Add a --verbose flag");
        repo.Snapshot().ShouldBe(before);
    }

    [Fact]
    public async Task Twice_is_once()
    {
        var dispatching = new Dispatching(_peer, _peer.Clone());
        var receipt = await dispatching.RunAsync();
        await dispatching.RunAsync(new OneShotSettings { Undo = receipt.Id });
        _peer.ForgetRequests();
        await dispatching.RunAsync(new OneShotSettings { Undo = receipt.Id });
        _peer.Requests.ShouldBeEmpty();
        (await dispatching.FailAsync(new OneShotSettings { Resume = receipt.Id })).Error.Code.ShouldBe("OS5004");
    }

    [Fact]
    public async Task A_run_that_was_deleted_is_in_nobodys_way()
    {
        var dispatching = new Dispatching(_peer, _peer.Clone());
        var receipt = await dispatching.RunAsync();
        _peer.Fault("status", "POST", "/actions/runs", status: 404, times: 9);
        await dispatching.RunAsync(new OneShotSettings { Undo = receipt.Id });
        _peer.Branches.ShouldBe(["refs/heads/main"]);
    }

    [Fact]
    public async Task A_branch_that_moved_is_left_alone()
    {
        var repo = _peer.Clone();
        var dispatching = new Dispatching(_peer, repo);
        var receipt = await dispatching.RunAsync();
        var other = GitRepo.Clone(_peer.Bare.Path, _peer.Folder["other"]);
        other.Git("checkout", "--quiet", receipt.Branch);
        var precious = other.Commit("Work", "work.txt", "work");
        other.Git("push", "--quiet", "origin", receipt.Branch);

        var refused = await dispatching.FailAsync(new OneShotSettings { Undo = receipt.Id });
        refused.Error.Code.ShouldBe("OS5010");
        refused.Error.Next.ShouldContain($"git push origin --delete {receipt.Branch}");
        _peer.Bare.Git("rev-parse", receipt.Branch).ShouldBe(precious);
        ((string)_peer.Pulls.Single()!["state"]!).ShouldBe("closed");
        (await StateAsync(repo)).BranchState.ShouldBe("kept");
        StateWords
            .Of(await StateAsync(repo))
            .Single(fact => fact.Name == "to remove it")
            .Value.ShouldContain($"git push origin --delete {receipt.Branch}");

        other.Git("push", "--quiet", "origin", "--delete", receipt.Branch);
        await dispatching.RunAsync(new OneShotSettings { Undo = receipt.Id });
        (await StateAsync(repo)).BranchState.ShouldBeNull();
    }

    [Theory]
    [InlineData(".git/git-receive-pack", "reset", 0)]
    [InlineData("/pulls", "lost", 1)]
    public async Task What_was_made_before_a_failure_is_removed(string path, string kind, int pulls)
    {
        _peer.Fault(kind, "POST", path, times: 9, status: 404);
        if (kind == "lost")
            _peer.Fault("status", "GET", "/pulls", times: 9, status: 404);
        var dispatching = new Dispatching(_peer, _peer.Clone());
        var settings = Dispatching.Settings();
        settings.HttpTimeout = settings.RunTimeout = 1;
        var exception = await dispatching.FailAsync(settings);
        _peer.Repair();

        await dispatching.RunAsync(new OneShotSettings { Undo = exception.ResumeId });
        _peer.Branches.ShouldBe(["refs/heads/main"]);
        _peer.Pulls.Count.ShouldBe(pulls);
        _peer.Pulls.ShouldAllBe(pull => (string)pull!["state"]! == "closed");
        _peer.Runs.ShouldBeEmpty();
    }

    private async Task<OneShotState> StateAsync(GitRepo repo)
    {
        var host = new OneShotHost(repo.Path, repo.Path, new RecordingReporter())
        {
            Variable = _peer.Environment.GetValueOrDefault,
        };
        using var status = OneShotVerbs.CreateStatus(new OneShotSettings { GitTimeout = 240 }, host);
        await status.RunAsync(CancellationToken.None);
        return status.Receipt.OneShots.Single();
    }

    public void Dispose() => _peer.Dispose();
}
