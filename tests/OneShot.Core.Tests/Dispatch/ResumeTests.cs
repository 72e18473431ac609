using System.Text;
using System.Text.Json.Nodes;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Core.Tests.Dispatch;

/// <summary>
/// A dispatch that was cut off anywhere is finished by a resume: one branch, one pull request, one run. And undoing
/// takes away whatever of it was made.
/// </summary>
public sealed class ResumeTests : IDisposable
{
    private const string Push = "push";
    private static readonly OneShotException Down = OneShotErrors.NotFound("fake.example", "do it");
    private readonly Machine _machine = new();

    /// <summary>What the process did not reach, and which notes of what it did reach the kill prevented.</summary>
    public static TheoryData<string, string?, string[]> Moments =>
        new()
        {
            { "before the push arrived", Push, [] },
            { "after the push arrived", nameof(IForge.OpenPullRequestAsync), ["pushed_at", "pull_request_begun_at"] },
            { "before the pull request", nameof(IForge.OpenPullRequestAsync), ["pull_request_begun_at"] },
            {
                "while the pull request was opened",
                nameof(IForge.DispatchAsync),
                ["pull_request", "submitted_by", "run_requested_at", "run_requested_last_at"]
            },
            { "before the run", nameof(IForge.DispatchAsync), ["run_requested_at", "run_requested_last_at"] },
            { "while the run was asked for, in vain", nameof(IForge.DispatchAsync), [] },
            { "while the run was started", null, ["run"] },
            { "after everything", null, [] },
        };

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task Whatever_the_moment(string moment, string? notReached, string[] notNoted)
    {
        var first = await CutOffAsync(notReached, notNoted);
        var receipt = await _machine.ResumeAsync(first);

        receipt.Id.ShouldBe(first, moment);
        _machine.Branches.ShouldBe(["refs/heads/main", "refs/heads/" + receipt.Branch]);
        _machine.Forge.PullRequests.Count.ShouldBe(1);
        _machine.Forge.Dispatched.Single().Id.Value.ShouldBe(first);
        receipt.RunId.ShouldBe("1");
        var tip = _machine.Repository.Remote["refs/heads/" + receipt.Branch];
        Encoding
            .UTF8.GetString(_machine.Repository.FileOf(tip, ".worker-impl/task.md"))
            .ShouldBe("Add a --verbose flag\n");
    }

    [Theory]
    [InlineData(Push, false)]
    [InlineData(Push, true)]
    [InlineData(nameof(IForge.OpenPullRequestAsync), false)]
    [InlineData(nameof(IForge.OpenPullRequestAsync), true)]
    [InlineData(nameof(IForge.DispatchAsync), false)]
    [InlineData(nameof(IForge.DispatchAsync), true)]
    public async Task Whoever_dies_inside_of_a_step_has_noted_enough(string step, bool isCarriedOut)
    {
        Dictionary<string, byte[]>? noted = null;
        void Die(string what, bool isDone)
        {
            if (what != step || isDone != isCarriedOut || noted is not null)
                return;
            noted = _machine.Journals.ToDictionary(file => file, File.ReadAllBytes);
            throw new InvalidOperationException("killed");
        }

        (_machine.Forge.Watch, _machine.Repository.Watch) = (Die, isDone => Die(Push, isDone));
        await Should.ThrowAsync<InvalidOperationException>(() => _machine.RunAsync());

        // What was noted after the kill was noted by nobody.
        foreach (var file in _machine.Journals)
            File.Delete(file);
        foreach (var (file, content) in noted!)
            await File.WriteAllBytesAsync(file, content);
        var id = Path.GetFileNameWithoutExtension(noted.Keys.Single());
        var receipt = await _machine.ResumeAsync(id);
        _machine.Branches.ShouldBe(["refs/heads/main", "refs/heads/" + receipt.Branch]);
        _machine.Forge.PullRequests.Count.ShouldBe(1);
        _machine.Forge.Dispatched.Single().Id.Value.ShouldBe(id);
    }

