using System.Text;
using OneShot.Core.Errors;
using OneShot.Core.Judging;
using OneShot.Core.Model;

namespace OneShot.Git;

/// <summary>
/// Compares two commits' trees folder by folder, and stops at a limit: git lists all differences
/// first, and a few trees that hold each other can stand for a hundred million files.
/// </summary>
/// <param name="objects">Reads objects.</param>
/// <param name="idLength">The bytes of an object's id.</param>
internal sealed class TreeComparison(GitObjects objects, int idLength)
{
    private const string FolderMode = "40000";
    private const int MostTrees = 20_000;
    private const int Deepest = 200;

    private readonly List<ChangedFile> _files = [];
    private int _trees;

    /// <summary>Finds the files that differ.</summary>
    /// <param name="from">A commit.</param>
    /// <param name="to">The other.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="OneShotException">OS6014: there are too many, or a tree is none.</exception>
    public async Task<IReadOnlyList<ChangedFile>> OfAsync(string from, string to, CancellationToken cancellationToken)
    {
        await CompareAsync(string.Empty, from + "^{tree}", to + "^{tree}", 0, cancellationToken).ConfigureAwait(false);
        return _files;
    }

    private async Task CompareAsync(
        string path,
        string? from,
        string? to,
        int depth,
        CancellationToken cancellationToken
    )
    {
        if (depth > Deepest)
            throw OneShotErrors.DeliveryRefused($"its folders are more than {Deepest} deep.");
        var (before, after) = (
            await EntriesAsync(from, cancellationToken).ConfigureAwait(false),
            await EntriesAsync(to, cancellationToken).ConfigureAwait(false)
        );
        foreach (var name in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
        {
            var (old, next) = (before.GetValueOrDefault(name), after.GetValueOrDefault(name));
            if (old == next)
                continue;
            var (oldFile, nextFile) = (FileOf(old), FileOf(next));
            if (oldFile is not null || nextFile is not null)
                Add(new ChangedFile(path + name, oldFile, nextFile));
            if (FolderOf(old) is not null || FolderOf(next) is not null)
                await CompareAsync($"{path}{name}/", FolderOf(old), FolderOf(next), depth + 1, cancellationToken)
                    .ConfigureAwait(false);
        }
    }

    private void Add(ChangedFile file)
    {
        _files.Add(file);
        if (_files.Count > DeliveryRules.MostFiles)
            throw OneShotErrors.DeliveryRefused($"it changes more than {DeliveryRules.MostFiles} files.");
    }

    private static FileVersion? FileOf(FileVersion? entry) => entry is null || entry.Mode == FolderMode ? null : entry;

    private static string? FolderOf(FileVersion? entry) => entry is { Mode: FolderMode } ? entry.Id : null;

    // "mode name", NUL, and the id as bytes: https://git-scm.com/book/en/v2/Git-Internals-Git-Objects.
    private async Task<Dictionary<string, FileVersion>> EntriesAsync(string? tree, CancellationToken cancellationToken)
    {
        var entries = new Dictionary<string, FileVersion>(StringComparer.Ordinal);
        if (tree is null)
            return entries;
        if (++_trees > MostTrees)
            throw OneShotErrors.DeliveryRefused($"more than {MostTrees} of its folders differ.");
        var content =
            await objects.ReadAsync(tree, DeliveryRules.LargestFile, cancellationToken).ConfigureAwait(false)
            ?? throw Broken();
        var at = 0;
        while (at < content.Length)
        {
            var (space, end) = (Array.IndexOf(content, (byte)' ', at), Array.IndexOf(content, (byte)0, at));
            if (space < 0 || end < space || end + idLength >= content.Length)
                throw Broken();
            var version = new FileVersion(
                Encoding.ASCII.GetString(content, at, space - at),
                Convert.ToHexStringLower(content.AsSpan(end + 1, idLength))
            );
            if (!entries.TryAdd(Encoding.UTF8.GetString(content, space + 1, end - space - 1), version))
                throw Broken();
            at = end + 1 + idLength;
        }

        return entries;
    }

    private static OneShotException Broken() => OneShotErrors.DeliveryRefused("one of its folders is broken.");
}
