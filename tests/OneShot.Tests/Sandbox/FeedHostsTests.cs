using OneShot.Agents.Sandbox;

namespace OneShot.Tests.Sandbox;

/// <summary>The hosts that a repository's own files ask for.</summary>
public sealed class FeedHostsTests : IDisposable
{
    private readonly TempFolder _folder = new("feeds");

    [Fact]
    public void A_repository_without_packages_asks_for_none() => FeedHosts.Of(_folder.Path).ShouldBeEmpty();

    [Fact]
    public void Projects_ask_for_NuGets_own_feed_and_packages_for_npms()
    {
        _folder.Write("src/App/App.csproj", "<Project/>");
        _folder.Write("web/package.json", "{}");
        FeedHosts.Of(_folder.Path).ShouldBe(["api.nuget.org", "registry.npmjs.org"]);
    }

    [Fact]
    public void The_feeds_that_are_named_are_asked_for_too()
    {
        _folder.Write(
            "NuGet.config",
            """
            <configuration><packageSources><clear/>
              <add key="a" value="https://pkgs.example.com/v3/index.json" /><add key="b" value="http://feed.example:8081/nuget" /><add key="c" value="./packages" />
            </packageSources></configuration>
            """
        );
        _folder.Write(
            "web/.npmrc",
            "registry=https://npm.example.org/\n@team:registry = "
                + "https://team.example.net:444/x\n//npm.example.org/:_authToken=secret\nfund=false\n"
        );
        FeedHosts
            .Of(_folder.Path)
            .ShouldBe(["pkgs.example.com", "feed.example:8081", "npm.example.org", "team.example.net:444"]);
    }

    [Theory]
    [InlineData("http://localhost:2375/v3/index.json")]
    [InlineData("http://app.localhost/v3/index.json")]
    [InlineData("http://127.0.0.1:8081/v3/index.json")]
    [InlineData("http://2130706433/v3/index.json")]
    [InlineData("http://10.1.2.3/v3/index.json")]
    [InlineData("http://[::1]:80/v3/index.json")]
    [InlineData("http://nas/v3/index.json")]
    public void A_repository_does_not_open_the_machine_around(string address)
    {
        _folder.Write(
            "NuGet.config",
            $"<configuration><packageSources><add key=\"a\" value=\"{address}\"/></packageSources></configuration>"
        );
        _folder.Write(".npmrc", $"registry={address}");
        FeedHosts.Of(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void What_trunk_says_counts_and_not_the_branch()
    {
        _folder.Write(
            "NuGet.config",
            "<configuration><packageSources><add key=\"a\" "
                + "value=\"https://evil.example\"/></packageSources></configuration>"
        );
        FeedHosts
            .Of(
                _folder.Path,
                [
                    (
                        "nuget.config",
                        "<configuration><packageSources><add key=\"a\" "
                            + "value=\"https://good.example\"/></packageSources></configuration>"
                    ),
                ]
            )
            .ShouldBe(["good.example"]);
    }

    [Theory]
    [InlineData(
        "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><configuration><packageSources><add key=\"a\" "
            + "value=\"&a;\"/></packageSources></configuration>"
    )]
    [InlineData(
        "<configuration><packageSources><add key=\"a\" value=\"https://user:secret@evil "
            + "example/\"/></packageSources></configuration>"
    )]
    [InlineData("not xml")]
    public void What_is_no_feed_asks_for_none(string config)
    {
        _folder.Write("nuget.config", config);
        FeedHosts.Of(_folder.Path).ShouldBeEmpty();
    }

    public void Dispose() => _folder.Dispose();
}
