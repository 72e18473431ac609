using OneShot.Core.Model;
using OneShot.Core.Text;

namespace OneShot.Core.Protection;

/// <summary>A kind of files that decide what runs, or who looks at it.</summary>
/// <param name="Name">Its name, as <c>--protect=KIND:POLICY</c> takes it.</param>
/// <param name="Usual">What becomes of its files when nobody says anything.</param>
/// <param name="Holds">What it holds, in a few words.</param>
/// <param name="Reason">The rest of a sentence that begins with a file of it.</param>
internal sealed record ProtectedKind(string Name, Policy Usual, string Holds, string Reason)
{
    /// <summary>Names of files, in whatever folder, in the form of <see cref="FoldedName"/>.</summary>
    internal IReadOnlySet<string> Names { get; init; } = new HashSet<string>();

    /// <summary>Names of folders, in whatever folder: what they hold, and a file or link of that name.</summary>
    internal IReadOnlySet<string> Folders { get; init; } = new HashSet<string>();

    /// <summary>Files and folders from the top of the repository.</summary>
    internal IReadOnlySet<string> Paths { get; init; } = new HashSet<string>();

    /// <summary>Ends of files' names.</summary>
    internal IReadOnlyList<string> Ends { get; init; } = [];

    /// <summary>Whether it holds a path of its folders or files only if no other kind does.</summary>
    internal bool IsRest { get; init; }

    /// <summary>Whether it holds a file.</summary>
    /// <param name="parts">The parts of its path, in the form of <see cref="FoldedName"/>.</param>
    internal bool Has(IReadOnlyList<string> parts) =>
        Names.Contains(parts[^1])
        || Ends.Any(end => parts[^1].EndsWith(end, StringComparison.Ordinal))
        || (Folders.Count > 0 && parts.Any(Folders.Contains))
        || HasPath(Paths, parts);

    /// <summary>
    /// Whether a path is one of some, in one of them, or what one of them would be in: a link may stand for a folder.
    /// </summary>
    internal static bool HasPath(IReadOnlySet<string> paths, IReadOnlyList<string> parts)
    {
        if (paths.Count == 0)
            return false;
        var path = string.Join('/', parts) + "/";
        return paths.Any(known =>
            path.StartsWith(known + "/", StringComparison.Ordinal) || known.StartsWith(path, StringComparison.Ordinal)
        );
    }
}
