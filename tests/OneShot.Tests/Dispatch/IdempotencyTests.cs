namespace OneShot.Tests.Dispatch;

/// <summary>A key between machines, with the real git and the real HTTP: races, and answers that are lost.</summary>
public sealed class IdempotencyTests : IDisposable
{
    private readonly PeerRepository _peer = new();

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
}
