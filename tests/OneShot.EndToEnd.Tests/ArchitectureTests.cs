using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace OneShot.EndToEnd.Tests;

/// <summary>The arrows between the rooms of the house.</summary>
public class ArchitectureTests
{
    private static readonly string Source = Path.Combine(Repository.Root, "src");

    public static TheoryData<string, string[]> Arrows =>
        new()
        {
            { "src/OneShot.Core/OneShot.Core.csproj", [] },
            { "src/OneShot.Processes/OneShot.Processes.csproj", ["OneShot.Core"] },
            { "src/OneShot.Git/OneShot.Git.csproj", ["OneShot.Core", "OneShot.Processes"] },
            { "src/OneShot.GitHub/OneShot.GitHub.csproj", ["OneShot.Core", "OneShot.Processes"] },
            { "src/OneShot.Agents/OneShot.Agents.csproj", ["OneShot.Core", "OneShot.Processes"] },
            {
                "src/OneShot.Local/OneShot.Local.csproj",
                ["OneShot.Core", "OneShot.Processes", "OneShot.Git", "OneShot.Agents"]
            },
            {
                "src/OneShot/OneShot.csproj",
                [
                    "OneShot.Core",
                    "OneShot.Agents",
                    "OneShot.Git",
                    "OneShot.GitHub",
                    "OneShot.Local",
                    "OneShot.Processes",
                ]
            },
            { "src/OneShot.Frosting/OneShot.Frosting.csproj", ["OneShot"] },
            { "src/OneShot.Cake/OneShot.Cake.csproj", ["OneShot"] },
            { "src/OneShot.MSBuild/OneShot.MSBuild.csproj", ["OneShot"] },
            { "src/OneShot.Tool/OneShot.Tool.csproj", ["OneShot.Frosting"] },
            { "src/Compat/Cake.Frosting/Cake.Frosting.csproj", [] },
            { "build/Build.csproj", ["OneShot.Frosting", "OneShot.Tool"] },
        };

