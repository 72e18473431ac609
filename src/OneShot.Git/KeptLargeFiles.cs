using OneShot.Core.Storage;
using OneShot.Processes;

namespace OneShot.Git;

/// <summary>
/// Copies of the large files of results that wait: <c>oneshot/lfs/ID/</c> under the git directory. <c>git lfs prune</c>
/// keeps what branches and tags hold, and of other refs only what is some days old.
/// </summary>
/// <param name="user">Runs git in the user's repository.</param>
/// <param name="common">Its git directory.</param>
internal sealed class KeptLargeFiles(GitRunner user, string common)
{
    private const int NameLength = 64;

    private readonly string _folder = Path.Combine(common, "oneshot", "lfs");

    /// <summary>Copies what commits hold that are on no branch, as far as it is here.</summary>
    /// <param name="id">The one-shot whose result waits.</param>
    /// <param name="commit">The result.</param>
    /// <param name="cancellationToken">Stops git.</param>
    public async Task KeepAsync(string id, string commit, CancellationToken cancellationToken)
    {
        var store = await LargeFileStore.OfAsync(user, common, cancellationToken).ConfigureAwait(false);
        if (!store.Exists)
            return;
        string[] range = [commit, "--not", "--branches", "--tags", "--remotes"];
        var found = await new CommittedPointers(user).OfAsync(range, cancellationToken).ConfigureAwait(false);
        foreach (var pointer in found.Select(one => one.Pointer).Distinct())
        {
            if (await store.FindWholeAsync(pointer, cancellationToken).ConfigureAwait(false) is not { } file)
                continue;
            try
            {
                PrivateFolder.Make(Path.Combine(_folder, id));
                using var content = File.OpenRead(file);
                AtomicFile.Write(Path.Combine(_folder, id, pointer.Id), content.CopyTo, isPrivate: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // The store has it still: a result is not lost because its second copy could not be made.
            }
        }
    }

    /// <summary>Brings back what is missing in the store.</summary>
    public async Task RestoreAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(_folder))
            return;
        var store = await LargeFileStore.OfAsync(user, common, cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (var file in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories))
            {
                var name = Path.GetFileName(file);
                if (name.Length == NameLength && !store.Has(name))
                    store.Copy(name, file);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // No room, or taken meanwhile: whoever needs what is missing says so.
        }
    }

    /// <summary>Removes the copies of a result that waits no more.</summary>
    public void Drop(string id)
    {
        Folders.Remove(Path.Combine(_folder, id));
        if (Directory.Exists(_folder) && !Directory.EnumerateFileSystemEntries(_folder).Any())
            Folders.Remove(_folder);
    }
}
