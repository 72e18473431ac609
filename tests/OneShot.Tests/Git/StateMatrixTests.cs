using OneShot.Core.Model;
using OneShot.Git;

namespace OneShot.Tests.Git;

/// <summary>A dispatch leaves the user's repository as it was, byte for byte, whatever state it is in.</summary>
public sealed class StateMatrixTests
{
    [Theory]
    [MemberData(nameof(RepositoryStates.Names), MemberType = typeof(RepositoryStates))]
    public async Task Nothing_of_the_users_is_touched(string state)
    {
        using var peer = new PeerRepository();
        var repo = RepositoryStates.Make(state, peer);
        await DispatchedUntouched(peer, repo);
    }

    [Fact]
    public async Task A_repository_with_sha256()
    {
        using var peer = new PeerRepository(initOptions: "--object-format=sha256");
        var receipt = await DispatchedUntouched(peer, peer.Clone());
        receipt.Length.ShouldBe(64);
    }

    [Fact]
    public async Task A_path_with_spaces_and_other_letters()
    {
        using var peer = new PeerRepository(folderName: "Größe 日本 'q\"");
        await DispatchedUntouched(peer, peer.Clone("a b ü"));
    }

    [Fact]
    public async Task A_trunk_with_another_name()
    {
        using var peer = new PeerRepository(trunk: "release/2.x");
        await DispatchedUntouched(peer, peer.Clone());
    }

    [Fact]
    public async Task A_subfolder_of_the_work_tree()
    {
        using var peer = new PeerRepository();
        await DispatchedUntouched(peer, new GitRepo(Path.Combine(peer.Clone().Path, "src")));
    }

    [Fact]
    public async Task The_git_directory_and_a_bare_repository()
    {
        using var peer = new PeerRepository();
        await DispatchedUntouched(peer, new GitRepo(Path.Combine(peer.Clone().Path, ".git")));
        var bare = GitRepo.Clone(peer.Bare.Path, peer.Folder["mirror.git"], "--bare");
        bare.Git("remote", "set-url", "origin", peer.HttpUrl);
        await DispatchedUntouched(peer, bare);
    }

    [Fact]
    public async Task No_identity()
    {
        using var peer = new PeerRepository();
        var repo = peer.Clone();
        repo.Git("config", "user.name", "");
        repo.Git("config", "user.email", "");
        repo.Git("config", "user.useConfigOnly", "true");
        var before = repo.Snapshot();
        (await new Dispatching(peer, repo).FailAsync()).Error.Code.ShouldBe("OS3004");
        repo.Snapshot().ShouldBe(before);
        peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_commit_that_fails_leaves_no_crash_report()
    {
        using var peer = new PeerRepository();
        var repo = peer.Clone();
        var git = new GitRepository(
            repo.Path,
            new GitRunner(repo.Path, TimeSpan.FromSeconds(240), new RecordingReporter()),
            (command, _, _) => command
        );
        var state = await git.DescribeAsync("origin", CancellationToken.None);
        var commit = new NewCommit(new string('f', 40), "a", "b"u8.ToArray(), "c");
        (
            await Should.ThrowAsync<OneShotException>(() => git.CommitAsync(commit, state, CancellationToken.None))
        ).Error.Code.ShouldBe("OS3011");
        Directory.GetFiles(repo[".git"], "fast_import_crash*").ShouldBeEmpty();
    }

    private static async Task<string> DispatchedUntouched(PeerRepository peer, GitRepo repo)
    {
        var before = repo.Snapshot();
        var dispatching = new Dispatching(peer, repo);
        var receipt = await dispatching.RunAsync();

        var after = repo.Snapshot();
        after.Keys.ShouldBe(before.Keys);
        after.ShouldBe(before);
        peer.Bare.Git("rev-parse", $"{receipt.Branch}^").ShouldBe(peer.Bare.Git("rev-parse", peer.Trunk));
        peer.Bare.Git("diff", "--name-only", peer.Trunk, receipt.Branch).ShouldBe(".worker-impl/task.md");
        peer.Bare.Git("fsck", "--strict");
        return receipt.Commit!;
    }
}
