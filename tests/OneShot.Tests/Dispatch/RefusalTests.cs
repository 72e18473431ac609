namespace OneShot.Tests.Dispatch;

/// <summary>
/// What git and a server refuse is told before the first write: after each of these there is nothing.
/// </summary>
public sealed class RefusalTests : IDisposable
{
    private readonly PeerRepository _peer = new();

    [Fact]
    public async Task A_workflow_that_is_not_there()
    {
        var settings = Dispatching.Settings();
        settings.Workflow = "other.yml";
        await NothingIsMade(settings, "OS4014");
    }

    [Fact]
    public async Task A_workflow_that_is_switched_off()
    {
        _peer.ForgetRequests();
        _peer.WorkflowState("disabled_manually");
        await NothingIsMade(Dispatching.Settings(), "OS4013");
    }

    [Fact]
    public async Task An_archived_repository()
    {
        _peer.Server(new { archived = true });
        await NothingIsMade(Dispatching.Settings(), "OS4012");
    }

    [Theory]
    [InlineData("contents", "OS4011")]
    [InlineData("actions", "OS4002")]
    public async Task A_token_without_the_right(string permission, string code)
    {
        var token = $"ghp_{Guid.NewGuid():N}";
        _peer.Register([
            (_peer.Token, "mona", new { }),
            (token, "bob", permission == "contents" ? new { contents = "read" } : new { actions = "none" }),
        ]);
        await NothingIsMade(Dispatching.Settings(), code, token);
    }

    [Fact]
    public async Task A_token_that_is_wrong() =>
        await NothingIsMade(Dispatching.Settings(), "OS", "ghp_wrongwrongwrongwrong");

    [Fact]
    public async Task No_token_at_all() => await NothingIsMade(Dispatching.Settings(), "OS3008", token: "");

    [Fact]
    public async Task A_server_nobody_named()
    {
        var repo = _peer.Clone();
        repo.Git("remote", "set-url", "origin", "https://git.example.com/acme/shop.git");
        var settings = Dispatching.Settings();
        settings.Forge = "auto";
        var dispatching = new Dispatching(_peer, repo);
        (await dispatching.FailAsync(settings)).Error.Code.ShouldBe("OS2025", "here, and no agent is started unasked");
        dispatching.Reporter.Text.ShouldContain(
            "forge: local, because https://git.example.com/acme/shop.git is no GitHub"
        );
    }

    [Fact]
    public async Task A_folder_without_a_repository() =>
        (await new Dispatching(_peer, new GitRepo(_peer.Folder.Path)).FailAsync()).Error.Code.ShouldBe("OS3002");

    [Fact]
    public async Task A_remote_that_is_empty()
    {
        var bare = GitRepo.Init(_peer.Folder["empty.git"], "--bare");
        var repo = _peer.Clone();
        repo.Git("remote", "set-url", "origin", bare.Path);
        var settings = Dispatching.Settings();
        (await new Dispatching(_peer, repo).FailAsync(settings)).Error.Code.ShouldBe("OS3014");
    }

    public void Dispose() => _peer.Dispose();

    private async Task NothingIsMade(OneShotSettings settings, string code, string? token = null)
    {
        var repo = _peer.LocalClone();
        var before = repo.Snapshot();
        var dispatching = new Dispatching(_peer, repo);
        if (token is not null)
            dispatching.Variables["GH_TOKEN"] = token;
        var exception = await dispatching.FailAsync(settings);

        exception.Error.Code.ShouldStartWith(code);
        exception.ResumeId.ShouldBeNull();
        repo.Snapshot().ShouldBe(before);
        Directory.Exists(repo[".git/oneshot"]).ShouldBeFalse();
        _peer.Branches.ShouldNotContain(name => name.Contains("oneshot", StringComparison.Ordinal));
        _peer.Requests.ShouldAllBe(request => (string)request!["method"]! == "GET");
    }
}
