using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Secrets;
using OneShot.Core.Text;
using OneShot.Processes;

namespace OneShot.Git;

/// <summary>
/// Pushes the large files that commits point to, by the user's own git-lfs and in the user's repository, where no agent
/// was.
/// </summary>
/// <param name="folder">That repository.</param>
/// <param name="user">Runs git there.</param>
/// <param name="access">Lets git into the remote.</param>
internal sealed class LargeFilePush(string folder, GitRunner user, GitAccess access)
{
    private const int MostAtOnce = 500;

    /// <summary>Pushes them.</summary>
    /// <param name="remote">Where to.</param>
    /// <param name="from">The commit that they began with.</param>
    /// <param name="to">The commit that has them; the attributes of both tell which files are large.</param>
    /// <param name="trunkConfig">Reads trunk's <c>.lfsconfig</c>: the one that lies here may be an agent's.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <exception cref="OneShotException">OS3106: they could not be pushed.</exception>
    public async Task RunAsync(
        Remote remote,
        string from,
        string to,
        Func<CancellationToken, Task<string?>> trunkConfig,
        CancellationToken cancellationToken
    )
    {
        var files = await FilesAsync(remote, from, to, cancellationToken).ConfigureAwait(false);
        if (files.Count == 0)
            return;
        var directory = await user.RunAsync(
                new GitCommand("rev-parse", "--path-format=absolute", "--git-common-dir"),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (!directory.IsGood)
            throw GitErrors.OfRepository(directory, folder);
        var common = directory.Text.TrimEnd('\r', '\n');
        var place = await LargeFilePlace
            .FindAsync(user, remote, isPush: true, trunkConfig, cancellationToken)
            .ConfigureAwait(false);
        await new KeptLargeFiles(user, common).RestoreAsync(cancellationToken).ConfigureAwait(false);
        var store = await LargeFileStore.OfAsync(user, common, cancellationToken).ConfigureAwait(false);
        var (here, missing) = (new List<string>(), new List<(string Path, string Blob, LargeFilePointer Pointer)>());
        foreach (var file in files.DistinctBy(file => file.Pointer))
        {
            if (await store.FindWholeAsync(file.Pointer, cancellationToken).ConfigureAwait(false) is null)
                missing.Add(file);
            else
                here.Add(file.Pointer.Id);
        }

        await new MissingLargeFiles(user, store, command => Let(command, place, remote))
            .RequireAsync(place, from, missing, cancellationToken)
            .ConfigureAwait(false);
        foreach (var some in here.Chunk(MostAtOnce))
            await PushAsync(remote, place, some, cancellationToken).ConfigureAwait(false);
    }

    private async Task PushAsync(Remote remote, LargeFilePlace place, string[] ids, CancellationToken cancellationToken)
    {
        var command = new GitCommand(["lfs", "push", "--object-id", GitRemoteAlias.Name, .. ids])
        {
            Configuration = [.. GitRemoteAlias.For(remote), .. place.Configuration],
        };
        var result = await user.RunAsync(Let(command, place, remote), cancellationToken).ConfigureAwait(false);
        if (!result.IsGood)
            throw OneShotErrors.LargeFilesNotPushed(SafeText.Excerpt(Redaction.Of(result.Reason), 300));
    }

    // The remote's token is for the remote.
    private GitCommand Let(GitCommand command, LargeFilePlace place, Remote remote) =>
        RemoteAddress.Parse(place.Address).Authority == remote.Push.Authority
            ? access(command, remote, remote.Push)
            : command;

    private async Task<IReadOnlyList<(string Path, string Blob, LargeFilePointer Pointer)>> FilesAsync(
        Remote remote,
        string from,
        string to,
        CancellationToken cancellationToken
    )
    {
        // What was fetched from there is there; refs tell nothing of an address that is only pushed to.
        var there = remote.Fetch.Text == remote.Push.Text && !remote.IsPushSide ? $"--remotes={remote.Name}" : null;
        string[] range = there is null ? [to, "--not", from] : [to, "--not", from, there];
        var found = await new CommittedPointers(user).OfAsync(range, cancellationToken).ConfigureAwait(false);
        if (found.Count == 0)
            return [];
        var folder = Directory.CreateTempSubdirectory("oneshot-lfs-").FullName;
        try
        {
            // Whoever works on the branch may have put more under Git LFS. An agent has made no pointer.
            string[] paths = [.. found.Select(file => file.Path).Distinct()];
            var large = new HashSet<string>(StringComparer.Ordinal);
            foreach (var commit in new[] { from, to })
            {
                var filters = await new FilterRules(QuietAsync, Path.Combine(folder, commit), commit)
                    .OfAsync(paths, cancellationToken)
                    .ConfigureAwait(false);
                large.UnionWith(paths.Where(path => filters.GetValueOrDefault(path) == FilterRules.LargeFiles));
            }

            return [.. found.Where(file => large.Contains(file.Path))];
        }
        finally
        {
            Folders.Remove(folder);
        }
    }

    // No hook of the user's is told of an index that is none of theirs.
    private Task<GitResult> QuietAsync(GitCommand command, CancellationToken cancellationToken) =>
        user.RunAsync(
            command with
            {
                Configuration =
                [
                    .. command.Configuration,
                    ("core.hooksPath", OperatingSystem.IsWindows() ? "NUL" : "/dev/null"),
                ],
            },
            cancellationToken
        );
}
