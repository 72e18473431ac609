using OneShot.Core.Dispatch;
using OneShot.Core.Errors;
using OneShot.Core.Ports;

namespace OneShot.Core.Tests.Dispatch;

/// <summary>A key is one one-shot, whoever asks for it, from wherever, and however often.</summary>
public sealed class IdempotencyTests : IDisposable
{
    private readonly StoppedClock _clock = new();
    private readonly Machine _here;
    private readonly Machine _there;

    public IdempotencyTests()
    {
        _here = new Machine(clock: _clock);
        _there = _here.Elsewhere();
    }

    [Fact]
    public async Task The_same_key_is_one_one_shot_on_this_machine()
    {
        var first = await _here.RunAsync(Keyed("nightly 2026-11-22"));
        _here.Reporter.Text.ShouldContain($"one-shot {first.Id}: branch {first.Branch}");
        var second = await _here.RunAsync(Keyed("nightly 2026-11-22", "another prompt"));
        second.ShouldBe(first);
        _here.Reporter.Text.ShouldContain("this prompt is not used");
        OneOfEach();
        _here.Branches.ShouldContain($"refs/oneshot/{first.Id}");
    }

    [Fact]
    public async Task The_same_key_is_one_one_shot_on_another_machine()
    {
        _here.Repository.Move("refs/heads/dev", _here.Repository.Remote["refs/heads/main"]);
        var asked = Keyed("k") with
        {
            Model = "opus",
            Forge = new ForgeRequest { Base = "dev" },
        };
        var first = await _here.RunAsync(asked);
        var other = Keyed("k", "another prompt") with { Model = "haiku" };
        (await _there.RunAsync(other)).ShouldBe(first, "what was asked first holds");
        _there.Reporter.Text.ShouldContain("this prompt is not used");
        OneOfEach();
    }

    [Fact]
    public async Task Another_key_is_another_one_shot()
    {
        (await _here.RunAsync(Keyed("a"))).Id.ShouldNotBe((await _here.RunAsync(Keyed("b"))).Id);
        _here.Forge.PullRequests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(nameof(IForge.OpenPullRequestAsync))]
    [InlineData(nameof(IForge.DispatchAsync))]
    public async Task A_machine_that_died_in_between_is_finished_by_another(string step)
    {
        _here.Forge.Refuse(step, OneShotErrors.NotFound("fake.example", "do it"));
        await _here.FailAsync(Keyed("k"));
        _here.Forge.Refuse(step, null);
        await _there.RunAsync(Keyed("k", "another prompt"));
        OneOfEach();
        _here.Forge.PullRequests.Single().Title.ShouldBe("One-shot: Add a --verbose flag");
    }

    [Fact]
    public async Task A_branch_whose_pull_request_was_merged_is_not_dispatched_again()
    {
        var first = await _here.RunAsync(Keyed("k"));
        await _here.Forge.ClosePullRequestAsync(first.PrNumber!.Value, default);
        _here.Repository.Move("refs/heads/" + first.Branch, null);
        var second = await _there.RunAsync(Keyed("k"));
        (second.Id, second.PrNumber).ShouldBe((first.Id, first.PrNumber));
        _here.Forge.Dispatched.Count.ShouldBe(1);
    }

    [Fact]
    public async Task It_can_be_resumed_and_undone_from_a_machine_that_has_no_journal()
    {
        var first = await _here.RunAsync(Keyed("k"));
        (await _there.ResumeAsync(first.Id!)).RunId.ShouldBe(first.RunId);
        await _there.UndoAsync(first.Id!);
        _here.Branches.ShouldBe(["refs/heads/main"]);
    }

    [Fact]
    public async Task A_foreign_ref_under_the_id_is_a_conflict()
    {
        var first = await _here.RunAsync(Keyed("k"));
        _here.Repository.Move($"refs/oneshot/{first.Id}", _here.Repository.Remote["refs/heads/main"]);
        (await _there.FailAsync(Keyed("k"))).Error.Code.ShouldBe("OS5005");
    }

    [Fact]
    public async Task An_undone_key_can_be_used_again()
    {
        var first = await _here.RunAsync(Keyed("k"));
        await _here.UndoAsync(first.Id!);
        var second = await _here.RunAsync(Keyed("k"));
        second.Id.ShouldBe(first.Id);
        second.PrNumber.ShouldBe(2);
        second.RunId.ShouldNotBe(first.RunId, "the first run was cancelled");
    }

    [Fact]
    public async Task A_key_whose_branch_others_have_worked_on_can_be_undone_and_used_again()
    {
        var first = await _here.RunAsync(Keyed("k"));
        var branch = "refs/heads/" + first.Branch;
        var theirs = new Dictionary<string, string> { ["theirs.txt"] = "x" };
        _here.Repository.Move(branch, _here.Repository.Make(first.Commit, theirs, "theirs\n"));
        (await Should.ThrowAsync<OneShotException>(() => _here.UndoAsync(first.Id!))).Error.Code.ShouldBe("OS5010");
        _here.Branches.ShouldBe(["refs/heads/main", branch]);
        var second = await _here.RunAsync(Keyed("k"));
        (second.Branch, second.PrNumber).ShouldBe((first.Branch + "-2", 2));
    }

    [Fact]
    public async Task A_journal_of_what_was_undone_elsewhere_is_not_believed()
    {
        var first = await _here.RunAsync(Keyed("k"));
        await _there.RunAsync(Keyed("k"));
        await _here.UndoAsync(first.Id!);
        _clock.Now += TimeSpan.FromSeconds(2); // the same commit in the same second would be the same commit
        var second = await _here.RunAsync(Keyed("k"));
        second.RunId.ShouldNotBe(first.RunId);

        (await Should.ThrowAsync<OneShotException>(() => _there.UndoAsync(first.Id!))).Error.Code.ShouldBe("OS5009");
        _here.Forge.PullRequests[^1].IsOpen.ShouldBeTrue();
        (await _there.RunAsync(Keyed("k"))).RunId.ShouldBe(second.RunId);
    }

    public void Dispose()
    {
        _there.Dispose();
        _here.Dispose();
    }

    private static DispatchRequest Keyed(string key, string prompt = "Add a --verbose flag") =>
        Machine.Asked(prompt) with
        {
            IdempotencyKey = key,
        };

    private void OneOfEach()
    {
        _here.Branches.Count(name => name.StartsWith("refs/heads/oneshot-", StringComparison.Ordinal)).ShouldBe(1);
        _here.Branches.Count(name => name.StartsWith("refs/oneshot/", StringComparison.Ordinal)).ShouldBe(1);
        _here.Forge.PullRequests.Count.ShouldBe(1);
        _here.Forge.Dispatched.Count.ShouldBe(1);
    }

    /// <summary>Two dispatches in the same minute have the same name.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
