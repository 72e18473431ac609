using OneShot.Core.Model;
using OneShot.GitHub;

namespace OneShot.Tests.Git;

public sealed class GitOverHttpTests : IDisposable
{
    private readonly PeerRepository _peer = new();

    [Fact]
    public async Task The_forges_token_lets_git_in_where_nothing_else_is_set_up()
    {
        var repo = _peer.Clone();
        var dispatching = new Dispatching(_peer, repo);
        (await dispatching.RunAsync()).PrNumber.ShouldBe(1);
        dispatching.Reporter.Text.ShouldNotContain(_peer.Token);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_users_helpers_keep_is_neither_told_the_token_nor_forgotten(bool good)
    {
        var repo = _peer.Clone();
        var kept = _peer.Folder["credentials"];
        await File.WriteAllTextAsync(
            kept,
            _peer.Url.Replace("http://", "http://me:mine@", StringComparison.Ordinal) + "\n"
        );
        var before = await File.ReadAllTextAsync(kept);
        repo.Git("config", "credential.helper", $"store --file={kept}");
        var dispatching = new Dispatching(_peer, repo);
        if (!good)
            dispatching.Variables["GH_TOKEN"] = "ghp_wrongwrongwrongwrong";
        if (good)
            await dispatching.RunAsync();
        else
            (await dispatching.FailAsync()).Error.Code.ShouldBe("OS4001");
        (await File.ReadAllTextAsync(kept)).ShouldBe(before);
    }

    [Theory]
    [InlineData("https://www.github.com/acme/shop.git", "https://github.com/acme/shop.git")]
    [InlineData("https://github.com/acme/shop.git", "https://github.com/acme/shop.git")]
    [InlineData("https://github.com:443/acme/shop.git", "https://github.com:443/acme/shop.git")]
    public void The_token_is_lent_to_the_host_itself_under_whatever_name_it_was_written(string written, string asked)
    {
        var logIn = new RemoteLogIn("github.com", "secret-of-a-test");
        $"{logIn}".ShouldNotContain("secret");
        GitCredentials.For(null, RemoteAddress.Parse(written)).Configuration.ShouldBeEmpty();
        var lent = GitCredentials.For(logIn, RemoteAddress.Parse(written)).Configuration;
        lent.ShouldContain(pair =>
            pair.Key == "http.https://github.com/.extraHeader"
            && pair.Value.StartsWith("Authorization: ", StringComparison.Ordinal)
        );
        string[] configuration =
        [
            .. lent.Where(pair => !pair.Key.Contains("Header", StringComparison.Ordinal))
                .SelectMany(pair => new[] { "-c", $"{pair.Key}={pair.Value}" }),
        ];
        new GitRepo(_peer.Folder.Path).Git([.. configuration, "ls-remote", "--get-url", written]).ShouldBe(asked);
        lent.ShouldNotContain(pair =>
            pair.Key.StartsWith("url.", StringComparison.Ordinal)
            && written.StartsWith("https://github.com", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_header_that_a_checkout_left_does_not_double()
    {
        var repo = _peer.Clone();
        repo.Git("config", $"http.{_peer.Url}/.extraheader", "Authorization: Basic bm9ib2R5Om5vdGhpbmc=");
        (await new Dispatching(_peer, repo).RunAsync()).PrNumber.ShouldBe(1);
    }

    [Fact]
    public async Task A_password_in_the_address_works_and_is_shown_nowhere()
    {
        var repo = _peer.Clone();
        repo.Git(
            "remote",
            "set-url",
            "origin",
            _peer.HttpUrl.Replace("http://", $"http://x:{_peer.Token}@", StringComparison.Ordinal)
        );
        var dispatching = new Dispatching(_peer, repo);
        await dispatching.RunAsync();
        dispatching.Reporter.Text.ShouldNotContain(_peer.Token);
        File.ReadAllText(Directory.GetFiles(repo[".git/oneshot/journal"]).Single()).ShouldNotContain(_peer.Token);
    }

    [Fact]
    public async Task The_token_goes_to_no_other_host()
    {
        // "localhost" is the same machine, but not the host that the token was found for.
        var repo = _peer.Clone();
        repo.Git(
            "remote",
            "set-url",
            "origin",
            _peer.HttpUrl.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)
        );
        (await new Dispatching(_peer, repo).FailAsync()).Error.Code.ShouldBeOneOf("OS3007", "OS3008");
    }

    [Theory]
    [InlineData("GET", "/info/refs", 500)]
    [InlineData("GET", "/info/refs", 502)]
    [InlineData("GET", "/info/refs", 404)]
    public async Task A_remote_that_fails_when_it_is_asked_leaves_nothing(string method, string path, int status)
    {
        _peer.Fault("status", method, ".git" + path, times: 5, status: status);
        var exception = await new Dispatching(_peer, _peer.Clone()).FailAsync();
        exception.Error.Code.ShouldBe("OS3006");
        exception.ResumeId.ShouldBeNull();
        _peer.Branches.ShouldBe(["refs/heads/main"]);
    }

    [Fact]
    public async Task A_push_that_fails_once_is_sent_again()
    {
        _peer.Fault("status", "POST", ".git/git-receive-pack", status: 503);
        var dispatching = new Dispatching(_peer, _peer.Clone());
        (await dispatching.RunAsync()).PrNumber.ShouldBe(1);
        dispatching.Reporter.Text.ShouldContain("Checking whether the branch arrived");
    }

    [Fact]
    public async Task A_push_whose_answer_is_lost_has_made_one_branch()
    {
        _peer.Fault("lost", "POST", ".git/git-receive-pack");
        var receipt = await new Dispatching(_peer, _peer.Clone()).RunAsync();
        _peer.Branches.ShouldBe(["refs/heads/main", "refs/heads/" + receipt.Branch]);
        receipt.Branch.ShouldNotEndWith("-2");
        _peer.Pulls.Count.ShouldBe(1);
        _peer.Runs.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_push_that_keeps_failing_can_be_resumed()
    {
        _peer.Fault("reset", "POST", ".git/git-receive-pack", times: 4);
        var repo = _peer.Clone();
        var exception = await new Dispatching(_peer, repo).FailAsync();
        exception.Error.Code.ShouldBe("OS3006");
        exception.Message.ShouldContain($"--resume={exception.ResumeId}");
        _peer.Branches.ShouldBe(["refs/heads/main"]);

        var settings = new OneShotSettings { Resume = exception.ResumeId };
        (await new Dispatching(_peer, repo).RunAsync(settings)).Id.ShouldBe(exception.ResumeId);
        _peer.Branches.Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_token_that_may_not_push_is_refused_by_git_as_well()
    {
        var token = $"ghp_{Guid.NewGuid():N}";
        _peer.Register([(_peer.Token, "mona", new { }), (token, "bob", new { contents = "read" })]);
        var repo = _peer.Clone();
        repo.Git(
            "remote",
            "set-url",
            "origin",
            _peer.HttpUrl.Replace("http://", $"http://x:{token}@", StringComparison.Ordinal)
        );
        (await new Dispatching(_peer, repo).FailAsync()).Error.Code.ShouldBe("OS3007");
        _peer.Branches.ShouldBe(["refs/heads/main"]);
    }

    [Fact]
    public async Task A_remote_hook_that_refuses_is_quoted()
    {
        _peer.Bare.Hook(
            "pre-receive",
            "echo 'GH013: Repository rule violations found: commits must have verified signatures' >&2; exit 1"
        );
        var exception = await new Dispatching(_peer, _peer.Clone()).FailAsync();
        exception.Error.Code.ShouldBe("OS4010");
        exception.Error.Message.ShouldContain("GH013");
        _peer.Branches.ShouldBe(["refs/heads/main"]);
    }

    [Fact]
    public async Task The_users_pre_push_hook_runs_and_its_refusal_is_told()
    {
        var repo = _peer.Clone();
        repo.Hook("pre-push", "echo 'no pushing on fridays'; exit 1");
        var exception = await new Dispatching(_peer, repo).FailAsync();
        exception.Error.Code.ShouldBe("OS3012");
        exception.Error.Next.ShouldContain("--no-hooks");
        _peer.Branches.ShouldBe(["refs/heads/main"]);

        var settings = Dispatching.Settings();
        settings.NoHooks = true;
        (await new Dispatching(_peer, repo).RunAsync(settings)).PrNumber.ShouldBe(1);
    }

    [Fact]
    public async Task Git_that_hangs_is_ended_at_its_limit()
    {
        _peer.Fault("hang", "GET", ".git/info/refs", times: 5);
        var settings = Dispatching.Settings();
        settings.GitTimeout = 1;
        (await new Dispatching(_peer, _peer.Clone()).FailAsync(settings)).Error.Code.ShouldBe("OS7002");
    }

    [Fact]
    public async Task Cancelling_ends_git_and_leaves_nothing()
    {
        _peer.Fault("hang", "GET", ".git/info/refs", times: 5);
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(700));
        var dispatching = new Dispatching(_peer, _peer.Clone());
        var exception = await Should.ThrowAsync<OneShotException>(() =>
            dispatching.RunAsync(Dispatching.Settings(), cancellation.Token)
        );
        exception.Error.Code.ShouldBe("OS9001");
        exception.ResumeId.ShouldBeNull();
    }

    public void Dispose() => _peer.Dispose();
}
