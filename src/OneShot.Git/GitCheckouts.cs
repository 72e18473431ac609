using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Processes;

namespace OneShot.Git;

/// <summary>Makes checkouts of commits as clones of their own, which lead to nothing of the user's but objects.</summary>
/// <param name="clones">Makes the clones.</param>
/// <param name="place">Makes an empty folder for one, which nobody else can look into.</param>
internal sealed class GitCheckouts(GitClones clones, Func<string> place) : ICheckouts
{
    private const string Branch = "verify";

    public async Task<Checkout> MakeAsync(string commit, CancellationToken cancellationToken)
    {
        var root = place();
        try
        {
            var tree = await clones.CloneAsync(root, Branch, commit, cancellationToken).ConfigureAwait(false);
            return new Checkout(tree.Folder, root, () => Folders.Remove(root)) { Readable = tree.Borrowed };
        }
        catch
        {
            Folders.Remove(root);
            throw;
        }
    }
}
