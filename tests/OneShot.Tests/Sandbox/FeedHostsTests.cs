using OneShot.Sandbox;

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
        _folder.Write("NuGet.config", """
            <configuration><packageSources><clear/>
              <add key="a" value="https://pkgs.example.com/v3/index.json" /><add key="b" value="http://feed.example:8081/nuget" /><add key="c" value="./packages" />
            </packageSources></configuration>
            """);
        _folder.Write("web/.npmrc", "registry=https://npm.example.org/\n@team:registry = https://team.example.net:444/x\n//npm.example.org/:_authToken=secret\nfund=false\n");
        FeedHosts.Of(_folder.Path).ShouldBe(["pkgs.example.com", "feed.example:8081", "npm.example.org", "team.example.net:444"]);
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><configuration><packageSources><add key=\"a\" value=\"&a;\"/></packageSources></configuration>")]
    [InlineData("<configuration><packageSources><add key=\"a\" value=\"https://user:secret@evil example/\"/></packageSources></configuration>")]
    [InlineData("not xml")]
    public void What_is_no_feed_asks_for_none(string config)
    {
        _folder.Write("nuget.config", config);
        FeedHosts.Of(_folder.Path).ShouldBeEmpty();
    }

    public void Dispose() => _folder.Dispose();
}
