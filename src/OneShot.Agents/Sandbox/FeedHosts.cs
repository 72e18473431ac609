using System.Net;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using OneShot.Core.Model;
using OneShot.Core.Storage;

namespace OneShot.Agents.Sandbox;

/// <summary>
/// The hosts of the package feeds that a repository names, and of
/// NuGet's and npm's own where its projects need one and it names none.
/// </summary>
internal static class FeedHosts
{
    private const string NuGetOrg = "api.nuget.org";
    private const string NpmJs = "registry.npmjs.org";
    private const int Largest = 256 * 1024;
    private const int MostFiles = 200;

    private static readonly string[] NuGetFiles =
    [
        "*.csproj",
        "*.fsproj",
        "*.vbproj",
        "Directory.Packages.props",
        "packages.lock.json",
        "dotnet-tools.json",
    ];

    private static readonly EnumerationOptions Everywhere = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 6,
        MatchCasing = MatchCasing.CaseInsensitive,
        AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Device,
    };

    /// <summary>The hosts, each once.</summary>
    /// <param name="tree">The work tree, before anybody worked in it.</param>
    /// <param name="files">The feeds' configuration as trunk has it; <see langword="null"/> reads the tree's.</param>
    public static IReadOnlyList<string> Of(string tree, IReadOnlyList<(string Name, string Text)>? files = null)
    {
        var hosts = new List<string>();
        if (NuGetFiles.Any(pattern => Has(tree, pattern)))
            hosts.Add(NuGetOrg);
        if (Has(tree, "package.json"))
            hosts.Add(NpmJs);
        hosts.AddRange(
            (files ?? [.. FilesIn(tree, FeedFile.NuGet), .. FilesIn(tree, FeedFile.Npm)]).SelectMany(file =>
                FeedFile.Kind(file.Name) == FeedFile.NuGet ? OfNuGet(file.Text) : OfNpm(file.Text)
            )
        );
        return [.. hosts.Where(host => HostName.IsValid(host) && IsOfTheWorld(host.Split(':')[0])).Distinct()];
    }

    // Whoever wrote the repository does not open the services of the
    // machine that its session runs on, or of the network around it.
    private static bool IsOfTheWorld(string name) =>
        name.Contains('.', StringComparison.Ordinal)
        && !name.EndsWith(".localhost", StringComparison.Ordinal)
        && !IPAddress.TryParse(name, out _);

    private static bool Has(string tree, string pattern) => Directory.EnumerateFiles(tree, pattern, Everywhere).Any();

    private static IEnumerable<(string Name, string Text)> FilesIn(string tree, string name) =>
        Directory
            .EnumerateFiles(tree, name, Everywhere)
            .Take(MostFiles)
            .Select(file => RegularFile.TryRead(file, Largest))
            .OfType<byte[]>()
            .Select(bytes => (name, Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF')));

    // https://learn.microsoft.com/nuget/reference/nuget-config-file#packagesources
    private static string[] OfNuGet(string text)
    {
        try
        {
            using var reader = XmlReader.Create(
                new StringReader(text),
                new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null }
            );
            return
            [
                .. XDocument
                    .Load(reader)
                    .Descendants("packageSources")
                    .Elements("add")
                    .Select(source => HostOf(source.Attribute("value")?.Value))
                    .OfType<string>(),
            ];
        }
        catch (XmlException)
        {
            return []; // NuGet will say so
        }
    }

    // https://docs.npmjs.com/cli/configuring-npm/npmrc: registry=…, @scope:registry=…
    private static IEnumerable<string> OfNpm(string text) =>
        text.Split('\n')
            .Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries))
            .Where(pair =>
                pair.Length == 2 && (pair[0] == "registry" || pair[0].EndsWith(":registry", StringComparison.Ordinal))
            )
            .Select(pair => HostOf(pair[1]))
            .OfType<string>();

    private static string? HostOf(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? (uri.IsDefaultPort ? uri.IdnHost : $"{uri.IdnHost}:{uri.Port}").ToLowerInvariant()
            : null;
}
