using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Xml.Linq;

namespace OneShot.Testing;

/// <summary>
/// The packages as <c>./build.sh --target=Pack</c> makes them, in a folder that is the
/// feed of whoever restores from it, with caches of its own; what others made lies in a second one.
/// They stand on the stand-in for Cake.Frosting, and have its versions. Made once for all tests.
/// </summary>
public sealed class PackageFeed
{
    private static readonly Lazy<PackageFeed> Made = new(() => new PackageFeed());

    private readonly TempFolder _folder = new("packages");
    private readonly Lazy<string> _tool;

    private PackageFeed()
    {
        _tool = new(Install);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => _folder.Dispose();

        // Builds everything a second time, which a busy machine is slow at.
        using var packing = Launch.Start(
            Repository.Root,
            RepositoryCopy.Environment,
            Path.Combine(Repository.Root, "build.sh"),
            "--target=Pack",
            "--stand-in"
        );
        var packed = packing.Wait(seconds: 1800);
        if (packed.ExitCode != 0)
            throw new InvalidOperationException(packed.All);
        Copy(Directory.GetFiles(MadeIn, "*.nupkg"), _folder["feed"]);
        Copy(Others(), _folder["others"]);
        Told = packed.Output.Replace(MadeIn, _folder["feed"], StringComparison.Ordinal);
        Version = VersionOf("OneShot.Core");
        CakeVersion = VersionOf("Cake.Frosting");
        Configure("NuGet.config", "others", "feed");
        Configure("others.config", "others");
    }

    public static PackageFeed Instance => Made.Value;

    /// <summary>A file that names the feed, and no other.</summary>
    public string Configuration => _folder["NuGet.config"];

    /// <summary>A file that names the feed of what others made, and not ours.</summary>
    public string ConfigurationOfOthers => _folder["others.config"];

    /// <summary>What was printed when they were made, as if they had been made in this feed.</summary>
    public string Told { get; }

    /// <summary>The version of our packages.</summary>
    public string Version { get; }

    /// <summary>The version of Cake.Frosting.</summary>
    public string CakeVersion { get; }

    /// <summary>A file of an example or a page, for these packages: it names those of a release.</summary>
    public string Fit(string text) =>
        text.Replace("\"0.1.0\"", $"\"{Version}\"", StringComparison.Ordinal)
            .Replace("&version=0.1.0", "&version=" + Version, StringComparison.Ordinal)
            .Replace(
                "\"Cake.Frosting\" Version=\"7.0.0\"",
                $"\"Cake.Frosting\" Version=\"{CakeVersion}\"",
                StringComparison.Ordinal
            );

    /// <summary>An environment with empty caches.</summary>
    public Dictionary<string, string?> Environment =>
        new()
        {
            ["NUGET_PACKAGES"] = _folder["cache"],
            ["DOTNET_CLI_HOME"] = _folder["home"],
            ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../..")),
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["NO_COLOR"] = "1",
        };

    /// <summary>The same with more, or something else.</summary>
    public Dictionary<string, string?> With(IEnumerable<KeyValuePair<string, string?>> more) =>
        Environment
            .Concat(more)
            .GroupBy(pair => pair.Key)
            .ToDictionary(group => group.Key, group => group.Last().Value);

    /// <summary>The tool as users install it from the feed.</summary>
    public string InstalledTool => _tool.Value;

    /// <summary>The file of one of the packages.</summary>
    public string Package(string id) =>
        Directory.GetFiles(_folder["feed"], $"{id}.{(id == "Cake.Frosting" ? CakeVersion : Version)}.nupkg").Single();

    public ZipArchive Open(string id) => ZipFile.OpenRead(Package(id));

    public static XDocument Nuspec(ZipArchive package) =>
        XDocument.Load(
            package.Entries.Single(entry => entry.Name.EndsWith(".nuspec", StringComparison.Ordinal)).Open()
        );

    /// <summary>The dependencies that a nuspec declares, each with its version.</summary>
    public static string[] DependenciesOf(XDocument nuspec) =>
        [
            .. nuspec
                .Descendants()
                .Where(element => element.Name.LocalName == "dependency")
                .Select(element => $"{(string)element.Attribute("id")!} {(string)element.Attribute("version")!}")
                .Order(StringComparer.Ordinal),
        ];

    private string Install()
    {
        string[] install = ["tool", "install", "OneShot.Tool", "--version", Version];
        string[] where = ["--tool-path", _folder["tools"], "--configfile", Configuration];
        var installed = Launch.Run(_folder.Path, Environment, "dotnet", [.. install, .. where]);
        return installed.ExitCode == 0 ? _folder["tools/oneshot"] : throw new InvalidOperationException(installed.All);
    }

    private static string MadeIn => Path.Combine(Repository.Root, "artifacts", "packages");

    private static void Copy(IEnumerable<string> packages, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var package in packages)
            File.Copy(package, Path.Combine(folder, Path.GetFileName(package)));
    }

    private string VersionOf(string id) =>
        Path.GetFileNameWithoutExtension(Directory.GetFiles(_folder["feed"], id + ".*.nupkg").Single())[
            (id.Length + 1)..
        ];

    private void Configure(string file, params string[] folders) =>
        _folder.Write(
            file,
            $"<configuration><packageSources><clear />{string.Concat(folders.Select(folder => $"<add key=\"{folder}\" value=\"{_folder[folder]}\" />"))}"
                + "</packageSources><fallbackPackageFolders><clear /></fallbackPackageFolders></configuration>"
        );

    // What ours depend on, what tests of a user's do, what examples use, and Cake, as this machine has them already: no network.
    private static IEnumerable<string> Others() =>
        Locked("src/OneShot")
            .Concat(Locked("tests/OneShot.Core.Tests"))
            .Concat(Locked("build"))
            .Append((Id: "cake.tool", Version: "7.0.0"))
            .Distinct()
            .Select(package =>
                Path.Combine(
                    RepositoryCopy.Packages,
                    package.Id,
                    package.Version,
                    $"{package.Id}.{package.Version}.nupkg"
                )
            );

    private static IEnumerable<(string Id, string Version)> Locked(string project)
    {
        using var locked = JsonDocument.Parse(
            File.ReadAllBytes(Path.Combine(Repository.Root, project, "packages.lock.json"))
        );
        return
        [
            .. locked
                .RootElement.GetProperty("dependencies")
                .EnumerateObject()
                .Single()
                .Value.EnumerateObject()
                .Where(package => package.Value.TryGetProperty("resolved", out _))
                .Select(package =>
                    (package.Name.ToLowerInvariant(), package.Value.GetProperty("resolved").GetString()!)
                ),
        ];
    }
}
