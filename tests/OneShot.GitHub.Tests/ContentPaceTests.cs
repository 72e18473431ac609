namespace OneShot.GitHub.Tests;

/// <summary>GitHub takes 80 requests that make something in a minute, and 500 in an hour.</summary>
public class ContentPaceTests
{
    private readonly JumpingClock _clock = new();
    private readonly RecordingReporter _reporter = new();

    [Fact]
    public async Task Neither_limit_is_passed_in_any_minute_or_hour()
    {
        var pace = new ContentPace(80, 500, _reporter, _clock);
        var begun = _clock.GetUtcNow();
        var times = new List<DateTimeOffset>();
        for (var i = 0; i < 1200; i++)
        {
            await pace.WaitAsync(_ => { }, CancellationToken.None);
            times.Add(_clock.GetUtcNow());
        }

        times.Count(time => time == begun).ShouldBe(80, "the first minute's are not held back");
        for (var i = 80; i < times.Count; i++)
            (times[i] - times[i - 80]).ShouldBeGreaterThan(TimeSpan.FromMinutes(1));
        for (var i = 500; i < times.Count; i++)
            (times[i] - times[i - 500]).ShouldBeGreaterThan(TimeSpan.FromHours(1));
        (times[^1] - begun).ShouldBeLessThan(TimeSpan.FromHours(2.2), "nor is more waited than that");
    }

    [Fact]
    public async Task A_wait_is_told_once_with_its_reason()
    {
        var pace = new ContentPace(2, 3, _reporter, _clock);
        var doing = new List<string>();
        for (var i = 0; i < 4; i++)
            await pace.WaitAsync(doing.Add, CancellationToken.None);
        doing.ShouldBe(["waits 61 s: GitHub's limit of 2 a minute", "waits 3540 s: GitHub's limit of 3 a hour"]);
        _reporter.Lines.ShouldBe(doing);
    }

    [Fact]
    public async Task What_was_made_before_counts()
    {
        var pace = new ContentPace(3, 500, _reporter, _clock);
        var now = _clock.GetUtcNow();
        pace.Made([now.AddSeconds(-10), now.AddDays(-1), now.AddSeconds(-20)]);
        await pace.WaitAsync(_ => { }, CancellationToken.None);
        _clock.GetUtcNow().ShouldBe(now);
        await pace.WaitAsync(_ => { }, CancellationToken.None);
        _clock.GetUtcNow().ShouldBe(now.AddSeconds(41));
    }

    [Fact]
    public async Task When_the_server_asks_for_patience_all_wait()
    {
        var pace = new ContentPace(80, 500, _reporter, _clock);
        var now = _clock.GetUtcNow();
        pace.Pause(TimeSpan.FromSeconds(7));
        await pace.WaitAsync(_ => { }, CancellationToken.None);
        _clock.GetUtcNow().ShouldBe(now.AddSeconds(7));
        _reporter.Lines.ShouldBe(["waits 7 s: GitHub requests it"]);
    }

    // Its own wait is over then by the clock that it looks at: what is left is that of the others.
    [Fact]
    public async Task A_server_that_asks_one_request_for_patience_gets_none_of_the_others()
    {
        using var peer = new PeerRepository();
        var others = new JumpingClock();
        var begun = others.GetUtcNow();
        using var api = new GitHubApi(
            new GitHubServer(new Uri(peer.Url).Authority, new Uri(peer.Api + "/"), new Uri(peer.Api + "/graphql")),
            new FoundToken(peer.Token, "GH_TOKEN"),
            TimeSpan.FromSeconds(10),
            _reporter,
            _clock,
            new ContentPace(80, 500, _reporter, others)
        );
        peer.Fault(
            "status",
            "POST",
            "/issues",
            status: 429,
            headers: new Dictionary<string, string> { ["retry-after"] = "9" }
        );
        await api.SendGoodAsync(
            new GitHubRequest(
                HttpMethod.Post,
                $"repos/{peer.FullName}/issues",
                "open an issue",
                new System.Text.Json.Nodes.JsonObject { ["title"] = "it" }
            ),
            CancellationToken.None
        );
        (others.GetUtcNow() - begun).ShouldBe(TimeSpan.FromSeconds(9));
        _reporter.Text.ShouldContain("waits 9 s: GitHub requests it");
    }

    [Fact]
    public async Task A_wait_can_be_stopped()
    {
        var pace = new ContentPace(1, 500, _reporter, TimeProvider.System);
        await pace.WaitAsync(_ => { }, CancellationToken.None);
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => pace.WaitAsync(_ => stop.Cancel(), stop.Token));
    }
}
