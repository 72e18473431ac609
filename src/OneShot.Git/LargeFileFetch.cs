using OneShot.Core.Model;

namespace OneShot.Git;

/// <summary>Brings the large files of a commit into the user's store, before a session.</summary>
/// <param name="user">Runs git in the user's repository.</param>
/// <param name="trunk">The commit of trunk, whose <c>.lfsconfig</c> may say where they are, if it is known.</param>
internal sealed class LargeFileFetch(GitRunner user, string? trunk)
{
    /// <summary>Fetches them. Without them the agent sees pointers, which is told.</summary>
    /// <param name="name">The remote's name.</param>
    /// <param name="remote">The remote.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="cancellationToken">Stops git.</param>
    public async Task RunAsync(string name, Remote remote, string commit, CancellationToken cancellationToken)
    {
        var place = await LargeFilePlace
            .FindAsync(user, remote, isPush: false, trunk, cancellationToken)
            .ConfigureAwait(false);
        try
        {
            var command = new GitCommand("lfs", "fetch", name, commit) { Configuration = place.Configuration };
            await user.RunAsync(command, cancellationToken).ConfigureAwait(false);
        }
        catch (OneShotException)
        {
            // It took too long.
        }
    }
}
