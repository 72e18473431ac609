using OneShot.Core.Model;

namespace OneShot.GitHub.Tests;

public class GitHubServerTests
{
    [Theory]
    [InlineData(
        "https://github.com/acme/shop.git",
        "",
        "github.com",
        "https://api.github.com/",
        "https://api.github.com/graphql"
    )]
    [InlineData(
        "git@github.com:acme/shop.git",
        "",
        "github.com",
        "https://api.github.com/",
        "https://api.github.com/graphql"
    )]
    [InlineData(
        "https://acme.ghe.com/acme/shop",
        "",
        "acme.ghe.com",
        "https://api.acme.ghe.com/",
        "https://api.acme.ghe.com/graphql"
    )]
    [InlineData(
        "https://ghe.example.com/acme/shop",
        "",
        "ghe.example.com",
        "https://ghe.example.com/api/v3/",
        "https://ghe.example.com/api/graphql"
    )]
    [InlineData(
        "git@ghe.example.com:acme/shop",
        "",
        "ghe.example.com",
        "https://ghe.example.com/api/v3/",
        "https://ghe.example.com/api/graphql"
    )]
    [InlineData(
        "https://ghe.example.com:8443/acme/shop",
        "",
        "ghe.example.com:8443",
        "https://ghe.example.com:8443/api/v3/",
        "https://ghe.example.com:8443/api/graphql"
    )]
    [InlineData(
        "https://ghe.example.com/acme/shop",
        "GITHUB_SERVER_URL=https://ghe.example.com GITHUB_API_URL=https://ghe.example.com/api/v3 "
            + "GITHUB_GRAPHQL_URL=https://ghe.example.com/api/graphql",
        "ghe.example.com",
        "https://ghe.example.com/api/v3/",
        "https://ghe.example.com/api/graphql"
    )]
    [InlineData(
        "https://ghe.example.com/acme/shop",
        "GITHUB_API_URL=https://me:hunter22@ghe.example.com/api/v3",
        "ghe.example.com",
        "https://ghe.example.com/api/v3/",
        "https://ghe.example.com/api/v3/graphql"
    )]
    [InlineData(
        "https://github.com/acme/shop",
        "GITHUB_SERVER_URL=https://ghe.example.com GITHUB_API_URL=https://ghe.example.com/api/v3",
        "github.com",
        "https://api.github.com/",
        "https://api.github.com/graphql"
    )]
    [InlineData(
        "/srv/git/shop.git",
        "GITHUB_SERVER_URL=http://127.0.0.1:4000 GITHUB_API_URL=http://127.0.0.1:4000",
        "127.0.0.1:4000",
        "http://127.0.0.1:4000/",
        "http://127.0.0.1:4000/graphql"
    )]
    [InlineData("/srv/git/shop.git", "", "github.com", "https://api.github.com/", "https://api.github.com/graphql")]
    [InlineData(
        "https://github.com:443/acme/shop",
        "",
        "github.com",
        "https://api.github.com/",
        "https://api.github.com/graphql"
    )]
    [InlineData(
        "https://www.github.com/acme/shop",
        "",
        "github.com",
        "https://api.github.com/",
        "https://api.github.com/graphql"
    )]
    [InlineData(
        "https://ghe.example.com/acme/shop",
        "GH_HOST=https://ghe.example.com/",
        "ghe.example.com",
        "https://ghe.example.com/api/v3/",
        "https://ghe.example.com/api/graphql"
    )]
    [InlineData(
        "http://127.0.0.1:4000/acme/shop",
        "GH_HOST=127.0.0.1:4000",
        "127.0.0.1:4000",
        "http://127.0.0.1:4000/api/v3/",
        "http://127.0.0.1:4000/api/graphql"
    )]
    [InlineData(
        "git@ghe:acme/shop",
        "GH_HOST=http://ghe.example.com",
        "ghe.example.com",
        "http://ghe.example.com/api/v3/",
        "http://ghe.example.com/api/graphql"
    )]
    [InlineData(
        "alias:acme/shop",
        "GH_HOST=ghe.example.com",
        "ghe.example.com",
        "https://ghe.example.com/api/v3/",
        "https://ghe.example.com/api/graphql"
    )]
    public void The_api_follows_from_the_remotes_host(
        string remote,
        string environment,
        string host,
        string api,
        string graph
    )
    {
        var server = GitHubServer.Of(RemoteAddress.Parse(remote), Variables(environment));
        (server.Host, server.Api.AbsoluteUri, server.GraphQl.AbsoluteUri).ShouldBe((host, api, graph));
    }

