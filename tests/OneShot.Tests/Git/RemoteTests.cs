namespace OneShot.Tests.Git;

/// <summary>Remotes that are not simply <c>origin</c>: one-shots are looked for where they were pushed.</summary>
public sealed class RemoteTests : IDisposable
{
    private readonly PeerRepository _peer = new();

    [Fact]
    public async Task An_earlier_one_shot_is_on_the_remote_its_journal_names()
    {
        var repo = GitRepo.Clone(Fork().Path, _peer.Folder["work"]);
        repo.Git("remote", "add", "upstream", _peer.Bare.Path);
        var settings = Dispatching.Settings();
        settings.Remote = "upstream";
        var dispatching = new Dispatching(_peer, repo);
        var receipt = await dispatching.RunAsync(settings);
        (await dispatching.RunAsync(new OneShotSettings { Resume = receipt.Id })).RunId.ShouldBe(receipt.RunId);
        (await dispatching.FailAsync(new OneShotSettings { Undo = receipt.Id, Remote = "origin" })).Error.Code.ShouldBe(
            "OS2022"
        );
        await dispatching.RunAsync(new OneShotSettings { Undo = receipt.Id });
        _peer.Branches.ShouldBe(["refs/heads/main"]);
    }

    [Fact]
    public async Task An_earlier_one_shot_is_in_the_repository_its_journal_names()
    {
        var repo = _peer.LocalClone();
        var dispatching = new Dispatching(_peer, repo);
        var receipt = await dispatching.RunAsync();
        var settings = new OneShotSettings { Resume = receipt.Id, Forge = "github" };
        using var session = OneShotVerbs.Create(
            settings,
            new OneShotHost(repo.Path, repo.Path, new RecordingReporter())
            {
                Variable = name => dispatching.Variables.GetValueOrDefault(name),
            }
        );
        await session.CreateBranchAsync(() => { }, CancellationToken.None);
        await session.OpenDraftPrAsync(CancellationToken.None);
        session.Dispatched!.PrNumber.ShouldBe(1);
    }

    [Fact]
    public async Task Another_push_address_holds_the_one_shots_and_the_fetch_address_trunk()
    {
        var fork = Fork();
        var repo = GitRepo.Clone(fork.Path, _peer.Folder["work"]);
        repo.Git("remote", "set-url", "--push", "origin", _peer.Bare.Path);
        var dispatching = new Dispatching(_peer, repo);
        var settings = Dispatching.Settings();
        settings.IdempotencyKey = "k";
        var receipt = await dispatching.RunAsync(settings);
        _peer.Bare.Git("rev-parse", receipt.Branch + "^").ShouldBe(fork.Git("rev-parse", "main"));
        fork.Git("for-each-ref", "--format=%(refname)").ShouldBe("refs/heads/main");

        (await dispatching.RunAsync(new OneShotSettings { Resume = receipt.Id })).ShouldBe(receipt);
        var elsewhere = GitRepo.Clone(fork.Path, _peer.Folder["elsewhere"]);
        elsewhere.Git("remote", "set-url", "--push", "origin", _peer.Bare.Path);
        (await new Dispatching(_peer, elsewhere).RunAsync(settings)).Branch.ShouldBe(receipt.Branch);
        await dispatching.RunAsync(new OneShotSettings { Undo = receipt.Id });
        _peer.Branches.ShouldBe(["refs/heads/main"]);
    }

    [Fact]
    public async Task An_address_that_is_rewritten_for_pushing_is_rewritten_once()
    {
        var mirror = Fork();
        var repo = GitRepo.Clone(_peer.Bare.Path, _peer.Folder["work"]);
        repo.Git("config", $"url.{mirror.Path}.insteadOf", _peer.Bare.Path);
        repo.Git("config", $"url.{_peer.Bare.Path}.pushInsteadOf", _peer.Bare.Path);
        var dispatching = new Dispatching(_peer, repo);
        var receipt = await dispatching.RunAsync();
        (await dispatching.RunAsync(new OneShotSettings { Resume = receipt.Id })).ShouldBe(receipt);
        await dispatching.RunAsync(new OneShotSettings { Undo = receipt.Id });
        _peer.Branches.ShouldBe(["refs/heads/main"]);
    }

    [Fact]
    public async Task A_remote_that_does_not_tell_its_head_has_the_forges_default_branch()
    {
        var repo = _peer.LocalClone();
        _peer.Bare.Git("symbolic-ref", "HEAD", "refs/heads/gone");
        (await new Dispatching(_peer, repo).RunAsync()).Base.ShouldBe("main");
    }

    public void Dispose() => _peer.Dispose();

    // One commit ahead of the repository it was forked from.
    private GitRepo Fork()
    {
        var seed = GitRepo.Clone(_peer.Bare.Path, _peer.Folder["ahead"]);
        seed.Commit("Ahead", "ahead.txt", "x");
        return GitRepo.Clone(seed.Path, _peer.Folder["fork.git"], "--bare");
    }
}
