using OneShot.Core.Model;
using OneShot.Core.Receipts;
using OneShot.Core.Status;
using OneShot.Core.Tests.Dispatch;

namespace OneShot.Core.Tests.Status;

/// <summary>What is told of one-shots whose runs are elsewhere.</summary>
public sealed class StatusTests : IDisposable
{
    private const string Cost = "$0.42, 17 turns, 3 min 10 s of agents' time";
    private readonly Machine _machine = new();

    [Fact]
    public async Task What_it_cost_is_what_its_pull_request_says_in_its_result()
    {
        var made = await _machine.RunAsync();
        await WriteAsync(made, $"{HiddenMarker.Of(made.Id!, HiddenMarker.Result)}\nDone.\n\nCost: {Cost}. Bye");
        (await OnlyAsync()).Cost.ShouldBe(Cost);
    }

    [Theory]
    [InlineData("k3x9a2", "Cost: " + Cost)]
    [InlineData(null, "Cost: a lot, ask me")]
    [InlineData(null, "Cost: $0.42\u001b[31m, 1 s of agents' time")]
    public async Task What_somebody_else_wrote_there_is_no_cost(string? id, string text)
    {
        var made = await _machine.RunAsync();
        await WriteAsync(made, $"{HiddenMarker.Of(id ?? made.Id!, HiddenMarker.Result)}\n{text}");
        (await OnlyAsync()).Cost.ShouldBeNull();
    }

    [Fact]
    public async Task What_verifying_said_is_what_its_pull_request_says_once_its_run_is_over()
    {
        var verdict = new VerdictSummary(true, new TestCounts(212, 0, 1, 0), 1);
        var made = await _machine.RunAsync();
        await WriteAsync(
            made,
            $"{HiddenMarker.Of(made.Id!, HiddenMarker.Verified)}\n{VerdictMarker.Write(verdict)}\n### Verified"
        );
        (await OnlyAsync()).Verified.ShouldBeNull("it was of an earlier attempt");
        _machine.Forge.End(made.RunId!, RunConclusion.Success);
        var state = await OnlyAsync();
        (state.Verified, state.Tests, state.Rounds).ShouldBe((true, new TestCounts(212, 0, 1, 0), 1));
        var json = ReceiptJson.Write(new StatusReceipt([state]) { One = state });
        const string told =
            "\"verified\":true,\"tests\":{\"passed\":212,\"failed\":0,\"fixed\":1,\"broken\":0},\"rounds\":1";
        json.Split(told).Length.ShouldBe(3, "of the one that was asked for, and in the list");
    }

    public void Dispose() => _machine.Dispose();

    private Task WriteAsync(DispatchReceipt made, string text)
    {
        var body = _machine.Forge.PullRequests.Single().Body;
        return _machine.Forge.UpdatePullRequestAsync(made.PrNumber!.Value, null, $"{body}\n{text}", default);
    }

    private async Task<OneShotState> OnlyAsync()
    {
        using var verb = new StatusVerb(new StatusRequest(null, "origin"), _machine.Ports());
        await verb.RunAsync(CancellationToken.None);
        return verb.Receipt.OneShots.Single();
    }
}
