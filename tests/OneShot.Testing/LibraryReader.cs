using LibGit2Sharp;
using Reader = LibGit2Sharp.Repository;

namespace OneShot.Testing;

/// <summary>
/// What a user sees of a repository, read in this process by a reader that nobody here wrote, instead of by eight
/// processes. Where that is known to be wrong, or to throw, git is asked.
/// </summary>
internal static class LibraryReader
{
    // Settings of repositories that it refuses or misreads.
    private static readonly string[] Unread =
    [
        "objectformat",
        "refstorage",
        "partialclone",
        "promisor",
        "preciousobjects",
        "worktreeconfig",
        "sparse",
        "split",
        "[filter",
        "[include",
    ];

    /// <summary>HEAD, refs but one-shots' own branches, index, status, stash and configuration.</summary>
    /// <returns><see langword="null"/> where git has to be asked.</returns>
    public static string[]? Visible(string path)
    {
        if (!IsRead(path))
            return null;
        using var repository = new Reader(path);
        var tracked = repository.Head.TrackingDetails;
        var status = repository.RetrieveStatus(
            new StatusOptions
            {
                IncludeIgnored = true,
                RecurseIgnoredDirs = true,
                IncludeUntracked = true,
            }
        );
        return
        [
            $"{repository.Refs.Head.TargetIdentifier} {repository.Head.Tip?.Sha}",
            Lines(
                repository
                    .Refs.Where(one => !one.CanonicalName.Contains("/oneshot-", StringComparison.Ordinal))
                    .Select(one => $"{one.CanonicalName} {one.TargetIdentifier}")
            ),
            Lines(
                repository.Index.Select(one => $"{one.Mode} {one.Id} {one.StageLevel} {one.AssumeUnchanged} {one.Path}")
            ),
            $"{repository.Head.UpstreamBranchCanonicalName} +{tracked.AheadBy} -{tracked.BehindBy}\n"
                + Lines(status.Select(one => $"{one.State} {one.FilePath}")),
            Lines(repository.Stashes.Select(one => $"{one.WorkTree.Sha} {one.Message}")),
            Lines(
                repository
                    .Config.Where(one => one.Level == ConfigurationLevel.Local)
                    .Select(one => $"{one.Key}={one.Value}")
            ),
        ];
    }

    private static bool IsRead(string path)
    {
        var git = Path.Combine(path, ".git");
        var index = Path.Combine(git, "index");
        return Directory.Exists(git) // that of a linked work tree is a file
            && !File.Exists(Path.Combine(git, "info", "sparse-checkout"))
            && Directory.GetFiles(git, "sharedindex.*").Length == 0 // half of a split index
            && File.Exists(index)
            && VersionOf(index) == 2 // what a later one adds to an entry is not told
            && !Unread.Any(File.ReadAllText(Path.Combine(git, "config")).ToLowerInvariant().Contains);
    }

    private static int VersionOf(string index)
    {
        using var file = File.OpenRead(index);
        Span<byte> header = stackalloc byte[8];
        return file.ReadAtLeast(header, 8, throwOnEndOfStream: false) == 8 ? header[7] : 0;
    }

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
