namespace OneShot.Tests.GitHub;

/// <summary>What a user reads when GitHub says no.</summary>
public sealed class RefusedRequestTests : IDisposable
{
    private readonly PeerRepository _peer = new();

    [Fact]
    public async Task A_server_that_is_not_there_is_told_with_its_name()
    {
        var repo = _peer.Clone();
        repo.Git("remote", "set-url", "origin", _peer.Bare.Path);
        var settings = Dispatching.Settings();
        (settings.Forge, settings.Repo) = ("github", _peer.FullName);
        var dispatching = new Dispatching(_peer, repo);
        dispatching.Variables["GITHUB_SERVER_URL"] = dispatching.Variables["GITHUB_API_URL"] = "http://127.0.0.1:9";
        var exception = await dispatching.FailAsync(settings);
        exception.Error.Code.ShouldBe("OS3010");
        exception.Error.Message.ShouldContain("127.0.0.1:9");
        _peer.Branches.Length.ShouldBe(1);
    }

    [Theory]
    [InlineData(0, 1, 0)] // the two that read are sent at once
    [InlineData(2, 2, 0)]
    [InlineData(3, 2, 1)]
    public async Task A_server_that_refuses_the_next_connection_leaves_what_a_resume_finishes(
        int answered,
        int branches,
        int pulls
    )
    {
        using var server = new VanishingServer(_peer.Api, answered);
        var repo = _peer.LocalClone();
        var before = repo.Snapshot();
        var dispatching = new Dispatching(_peer, repo);
        dispatching.Variables["GITHUB_SERVER_URL"] = dispatching.Variables["GITHUB_API_URL"] = server.Url;
        var settings = Dispatching.Settings();
        settings.RunTimeout = 1;
        var exception = await dispatching.FailAsync(settings);
        exception.Error.Code.ShouldBe("OS3010");
        exception.Message.ShouldContain("refused");
        (_peer.Branches.Length, _peer.Pulls.Count, _peer.Runs.Count).ShouldBe((branches, pulls, 0));
        repo.Snapshot().ShouldBe(before);
        if (exception.ResumeId is null)
            return;

        dispatching.Variables["GITHUB_SERVER_URL"] = _peer.Url;
        dispatching.Variables["GITHUB_API_URL"] = _peer.Api;
        await dispatching.RunAsync(new OneShotSettings { Resume = exception.ResumeId, RunTimeout = 1 });
        (_peer.Branches.Length, _peer.Pulls.Count, _peer.Runs.Count).ShouldBe((2, 1, 1));
    }

    [Fact]
    public async Task A_missing_permission_is_named()
    {
        var token = $"ghp_{Guid.NewGuid():N}";
        _peer.Register([(_peer.Token, "mona", new { }), (token, "bob", new { pull_requests = "read" })]);
        var dispatching = new Dispatching(_peer, _peer.Clone());
        dispatching.Variables["GH_TOKEN"] = token;
        var exception = await dispatching.FailAsync();
        exception.Error.Code.ShouldBe("OS4002");
        exception.Error.Message.ShouldContain("pull_requests=write");
        exception.ResumeId.ShouldNotBeNull();
    }

    [Fact]
    public async Task The_reasons_of_a_422_are_shown()
    {
        _peer.Fault(
            "status",
            "POST",
            "/pulls",
            status: 422,
            body: """{"message":"Validation Failed","errors":[{"resource":"PullRequest","field":"base","code":"invalid"},{"message":"Not today ##[error]"},"plain"]}"""
        );
        var exception = await new Dispatching(_peer, _peer.Clone()).FailAsync();
        exception.Error.Message.ShouldContain("Validation Failed; base is invalid; Not today ##\u200B[error]; plain.");
    }

    [Fact]
    public async Task A_wait_that_was_asked_for_is_kept()
    {
        _peer.Fault(
            "status",
            "POST",
            "/pulls",
            status: 429,
            headers: new Dictionary<string, string> { ["retry-after"] = "2" }
        );
        var started = DateTimeOffset.UtcNow;
        var dispatching = new Dispatching(_peer, _peer.Clone());
        await dispatching.RunAsync();
        (DateTimeOffset.UtcNow - started).TotalSeconds.ShouldBeGreaterThan(2);
        dispatching.Reporter.Text.ShouldContain("trying again in 2 s");
    }

    public void Dispose() => _peer.Dispose();
}
