namespace OneShot.Git;

/// <summary>
/// What was found out of commits, which don't change: whatever looks at the same one again asks git no more.
/// </summary>
internal sealed class KnownCommits
{
    private readonly HashSet<string> _withoutFilter = new(StringComparer.Ordinal);
    private (string Commit, TrackedFiles Files)? _last;

    /// <summary>What a commit holds; <see langword="null"/> where that is not known.</summary>
    public TrackedFiles? Tracked(string commit) => _last is ({ } known, var files) && known == commit ? files : null;

    /// <summary>Remembers what a commit holds, and no other does any more: there may be 100,000 files.</summary>
    public TrackedFiles Remember(string commit, TrackedFiles files)
    {
        _last = (commit, files);
        return files;
    }

    /// <summary>Whether it is known that neither the attributes of a commit nor those of trunk name a filter.</summary>
    public bool HaveNoFilter(string commit) => _withoutFilter.Contains(commit);

    /// <summary>Remembers that they name none.</summary>
    public void RememberNoFilter(string commit) => _withoutFilter.Add(commit);
}
