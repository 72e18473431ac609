using System.Text.RegularExpressions;

namespace OneShot.Core.Scaffolding;

/// <summary>
/// The Cake Frosting builds of a repository: the projects whose sources make a host, wherever they lie, and those in
/// the usual places that refer to OneShot.
/// </summary>
internal static partial class CakeBuilds
{
    private const string OneShot = "OneShot.Frosting";

    private static readonly string[] Usual = ["build", "_build", "cake"];
    private static readonly string[] Foreign = ["bin", "obj", "node_modules", "artifacts", "packages"];

    // What can't be read is nobody's build.
    private static readonly EnumerationOptions Readable = new() { IgnoreInaccessible = true };

    /// <summary>How deep a build lies at most, such as <c>tools/build/release/Release.csproj</c>.</summary>
    private const int Depth = 4;

    /// <summary>Finds them, those of the usual places first.</summary>
    /// <param name="tree">The top of the work tree.</param>
    public static IReadOnlyList<CakeBuild> In(string tree) =>
        [
            .. Folders(new DirectoryInfo(tree), Depth)
                .SelectMany(folder => folder.GetFiles("*.csproj", Readable))
                .Select(project => Of(project, tree))
                .OfType<CakeBuild>()
                .OrderBy(build => build.Project.Count(letter => letter == '/'))
                .ThenBy(build => Path.GetFileName(build.Project) != "Build.csproj")
                .ThenBy(build => build.Project, StringComparer.Ordinal),
        ];

    private static IEnumerable<DirectoryInfo> Folders(DirectoryInfo folder, int depth) =>
        depth == 0 || folder.LinkTarget is not null
            ? []
            : folder
                .GetDirectories("*", Readable)
                .Where(inner => inner.Name[0] != '.' && !Foreign.Contains(inner.Name))
                .SelectMany(inner => Folders(inner, depth - 1))
                .Prepend(folder);

    private static CakeBuild? Of(FileInfo project, string tree)
    {
        var path = Path.GetRelativePath(tree, project.FullName).Replace('\\', '/');
        var refers = File.ReadAllText(project.FullName).Contains(OneShot, StringComparison.Ordinal);
        var sources = project
            .Directory!.GetFiles("*.cs", Readable)
            .Select(file => File.ReadAllText(file.FullName))
            .ToArray();
        if (!sources.Any(source => Host().IsMatch(source)))
            return refers && Usual.Contains(Path.GetDirectoryName(path)) ? new CakeBuild(path, true, null) : null;
        var context = sources.Select(source => Context().Match(source)).FirstOrDefault(match => match.Success);
        return new CakeBuild(
            path,
            refers || sources.Any(source => source.Contains(OneShot, StringComparison.Ordinal)),
            context?.Groups["context"].Value
        );
    }

    [GeneratedRegex(@"\bnew\s+CakeHost\s*\(", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Host();

    [GeneratedRegex(@"\bUseContext\s*<\s*(?<context>[\w.]+)\s*>", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Context();
}
