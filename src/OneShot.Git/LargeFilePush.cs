using System.Text;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Text;
using OneShot.Processes;

namespace OneShot.Git;

/// <summary>
/// Pushes the large files that commits point to, by the user's own git-lfs and in the user's repository, where no agent
/// was.
/// </summary>
/// <param name="user">Runs git there.</param>
/// <param name="access">Lets git into the remote.</param>
internal sealed class LargeFilePush(GitRunner user, GitAccess access)
{
    private const int MostAtOnce = 500;

    private const string Variables = @"^(lfs\.(storage|url|pushurl)|remote\..*\.lfs(push)?url)$";

    /// <summary>Pushes them.</summary>
    /// <param name="common">The user's git directory.</param>
    /// <param name="remote">Where to.</param>
    /// <param name="from">The commit whose attributes hold.</param>
    /// <param name="to">The commit that has them.</param>
    /// <param name="trunkConfig">Reads trunk's <c>.lfsconfig</c>: the one that lies here may be an agent's.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <exception cref="OneShotException">OS3106: they could not be pushed.</exception>
    public async Task RunAsync(
        string common,
        Remote remote,
        string from,
        string to,
        Func<CancellationToken, Task<string?>> trunkConfig,
        CancellationToken cancellationToken
    )
    {
        var pointers = await PointersAsync(from, to, cancellationToken).ConfigureAwait(false);
        if (pointers.Count == 0)
            return;
        var own = await ConfigAsync(new GitCommand("config", "-z", "--get-regexp", Variables), cancellationToken)
            .ConfigureAwait(false);

        // Those that are not here were moved: the remote has them.
        var store = LargeFileStore.Of(common, own.GetValueOrDefault("lfs.storage"));
        var ids = pointers
            .Where(pointer => store.Find(pointer) is not null)
            .Select(pointer => pointer.Id)
            .Distinct()
            .ToArray();
        if (ids.Length == 0)
            return;
        var address = Address(own, remote.Name);
        if (address is null && await trunkConfig(cancellationToken).ConfigureAwait(false) is { } text)
        {
            var command = new GitCommand("config", "--file", "-", "-z", "--get-regexp", Variables)
            {
                Input = Encoding.UTF8.GetBytes(text),
            };
            address = Address(await ConfigAsync(command, cancellationToken).ConfigureAwait(false), remote.Name);
        }

        address ??= Usual(remote.Push);
        foreach (var some in ids.Chunk(MostAtOnce))
            await PushAsync(remote, address, some, cancellationToken).ConfigureAwait(false);
    }

    private async Task PushAsync(Remote remote, string address, string[] ids, CancellationToken cancellationToken)
    {
        var command = new GitCommand(["lfs", "push", "--object-id", GitRemoteAlias.Name, .. ids])
        {
            Configuration = [.. GitRemoteAlias.For(remote.PushAddress), ("lfs.url", address), ("lfs.pushurl", address)],
        };
        if (RemoteAddress.Parse(address).Authority == remote.Push.Authority)
            command = access(command, remote.Push);
        var result = await user.RunAsync(command, cancellationToken).ConfigureAwait(false);
        if (!result.IsGood)
            throw OneShotErrors.LargeFilesNotPushed(SafeText.Cut(SafeText.Line(Redaction.Of(result.Reason)), 300));
    }

    private async Task<IReadOnlyList<LargeFilePointer>> PointersAsync(
        string from,
        string to,
        CancellationToken cancellationToken
    )
    {
        var differing = new GitCommand("diff-tree", "-r", "-z", "--no-renames", "--diff-filter=d", from, to);
        var list = (await GoodAsync(differing, cancellationToken).ConfigureAwait(false)).Text.Split(
            '\0',
            StringSplitOptions.RemoveEmptyEntries
        );

        // ":mode mode id id kind", and the path.
        var files = list.Chunk(2)
            .Where(pair => pair.Length == 2)
            .Select(pair => (Path: pair[1], Fields: pair[0].Split(' ')))
            .Where(file => file.Fields is [_, "100644" or "100755", ..])
            .Select(file => (file.Path, Id: file.Fields[3]))
            .ToArray();
        if (files.Length == 0)
            return [];
        using var objects = new GitObjects(user, onlyHere: true);
        var pointers = await LargeFilePointer
            .AmongAsync(user.RunAsync, objects, files.Select(file => file.Id), cancellationToken)
            .ConfigureAwait(false);
        if (pointers.Count == 0)
            return [];
        var folder = Directory.CreateTempSubdirectory("oneshot-lfs-").FullName;
        try
        {
            var candidates = files
                .Where(file => pointers.ContainsKey(file.Id))
                .ToDictionary(file => file.Path, file => pointers[file.Id]);
            var filters = await new FilterRules(QuietAsync, Path.Combine(folder, "index"), from)
                .OfAsync([.. candidates.Keys], cancellationToken)
                .ConfigureAwait(false);
            return
            [
                .. filters.Where(pair => pair.Value == FilterRules.LargeFiles).Select(pair => candidates[pair.Key]),
            ];
        }
        finally
        {
            Folders.Remove(folder);
        }
    }

    private static string? Address(Dictionary<string, string> config, string remote) =>
        config.GetValueOrDefault("lfs.pushurl")
        ?? config.GetValueOrDefault("lfs.url")
        ?? config.GetValueOrDefault($"remote.{remote}.lfspushurl")
        ?? config.GetValueOrDefault($"remote.{remote}.lfsurl");

    // https://github.com/git-lfs/git-lfs/blob/main/docs/api/server-discovery.md
    private static string Usual(RemoteAddress remote)
    {
        if (!remote.IsHttp)
            return remote.Text;
        var root = remote.Text.TrimEnd('/');
        return (root.EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? root : root + ".git") + "/info/lfs";
    }

    // "name", a line's end, "value", each ended by NUL; the last of a name counts.
    private async Task<Dictionary<string, string>> ConfigAsync(GitCommand command, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var listed = await user.RunAsync(command, cancellationToken).ConfigureAwait(false);
        foreach (var entry in listed.Text.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            if (entry.Split('\n', 2) is [var name, { Length: > 0 } value])
                found[name] = value;
        }

        return found;
    }

    // No hook of the user's is told of an index that is none of theirs.
    private Task<GitResult> QuietAsync(GitCommand command, CancellationToken cancellationToken) =>
        user.RunAsync(
            command with
            {
                Configuration = [("core.hooksPath", OperatingSystem.IsWindows() ? "NUL" : "/dev/null")],
            },
            cancellationToken
        );

    private async Task<GitResult> GoodAsync(GitCommand command, CancellationToken cancellationToken)
    {
        var result = await user.RunAsync(command, cancellationToken).ConfigureAwait(false);
        return result.IsGood ? result : throw OneShotErrors.GitFailed(command.Name, result.Reason);
    }
}
