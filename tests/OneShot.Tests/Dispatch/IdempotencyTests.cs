using OneShot.Core.Settings;

namespace OneShot.Tests.Dispatch;

public sealed class IdempotencyTests : IDisposable
{
    private readonly PeerRepository _peer = new();

    [Fact]
    public async Task The_same_key_is_one_one_shot_on_this_machine()
    {
        var dispatching = new Dispatching(_peer, _peer.LocalClone());
        var first = await dispatching.RunAsync(Keyed("nightly 2026-11-22"));
        dispatching.Reporter.Text.ShouldContain($"one-shot {first.Id}: branch {first.Branch}");
        var second = await dispatching.RunAsync(Keyed("nightly 2026-11-22", "another prompt"));
        second.ShouldBe(first);
        dispatching.Reporter.Text.ShouldContain("this prompt is not used");
        OneOfEach();
        _peer.Branches.ShouldContain($"refs/oneshot/{first.Id}");
    }

    [Fact]
    public async Task The_same_key_is_one_one_shot_on_another_machine()
    {
        _peer.Bare.Git("branch", "dev", "main");
        var asked = Keyed("k");
        (asked.Model, asked.Base, asked.PlanIssue) = ("opus", "dev", null);
        var first = await new Dispatching(_peer, _peer.LocalClone("here")).RunAsync(asked);
        var there = new Dispatching(_peer, _peer.LocalClone("there"));
        var other = Keyed("k", "another prompt");
        other.Model = "haiku";
        (await there.RunAsync(other)).ShouldBe(first, "what was asked first holds");
        there.Reporter.Text.ShouldContain("this prompt is not used");
        OneOfEach();
    }

    [Fact]
    public async Task Ten_at_once_make_one()
    {
        var dispatches = Enumerable
            .Range(0, 10)
            .Select(i => new Dispatching(_peer, _peer.LocalClone($"machine{i}")))
            .ToArray();
        var receipts = await Task.WhenAll(
            dispatches.Select(dispatching => Task.Run(() => dispatching.RunAsync(Keyed("all at once"))))
        );
        receipts.Select(receipt => receipt.Id).Distinct().Count().ShouldBe(1);
        receipts.Select(receipt => receipt.PrNumber).Distinct().Count().ShouldBe(1);
        OneOfEach(mayRunTwice: true);
    }

    [Fact]
    public async Task A_ref_of_the_remote_in_the_way_of_the_keys_is_named_and_nothing_made()
    {
        _peer.Bare.Git("update-ref", "refs/oneshot", "refs/heads/main");
        var failure = await new Dispatching(_peer, _peer.LocalClone()).FailAsync(Keyed("k"));
        failure.Error.Code.ShouldBe("OS5021");
        failure.Error.ToString().ShouldContain("refs/oneshot");
        _peer.Branches.ShouldBe(["refs/heads/main", "refs/oneshot"]);
    }

    [Fact]
    public async Task Another_key_is_another_one_shot()
    {
        var dispatching = new Dispatching(_peer, _peer.LocalClone());
        (await dispatching.RunAsync(Keyed("a"))).Id.ShouldNotBe((await dispatching.RunAsync(Keyed("b"))).Id);
        _peer.Pulls.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("POST", "/pulls")]
    [InlineData("POST", "/actions/workflows/one-shot.yml/dispatches")]
    public async Task A_machine_that_died_in_between_is_finished_by_another(string method, string path)
    {
        _peer.Fault("status", method, path, times: 9, status: 404);
        await new Dispatching(_peer, _peer.LocalClone("here")).FailAsync(Keyed("k"));
        _peer.Repair();
        var settings = Keyed("k", "another prompt");
        settings.RunTimeout = 1;
        await new Dispatching(_peer, _peer.LocalClone("there")).RunAsync(settings);
        OneOfEach();
        ((string)_peer.Pulls.Single()!["title"]!).ShouldBe("One-shot: Add a --verbose flag");
    }

    [Fact]
    public async Task A_branch_whose_pull_request_was_merged_is_not_dispatched_again()
    {
        var first = await new Dispatching(_peer, _peer.LocalClone("here")).RunAsync(Keyed("k"));
        using (var client = new HttpClient())
            await client.PatchAsync(
                $"{_peer.Api}/repos/{_peer.FullName}/pulls/1",
                Authorized(client, """{"state":"closed"}""")
            );
        _peer.Bare.Git("update-ref", "-d", "refs/heads/" + first.Branch);
        var second = await new Dispatching(_peer, _peer.LocalClone("there")).RunAsync(Keyed("k"));
        (second.Id, second.PrNumber).ShouldBe((first.Id, first.PrNumber));
        _peer.Runs.Count.ShouldBe(1);
    }

    [Fact]
    public async Task It_can_be_resumed_and_undone_from_a_machine_that_has_no_journal()
    {
        var first = await new Dispatching(_peer, _peer.LocalClone("here")).RunAsync(Keyed("k"));
        var there = new Dispatching(_peer, _peer.LocalClone("there"));
        (await there.RunAsync(new OneShotSettings { Resume = first.Id, RunTimeout = 1 })).RunId.ShouldBe(first.RunId);
        await there.RunAsync(new OneShotSettings { Undo = first.Id });
        _peer.Branches.ShouldBe(["refs/heads/main"]);
    }

