using System.Text.RegularExpressions;

namespace Build;

/// <summary>A project of tests, and what it is built from.</summary>
/// <param name="Root">The repository's root.</param>
/// <param name="Name">The project's name.</param>
internal sealed partial record TestProject(string Root, string Name)
{
    // Its tests start programs of projects that they do not refer to.
    private bool StartsEverything => Name is "OneShot.EndToEnd.Tests";

    private string Folder => Path.Combine(Root, "tests", Name);

    /// <summary>The project's file, or the solution for one whose tests start every program.</summary>
    public string ToBuild =>
        StartsEverything ? Path.Combine(Root, "OneShot.sln") : Path.Combine(Folder, Name + ".csproj");

    /// <summary>
    /// All of them, those with the most to do first; of the real agent programs' only who asks for it.
    /// </summary>
    public static TestProject[] All(string root) =>
        [
            .. Directory
                .GetDirectories(Path.Combine(root, "tests"), "*.Tests")
                .Select(folder => new TestProject(root, Path.GetFileName(folder)))
                .Where(project => project.Name != "OneShot.Agents.Tests")
                .OrderByDescending(project => project.StartsEverything)
                .ThenByDescending(project => project.Name is "OneShot.Tests")
                .ThenByDescending(project => project.Name is "OneShot.Frosting.Tests")
                .ThenByDescending(project => project.Name is "OneShot.Git.Tests" or "OneShot.Tool.Tests")
                .ThenByDescending(project => project.Name is "OneShot.Core.Tests")
                .ThenBy(project => project.Name, StringComparer.Ordinal),
        ];

    /// <summary>What was built.</summary>
    public string Assembly(string configuration) =>
        Path.Combine(Root, "artifacts", "bin", Name, configuration.ToLowerInvariant(), Name + ".dll");

    /// <summary>
    /// Whether a filter can pick a test of it. A filter that says more than which names contain or are a text is not
    /// looked into: then every project may have one.
    /// </summary>
    public bool Has(string filter)
    {
        var names = filter.Split('|').Select(part => Named().Match(part.Trim())).ToArray();
        if (names.Any(name => !name.Success))
            return true;
        return Directory
            .EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => NamesIn(File.ReadAllText(file)))
            .Any(full =>
                names.Any(name => full.Contains(name.Groups["name"].Value, StringComparison.OrdinalIgnoreCase))
            );
    }

    /// <summary>Remembers that it is built from what was there at a moment.</summary>
    public void Built(string configuration, DateTime begun)
    {
        File.WriteAllText(Stamp(configuration), "");
        File.SetLastWriteTimeUtc(Stamp(configuration), begun);
    }

    /// <summary>Whether nothing that it is built from came, went or changed since.</summary>
    public bool IsFresh(string configuration)
    {
        if (!File.Exists(Assembly(configuration)) || !File.Exists(Stamp(configuration)))
            return false;
        var built = File.GetLastWriteTimeUtc(Stamp(configuration));
        var folders = new[] { "src", "tests/OneShot.Testing", "tests/SampleBuild", "tests/" + Name };
        return new[] { Root, Path.Combine(Root, "tests") }
            .SelectMany(folder => Directory.GetFiles(folder))
            .Where(file => Path.GetExtension(file) is ".props" or ".targets" or ".json" or ".editorconfig")
            .Concat(folders.Select(folder => Path.Combine(Root, folder)).SelectMany(AllIn))
            .All(path => File.GetLastWriteTimeUtc(path) <= built);
    }

    private string Stamp(string configuration) => Assembly(configuration) + ".built";

    // A folder's own time changes when a file in it comes or goes.
    private static IEnumerable<string> AllIn(string folder) =>
        Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Prepend(folder);

    // The full names of what may be tests in a file: every class with every method.
    private static IEnumerable<string> NamesIn(string source)
    {
        var space = Space().Match(source).Groups["name"].Value;
        var classes = Class().Matches(source).Select(match => match.Groups["name"].Value).ToArray();
        var methods = Method().Matches(source).Select(match => match.Groups["name"].Value).ToArray();
        var nested = classes.SelectMany(outer => classes.Select(inner => $"{outer}+{inner}"));
        return classes
            .Concat(nested)
            .SelectMany(type => methods.Append("").Select(method => $"{space}.{type}.{method}"));
    }

    [GeneratedRegex(@"^(FullyQualifiedName\s*(~|=))?\s*(?<name>[\w.+]+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Named();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Space();

    [GeneratedRegex(@"\bclass (?<name>\w+)")]
    private static partial Regex Class();

    [GeneratedRegex(@"\bpublic (?:async )?(?:void|Task) (?<name>\w+)\(")]
    private static partial Regex Method();
}
