using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Xml.Linq;

namespace OneShot.Testing;

/// <summary>
/// The packages as <c>./build.sh --target=Pack</c> makes them, in a folder that is the
/// only feed of whoever restores from it, with caches of its own. Where the real
/// Cake.Frosting is not to be had, it is the stand-in's package. Made once for all tests.
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
        var packed = packing.Wait(seconds: 900);
        if (packed.ExitCode != 0)
            throw new InvalidOperationException(packed.All);
        Directory.CreateDirectory(_folder["feed"]);
        var ours = new[] { "artifacts/packages", "artifacts/stand-in/feed" }.SelectMany(folder =>
            Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.nupkg")
        );
        foreach (var package in ours.Concat(Others()))
            File.Copy(package, Path.Combine(_folder["feed"], Path.GetFileName(package)));
        _folder.Write(
            "NuGet.config",
            $"<configuration><packageSources><clear /><add key=\"feed\" value=\"{_folder["feed"]}\" "
                + $"/></packageSources><fallbackPackageFolders><clear /></fallbackPackageFolders></configuration>"
        );
    }

    public static PackageFeed Instance => Made.Value;

    /// <summary>A file that names the feed, and no other.</summary>
    public string Configuration => _folder["NuGet.config"];

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

    public ZipArchive Open(string id) => ZipFile.OpenRead(_folder[$"feed/{id}.0.1.0.nupkg"]);

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
        string[] install = ["tool", "install", "OneShot.Tool", "--version", "0.1.0"];
        string[] where = ["--tool-path", _folder["tools"], "--configfile", Configuration];
        var installed = Launch.Run(_folder.Path, Environment, "dotnet", [.. install, .. where]);
        return installed.ExitCode == 0 ? _folder["tools/oneshot"] : throw new InvalidOperationException(installed.All);
    }

    // What ours depend on, what tests of a user's do, and Cake, as this machine has them already: no network.
    private static IEnumerable<string> Others() =>
        Locked("src/OneShot")
            .Concat(Locked("tests/OneShot.Core.Tests"))
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
