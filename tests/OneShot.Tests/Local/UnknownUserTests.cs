using OneShot.Core.Model;

namespace OneShot.Tests.Local;

/// <summary>
/// Where git knows nobody, a one-shot of this machine works all the same, and is its user's when it is published.
/// </summary>
public sealed class UnknownUserTests : IDisposable
{
    private const string StandIn = "OneShot <oneshot@localhost>";
    private const string People = "%an <%ae> %cn <%ce>";

    private readonly PeerRepository _peer = new();
    private readonly RecordingReporter _reporter = new();
    private readonly GitRepo _repo;

    public UnknownUserTests()
    {
        _repo = _peer.Clone();
        foreach (var (name, value) in new[] { ("user.name", ""), ("user.email", ""), ("user.useConfigOnly", "true") })
            _repo.Git("config", name, value);
    }

    [Fact]
    public async Task The_commits_carry_a_stand_in_that_is_said_once_and_become_the_users_when_published()
    {
        var receipt = await RunAsync();
        var branch = receipt.Branch;
        _repo
            .Git("log", "-3", "--format=" + People, branch)
            .Split('\n')
            .ShouldBe([
                $"{StandIn} {StandIn}",
                $"{StandIn} {StandIn}",
                "Ada Lovelace <ada@example.com> Ada Lovelace <ada@example.com>",
            ]);
        _reporter.Lines.Count(line => line.Contains(StandIn, StringComparison.Ordinal)).ShouldBe(1, _reporter.Text);
        File.ReadAllText(_repo[$".git/oneshot/journal/{receipt.Id}.json"]).ShouldContain("\"stand_in\": \"OneShot ");

        // Still nobody: a preview tells that with all the rest, and nothing leaves this machine.
        var preview = await PublishAsync(receipt.Id, preview: true);
        preview.Obstacles.ShouldHaveSingleItem().ShouldStartWith("OS3004: git does not know who you are.");
        preview.Calls!.ShouldContain(call => call.Call.EndsWith("/pulls", StringComparison.Ordinal));
        preview.Calls!.ShouldContain(call => call.Text.EndsWith($" as {StandIn}: as you", StringComparison.Ordinal));
        _reporter.Text.ShouldContain("publishing would stop here: OS3004");
        _reporter.Text.ShouldNotContain("a dispatch would stop");
        (await Should.ThrowAsync<OneShotException>(() => PublishAsync(receipt.Id))).Error.Code.ShouldBe("OS3004");
        _peer.Branches.ShouldBe(["refs/heads/main"]);
        _peer.Pulls.ShouldBeEmpty();

        _repo.Git("config", "user.name", "Grace Hopper");
        _repo.Git("config", "user.email", "grace@example.com");
        (await PublishAsync(receipt.Id, preview: true)).Calls!.ShouldContain(call =>
            call.Call.StartsWith("git commit-tree", StringComparison.Ordinal)
            && call.Text.Contains("Grace Hopper <grace@example.com>", StringComparison.Ordinal)
        );
        var before = _repo.Git("log", "-2", "--format=%T %at %ct%n%B", branch);
        await PublishAsync(receipt.Id);
        const string grace = "Grace Hopper <grace@example.com>";
        _peer
            .Bare.Git("log", "-3", "--format=" + People, branch)
            .Split('\n')
            .ShouldBe([
                $"{grace} {grace}",
                $"{grace} {grace}",
                "Ada Lovelace <ada@example.com> Ada Lovelace <ada@example.com>",
            ]);
        _peer.Bare.Git("log", "-2", "--format=%T %at %ct%n%B", branch).ShouldBe(before);
        _repo.Git("rev-parse", branch).ShouldBe(_peer.Bare.Git("rev-parse", branch));

        // Doing it twice does it once, also where git knows somebody else by now.
        var published = _peer.Bare.Git("rev-parse", branch);
        _repo.Git("config", "user.name", "Somebody Else");
        await PublishAsync(receipt.Id);
        _peer.Bare.Git("rev-parse", branch).ShouldBe(published);
        _peer.Pulls.Count.ShouldBe(1);
        using var undo = OneShotVerbs.CreateVerb(
            new OneShotSettings
            {
                Undo = receipt.Id,
                Forge = "local",
                GitTimeout = 240,
            },
            Host()
        );
        await Dispatching.WholeAsync(undo);
        _repo.TryGit("rev-parse", "--verify", "--quiet", branch).ExitCode.ShouldNotBe(0);
    }

    [Fact]
    public async Task A_branch_that_somebody_works_on_stays_and_their_commits_go_along()
    {
        var receipt = await RunAsync();
        _repo.Git("config", "user.name", "Grace Hopper");
        _repo.Git("config", "user.email", "grace@example.com");
        _repo.Git("checkout", "--quiet", receipt.Branch);
        var standing = _repo.Git("rev-parse", "HEAD");
        await PublishAsync(receipt.Id);
        var published = _peer.Bare.Git("rev-parse", receipt.Branch);
        _repo.Git("rev-parse", "HEAD").ShouldBe(standing);
        _repo.Git(
            "-c",
            "user.name=Mel",
            "-c",
            "user.email=mel@example.com",
            "commit",
            "--quiet",
            "--allow-empty",
            "-m",
            "Mine"
        );
        await PublishAsync(receipt.Id);
        _peer
            .Bare.Git("log", "-2", "--format=%an %H", receipt.Branch)
            .ShouldBe($"Mel {_peer.Bare.Git("rev-parse", receipt.Branch)}\nGrace Hopper {published}");
    }

    [Fact]
    public async Task A_resumed_one_shot_keeps_its_stand_in_and_says_nothing_again()
    {
        var receipt = await RunAsync();
        _repo.Git("config", "user.name", "Grace Hopper");
        _repo.Git("config", "user.email", "grace@example.com");
        using var again = OneShotVerbs.Create(
            new OneShotSettings
            {
                Resume = receipt.Id,
                Forge = "local",
                GitTimeout = 240,
            },
            Host()
        );
        await Dispatching.WholeAsync(again);
        _reporter.Lines.Count(line => line.Contains(StandIn, StringComparison.Ordinal)).ShouldBe(1, _reporter.Text);
        File.ReadAllText(_repo[$".git/oneshot/journal/{receipt.Id}.json"]).ShouldContain("\"stand_in\": \"OneShot ");
    }

    public void Dispose() => _peer.Dispose();

    private async Task<DispatchReceipt> RunAsync()
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
        return await Dispatching.WholeAsync(session);
    }

    private async Task<PublishReceipt> PublishAsync(string id, bool preview = false)
    {
        using var session = OneShotVerbs.CreatePublish(
            new OneShotSettings
            {
                DistinctId = id,
                Preview = preview,
                HttpTimeout = 10,
                GitTimeout = 240,
            },
            Host()
        );
        await session.PublishAsync(CancellationToken.None);
        return session.Receipt!;
    }

    private OneShotHost Host() =>
        new(_repo.Path, _repo.Path, _reporter) { Variable = Variable, Runner = new InProcessRunner(Variable) };

    private string? Variable(string name) =>
        name is "PATH" or "HOME" ? Environment.GetEnvironmentVariable(name) : _peer.Environment.GetValueOrDefault(name);
}
