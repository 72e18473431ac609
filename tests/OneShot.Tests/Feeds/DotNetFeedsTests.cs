using System.IO.Compression;
using OneShot.Core.Model;
using OneShot.Core.Scaffolding;
using OneShot.Feeds;
using OneShot.Testing.Fakes;

namespace OneShot.Tests.Feeds;

/// <summary>Feeds are asked by the real <c>dotnet package search</c>: folders, and a server that is not there.</summary>
public sealed class DotNetFeedsTests : IDisposable
{
    private readonly TempFolder _folder = new("feeds");

    public DotNetFeedsTests()
    {
        Directory.CreateDirectory(_folder["empty"]);
        Pack("1.2.3-standin.7");
    }

    [Fact]
    public async Task Each_says_whether_it_has_the_version()
    {
        Name(("here", "feed"), ("there", "empty"), ("dead", "http://127.0.0.1:9/v3/index.json"));
        (await AskAsync("1.2.3-standin.7")).ShouldBe("here | there | dead");
        (await AskAsync("1.2.3")).ShouldBe(" | here, there | dead");
    }

    [Fact]
    public async Task OneShotInit_tells_of_a_script_and_that_no_feed_of_the_repository_has_the_tool()
    {
        var repo = GitRepo.Init(_folder["work"]);
        repo.Write("build.cake", "RunTarget(\"Default\");\n");
        Name(("there", "../empty"));
        File.Move(_folder["NuGet.config"], repo["NuGet.config"]);
        var reporter = new RecordingReporter();
        using var verb = OneShotVerbs.CreateInit(
            new OneShotSettings(),
            new OneShotHost(repo.Path, repo.Path, reporter)
        );
        await verb.RunAsync(CancellationToken.None);
        reporter.Text.ShouldContain("build.cake is a Cake script without OneShot.");
        reporter.Text.ShouldContain("Task(\"Ask\").Does(() => DispatchOneShot());");
        reporter.Text.ShouldContain(
            $"OneShot.Tool {Scaffold.Version}, which the workflow installs, is in none of this "
                + "repository's feeds (there): its first job would fail. Name the feed that has it: "
                + $"dotnet nuget add source ADDRESS --name oneshot --configfile {repo["NuGet.config"]}"
        );
        verb.Receipt.Written.Count.ShouldBe(5);
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("NuGet.config", "")]
    [InlineData("nuget.config", "<add key=\"ours\" value=\"https://feed.example/v3/index.json\" />")]
    [InlineData("NuGet.Config", "<add key=\"OneShot\" value=\"https://feed.example/v3/index.json\" />")]
    public async Task What_names_a_feed_works_as_it_is_told_whatever_the_repository_has(string? file, string feeds)
    {
        var tree = Directory.CreateDirectory(_folder["my work"]);
        var below = tree.CreateSubdirectory("src");
        if (file is not null)
            _folder.Write(
                $"my work/{file}",
                $"<configuration><packageSources>{feeds}</packageSources></configuration>"
            );
        var look = await new ToolPackage(new FakeFeeds(new FeedAnswer([], ["nuget.org"], []))).LookAsync(
            "1.2.3",
            tree.FullName,
            CancellationToken.None
        );
        var typed = look.Fix!.Split("Name the feed that has it: ")[1]
            .Replace("ADDRESS", "https://new.example/v3/index.json", StringComparison.Ordinal);
        var outcome = Launch.Run(
            below.FullName,
            new Dictionary<string, string?> { ["HOME"] = Directory.CreateDirectory(_folder["home"]).FullName },
            "sh",
            "-c",
            typed
        );
        outcome.ExitCode.ShouldBe(0, $"{typed}\n{outcome.All}");
        below.EnumerateFiles().ShouldBeEmpty();
        var written = tree.EnumerateFiles().ShouldHaveSingleItem();
        written.Name.ShouldBe(file ?? "NuGet.config");
        var text = await File.ReadAllTextAsync(written.FullName);
        text.ShouldContain("https://new.example/v3/index.json");
        text.ShouldContain("key=\"oneshot\"", Case.Insensitive);
        if (feeds.Contains("ours", StringComparison.Ordinal))
            text.ShouldContain("key=\"ours\"");
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string> AskAsync(string version)
    {
        var answer = await new DotNetFeeds().AskAsync("A.Tool", version, _folder.Path, CancellationToken.None);
        return answer is not FeedAnswer(var having, var lacking, var silent)
            ? "nobody"
            : string.Join(
                " | ",
                new[] { having, lacking, silent }.Select(feeds =>
                    string.Join(", ", feeds.Order(StringComparer.Ordinal))
                )
            );
    }

    private void Name(params (string Name, string Place)[] feeds) =>
        _folder.Write(
            "NuGet.config",
            $"<configuration><packageSources><clear />{string.Concat(feeds.Select(feed => $"<add key=\"{feed.Name}\" value=\"{feed.Place}\" allowInsecureConnections=\"true\" />"))}</packageSources></configuration>"
        );

    private void Pack(string version)
    {
        Directory.CreateDirectory(_folder["feed"]);
        using var package = ZipFile.Open(_folder[$"feed/A.Tool.{version}.nupkg"], ZipArchiveMode.Create);
        using var nuspec = new StreamWriter(package.CreateEntry("A.Tool.nuspec").Open());
        nuspec.Write(
            "<package xmlns=\"http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd\"><metadata><id>A.Tool</id>"
                + $"<version>{version}</version><authors>A</authors><description>A tool.</description></metadata></package>"
        );
    }
}
