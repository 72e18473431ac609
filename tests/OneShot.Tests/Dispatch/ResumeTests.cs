using System.Text.Json.Nodes;
using OneShot.Core.Settings;

namespace OneShot.Tests.Dispatch;

/// <summary>
/// A dispatch that was cut off anywhere is finished by a resume: one branch, one pull request, one run.
/// </summary>
public sealed class ResumeTests : IDisposable
{
    private readonly PeerRepository _peer = new();

    private const string Dispatches = "/actions/workflows/one-shot.yml/dispatches";

    /// <summary>What the process did not reach, and which notes of what it did reach the kill prevented.</summary>
    public static TheoryData<string, string?, string[]> Moments =>
        new()
        {
            { "before the push arrived", ".git/git-receive-pack", [] },
            { "after the push arrived", "/pulls", ["pushed_at", "pull_request_begun_at"] },
            { "before the pull request", "/pulls", ["pull_request_begun_at"] },
            {
                "while the pull request was opened",
                Dispatches,
                ["pull_request", "submitted_by", "run_requested_at", "run_requested_last_at"]
            },
            { "before the run", Dispatches, ["run_requested_at", "run_requested_last_at"] },
            { "while the run was asked for, in vain", Dispatches, [] },
            { "while the run was started", null, ["run"] },
            { "after everything", null, [] },
        };

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task Whatever_the_moment(string moment, string? notReached, string[] notNoted)
    {
        var repo = _peer.Clone();
        var dispatching = new Dispatching(_peer, repo);
        var first = await CutOffAsync(dispatching, repo, notReached, notNoted);
        var receipt = await dispatching.RunAsync(new OneShotSettings { Resume = first, RunTimeout = 1 });

        receipt.Id.ShouldBe(first, moment);
        _peer.Branches.ShouldBe(["refs/heads/main", "refs/heads/" + receipt.Branch]);
        _peer.Pulls.Count.ShouldBe(1);
        _peer.Runs.Single()!["name"]!.ToString().ShouldBe($"one-shot {first}");
        receipt.RunId.ShouldBe(_peer.Runs.Single()!["id"]!.ToString());
        _peer.Bare.Git("show", $"{receipt.Branch}:.worker-impl/task.md").ShouldBe("Add a --verbose flag");
    }

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
    public async Task A_branch_that_is_gone_cannot_be_finished()
    {
        var dispatching = new Dispatching(_peer, _peer.LocalClone());
        var receipt = await dispatching.RunAsync();
        _peer.Bare.Git("branch", "-D", receipt.Branch!);
        (await dispatching.FailAsync(new OneShotSettings { Resume = receipt.Id })).Error.Code.ShouldBe("OS5008");
    }

    [Fact]
    public async Task A_commit_that_was_collected_is_made_again()
    {
        var repo = _peer.Clone();
        var dispatching = new Dispatching(_peer, repo);
        var id = await CutOffAsync(dispatching, repo, ".git/git-receive-pack", []);
        repo.Git("prune", "--expire=now");
        (await dispatching.RunAsync(new OneShotSettings { Resume = id })).Id.ShouldBe(id);
    }

    [Fact]
    public async Task Two_processes_do_not_work_on_one()
    {
        var repo = _peer.LocalClone();
        var dispatching = new Dispatching(_peer, repo);
        var receipt = await dispatching.RunAsync();
        using (new OneShot.Core.Journals.JournalStore(repo[".git"]).Lock(receipt.Id!))
        {
            (await dispatching.FailAsync(new OneShotSettings { Resume = receipt.Id })).Error.Code.ShouldBe("OS5003");
            (await dispatching.FailAsync(new OneShotSettings { Undo = receipt.Id })).Error.Code.ShouldBe("OS5003");
        }
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
                .ShouldEndWith(receipt.Id!);
    }

    public void Dispose() => _peer.Dispose();

    private async Task<string> CutOffAsync(Dispatching dispatching, GitRepo repo, string? notReached, string[] notNoted)
    {
        if (notReached is null)
        {
            await dispatching.RunAsync();
        }
        else
        {
            _peer.Fault("status", "POST", notReached, times: 99, status: 404);
            await dispatching.FailAsync();
            _peer.Repair();
        }

        var file = Directory.GetFiles(repo[".git/oneshot/journal"], "*.json").Single();
        var journal = JsonNode.Parse(await File.ReadAllTextAsync(file))!.AsObject();
        foreach (var field in notNoted)
            journal.Remove(field).ShouldBeTrue(field);
        await File.WriteAllTextAsync(file, journal.ToJsonString());
        return journal["id"]!.ToString();
    }
}