    [Theory]
    [MemberData(nameof(Arrows))]
    public void A_project_knows_only_the_next_one(string project, string[] known)
    {
        var file = XDocument.Load(Path.Combine(Repository.Root, project));
        file.Descendants("ProjectReference")
            .Select(reference =>
                Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!.Value.Replace('\\', '/'))
            )
            .ShouldBe(known);
    }

    [Fact]
    public void Every_project_under_src_has_its_arrows_here() =>
        Directory
            .GetFiles(Source, "*.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file))
            .Except(Arrows.Select(row => (string)row[0]))
            .ShouldBeEmpty();

    /// <summary>Who sees what is internal in an assembly, beside tests.</summary>
    public static TheoryData<string, string[]> Friends =>
        new()
        {
            {
                "OneShot.Core",
                [
                    "OneShot",
                    "OneShot.Agents",
                    "OneShot.Cake",
                    "OneShot.Frosting",
                    "OneShot.Git",
                    "OneShot.GitHub",
                    "OneShot.Local",
                    "OneShot.MSBuild",
                    "OneShot.Processes",
                    "OneShot.Tool",
                    "Build",
                ]
            },
            { "OneShot.Processes", ["OneShot", "OneShot.Agents", "OneShot.Git", "OneShot.GitHub", "OneShot.Local"] },
            { "OneShot.Git", ["OneShot", "OneShot.Local"] },
            { "OneShot.GitHub", ["OneShot"] },
            { "OneShot.Agents", ["OneShot", "OneShot.Local"] },
            { "OneShot.Local", ["OneShot"] },
            { "OneShot", ["OneShot.Cake", "OneShot.Frosting", "OneShot.MSBuild", "OneShot.Tool", "Build"] },
            { "OneShot.Frosting", ["OneShot.Tool"] },
            { "OneShot.Cake", [] },
            { "OneShot.MSBuild", [] },
            { "OneShot.Tool", [] },
        };

    [Theory]
    [MemberData(nameof(Friends))]
    public void What_is_internal_is_seen_by_these_alone(string project, string[] friends)
    {
        var file = XDocument.Load(Path.Combine(Source, project, project + ".csproj"));
        var named = file.Descendants("InternalsVisibleTo").Select(friend => (string)friend.Attribute("Include")!);
        named.Where(name => !IsOfTests(name)).ShouldBe(friends);
    }

    private static bool IsOfTests(string project) => Directory.Exists(Path.Combine(Repository.Root, "tests", project));

    [Fact]
    public void A_user_of_the_packages_sees_few_types_of_the_core_and_all_in_one_namespace()
    {
        var seen = typeof(OneShot.Core.Model.Prompt).Assembly.GetExportedTypes();
        seen.Length.ShouldBeLessThanOrEqualTo(40);
        seen.Select(type => type.Namespace).Distinct().ShouldBe(["OneShot"]);
    }

    [Fact]
    public void The_core_knows_the_base_class_library_only()
    {
        var core = typeof(OneShot.Core.Model.Prompt).Assembly;
        core.GetReferencedAssemblies()
            .Select(name => name.Name!)
            .ShouldAllBe(name => name.StartsWith("System.", StringComparison.Ordinal));
        core.GetReferencedAssemblies()
            .Select(name => name.Name!)
            .ShouldNotContain(name =>
                name.StartsWith("System.Net", StringComparison.Ordinal)
                || name.StartsWith("System.Diagnostics.Process", StringComparison.Ordinal)
            );
        XDocument
            .Load(Path.Combine(Source, "OneShot.Core", "OneShot.Core.csproj"))
            .Descendants("PackageReference")
            .ShouldBeEmpty();
    }

    [Fact]
    public void The_adapters_know_no_cake() =>
        typeof(OneShotVerbs)
            .Assembly.GetReferencedAssemblies()
            .Select(name => name.Name!)
            .ShouldNotContain(name =>
                name.StartsWith("Cake", StringComparison.Ordinal)
                || name.StartsWith("Spectre", StringComparison.Ordinal)
            );

    [Fact]
    public void No_two_rooms_know_each_other_both_ways() => Circle(RoomsByFile()).ShouldBeNull();

    [Theory]
    [InlineData("OneShot.Core/Text", new string[] { })]
    [InlineData("OneShot.Core/Errors", new[] { "Text" })]
    [InlineData("OneShot.Core/Secrets", new string[] { })]
    [InlineData("OneShot.Core/Storage", new string[] { })]
    [InlineData("OneShot.Core/Model", new[] { "Errors", "Secrets", "Storage", "Text" })]
    [InlineData("OneShot.Core/Journals", new[] { "Errors", "Model", "Storage" })]
    [InlineData("OneShot.Core/Ports", new[] { "Errors", "Journals", "Model", "Secrets", "Settings" })]
    [InlineData("OneShot.Core/Judging", new[] { "Errors", "Model", "Ports", "Protection", "Secrets", "Text" })]
    public void What_all_share_knows_no_verb(string room, string[] known) =>
        RoomsByFile()
            .Where(pair => pair.Room == room)
            .SelectMany(pair => pair.Uses)
            .Select(used => used[(used.LastIndexOf('/') + 1)..])
            .Distinct()
            .Except(known)
            .ShouldBeEmpty();

    [Fact]
    public void One_place_knows_the_order_of_a_dispatchs_steps() =>
        Directory
            .GetFiles(Source, "*.cs", SearchOption.AllDirectories)
            .Where(file => Regex.IsMatch(File.ReadAllText(file), @"\.(OpenDraftPrAsync|TriggerAsync)\("))
            .Select(Path.GetFileName)
            .ShouldBe(["DispatchCommand.cs"]);

    // The rooms of all files, and those that each names in a using line, or around its own by a type of theirs.
    private static List<(string Room, string[] Uses)> RoomsByFile()
    {
        var files = Directory
            .GetFiles(Source, "*.cs", SearchOption.AllDirectories)
            .Where(file =>
                !file.Contains(
                    $"{Path.DirectorySeparatorChar}Compat{Path.DirectorySeparatorChar}",
                    StringComparison.Ordinal
                )
            )
            .Select(file =>
                (
                    Room: Path.GetRelativePath(Source, Path.GetDirectoryName(file)!).Replace('\\', '/'),
                    Lines: File.ReadAllLines(file)
                        .Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
                        .ToArray()
                )
            )
            .ToArray();
        var rooms = files.Select(file => file.Room).ToHashSet();
        var types = files
            .SelectMany(file => file.Lines.SelectMany(line => TypesIn(line).Select(type => (file.Room, Type: type))))
            .ToLookup(pair => pair.Room, pair => pair.Type);
        var callers = files
            .Where(file => file.Lines.Contains("namespace OneShot;"))
            .SelectMany(file => file.Lines.SelectMany(line => TypesIn(line).Select(type => (file.Room, Type: type))))
            .ToLookup(pair => pair.Room, pair => pair.Type);
        return
        [
            .. files.Select(file =>
                (
                    file.Room,
                    file.Lines.Where(line => line.StartsWith("using ", StringComparison.Ordinal))
                        .Select(line => Regex.Match(line, @"^using (?:static )?(OneShot[\w.]*);").Groups[1].Value)
                        .Select(name => RoomOf(name, rooms))
                        .OfType<string>()
                        .Concat(rooms.Where(around => IsAround(around, file.Room) && Names(file.Lines, types[around])))
                        .Concat(rooms.Where(room => Names(file.Lines, callers[room])))
                        .Where(used => used != file.Room)
                        .Distinct()
                        .ToArray()
                )
            ),
        ];
    }

    // A type of a namespace around needs no using line.
    private static bool IsAround(string around, string room) => room.StartsWith(around + "/", StringComparison.Ordinal);

    private static bool Names(string[] lines, IEnumerable<string> types)
    {
        var names = types.ToHashSet();
        return lines.Any(line => Regex.Matches(line, @"(?<![\w.""])[A-Z]\w*").Any(name => names.Contains(name.Value)));
    }

    private static IEnumerable<string> TypesIn(string line) =>
        Regex
            .Matches(line, @"^(?:\w+ )*(?:class|record|struct|interface|enum) ([A-Z]\w*)")
            .Select(match => match.Groups[1].Value);

    private static string? RoomOf(string name, HashSet<string> rooms) =>
        rooms.FirstOrDefault(room => room.Replace('/', '.') == name);

    private static string? Circle(List<(string Room, string[] Uses)> files)
    {
        var uses = files
            .GroupBy(file => file.Room)
            .ToDictionary(room => room.Key, room => room.SelectMany(file => file.Uses).ToHashSet());
        var count = -1;
        while (count != uses.Count)
        {
            count = uses.Count;
            foreach (
                var room in uses.Where(room => room.Value.All(used => !uses.ContainsKey(used)))
                    .Select(room => room.Key)
                    .ToArray()
            )
                uses.Remove(room);
        }

        return uses.Count == 0
            ? null
            : "in a circle: "
                + string.Join(
                    ", ",
                    uses.Select(room => $"{room.Key} -> {string.Join(' ', room.Value.Where(uses.ContainsKey))}")
                );
    }
}
