using OneShot.Core.Model;

namespace OneShot.Tests.Local;

/// <summary>
/// What a run on this machine has made is signed by the user's git
/// when it is published, once, and the user's own commits stay on it.
/// </summary>
public sealed class PublishSigningTests : IDisposable
{
    private const string Kept = "%T%n%an <%ae>%n%aI%n%cI%n%B";

    private readonly PeerRepository _peer = new();
    private readonly RecordingReporter _reporter = new();
    private readonly GitRepo _repo;
    private readonly string _key;

    public PublishSigningTests()
    {
        _key = _peer.Folder["key"];
        Launch
            .Run(_peer.Folder.Path, null, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", _key)
            .ExitCode.ShouldBe(0);
        File.WriteAllText(_peer.Folder["signers"], $"ada@example.com {File.ReadAllText(_key + ".pub")}");
        _repo = _peer.Clone();
        foreach (
            var (name, value) in new[] { ("commit.gpgsign", "true"), ("gpg.format", "ssh"), ("user.signingkey", _key) }
        )
            _repo.Git("config", name, value);
    }

    [Fact]
    public async Task The_delivered_commit_is_made_again_and_the_branch_goes_along()
    {
        var branch = await RunAsync();
        var unsigned = _repo.Git("rev-parse", branch);
        IsSigned(_repo, unsigned).ShouldBeFalse("nobody had read it");
        await PublishAsync();
        var signed = _peer.Bare.Git("rev-parse", branch);
        IsSigned(_peer.Bare, signed).ShouldBeTrue();
        _peer
            .Bare.Git("log", "-1", "--format=" + Kept + "%P", signed)
            .ShouldBe(_repo.Git("log", "-1", "--format=" + Kept + "%P", unsigned));
        _repo.Git("rev-parse", branch).ShouldBe(signed);

        await PublishAsync();
        _peer.Bare.Git("rev-parse", branch).ShouldBe(signed);
        _peer.Pulls.Count.ShouldBe(1);
        await UndoAsync();
        _repo.TryGit("rev-parse", "--verify", "--quiet", branch).ExitCode.ShouldNotBe(0);
    }

    [Fact]
    public async Task A_branch_that_somebody_stands_on_stays_and_commits_of_theirs_go_along()
    {
        var branch = await RunAsync();
        _repo.Git("worktree", "add", "--quiet", _peer.Folder["beside"], branch);
        var beside = new GitRepo(_peer.Folder["beside"]);
        var unsigned = _repo.Git("rev-parse", branch);
        await PublishAsync();
        var signed = _peer.Bare.Git("rev-parse", branch);
        _repo.Git("rev-parse", branch).ShouldBe(unsigned);
        _reporter
            .Lines.Last(line => line.Contains("is checked out here", StringComparison.Ordinal))
            .ShouldContain("is signed");

        // What was signed for it is there already, and a preview knows it.
        (await PublishAsync(preview: true)).Calls!.ShouldNotContain(call => IsPush(call));

        beside.Git("config", "commit.gpgsign", "false");
        beside.Commit("Mine \u00e9", "mine.txt", "x");
        beside.Git("config", "commit.gpgsign", "true");
        (await PublishAsync(preview: true)).Calls!.ShouldContain(call => IsPush(call));
        await PublishAsync();
        var mine = _peer.Bare.Git("rev-parse", branch);
        _peer.Bare.Git("rev-parse", branch + "~1").ShouldBe(signed);
        IsSigned(_peer.Bare, mine).ShouldBeTrue();
        _peer.Bare.Git("log", "-1", "--format=" + Kept, mine).ShouldBe(beside.Git("log", "-1", "--format=" + Kept));

        await PublishAsync();
        _peer.Bare.Git("rev-parse", branch).ShouldBe(mine);
        beside.Git("rev-parse", branch + "~1").ShouldBe(unsigned);
    }

    [Fact]
    public async Task What_was_published_unsigned_stays_as_it_is()
    {
        _repo.Git("config", "commit.gpgsign", "false");
        var branch = await RunAsync();
        await PublishAsync();
        _repo.Git("config", "commit.gpgsign", "true");
        var published = _peer.Bare.Git("rev-parse", branch);
        await PublishAsync();
        _peer.Bare.Git("rev-parse", branch).ShouldBe(published);
        _repo.Git("rev-parse", branch).ShouldBe(published);
    }

    [Fact]
    public async Task A_key_that_does_not_sign_publishes_nothing()
    {
        var branch = await RunAsync();
        var before = _repo.Git("rev-parse", branch);
        File.Delete(_key);
        (await Should.ThrowAsync<OneShotException>(PublishAsync)).Error.Code.ShouldBe("OS3013");
        _peer.Branches.ShouldBe(["refs/heads/main"]);
        _repo.Git("rev-parse", branch).ShouldBe(before);
    }

    public void Dispose() => _peer.Dispose();

    private string? _id;

    private bool IsSigned(GitRepo repo, string commit) =>
        repo.TryGit("-c", $"gpg.ssh.allowedSignersFile={_peer.Folder["signers"]}", "verify-commit", commit).ExitCode
        == 0;

    private async Task<string> RunAsync()
    {
        using var session = OneShotVerbs.Create(
            new OneShotSettings
            {
                Prompt = "Add it",
                Forge = "local",
                Agent = "rehearsal",
                GitTimeout = 240,
            },
            Host()
        );
        var receipt = await Dispatching.WholeAsync(session);
        _id = receipt.Id;
        return receipt.Branch;
    }

    private static bool IsPush(PreviewedCall call) => call.Call.StartsWith("git push", StringComparison.Ordinal);

    private Task PublishAsync() => PublishAsync(preview: false);

    private async Task<PublishReceipt> PublishAsync(bool preview)
    {
        using var session = OneShotVerbs.CreatePublish(
            new OneShotSettings
            {
                DistinctId = _id,
                Preview = preview,
                HttpTimeout = 10,
                GitTimeout = 240,
            },
            Host()
        );
        await session.PublishAsync(CancellationToken.None);
        return session.Receipt!;
    }

    private async Task UndoAsync()
    {
        using var session = OneShotVerbs.CreateVerb(
            new OneShotSettings
            {
                Undo = _id,
                Forge = "local",
                GitTimeout = 240,
            },
            Host()
        );
        await Dispatching.WholeAsync(session);
    }

    private OneShotHost Host() =>
        new(_repo.Path, _repo.Path, _reporter) { Variable = Variable, Runner = new InProcessRunner(Variable) };

    private string? Variable(string name) =>
        name is "PATH" or "HOME" ? Environment.GetEnvironmentVariable(name) : _peer.Environment.GetValueOrDefault(name);
}