    [Theory]
    [InlineData("https://h.example/a/b", "", null)]
    [InlineData("https://h.example/a/b", "GITHUB_API_URL=http://h.example/api", "http://h.example/api/")]
    [InlineData(
        "https://h.example/a/b",
        "GITHUB_API_URL=https://h.example/api GITHUB_GRAPHQL_URL=http://h.example/graphql",
        "http://h.example/graphql"
    )]
    [InlineData("http://127.0.0.1:4000/a/b", "", null)]
    public void Where_a_token_can_be_read_on_the_way_is_known(string remote, string environment, string? address) =>
        (GitHubServer.Of(RemoteAddress.Parse(remote), Variables(environment)).Insecure?.AbsoluteUri).ShouldBe(address);

    [Theory]
    [InlineData("https://github.com/a/b", "", true)]
    [InlineData("git@github.com:a/b", "", true)]
    [InlineData("https://x.ghe.com/a/b", "", true)]
    [InlineData("https://ghe.example.com/a/b", "", false)]
    [InlineData("https://ghe.example.com/a/b", "GH_HOST=ghe.example.com", true)]
    [InlineData("https://ghe.example.com/a/b", "GITHUB_SERVER_URL=https://ghe.example.com", true)]
    [InlineData("https://ghe.example.com/a/b", "GH_HOST=https://ghe.example.com", true)]
    [InlineData("https://github.com:443/a/b", "", true)]
    [InlineData("https://github.com:8443/a/b", "", false)]
    [InlineData("https://www.github.com/a/b", "", true)]
    [InlineData("ssh://git@www.github.com/a/b", "", true)]
    [InlineData("https://www.github.com.evil.example/a/b", "", false)]
    [InlineData("https://gitlab.com/a/b", "", false)]
    [InlineData("https://github.com.evil.example/a/b", "", false)]
    [InlineData("https://notghe.com/a/b", "", false)]
    [InlineData("/srv/github.com/a/b", "", false)]
    public void A_github_is_known_by_its_host(string remote, string environment, bool isGitHub) =>
        GitHubServer.IsGitHub(RemoteAddress.Parse(remote), Variables(environment)).ShouldBe(isGitHub);

    [Theory]
    [InlineData("https://github.com/a/b", "", true)]
    [InlineData("https://x.ghe.com/a/b", "", true)]
    [InlineData("https://ghe.example.com/a/b", "", false)]
    [InlineData("https://ghe.example.com/a/b", "GH_HOST=ghe.example.com", true)]
    [InlineData("https://evil.example/a/b", "GH_HOST=ghe.example.com", false)]
    [InlineData(
        "https://evil.example/a/b",
        "GITHUB_SERVER_URL=https://github.com GITHUB_API_URL=https://api.github.com",
        false
    )]
    [InlineData("https://github.com/a/b", "GITHUB_API_URL=https://evil.example", false)]
    public void The_token_goes_only_to_servers_it_was_given_for(string remote, string environment, bool takes) =>
        GitHubServer
            .Of(RemoteAddress.Parse(remote), Variables(environment))
            .TakesGitHubToken(Variables(environment))
            .ShouldBe(takes);

    [Theory]
    [InlineData("https://github.com/a/b", "GH_TOKEN=one GITHUB_TOKEN=two", "one")]
    [InlineData("https://github.com/a/b", "GITHUB_TOKEN=two", "two")]
    [InlineData("https://ghe.example.com/a/b", "GH_TOKEN=one GH_ENTERPRISE_TOKEN=three", "three")]
    [InlineData("https://ghe.example.com/a/b", "GH_TOKEN=one", "of-gh-for-ghe.example.com")]
    [InlineData(
        "https://ghe.example.com/a/b",
        "GH_HOST=ghe.example.com GH_TOKEN=one GH_ENTERPRISE_TOKEN=three",
        "three"
    )]
    [InlineData("https://ghe.example.com/a/b", "GH_HOST=ghe.example.com GH_TOKEN=one", "one")]
    [InlineData("https://github.com/a/b", "GH_ENTERPRISE_TOKEN=three", "of-gh-for-github.com")]
    [InlineData("https://github.com/a/b", "", "of-gh-for-github.com")]
    [InlineData("https://nogh.example.com/a/b", "", "of-git")]
    public async Task The_token_is_looked_for_in_this_order(string remote, string environment, string token)
    {
        static Task<string?> Ask(string[] command, string input, CancellationToken cancellationToken) =>
            Task.FromResult(
                command[0] switch
                {
                    "gh" => command[^1].StartsWith("nogh", StringComparison.Ordinal)
                        ? null
                        : $" of-gh-for-{command[^1]}\r\n",
                    _ => input == "protocol=https\nhost=nogh.example.com\n\n"
                        ? "protocol=https\nusername=x\npassword=of-git \n"
                        : null,
                }
            );
        var found = await new GitHubToken(Variables(environment), Ask).FindAsync(
            GitHubServer.Of(RemoteAddress.Parse(remote), Variables(environment)),
            CancellationToken.None
        );
        found.Text.ShouldBe(token);
    }

