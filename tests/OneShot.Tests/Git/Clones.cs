using OneShot.Git;

namespace OneShot.Tests.Git;

/// <summary>Clones for agents, of a repository of a test.</summary>
internal static class Clones
{
    /// <summary>Makes them.</summary>
    /// <param name="repo">The repository.</param>
    /// <param name="place">Where git runs that is the user's; the repository's top when it is not told.</param>
    /// <param name="patience">How many seconds git may take.</param>
    public static GitClones Of(GitRepo repo, string? place = null, int patience = 60)
    {
        GitRunner Git(string folder) => new(folder, TimeSpan.FromSeconds(patience), new RecordingReporter());
        return new GitClones(Git(place ?? repo.Path), repo[".git"], Git, new Identity("Mona", "mona@example.com"));
    }
}
