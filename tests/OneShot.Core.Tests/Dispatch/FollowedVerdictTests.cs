using System.Text.Json;
using OneShot.Core.Dispatch;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Receipts;

namespace OneShot.Core.Tests.Dispatch;

/// <summary>A dispatch that follows its run answers what verifying said, as its pull request has it.</summary>
public sealed class FollowedVerdictTests : IDisposable
{
    private static readonly RunJob[] Verified =
    [
        new("implement / verify", RunConclusion.Success, 9, null) { Stage = RunStage.Verify },
        new("implement / conclude", RunConclusion.Failure, 1, null) { Stage = RunStage.Verify },
    ];

    private readonly Machine _machine = new();

    [Fact]
    public async Task Green()
    {
        Ends(new VerdictSummary(true, new TestCounts(212, 0, 1, 0), 0), RunConclusion.Success);
        var made = await _machine.RunAsync(Machine.Asked() with { Watch = true });
        (made.Verified, made.Tests, made.Rounds).ShouldBe((true, new TestCounts(212, 0, 1, 0), 0));
        _machine.Reporter.Lines.ShouldContain("verified: 212 tests passed (1 fixed)");
        ReceiptJson
            .Write(made)
            .ShouldEndWith(
                ",\"verified\":true,\"tests\":{\"passed\":212,\"failed\":0,\"fixed\":1,\"broken\":0},\"rounds\":0}"
            );
    }

    [Fact]
    public async Task Red_is_the_state_the_error_and_its_json()
    {
        Ends(
            new VerdictSummary(false, new TestCounts(9, 2, 0, 1), 0),
            RunConclusion.Failure,
            OneShotStage.Unverified,
            Verified
        );
        using var verb = new DispatchVerb(Machine.Asked() with { Watch = true }, _machine.Ports());
        var failure = await Should.ThrowAsync<OneShotException>(() => DispatchCommand.RunAsync(verb, default));
        failure.Message.ShouldContain("'unverified'");
        verb.Ended.ShouldBe(OneShotStage.Unverified);
        _machine.Reporter.Lines.ShouldContain("not verified: 2 tests failed (1 broken), 9 passed");
        using var told = JsonDocument.Parse(ReceiptJson.Write(failure, "./build.sh", verb.Receipt));
        told.RootElement.GetProperty("verified").GetBoolean().ShouldBeFalse();
        told.RootElement.GetProperty("tests").GetProperty("broken").GetInt32().ShouldBe(1);
        told.RootElement.GetProperty("rounds").GetInt32().ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Only_of_one_that_came_to_be_verified_its_pull_request_is_asked_and_need_not_answer(bool came)
    {
        Ends(null, RunConclusion.Failure, null, came ? Verified : []);
        _machine.Forge.Refuse("GetPullRequestAsync", OneShotErrors.NotFound("fake", "read the pull request"));
        using var verb = new DispatchVerb(Machine.Asked() with { Watch = true }, _machine.Ports());
        var failure = await Should.ThrowAsync<OneShotException>(() => DispatchCommand.RunAsync(verb, default));
        failure.Error.Code.ShouldBe("OS6001");
        _machine.Reporter.Text.Contains("read the pull request", StringComparison.Ordinal).ShouldBe(came);
        ReceiptJson.Write(failure, "./build.sh", verb.Receipt).ShouldNotContain("verified");
    }

    [Fact]
    public async Task Of_what_was_not_verified_or_not_followed_nothing_is_known()
    {
        Ends(null, RunConclusion.Success);
        foreach (var watch in new[] { true, false })
        {
            var made = await _machine.RunAsync(Machine.Asked($"Add it, {watch}") with { Watch = watch });
            (made.Verified, made.Tests, made.Rounds).ShouldBe((null, null, null));
            ReceiptJson.Write(made).ShouldEndWith(",\"verified\":null,\"tests\":null,\"rounds\":null}");
        }
    }

    public void Dispose() => _machine.Dispose();

    private void Ends(VerdictSummary? verdict, RunConclusion how, OneShotStage? label = null, params RunJob[] jobs) =>
        _machine.Forge.Started = run =>
        {
            var pull = _machine.Forge.PullRequests[^1];
            var marker = HiddenMarker.Of(Metadata.Read(pull.Body)!.Id, HiddenMarker.Verified);
            if (verdict is not null)
                _machine.Forge.Edit(pull.Number, "bot", $"{pull.Body}\n{marker}\n{VerdictMarker.Write(verdict)}\n");
            if (label is not null)
                _machine.Forge.SetStateLabelAsync(pull.Number, label, default);
            _machine.Forge.Begin(run, jobs);
            _machine.Forge.End(run, how);
        };
}