    [Theory]
    [InlineData("GH_TOKEN", "ghp_one\nghp_two", "has a line end inside")]
    [InlineData("GITHUB_TOKEN", "ghp one", "has a blank inside")]
    [InlineData("GH_TOKEN", "\uFEFFghp_one", "has a byte order mark")]
    [InlineData("GH_TOKEN", "ghp_one\u00A0", "has a character that is not ASCII")]
    [InlineData("GH_TOKEN", "ghp_\u0430one", "has a character that is not ASCII")]
    [InlineData("GH_TOKEN", "ghp_one\u001b[0m", "has a control character")]
    [InlineData("gh auth token", "warning: x\nghp_one", "has a blank inside")]
    [InlineData("gh auth token", "ghp_one\r\nghp_two\n", "has a line end inside")]
    [InlineData("git credential", "ghp one", "has a blank inside")]
    public async Task What_is_no_token_is_refused_by_its_source_and_never_shown(
        string source,
        string given,
        string what
    )
    {
        var server = GitHubServer.Of(RemoteAddress.Parse("https://github.com/a/b"), _ => null);
        Task<string?> Ask(string[] command, string input, CancellationToken cancellationToken) =>
            Task.FromResult(
                source.StartsWith(command[0], StringComparison.Ordinal)
                    ? (command[0] == "git" ? $"password={given}\n" : given)
                    : null
            );
        var tokens = new GitHubToken(name => name == source ? given : null, Ask);
        var error = (
            await Should.ThrowAsync<OneShotException>(() => tokens.FindAsync(server, CancellationToken.None))
        ).Error;
        error.Code.ShouldBe("OS3115");
        error.Message.ShouldContain($"The token from {source} {what}");
        error.Next.ShouldContain($"Set nothing but the token in {source}");
        (error.Message + error.Next).ShouldNotContain("ghp");
    }

    [Fact]
    public async Task A_whole_file_in_the_place_of_a_token_is_refused()
    {
        var server = GitHubServer.Of(RemoteAddress.Parse("https://github.com/a/b"), _ => null);
        var tokens = new GitHubToken(
            name => name == "GH_TOKEN" ? new string('x', 8193) : null,
            (_, _, _) => Task.FromResult<string?>(null)
        );
        (
            await Should.ThrowAsync<OneShotException>(() => tokens.FindAsync(server, CancellationToken.None))
        ).Error.Code.ShouldBe("OS3115");
    }

    [Theory]
    [InlineData("GITHUB_TOKEN", " \tghp_one\r\n\n", "GITHUB_TOKEN")]
    [InlineData("GH_TOKEN", "ghp_one\n", "GH_TOKEN")]
    public async Task Blanks_and_line_ends_around_it_are_cut(string variable, string given, string source)
    {
        var server = GitHubServer.Of(RemoteAddress.Parse("https://github.com/a/b"), _ => null);
        var tokens = new GitHubToken(
            name =>
                name == variable ? given
                : name == "GH_TOKEN" ? " \n"
                : null,
            (_, _, _) => Task.FromResult<string?>(null)
        );
        (await tokens.FindAsync(server, CancellationToken.None)).ShouldBe(new FoundToken("ghp_one", source));
    }

    [Fact]
    public async Task No_token_is_sent_in_the_clear()
    {
        await IsRefusedAsync("https://ghe.example.com/a/b", "GITHUB_API_URL=http://ghe.example.com/api/v3");
        await IsRefusedAsync("git@ghe.example.com:a/b", "GH_HOST=http://ghe.example.com");
        await IsRefusedAsync("http://ghe.example.com:8080/a/b", "GH_HOST=ghe.example.com:8080");
    }

    private static async Task IsRefusedAsync(string remote, string environment)
    {
        var server = GitHubServer.Of(RemoteAddress.Parse(remote), Variables(environment));
        var tokens = new GitHubToken(Variables("GH_ENTERPRISE_TOKEN=x"), (_, _, _) => Task.FromResult<string?>(null));
        (
            await Should.ThrowAsync<OneShotException>(() => tokens.FindAsync(server, CancellationToken.None))
        ).Error.Code.ShouldBe("OS3025");
    }

    private static Func<string, string?> Variables(string environment)
    {
        var variables = environment
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        return name => variables.GetValueOrDefault(name);
    }
}
