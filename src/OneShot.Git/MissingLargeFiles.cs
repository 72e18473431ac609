using OneShot.Core.Errors;
using OneShot.Core.Judging;
using OneShot.Core.Model;
using OneShot.Core.Text;

namespace OneShot.Git;

/// <summary>Large files of commits to be pushed that are not here: the server has them, or nobody.</summary>
/// <param name="user">Runs git in the user's repository.</param>
/// <param name="store">Where they are kept there.</param>
/// <param name="access">Lets git-lfs into their place.</param>
internal sealed class MissingLargeFiles(GitRunner user, LargeFileStore store, Func<GitCommand, GitCommand> access)
{
    /// <summary>Checks that each is at its place, or was there when the commits began.</summary>
    /// <param name="place">That place.</param>
    /// <param name="from">The commit that they began with.</param>
    /// <param name="files">Paths, the objects that hold the pointers, and the pointers.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <exception cref="OneShotException">OS3106: one is gone.</exception>
    public async Task RequireAsync(
        LargeFilePlace place,
        string from,
        IReadOnlyList<(string Path, string Blob, LargeFilePointer Pointer)> files,
        CancellationToken cancellationToken
    )
    {
        if (files.Count == 0)
            return;
        var listed = await user.RunAsync(new GitCommand("ls-tree", "-r", "-z", "--full-tree", from), cancellationToken)
            .ConfigureAwait(false);
        var known = listed.Text.Split('\0').Select(IdOf).ToHashSet(StringComparer.Ordinal);
        var left = DeliveryRules.Largest;
        foreach (var (path, _, pointer) in files.Where(file => !known.Contains(file.Blob)))
        {
            left -= Math.Min(pointer.Size, DeliveryRules.Largest + 1);
            if (left < 0 || !await IsThereAsync(place, pointer, cancellationToken).ConfigureAwait(false))
                throw Gone(place, path);
        }
    }

    // "mode kind id", a tabulator and the path.
    private static string IdOf(string line) => line.Split('\t')[0].Split(' ')[^1];

    // git-lfs has no question for it: whatever it can bring is there.
    private async Task<bool> IsThereAsync(
        LargeFilePlace place,
        LargeFilePointer pointer,
        CancellationToken cancellationToken
    )
    {
        // A damaged one git-lfs would take; a whole one it would remove for the size that a pointer tells of it.
        if (await store.RemoveDamagedAsync(pointer.Id, cancellationToken).ConfigureAwait(false))
            return false;
        var command = new GitCommand("lfs", "smudge")
        {
            Configuration = [.. place.Configuration, ("lfs.fetchinclude", ""), ("lfs.fetchexclude", "")],
            Environment = [("GIT_LFS_SKIP_SMUDGE", "0")],
            Input = pointer.ToBytes(),
            MostOutput = 0,
        };
        await user.RunAsync(access(command), cancellationToken).ConfigureAwait(false);
        return await store.FindWholeAsync(pointer, cancellationToken).ConfigureAwait(false) is not null;
    }

    private static OneShotException Gone(LargeFilePlace place, string path) =>
        OneShotErrors.LargeFilesNotPushed(
            $"the content of '{SafeText.Excerpt(path, 80)}' is neither here (git lfs prune may have removed "
                + $"it) nor at {RemoteAddress.Parse(place.Address).Display}."
        );
}
