namespace OneShot.Tests.Dispatch;

/// <summary>
/// What a resume asks of git and of GitHub: a commit that was collected, an answer that was lost, a run among many.
/// </summary>
public sealed class ResumeTests : IDisposable
{
    private readonly PeerRepository _peer = new();

    private const string Dispatches = "/actions/workflows/one-shot.yml/dispatches";

    [Theory]
    [InlineData("resume")]
    [InlineData("undo")]
    public async Task The_command_that_is_told_needs_no_forge_where_the_address_does_not_tell_it(string argument)
    {
        var repo = _peer.LocalClone();
        var dispatching = new Dispatching(_peer, repo);
        var receipt = await dispatching.RunAsync();
        var settings =
            argument == "undo"
                ? new OneShotSettings { Undo = receipt.Id }
                : new OneShotSettings { Resume = receipt.Id };
        using var session = OneShotVerbs.CreateVerb(
            settings,
            new OneShotHost(repo.Path, repo.Path, dispatching.Reporter)
            {
                Variable = name => _peer.Environment.GetValueOrDefault(name),
            }
        );
        (await Dispatching.WholeAsync(session)).RunUrl.ShouldBe(receipt.RunUrl);
        _peer.Runs.Count.ShouldBe(1);
        ((string)_peer.Pull(1)["state"]!).ShouldBe(argument == "undo" ? "closed" : "open");
    }

    [Fact]
    public async Task A_commit_that_was_collected_is_made_again()
    {
        var repo = _peer.Clone();
        var dispatching = new Dispatching(_peer, repo);
        var id = await CutOffAsync(dispatching, repo, ".git/git-receive-pack");
        repo.Git("prune", "--expire=now");
        (await dispatching.RunAsync(new OneShotSettings { Resume = id })).Id.ShouldBe(id);
    }

    [Fact]
    public async Task The_run_is_asked_for_again_only_when_it_never_appears()
    {
        // Carried out or not: from here it looks the same.
        _peer.Fault("lost", "POST", Dispatches);
        await new Dispatching(_peer, _peer.LocalClone()).RunAsync();
        _peer.Runs.Count.ShouldBe(1);

        _peer.Fault("reset", "POST", Dispatches);
        var settings = Dispatching.Settings();
        settings.RunTimeout = 1;
        await new Dispatching(_peer, _peer.LocalClone("second")).RunAsync(settings);
        _peer.Runs.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_run_is_found_by_its_id_among_many_and_never_by_being_the_newest()
    {
        _peer.Server(new { noDetails = true });
        var repo = _peer.LocalClone();
        var first = await new Dispatching(_peer, repo).RunAsync();
        var second = await new Dispatching(_peer, repo).RunAsync();
        first.RunId.ShouldNotBe(second.RunId);
        foreach (var receipt in new[] { first, second })
            _peer.Runs.Single(run => run!["id"]!.ToString() == receipt.RunId)!["name"]!
                .ToString()
                .ShouldEndWith(receipt.Id);
    }

    public void Dispose() => _peer.Dispose();

    private async Task<string> CutOffAsync(Dispatching dispatching, GitRepo repo, string notReached)
    {
        _peer.Fault("status", "POST", notReached, times: 99, status: 404);
        await dispatching.FailAsync();
        _peer.Repair();
        var file = Directory.GetFiles(repo[".git/oneshot/journal"], "*.json").Single();
        return Path.GetFileNameWithoutExtension(file);
    }
}
