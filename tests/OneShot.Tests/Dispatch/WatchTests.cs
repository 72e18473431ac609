using System.Globalization;

namespace OneShot.Tests.Dispatch;

public sealed class WatchTests : IDisposable
{
    private readonly PeerRepository _peer = new();

    [Theory]
    [InlineData("failure", "failed", "OS6001")]
    public async Task A_run_is_followed_to_its_end(string conclusion, string told, string? code)
    {
        var settings = Dispatching.Settings();
        settings.Watch = true;
        var dispatching = new Dispatching(_peer, _peer.LocalClone());
        var ending = Task.Run(async () =>
        {
            while (_peer.Runs.Count == 0)
                await Task.Delay(50);
            await Task.Delay(300);
            _peer.RunState(
                long.Parse(_peer.Runs.Single()!["id"]!.ToString(), CultureInfo.InvariantCulture),
                "completed",
                conclusion
            );
        });
        if (code is null)
            await dispatching.RunAsync(settings);
        else
            (await dispatching.FailAsync(settings)).Error.Code.ShouldBe(code);
        await ending;
        dispatching.Reporter.Text.ShouldContain($": {told}");
    }

    [Fact]
    public async Task The_limit_ends_the_watching_and_not_the_run()
    {
        var settings = Dispatching.Settings();
        (settings.Watch, settings.WatchMinutes) = (true, 0);
        var exception = await new Dispatching(_peer, _peer.LocalClone()).FailAsync(settings);
        exception.Error.Code.ShouldBe("OS7004");
        exception.Message.ShouldContain($"--resume={exception.ResumeId} --watch follows it on");
        ((string)_peer.Runs.Single()!["status"]!).ShouldBe("queued");
    }

    public void Dispose() => _peer.Dispose();
}
