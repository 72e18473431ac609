using System.Collections.Concurrent;
using OneShot.Core.Scaffolding;

namespace OneShot.Testing.Scaffolding;

/// <summary>The files that OneShotInit writes, as a repository has them that nobody has changed.</summary>
internal static class ScaffoldedFiles
{
    public static ScaffoldOptions Usual { get; } =
        new("claude", "ubuntu-latest", "build/Build.csproj", IsEnterpriseServer: false);

    private static readonly ConcurrentDictionary<ScaffoldOptions, IReadOnlyDictionary<string, string>> Made = new();

    /// <summary>The files' texts by their paths.</summary>
    public static Dictionary<string, string> For(ScaffoldOptions options) =>
        new(
            Made.GetOrAdd(
                options,
                _ => Scaffold.For(options).ToDictionary(file => file.Path, file => file.Stamped(Scaffold.Version))
            )
        );

    /// <summary>A file's text without what says who wrote it.</summary>
    public static string TextOf(string path) => Scaffold.For(Usual).Single(file => file.Path == path).Text;
}