    [Theory]
    [InlineData(Push, 0)]
    [InlineData(nameof(IForge.OpenPullRequestAsync), 0)]
    [InlineData(nameof(IForge.DispatchAsync), 1)]
    public async Task What_was_made_before_a_failure_is_removed(string notReached, int pulls)
    {
        await _machine.UndoAsync(await CutOffAsync(notReached, []));
        _machine.Branches.ShouldBe(["refs/heads/main"]);
        _machine.Forge.PullRequests.Count.ShouldBe(pulls);
        _machine.Forge.PullRequests.ShouldAllBe(pull => !pull.IsOpen);
        _machine.Forge.Dispatched.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_run_that_is_over_stays_as_it_is()
    {
        var receipt = await _machine.RunAsync();
        _machine.Forge.End(receipt.RunId!, RunConclusion.Success);
        await _machine.UndoAsync(receipt.Id);
        (await _machine.Forge.GetRunAsync(receipt.RunId!, default)).Conclusion.ShouldBe(RunConclusion.Success);
        _machine.Branches.ShouldBe(["refs/heads/main"]);
    }

    [Fact]
    public async Task A_branch_that_is_gone_cannot_be_finished()
    {
        var receipt = await _machine.RunAsync();
        _machine.Repository.Move("refs/heads/" + receipt.Branch, null);
        (await Should.ThrowAsync<OneShotException>(() => _machine.ResumeAsync(receipt.Id))).Error.Code.ShouldBe(
            "OS5008"
        );
    }

    [Fact]
    public async Task Two_processes_do_not_work_on_one()
    {
        var receipt = await _machine.RunAsync();
        using (_machine.Hold(receipt.Id))
        {
            foreach (var work in new[] { () => _machine.ResumeAsync(receipt.Id), () => _machine.UndoAsync(receipt.Id) })
                (await Should.ThrowAsync<OneShotException>(work)).Error.Code.ShouldBe("OS5003");
        }
    }

    [Theory]
    [InlineData("success", "ready", null)]
    [InlineData("failure", "failed", "OS6001")]
    [InlineData("cancelled", "cancelled", "OS6001")]
    public async Task A_run_is_followed_to_its_end(string conclusion, string told, string? code)
    {
        _machine.Forge.Started = run => _machine.Forge.End(run, RunConclusion.Of(conclusion));
        var request = Machine.Asked() with { Watch = true };
        if (code is null)
            await _machine.RunAsync(request);
        else
            (await _machine.FailAsync(request)).Error.Code.ShouldBe(code);
        _machine.Reporter.Text.ShouldContain($": {told}");
    }

    [Fact]
    public async Task Whoever_followed_is_told_what_changed_and_what_it_cost()
    {
        _machine.Forge.Started = run =>
        {
            var pull = _machine.Forge.PullRequests.Single();
            var result = HiddenMarker.Of(Metadata.Read(pull.Body)!.Id, HiddenMarker.Result);
            var cost = UsageText.Told([new AgentUsage(17, null, null, 0.42m, 190, null)]);
            _machine.Forge.Edit(pull.Number, "bot", $"{pull.Body}\n\n{result}\nDone.\n\n{cost} ([run](x)).\n");
            _machine.Forge.Count(pull.Number, new ChangeCount(2, 3, 1));
            _machine.Forge.End(run, RunConclusion.Success);
        };
        await _machine.RunAsync(Machine.Asked() with { Watch = true });
        _machine.Reporter.Lines.ShouldContain("2 files changed, 3 insertions(+), 1 deletion(-)");
        _machine.Reporter.Lines.ShouldContain("cost: $0.42, 17 turns, 3 min 10 s of agents' time");
    }

    public void Dispose() => _machine.Dispose();

    private async Task<string> CutOffAsync(string? notReached, string[] notNoted)
    {
        if (notReached == Push)
            _machine.Repository.PushRefused = Down;
        else if (notReached is not null)
            _machine.Forge.Refuse(notReached, Down);
        if (notReached is null)
            await _machine.RunAsync();
        else
            await _machine.FailAsync();
        _machine.Repository.PushRefused = null;
        if (notReached is not null)
            _machine.Forge.Refuse(notReached, null);

        var file = _machine.Journals.Single();
        var journal = JsonNode.Parse(await File.ReadAllTextAsync(file))!.AsObject();
        foreach (var field in notNoted)
            journal.Remove(field).ShouldBeTrue(field);
        await File.WriteAllTextAsync(file, journal.ToJsonString());
        return journal["id"]!.ToString();
    }
}