    [Fact]
    public async Task A_foreign_ref_under_the_id_is_a_conflict()
    {
        var dispatching = new Dispatching(_peer, _peer.LocalClone());
        var first = await dispatching.RunAsync(Keyed("k"));
        _peer.Bare.Git("update-ref", $"refs/oneshot/{first.Id}", "main");
        (await new Dispatching(_peer, _peer.LocalClone("there")).FailAsync(Keyed("k"))).Error.Code.ShouldBe("OS5005");
    }

    [Fact]
    public async Task An_undone_key_can_be_used_again()
    {
        var dispatching = new Dispatching(_peer, _peer.LocalClone());
        var first = await dispatching.RunAsync(Keyed("k"));
        await dispatching.RunAsync(new OneShotSettings { Undo = first.Id });
        var second = await dispatching.RunAsync(Keyed("k"));
        second.Id.ShouldBe(first.Id);
        second.PrNumber.ShouldBe(2);
        second.RunId.ShouldNotBe(first.RunId, "the first run was cancelled");
    }

    [Fact]
    public async Task A_key_whose_branch_others_have_worked_on_can_be_undone_and_used_again()
    {
        var dispatching = new Dispatching(_peer, _peer.LocalClone()) { Clock = new StoppedClock() };
        var first = await dispatching.RunAsync(Keyed("k"));
        _peer.Bare.Git(
            "update-ref",
            "refs/heads/" + first.Branch,
            _peer.Bare.Git("commit-tree", first.Commit + "^{tree}", "-p", first.Commit!, "-m", "theirs")
        );
        (await dispatching.FailAsync(new OneShotSettings { Undo = first.Id })).Error.Code.ShouldBe("OS5010");
        _peer.Branches.ShouldBe(["refs/heads/main", "refs/heads/" + first.Branch]);
        var second = await dispatching.RunAsync(Keyed("k"));
        (second.Branch, second.PrNumber).ShouldBe((first.Branch + "-2", 2));
    }

    [Fact]
    public async Task A_journal_of_what_was_undone_elsewhere_is_not_believed()
    {
        var (here, there) = (
            new Dispatching(_peer, _peer.LocalClone("here")),
            new Dispatching(_peer, _peer.LocalClone("there"))
        );
        var first = await here.RunAsync(Keyed("k"));
        await there.RunAsync(Keyed("k"));
        await here.RunAsync(new OneShotSettings { Undo = first.Id });
        await Task.Delay(1100); // the same commit in the same second would be the same commit
        var second = await here.RunAsync(Keyed("k"));
        second.RunId.ShouldNotBe(first.RunId);

        (await there.FailAsync(new OneShotSettings { Undo = first.Id })).Error.Code.ShouldBe("OS5009");
        ((string)_peer.Pull(second.PrNumber)["state"]!).ShouldBe("open");
        (await there.RunAsync(Keyed("k"))).RunId.ShouldBe(second.RunId);
    }

    [Fact]
    public async Task A_lost_answer_is_not_answered_by_the_closed_pull_request_of_an_undone_one_shot()
    {
        var dispatching = new Dispatching(_peer, _peer.LocalClone()) { Clock = new StoppedClock() };
        var first = await dispatching.RunAsync();
        await dispatching.RunAsync(new OneShotSettings { Undo = first.Id });
        _peer.Fault("lost", "POST", "/pulls");
        var second = await dispatching.RunAsync();
        second.Branch.ShouldBe(first.Branch);
        second.PrNumber.ShouldBe(2);
        second.RunId.ShouldNotBe(first.RunId);
        ((string)_peer.Pull(2)["state"]!).ShouldBe("open");
    }

    public void Dispose() => _peer.Dispose();

    private static OneShotSettings Keyed(string key, string prompt = "Add a --verbose flag")
    {
        var settings = Dispatching.Settings(prompt);
        settings.IdempotencyKey = key;
        return settings;
    }

    // Two dispatches in the same minute have the same name.
    private sealed class StoppedClock : TimeProvider
    {
        private readonly DateTimeOffset _now = DateTimeOffset.UtcNow;

        public override DateTimeOffset GetUtcNow() => _now;
    }

    private void OneOfEach(bool mayRunTwice = false)
    {
        _peer.Branches.Count(name => name.StartsWith("refs/heads/oneshot-", StringComparison.Ordinal)).ShouldBe(1);
        _peer.Branches.Count(name => name.StartsWith("refs/oneshot/", StringComparison.Ordinal)).ShouldBe(1);
        _peer.Pulls.Count.ShouldBe(1);
        if (mayRunTwice)
            // the workflow's first job ends the second run of an id
            _peer.Runs.Select(run => run!["name"]!.ToString()).Distinct().Count().ShouldBe(1);
        else
            _peer.Runs.Count.ShouldBe(1);
    }

    private StringContent Authorized(HttpClient client, string body)
    {
        client.DefaultRequestHeaders.Add("Authorization", $"Bearer {_peer.Token}");
        client.DefaultRequestHeaders.Add("User-Agent", "tests");
        return new StringContent(body, System.Text.Encoding.UTF8, "application/json");
    }
}
