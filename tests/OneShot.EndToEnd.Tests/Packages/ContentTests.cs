using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using System.Xml.Linq;

namespace OneShot.EndToEnd.Tests.Packages;

/// <summary>What is in each package, and what is not.</summary>
public class ContentTests
{
    // Not a field: who only lists the tests of this class would wait until the packages are made.
    private static PackageFeed Feed => PackageFeed.Instance;

    private static readonly string[] Own = ["OneShot.Core", "OneShot", "OneShot.Frosting", "OneShot.Tool"];

    // Projects of ours and no packages: they come in whatever carries OneShot.
    private static readonly string[] Adapters =
    [
        "OneShot.Agents",
        "OneShot.Git",
        "OneShot.GitHub",
        "OneShot.Local",
        "OneShot.Processes",
    ];

    public static TheoryData<string> Ids => new([.. Own, "OneShot.Cake", "OneShot.MSBuild"]);

    // The tool's package names two that have it.
    public static TheoryData<string> WithAssemblies =>
        new([
            .. Own[..^1],
            "OneShot.Cake",
            "OneShot.MSBuild",
            "OneShot.Tool.any",
            "OneShot.Tool." + RuntimeInformation.RuntimeIdentifier,
        ]);

    public static TheoryData<string, string[], string[]> Libraries =>
        new()
        {
            { "OneShot.Core", [], [] },
            {
                "OneShot",
                [
                    .. Adapters.Select(name => $"lib/net10.0/{name}.dll"),
                    "buildTransitive/OneShot.targets",
                    "tools/OneShot.Tool.dll",
                    "tools/OneShot.Tool.runtimeconfig.json",
                ],
                [
                    "Markdig 1.6.0",
                    "Microsoft.Extensions.DependencyInjection 10.0.0",
                    "Microsoft.Extensions.FileSystemGlobbing 10.0.0",
                    "Microsoft.Extensions.Logging.Abstractions 8.0.0",
                    "Octokit 14.0.0",
                    "OneShot.Core [VERSION]",
                    "Polly.Core 8.8.1",
                    "SharpZipLib 1.4.2",
                    "YamlDotNet 16.3.0",
                ]
            },
            { "OneShot.Frosting", [], ["Cake.Frosting [CAKE]", "OneShot [VERSION]"] },
        };

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_is_its_assembly_its_documentation_and_its_dependencies(
        string id,
        string[] more,
        string[] dependencies
    )
    {
        using var package = Feed.Open(id);
        FilesOf(package)
            .ShouldBe(
                [$"{id}.nuspec", "README.md", "icon.png", $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml", .. more],
                ignoreOrder: true
            );
        PackageFeed
            .DependenciesOf(PackageFeed.Nuspec(package))
            .ShouldBe(
                dependencies.Select(dependency =>
                    dependency
                        .Replace("VERSION", Feed.Version, StringComparison.Ordinal)
                        .Replace("CAKE", Feed.CakeVersion, StringComparison.Ordinal)
                )
            );
        XDocument
            .Load(package.GetEntry($"lib/net10.0/{id}.xml")!.Open())
            .Descendants("member")
            .Count()
            .ShouldBeGreaterThan(10);
    }

    [Fact]
    public void The_tool_names_a_package_for_this_machine_and_one_for_any()
    {
        using var package = Feed.Open("OneShot.Tool");
        var nuspec = PackageFeed.Nuspec(package);
        PackageFeed.DependenciesOf(nuspec).ShouldBeEmpty();
        nuspec
            .Descendants()
            .Single(element => element.Name.LocalName == "packageType")
            .Attribute("name")!
            .Value.ShouldBe("DotnetTool");
        FilesOf(package)
            .ShouldBe(
                ["OneShot.Tool.nuspec", "README.md", "icon.png", "tools/any/any/DotnetToolSettings.xml"],
                ignoreOrder: true
            );
        using var settings = new StreamReader(package.GetEntry("tools/any/any/DotnetToolSettings.xml")!.Open());
        XDocument
            .Load(settings)
            .Descendants("RuntimeIdentifierPackage")
            .Select(one => (string?)one.Attribute("Id"))
            .ShouldBe([$"OneShot.Tool.{RuntimeInformation.RuntimeIdentifier}", "OneShot.Tool.any"]);
    }

    // Most of a short start is the just-in-time compiler.
    [Theory]
    [InlineData("any", false)]
    [InlineData(null, true)]
    public void The_tool_carries_what_it_needs_and_where_it_can_as_machine_code(string? runtime, bool isMachineCode)
    {
        runtime ??= RuntimeInformation.RuntimeIdentifier;
        using var package = Feed.Open("OneShot.Tool." + runtime);
        PackageFeed.DependenciesOf(PackageFeed.Nuspec(package)).ShouldBeEmpty();
        var files = FilesOf(package).ToArray();
        files
            .Where(file => !file.StartsWith($"tools/net10.0/{runtime}/", StringComparison.Ordinal))
            .ShouldBe([$"OneShot.Tool.{runtime}.nuspec", "README.md", "icon.png"], ignoreOrder: true);
        files
            .Where(file =>
                file.StartsWith("tools/", StringComparison.Ordinal) && !file.EndsWith(".dll", StringComparison.Ordinal)
            )
            .Select(Path.GetFileName)
            .ShouldBe(
                ["DotnetToolSettings.xml", "OneShot.Tool.deps.json", "OneShot.Tool.runtimeconfig.json"],
                ignoreOrder: true
            );
        var ours = files
            .Where(file =>
                Path.GetFileName(file).StartsWith("OneShot", StringComparison.Ordinal)
                && file.EndsWith(".dll", StringComparison.Ordinal)
            )
            .ToArray();
        ours.Select(Path.GetFileNameWithoutExtension).ShouldBe([.. Own, .. Adapters], ignoreOrder: true);
        ours.ShouldAllBe(file => IsMachineCode(package.GetEntry(file)!) == isMachineCode);
        using var settings = new StreamReader(
            package.GetEntry($"tools/net10.0/{runtime}/DotnetToolSettings.xml")!.Open()
        );
        settings.ReadToEnd().ShouldContain("<Command Name=\"oneshot\" EntryPoint=\"OneShot.Tool.dll\"");
    }

    [Fact]
    public void The_aliases_carry_what_they_need_and_nothing_that_Cake_has()
    {
        using var package = Feed.Open("OneShot.Cake");
        var nuspec = PackageFeed.Nuspec(package);
        PackageFeed.DependenciesOf(nuspec).ShouldBeEmpty();
        nuspec
            .Descendants()
            .Single(element => element.Name.LocalName == "tags")
            .Value.Split(' ')
            .ShouldContain("cake-addin");
        FilesOf(package)
            .ShouldBe(
                [
                    "OneShot.Cake.nuspec",
                    "README.md",
                    "icon.png",
                    "lib/net10.0/OneShot.Cake.xml",
                    "tools/OneShot.Tool.dll",
                    "tools/OneShot.Tool.runtimeconfig.json",
                    .. Adapters.Select(name => $"lib/net10.0/{name}.dll"),
                    .. new[]
                    {
                        "OneShot.Cake",
                        "OneShot",
                        "OneShot.Core",
                        "Markdig",
                        "Microsoft.Extensions.FileSystemGlobbing",
                        "Octokit",
                        "Polly.Core",
                        "ICSharpCode.SharpZipLib",
                        "YamlDotNet",
                    }.Select(name => $"lib/net10.0/{name}.dll"),
                ],
                ignoreOrder: true
            );
    }

    [Fact]
    public void The_tasks_carry_what_they_need_and_nothing_of_MSBuild_itself()
    {
        using var package = Feed.Open("OneShot.MSBuild");
        var nuspec = PackageFeed.Nuspec(package);
        PackageFeed.DependenciesOf(nuspec).ShouldBeEmpty();
        nuspec
            .Descendants()
            .Single(element => element.Name.LocalName == "developmentDependency")
            .Value.ShouldBe("true");
        FilesOf(package)
            .ShouldBe(
                [
                    "OneShot.MSBuild.nuspec",
                    "README.md",
                    "icon.png",
                    "build/OneShot.MSBuild.targets",
                    "buildMultiTargeting/OneShot.MSBuild.targets",
                    "tasks/Misspelt.targets",
                    "tasks/OneShot.proj",
                    .. Adapters.Select(name => $"tasks/net10.0/{name}.dll"),
                    .. new[]
                    {
                        "OneShot.MSBuild.deps.json",
                        "OneShot.MSBuild.dll",
                        "OneShot.dll",
                        "OneShot.Core.dll",
                        "OneShot.Tool.dll",
                        "OneShot.Tool.runtimeconfig.json",
                    }.Select(file => "tasks/net10.0/" + file),
                    .. new[]
                    {
                        "Markdig",
                        "Microsoft.Extensions.DependencyInjection.Abstractions",
                        "Microsoft.Extensions.DependencyInjection",
                        "Microsoft.Extensions.FileSystemGlobbing",
                        "Microsoft.Extensions.Logging.Abstractions",
                        "Octokit",
                        "Polly.Core",
                        "ICSharpCode.SharpZipLib",
                        "YamlDotNet",
                    }.Select(name => $"tasks/net10.0/{name}.dll"),
                ],
                ignoreOrder: true
            );
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_package_says_what_it_is_and_nothing_of_the_machine_that_made_it(string id)
    {
        using var package = Feed.Open(id);
        var nuspec = PackageFeed.Nuspec(package);
        string? Said(string name) =>
            nuspec.Descendants().SingleOrDefault(element => element.Name.LocalName == name)?.Value;
        Said("id").ShouldBe(id);
        Said("description")!.Length.ShouldBeGreaterThan(40);
        Said("tags")!.Split(' ').ShouldContain("oneshot");
        Said("license").ShouldBe("MIT");
        Said("icon").ShouldBe("icon.png");
        Said("readme").ShouldBe("README.md");
        Said("projectUrl").ShouldBeNull("there is no address yet");
        nuspec.Descendants().Single(element => element.Name.LocalName == "repository").Attribute("url").ShouldBeNull();
        nuspec.ToString().ShouldNotContain(Repository.Root);

        using var readme = new StreamReader(package.GetEntry("README.md")!.Open());
        readme.ReadToEnd().ShouldStartWith($"# {id}\n");
        using var icon = package.GetEntry("icon.png")!.Open();
        var header = new byte[24];
        icon.ReadExactly(header);
        header[1..4].ShouldBe("PNG"u8.ToArray());
        (header[19], header[23]).ShouldBe(((byte)128, (byte)128));
    }

    [Theory]
    [MemberData(nameof(WithAssemblies))]
    public void An_assembly_is_reproducible_and_carries_its_symbols(string id)
    {
        using var package = Feed.Open(id);
        var name = id.StartsWith("OneShot.Tool", StringComparison.Ordinal) ? "OneShot.Tool" : id;
        using var memory = new MemoryStream();
        using (var assembly = package.Entries.Single(entry => entry.Name == $"{name}.dll").Open())
            assembly.CopyTo(memory);
        memory.Position = 0;
        using var image = new PEReader(memory);
        image
            .ReadDebugDirectory()
            .Select(entry => entry.Type)
            .ShouldBe(
                [
                    DebugDirectoryEntryType.CodeView,
                    DebugDirectoryEntryType.PdbChecksum,
                    DebugDirectoryEntryType.Reproducible,
                    DebugDirectoryEntryType.EmbeddedPortablePdb,
                ],
                ignoreOrder: true
            );
        using var symbols = image.ReadEmbeddedPortablePdbDebugDirectoryData(
            image.ReadDebugDirectory().Single(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb)
        );
        var reader = symbols.GetMetadataReader();
        reader
            .Documents.Select(document => reader.GetString(reader.GetDocument(document).Name))
            .ShouldAllBe(
                path => path.StartsWith("/_", StringComparison.Ordinal),
                "a path of this machine is no source that others have"
            );
    }

    // The rest is the container's own.
    private static IEnumerable<string> FilesOf(ZipArchive package) =>
        package
            .Entries.Select(entry => entry.FullName)
            .Where(name =>
                name != "[Content_Types].xml"
                && !name.StartsWith("_rels/", StringComparison.Ordinal)
                && !name.StartsWith("package/", StringComparison.Ordinal)
            );

    private static bool IsMachineCode(ZipArchiveEntry assembly)
    {
        using var stream = new MemoryStream();
        assembly.Open().CopyTo(stream);
        stream.Position = 0;
        using var reader = new PEReader(stream);
        return reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }
}
