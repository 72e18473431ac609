using OneShot.Core.Model;
using OneShot.Tests.Forges;

namespace OneShot.Tests.GitHub;

/// <summary>The label of a dispatched one-shot: in nobody's way, and for no request that is not needed.</summary>
public sealed class StateLabelTests : IDisposable
{
    private readonly GitHubForgeUnderTest _github = new();
    private readonly Dispatching _dispatching;

    public StateLabelTests() => _dispatching = new Dispatching(Peer, Peer.LocalClone());

    private PeerRepository Peer => _github.Peer;

    [Fact]
    public async Task A_dispatch_labels_its_pull_request_once()
    {
        var made = await _dispatching.RunAsync();
        Peer.Labels(made.PrNumber!.Value).ShouldBe(["oneshot:queued"]);
        Peer.ForgetRequests();
        await _dispatching.RunAsync(new OneShotSettings { Resume = made.Id });
        Peer.Requests.ShouldAllBe(request => (string)request!["method"]! == "GET");
    }

    [Theory]
    [InlineData("status")]
    [InlineData("hang")]
    public async Task A_label_that_is_refused_or_never_answered_holds_up_no_dispatch(string how)
    {
        Peer.Fault(how, "POST", "/issues/1/labels", status: 403, times: 9);
        var made = await _dispatching.RunAsync();
        made.RunId.ShouldNotBeNull();
        Peer.Labels(made.PrNumber!.Value).ShouldBeEmpty();
        _dispatching.Reporter.Text.ShouldContain("trace: the label oneshot:queued is not set: ");
        _dispatching.Reporter.Text.ShouldNotContain("warning: ");
    }

    [Fact]
    public async Task What_is_there_is_not_set_again_and_what_is_gone_not_missed()
    {
        var number = (await _dispatching.RunAsync()).PrNumber!.Value;
        Peer.ForgetRequests();
        await SetAsync(OneShotStage.Planning);
        Requests().ShouldBe(["GET 200", "POST 200", "DELETE 200"]);
        Peer.ForgetRequests();
        await SetAsync(OneShotStage.Planning);
        Requests().ShouldBe(["GET 200"]);
        Peer.Fault("status", "DELETE", "/labels/oneshot%3Aplanning", status: 404);
        await SetAsync(OneShotStage.Implementing);
        Peer.Labels(number).ShouldContain("oneshot:implementing");

        Task SetAsync(OneShotStage stage) => _github.Forge.SetStateLabelAsync(number, stage, CancellationToken.None);
        string[] Requests() => [.. Peer.Requests.Select(request => $"{request!["method"]} {request["status"]}")];
    }

    public void Dispose() => _github.Dispose();
}
