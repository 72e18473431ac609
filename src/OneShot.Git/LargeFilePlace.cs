using System.Text;
using OneShot.Core.Model;

namespace OneShot.Git;

/// <summary>
/// Where the large files of a remote are: where the user's configuration says, else where trunk's <c>.lfsconfig</c>
/// says, else the remote's own place. git-lfs itself reads the <c>.lfsconfig</c> of the work tree, the index or HEAD,
/// each of which may be an agent's.
/// </summary>
/// <param name="Address">Their address; a path is absolute.</param>
/// <param name="Configuration">What has git-lfs go there and nowhere else, whatever such a file says.</param>
internal sealed record LargeFilePlace(string Address, IReadOnlyList<(string Key, string Value)> Configuration)
{
    private const string Keys =
        @"^(lfs\.(url|pushurl|locksverify|gitprotocol|allowincompletepush|skipdownloaderrors|fetchinclude|fetchexclude)"
        + @"|remote\..*\.lfs(push)?url)$";

    // What else a .lfsconfig may say, and what git-lfs does where nobody says it.
    private static readonly (string Key, string Usual)[] Others =
    [
        ("lfs.locksverify", "false"),
        ("lfs.gitprotocol", "https"),
        ("lfs.allowincompletepush", "false"),
        ("lfs.skipdownloaderrors", "false"),
        ("lfs.fetchinclude", ""),
        ("lfs.fetchexclude", ""),
    ];

    /// <summary>Finds it, by the <c>.lfsconfig</c> of a commit.</summary>
    /// <param name="user">Runs git in the user's repository.</param>
    /// <param name="remote">The remote.</param>
    /// <param name="isPush">Whether files go there; they come from there otherwise.</param>
    /// <param name="trunk">The commit of trunk, if it is known.</param>
    /// <param name="cancellationToken">Stops git.</param>
    public static Task<LargeFilePlace> FindAsync(
        GitRunner user,
        Remote remote,
        bool isPush,
        string? trunk,
        CancellationToken cancellationToken
    )
    {
        return FindAsync(user, remote, isPush, ConfigAsync, cancellationToken);

        // What is pushed to may be asked for what a partial clone lacks; before a session nobody is.
        async Task<string?> ConfigAsync(CancellationToken token)
        {
            if (trunk is null)
                return null;
            using var objects = new GitObjects(user, onlyHere: !isPush);
            return await objects.ReadAsync(trunk + ":.lfsconfig", token).ConfigureAwait(false);
        }
    }

    /// <summary>Finds it.</summary>
    /// <param name="user">Runs git in the user's repository.</param>
    /// <param name="remote">The remote.</param>
    /// <param name="isPush">Whether files go there; they come from there otherwise.</param>
    /// <param name="trunkConfig">Reads trunk's <c>.lfsconfig</c>.</param>
    /// <param name="cancellationToken">Stops git.</param>
    public static async Task<LargeFilePlace> FindAsync(
        GitRunner user,
        Remote remote,
        bool isPush,
        Func<CancellationToken, Task<string?>> trunkConfig,
        CancellationToken cancellationToken
    )
    {
        var own = await ReadAsync(user, new GitCommand("config", "-z", "--get-regexp", Keys), cancellationToken)
            .ConfigureAwait(false);
        var trunk = new Dictionary<string, string>();
        if (await trunkConfig(cancellationToken).ConfigureAwait(false) is { } text)
        {
            var command = new GitCommand("config", "--file", "-", "-z", "--get-regexp", Keys)
            {
                Input = Encoding.UTF8.GetBytes(text),
            };
            trunk = await ReadAsync(user, command, cancellationToken).ConfigureAwait(false);
        }

        var address =
            Said(own, remote.Name, isPush)
            ?? Said(trunk, remote.Name, isPush)
            ?? Usual(isPush ? remote.Push : remote.Fetch);
        address = await AbsoluteAsync(user, address, cancellationToken).ConfigureAwait(false);
        var others = Others
            .Where(one => !own.ContainsKey(one.Key))
            .Select(one => (one.Key, trunk.GetValueOrDefault(one.Key) ?? UsualOf(one, address)));
        return new(address, [("lfs.url", address), ("lfs.pushurl", address), .. others]);
    }

    private static string? Said(Dictionary<string, string> config, string remote, bool isPush)
    {
        string[] keys = ["lfs.url", $"remote.{remote}.lfsurl"];
        string[] first = ["lfs.pushurl", "lfs.url", $"remote.{remote}.lfspushurl", $"remote.{remote}.lfsurl"];
        return (isPush ? first : keys)
            .Select(key => config.GetValueOrDefault(key))
            .FirstOrDefault(value => value is { Length: > 0 });
    }

    // https://github.com/git-lfs/git-lfs/blob/main/docs/api/server-discovery.md
    private static string Usual(RemoteAddress remote)
    {
        if (!remote.IsHttp)
            return remote.Text;
        var root = remote.Text.TrimEnd('/');
        return (root.EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? root : root + ".git") + "/info/lfs";
    }

    // git-lfs asks servers about locks unless it is told not to, and heeds only the answers of those that it knows.
    private static string UsualOf((string Key, string Usual) one, string address) =>
        one.Key == "lfs.locksverify" && RemoteAddress.Parse(address).Host == "github.com" ? "true" : one.Usual;

    // git counts a path from the top of the work tree, git-lfs from where it was started.
    private static async Task<string> AbsoluteAsync(GitRunner user, string address, CancellationToken cancellationToken)
    {
        var isPath = RemoteAddress.Parse(address).Scheme is null && !address.Contains("://", StringComparison.Ordinal);
        if (!isPath || Path.IsPathRooted(address))
            return address;
        foreach (var place in new[] { "--show-toplevel", "--absolute-git-dir" })
        {
            var top = await user.RunAsync(new GitCommand("rev-parse", place), cancellationToken).ConfigureAwait(false);
            if (top.IsGood)
                return Path.GetFullPath(address, top.Text.TrimEnd('\n'));
        }

        return address;
    }

    // "name", a line's end, "value", each ended by NUL; the last of a name counts.
    private static async Task<Dictionary<string, string>> ReadAsync(
        GitRunner user,
        GitCommand command,
        CancellationToken cancellationToken
    )
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var listed = await user.RunAsync(command, cancellationToken).ConfigureAwait(false);
        foreach (var entry in listed.Text.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            if (entry.Split('\n', 2) is [var name, var value])
                found[name] = value;
        }

        return found;
    }
}
