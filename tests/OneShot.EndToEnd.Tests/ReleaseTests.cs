using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace OneShot.EndToEnd.Tests;

/// <summary>
/// The release of this repository's packages, by its own build: to the GitHub of the tests and a folder as the feed,
/// from a repository that has their files and the build's program.
/// </summary>
public sealed class ReleaseTests : IDisposable
{
    private const string Changes =
        "# Changelog\n\n## [0.1.0] - 2026-12-01\n\n- Everything is new.\n\n## 0.0.1\n\n- Nothing.\n";

    private readonly PeerRepository _github = new();
    private readonly GitRepo _repo;

    public ReleaseTests()
    {
        _repo = _github.Clone("work");
        _repo.Write("OneShot.sln", "");
        _repo.Write(".gitignore", "artifacts/\nprogram/\n");
        _repo.Commit("First", "CHANGELOG.md", Changes);
        _repo.Git("add", "-A");
        _repo.Git("commit", "--quiet", "-m", "What is released");
        Directory.CreateDirectory(Feed);
        Launch.Run("/", null, "cp", "-r", Path.GetDirectoryName(Repository.Program("Build"))!, _repo["program"]);
    }

    private string Feed => _github.Folder["feed"];

    public void Dispose() => _github.Dispose();

    [Fact]
    public void What_is_tagged_is_published_once_and_an_attempt_that_was_interrupted_is_finished()
    {
        _repo.Git("tag", "-a", "-m", "0.1.0", "v0.1.0");
        Prepare();
        var first = Release("--source=" + Feed);
        first.ExitCode.ShouldBe(0, first.All);
        var release = Releases().ShouldHaveSingleItem();
        ((string)release["tag_name"]!).ShouldBe("v0.1.0");
        ((string)release["body"]!).ShouldBe("- Everything is new.");
        ((bool)release["draft"]!).ShouldBeTrue("packages to try are no release");
        Assets(release).ShouldBe(Files().Append("SHA256SUMS"), ignoreOrder: true);
        Directory.GetFiles(Feed, "*.nupkg", SearchOption.AllDirectories).Length.ShouldBe(Packages().Length);

        var again = Release("--source=" + Feed);
        again.ExitCode.ShouldBe(0, again.All);
        Assets(Releases().ShouldHaveSingleItem()).ShouldBe(Assets(release), ignoreOrder: true);
    }

    [Fact]
    public void A_release_becomes_public_once_its_packages_are_on_the_feed()
    {
        _repo.Git("tag", "v0.1.0");
        Prepare(version: "0.1.0");
        string[] arguments = [_repo["program/Build.dll"], "--target=Release", "--exclusive", "--source=" + Feed];
        var released = Launch.Run(_repo.Path, Environment(_github.Token), "dotnet", arguments);
        released.ExitCode.ShouldBe(0, released.All);
        var release = Releases().ShouldHaveSingleItem();
        ((bool)release["draft"]!).ShouldBeFalse();
        ((bool)release["prerelease"]!).ShouldBeFalse();
        released.Output.ShouldContain("released: " + (string)release["html_url"]!);
        var again = Launch.Run(_repo.Path, Environment(_github.Token), "dotnet", arguments);
        again.Output.ShouldContain("v0.1.0 was released before: its files stay as they are");
        _github.Requests.Count(request => (string)request!["method"]! == "PATCH").ShouldBe(1);
    }

    [Fact]
    public void A_preview_tells_all_of_it_and_makes_nothing()
    {
        _repo.Git("tag", "v0.1.0");
        _repo.Git("tag", "vnext", "HEAD~1");
        Prepare();
        var checkedOnly = Launch.Run(
            _repo.Path,
            Environment(_github.Token),
            "dotnet",
            [_repo["program/Build.dll"], "--target=CheckRelease"]
        );
        checkedOnly.Output.ShouldContain("the first release, of ");
        var preview = Release("--preview");
        preview.ExitCode.ShouldBe(0, preview.All);
        preview.Output.ShouldContain("1. make a draft of v0.1.0 on GitHub, with");
        preview.Output.ShouldContain("   SHA256SUMS (");
        preview.Output.ShouldContain("2. push the packages to nuget.org");
        preview.All.ShouldContain("A release would stop here: Packages over the stand-in are published nowhere");
        Releases().ShouldBeEmpty();
        Release().ExitCode.ShouldBe(1);
        Releases().ShouldBeEmpty();
    }

