using OneShot.Core.Ports;

namespace OneShot.Tests.Forges;

/// <summary>Which forge a remote's address tells, with the real git and the real ssh.</summary>
public sealed class ForgeSelectorTests : IDisposable
{
    private readonly TempFolder _folder = new("forge");
    private readonly GitRepo _repo;
    private readonly RecordingReporter _reporter = new();
    private readonly Dictionary<string, string?> _variables = new()
    {
        ["PATH"] = Environment.GetEnvironmentVariable("PATH"),
        ["GH_TOKEN"] = "secret-of-a-test",
    };

    public ForgeSelectorTests() => _repo = GitRepo.Init(_folder["work"]);

    [Theory]
    [InlineData("git@github.com-work:acme/shop.git", "github.com/acme/shop")]
    [InlineData("work:acme/shop", "github.com/acme/shop")]
    [InlineData("ssh://git@by-443/acme/shop", "github.com/acme/shop")]
    [InlineData("git@tenant:acme/shop", "acme.ghe.com/acme/shop")]
    [InlineData("https://www.github.com/acme/shop", "github.com/acme/shop")]
    [InlineData("https://github.com:443/acme/shop", "github.com/acme/shop")]
    [InlineData("git@lab:acme/shop", "local")]
    [InlineData("git@unknown-host:acme/shop", "local")]
    [InlineData("ssh://-oProxyCommand=touch${IFS}x/acme/shop", "local")]
    [InlineData("git://github.com-work/acme/shop", "local")]
    [InlineData("https://github.com-work/acme/shop", "local")]
    public async Task A_github_is_known_by_the_name_that_the_users_ssh_has_for_it(string remote, string name)
    {
        var configuration = _folder.Write(
            "ssh config",
            "Host github.com-work work\n  HostName github.com\n  User git\nHost by-443\n  HostName ssh.github.com\n "
                + " Port 443\nHost tenant\n  HostName acme.ghe.com\nHost lab\n  HostName gitlab.com\n"
        );
        _repo.Git("config", "core.sshCommand", $"ssh -F '{configuration}'");
        (await SelectAsync(remote, null)).Name.ShouldBe(name);
        File.Exists(_repo["x"]).ShouldBeFalse();

        // The environment's is git's first choice, and so it is here.
        if (remote.StartsWith("work:", StringComparison.Ordinal))
        {
            _variables["GIT_SSH_COMMAND"] = "ssh -F /dev/null";
            (await SelectAsync(remote, null)).Name.ShouldBe("local");
        }
    }

    [Theory]
    [InlineData("https://gitlab.com/acme/shop.git", "gitlab.com")]
    [InlineData("git@bitbucket.org:acme/shop", "bitbucket.org")]
    [InlineData("https://gitlab.example.com:8443/acme/shop", "gitlab.example.com:8443")]
    [InlineData("https://acme.visualstudio.com/shop/_git/shop", "acme.visualstudio.com")]
    public async Task Who_asks_for_github_where_there_is_none_is_not_sent_for_a_token(string remote, string host)
    {
        var failure = await Should.ThrowAsync<OneShotException>(() => SelectAsync(remote, "github"));
        failure.Error.Code.ShouldBe("OS3136");
        failure.Message.ShouldContain($"{host} is not a GitHub server");
        failure.Message.ShouldNotContain("gh auth login");

        // Whoever names it means it.
        _variables["GH_HOST"] = host;
        (await SelectAsync(remote, "github")).Name.ShouldStartWith(host + "/");
    }

    [Theory]
    [InlineData("/srv/git/acme/shop.git")]
    [InlineData("file:///srv/git/acme/shop.git")]
    [InlineData("../shop.git")]
    public async Task Who_asks_for_github_where_a_folder_is_the_remote_is_told_what_fits_a_folder(string remote)
    {
        var failure = await Should.ThrowAsync<OneShotException>(() => SelectAsync(remote, "github"));
        failure.Error.Code.ShouldBe("OS3009");
        failure.Error.Next.ShouldBe(
            "It is a folder and no GitHub server: use --forge=local, which needs no server, or name a remote that is a "
                + "GitHub: --remote=NAME"
        );
        failure.Message.ShouldNotContain("--repo");
        (await SelectAsync(remote, null)).Name.ShouldBe("local");
        failure = await Should.ThrowAsync<OneShotException>(() => SelectAsync("git@github.com:shop", "github"));
        failure.Error.Next.ShouldBe("Add --repo=OWNER/NAME.");
    }

    [Theory]
    [InlineData("/srv/git/acme/shop.git", "OS3009")]
    [InlineData("https://gitlab.com/acme/shop.git", "OS3136")]
    public async Task Who_publishes_has_no_use_for_the_forge_of_this_machine(string remote, string code)
    {
        var failure = await Should.ThrowAsync<OneShotException>(() => SelectAsync(remote, null, publishes: true));
        failure.Error.Code.ShouldBe(code);
        failure.Error.Next.ShouldEndWith("ame a remote that is a GitHub: --remote=NAME");
        failure.Message.ShouldNotContain("--forge=local");
    }

    public void Dispose() => _folder.Dispose();

    private async Task<IForge> SelectAsync(string remote, string? forge, bool publishes = false)
    {
        _repo.TryGit("remote", "remove", "origin");
        _repo.Git("remote", "add", "origin", remote);
        var settings = new OneShotSettings { Forge = forge };
        var ports = OneShotVerbs.Ports(
            settings,
            new OneShotHost(_repo.Path, _repo.Path, _reporter) { Variable = _variables.GetValueOrDefault }
        );
        var state = await ports.Repository.DescribeAsync("origin", CancellationToken.None);
        var request = OneShotRequests.Forge(settings);
        return publishes
            ? await ports.Forges.SelectRemoteAsync(request, state, CancellationToken.None)
            : await ports.Forges.SelectAsync(request, state, CancellationToken.None);
    }
}
