using System.Globalization;

namespace OneShot.Core.Model;

/// <summary>What git tells about the repository and its user, read once.</summary>
/// <param name="GitDirectory">The git directory, absolute; of the linked worktree when in one.</param>
/// <param name="CommonDirectory">The git directory that all worktrees share, absolute.</param>
/// <param name="WorkTree">The top folder of the work tree; <see langword="null"/> for a bare repository.</param>
/// <param name="Author">Name, e-mail, seconds and zone of the author as
/// git writes them; <see langword="null"/> without an identity.</param>
/// <param name="Committer">The same of the committer.</param>
/// <param name="SignsCommits">Whether <c>commit.gpgsign</c> is on.</param>
/// <param name="HooksPath"><c>core.hooksPath</c>; <see langword="null"/> when not set.</param>
/// <param name="Remote">The remote that was asked for; <see langword="null"/> when there is none of that name.</param>
internal sealed record RepositoryState(
    string GitDirectory,
    string CommonDirectory,
    string? WorkTree,
    string? Author,
    string? Committer,
    bool SignsCommits,
    string? HooksPath,
    Remote? Remote
)
{
    /// <summary>
    /// Whose name commits of this machine carry where nobody told git who works here, name and
    /// address: what git guesses, else a name of ours. <see langword="null"/> where git was told.
    /// </summary>
    public string? StandIn { get; init; }

    /// <summary>The same repository, whose commits carry the stand-in where git would refuse to make one.</summary>
    /// <param name="now">The time of such a commit.</param>
    public RepositoryState WithStandIn(DateTimeOffset now)
    {
        if (StandIn is null)
            return this;
        var ident = $"{StandIn} {now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)} +0000";
        return this with { Author = Author ?? ident, Committer = Committer ?? ident };
    }

    /// <summary>
    /// Which worktree this is: its git directory, counted from the common one, so that a repository may be moved.
    /// </summary>
    public string WorktreeName => Path.GetRelativePath(CommonDirectory, GitDirectory).Replace('\\', '/');
}
