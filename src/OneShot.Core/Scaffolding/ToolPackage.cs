using System.Xml;
using System.Xml.Linq;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Text;

namespace OneShot.Core.Scaffolding;

/// <summary>
/// Whether the runs of a repository can get the tool that its workflow installs: in the version
/// that is pinned there, and from a feed that a runner knows too.
/// </summary>
/// <param name="feeds">Asks the repository's feeds.</param>
internal sealed class ToolPackage(IPackageFeeds feeds)
{
    /// <summary>The package.</summary>
    public const string Id = "OneShot.Tool";

    /// <summary>What brings the tool to a repository: where this is a version to try, so is that.</summary>
    public static string Install { get; } = InstallOf(Scaffold.Version);

    private const string Name = "tool";
    private const string Public = "nuget.org";
    private const string Feed = "oneshot";

    // As NuGet itself looks for it on Linux, where runners are.
    private static readonly string[] Files = ["nuget.config", "NuGet.config", "NuGet.Config"];

    /// <summary>Looks.</summary>
    /// <param name="version">The pinned version.</param>
    /// <param name="tree">The top of the work tree.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <returns>The doctor's line.</returns>
    public async Task<Check> LookAsync(string version, string tree, CancellationToken cancellationToken)
    {
        var answer = await feeds.AskAsync(Id, version, tree, cancellationToken).ConfigureAwait(false);
        var what = $"{Id} {version}, which the workflow installs,";
        if (answer is null)
            return Check.Warn(
                Name,
                $"{what} can't be looked for: dotnet package search told nothing.",
                Search(version)
            );
        var own = Own(tree);
        var (having, lacking, silent) = answer;
        if (
            having.FirstOrDefault(feed =>
                feed == Public || (own.TryGetValue(feed, out var at) && IsForAll(at, tree))
            ) is
            { } good
        )
            return Check.Pass(Name, $"{what} can be had from {good}");
        if (having.Count > 0)
            return Check.Warn(
                Name,
                $"{what} is in {List(having)}, a feed of this machine only: no runner has it.",
                "Name a feed in the repository's own NuGet.config that runners reach"
            );
        return silent.Count > 0
            ? Check.Warn(
                Name,
                $"{what} can't be looked for in {List(silent)}"
                    + (lacking.Count == 0 ? ", which did not answer." : $", and is not in {List(lacking)}."),
                Search(version)
            )
            : Check.Warn(
                Name,
                $"{what} is in none of this repository's feeds ({(lacking.Count == 0 ? "there are none" : List(lacking))}): its first job would fail.",
                $"Name the feed that has it: {Naming(tree, own.Keys)}"
            );
    }

    /// <summary>What brings the tool to who has another package of it.</summary>
    /// <param name="version">The version of that.</param>
    public static string InstallOf(string version) =>
        $"dotnet tool install {Id}" + (version.Contains('-', StringComparison.Ordinal) ? " --prerelease" : "");

    /// <summary>Looks for feeds that the repository itself names and no runner has: folders outside of it.</summary>
    /// <param name="tree">The top of the work tree, where runs build the program.</param>
    /// <returns>The doctor's line; <see langword="null"/> where there are none.</returns>
    public static Check? LookAtBuild(string tree)
    {
        string[] here = [.. Own(tree).Where(feed => !IsForAll(feed.Value, tree)).Select(feed => feed.Key)];
        return here.Length == 0
            ? null
            : Check.Warn(
                "feed",
                $"NuGet.config names {List(here)}, a feed of this machine only: "
                    + "no runner that builds the program has it.",
                "Name a feed there that runners reach"
            );
    }

    private static string Search(string version) =>
        $"Ask yourself: dotnet package search {Id} --exact-match --prerelease, and look for {version}";

    // By the whole path: a tree is looked at from any folder of it. The command makes no file, and takes no name twice.
    private static string Naming(string tree, IEnumerable<string> own)
    {
        var file = ShellWord.OfPath(FileIn(tree) ?? Path.Combine(tree, FeedFile.NuGet));
        if (own.Contains(Feed, StringComparer.OrdinalIgnoreCase))
            return $"dotnet nuget update source {Feed} --source ADDRESS --configfile {file}";
        var add = $"dotnet nuget add source ADDRESS --name {Feed} --configfile {file}";
        return FileIn(tree) is not null ? add
            : OperatingSystem.IsWindows() ? $"'<configuration />' | Set-Content {file}; {add}"
            : $"echo '<configuration />' >{file} && {add}";
    }

    private static string? FileIn(string tree) =>
        Files.Select(name => Path.Combine(tree, name)).FirstOrDefault(File.Exists);

    private static string List(IReadOnlyList<string> feeds) => string.Join(", ", feeds);

    // Names and addresses of the feeds that the repository itself names.
    private static Dictionary<string, string> Own(string tree)
    {
        var file = FileIn(tree);
        try
        {
            return file is null
                ? []
                : XDocument
                    .Load(file)
                    .Descendants("packageSources")
                    .Elements("add")
                    .GroupBy(feed => (string?)feed.Attribute("key") ?? "")
                    .ToDictionary(feed => feed.Key, feed => (string?)feed.Last().Attribute("value") ?? "");
        }
        catch (Exception exception) when (exception is XmlException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // An address, or a folder of the repository.
    private static bool IsForAll(string at, string tree) =>
        Uri.TryCreate(at, UriKind.Absolute, out var address) && !address.IsFile
        || Path.GetFullPath(at, tree)
            .StartsWith(Path.GetFullPath(tree) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
