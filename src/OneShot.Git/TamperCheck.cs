using System.Text;
using OneShot.Core.Model;
using OneShot.Core.Storage;
using OneShot.Core.Text;

namespace OneShot.Git;

/// <summary>
/// Looks for what an agent set up in its clone's git directory and around its tree; made before the agent begins.
/// </summary>
/// <param name="tree">The tree.</param>
internal sealed class TamperCheck(string tree)
{
    private const int Most = 1024 * 1024;

    private readonly string? _before = Configuration(tree);

    public IReadOnlyList<string> Found()
    {
        var found = new List<string>();
        var git = new DirectoryInfo(Path.Combine(tree, ".git"));
        try
        {
            if (!git.Exists || git.LinkTarget is not null)
            {
                found.Add("the agent put something else in the place of its clone's .git");
            }
            else
            {
                var hooks = new DirectoryInfo(Path.Combine(git.FullName, "hooks"));
                if (
                    hooks.Exists
                    && (hooks.LinkTarget is null ? Names(hooks.EnumerateFileSystemInfos()) : "a link")
                        is { Length: > 0 } names
                )
                    found.Add($"the agent set up hooks in its clone, which nobody runs: {names}");
                if (Configuration(tree) != _before)
                    found.Add("the agent changed its clone's configuration, which nobody reads");
            }

            var around = new DirectoryInfo(Path.GetDirectoryName(tree)!)
                .EnumerateFileSystemInfos()
                .Where(entry => !SessionFolder.IsOurs(entry.Name));
            if (Names(around) is { Length: > 0 } others)
                found.Add($"the agent wrote beside its tree, which is removed: {others}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            found.Add($"the agent left what can't be looked at: {SafeText.Line(exception.Message)}");
        }

        return found;
    }

    // Nothing where something else is in its place.
    private static string? Configuration(string tree) =>
        RegularFile.TryRead(Path.Combine(tree, ".git", "config"), Most) is { Length: <= Most } bytes
            ? Encoding.UTF8.GetString(bytes)
            : null;

    private static string Names(IEnumerable<FileSystemInfo> entries) =>
        string.Join(", ", entries.Take(5).Select(entry => SafeText.Excerpt(entry.Name, 80)));
}