    [Fact]
    public void What_is_not_what_was_prepared_is_not_published()
    {
        _repo.Git("tag", "v0.1.0");
        Prepare();
        var file = Packages()[0];
        File.AppendAllText(file, "more");
        Refused("--source=" + Feed).ShouldContain("Not what was prepared: " + Path.GetFileName(file));
        File.Delete(file);
        Refused("--source=" + Feed).ShouldContain("Not what was prepared: " + Path.GetFileName(file));
        foreach (var one in Packages())
            File.Delete(one);
        Refused("--source=" + Feed).ShouldContain("has not the packages of 0.1.0");
    }

    [Fact]
    public void What_cannot_be_released_is_told_before_anything_is_made()
    {
        Prepare();
        Refused().ShouldContain("has no tag of a version: git tag v0.1.0 && git push origin v0.1.0");
        _repo.Git("tag", "v0.2.0");
        Refused().ShouldContain("CHANGELOG.md tells nothing of 0.2.0: call what is unreleased '## 0.2.0 - ");
        _repo.Git("tag", "v0.1.0-rc.1");
        _repo.Write("new.txt", "not committed");
        Refused().ShouldContain("A release is of a commit, and the work tree has changes: git status");
        File.Delete(_repo["new.txt"]);
        _repo.Git("tag", "-d", "v0.2.0");
        _repo.Git("tag", "v0.1.0");
        var unknown = Launch.Run(_repo.Path, Environment(token: "ghp_other"), "dotnet", Arguments("--source=" + Feed));
        unknown.ExitCode.ShouldBe(1);
        unknown.Error.ShouldContain("Bad credentials");
        unknown.All.ShouldNotContain("ghp_other");
        Directory.GetFiles(Feed).ShouldBeEmpty();
    }

    // As PrepareRelease leaves it: the packages, and a checksum of each.
    private void Prepare(string? version = null)
    {
        var folder = Directory.CreateDirectory(_repo["artifacts/packages"]).FullName;
        foreach (var id in new[] { "OneShot.Core", "OneShot.Frosting" })
            File.Copy(
                PackageFeed.Instance.Package(id),
                Path.Combine(folder, $"{id}.{version ?? PackageFeed.Instance.Version}.nupkg")
            );
        File.WriteAllText(
            Path.Combine(folder, "SHA256SUMS"),
            string.Concat(
                Packages()
                    .Order(StringComparer.Ordinal)
                    .Select(file =>
                        $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}  {Path.GetFileName(file)}\n"
                    )
            )
        );
    }

    private string[] Packages() => Directory.GetFiles(_repo["artifacts/packages"], "*.nupkg");

    private IEnumerable<string> Files() => Packages().Select(file => Path.GetFileName(file));

    private static string[] Assets(JsonNode release) =>
        [.. release["assets"]!.AsArray().Select(asset => (string)asset!["name"]!)];

    private JsonNode[] Releases()
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("Authorization", "Bearer " + _github.Token);
        client.DefaultRequestHeaders.Add("User-Agent", "tests");
        var text = client.GetStringAsync($"{_github.Api}/repos/{_github.FullName}/releases").GetAwaiter().GetResult();
        return [.. JsonNode.Parse(text)!.AsArray().Select(one => one!)];
    }

    private string Refused(params string[] arguments)
    {
        var outcome = Release(arguments);
        outcome.ExitCode.ShouldBe(1, outcome.All);
        Releases().ShouldBeEmpty();
        Directory.GetFiles(Feed).ShouldBeEmpty();
        return outcome.Error;
    }

    private Outcome Release(params string[] arguments) =>
        Launch.Run(_repo.Path, Environment(_github.Token), "dotnet", Arguments(arguments));

    private string[] Arguments(params string[] arguments) =>
        [_repo["program/Build.dll"], "--target=Release", "--exclusive", "--stand-in", .. arguments];

    private Dictionary<string, string?> Environment(string token) =>
        new(PackageFeed.Instance.Environment)
        {
            ["GITHUB_API_URL"] = _github.Api,
            ["GITHUB_REPOSITORY"] = _github.FullName,
            ["GITHUB_TOKEN"] = token,
        };
}
