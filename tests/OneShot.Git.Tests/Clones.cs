namespace OneShot.Git.Tests;

/// <summary>Clones for agents, of a repository of a test.</summary>
internal static class Clones
{
    /// <summary>Makes them.</summary>
    /// <param name="repo">The repository.</param>
    /// <param name="place">Where git runs that is the user's; the repository's top when it is not told.</param>
    /// <param name="patience">How many seconds git may take.</param>
    /// <param name="isWithoutLargeFiles">Whether git-lfs is not there.</param>
    /// <param name="trunk">The commit that the one-shot began at.</param>
    /// <param name="filters">The filters that the user listed.</param>
    public static GitClones Of(
        GitRepo repo,
        string? place = null,
        int patience = 240,
        bool isWithoutLargeFiles = false,
        string? trunk = null,
        params string[] filters
    )
    {
        GitRunner Git(string folder) => new(folder, TimeSpan.FromSeconds(patience), new RecordingReporter());
        var (user, identity) = (Git(place ?? repo.Path), new Identity("Mona", "mona@example.com"));
        return isWithoutLargeFiles
            ? new GitClones(user, repo[".git"], Git, identity)
            {
                Filters = filters,
                Trunk = trunk,
                HasLargeFiles = false,
            }
            : new GitClones(user, repo[".git"], Git, identity) { Filters = filters, Trunk = trunk };
    }
}
