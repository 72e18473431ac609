using OneShot.Core.Errors;
using OneShot.Core.Ports;
using OneShot.Core.Text;

namespace OneShot.Git;

/// <summary>Judges a work tree with a git directory of its own, outside of it: the tree's <c>.git</c> is only fetched from.</summary>
/// <param name="git">Runs git in the judging directory.</param>
/// <param name="folder">The tree.</param>
/// <param name="judge">The judging git directory, bare; its alternates hold the start.</param>
/// <param name="start">The commit the tree began with.</param>
/// <param name="identity">Name and address of the commit that is made of what was not committed.</param>
internal sealed class GitWorkTree(GitRunner git, string folder, string judge, string start, (string Name, string Email) identity) : IWorkTree
{
    /// <summary>A file larger than this is not taken.</summary>
    private const long LargestFile = 20 * 1024 * 1024;

    private const string Tip = "refs/heads/collected";

    public string Folder => folder;

    public string Start => start;

    public async Task<IReadOnlyList<string>> ChangesAsync(CancellationToken cancellationToken)
    {
        var tree = await SnapshotAsync(start, cancellationToken).ConfigureAwait(false);
        return await DifferencesAsync(start, tree, cancellationToken).ConfigureAwait(false);
    }

    public async Task<string?> CollectAsync(string message, string bundle, CancellationToken cancellationToken)
    {
        var head = await HeadAsync(cancellationToken).ConfigureAwait(false);
        var tree = await SnapshotAsync(head, cancellationToken).ConfigureAwait(false);
        var commit = head;
        if (await TextAsync(cancellationToken, "rev-parse", head + "^{tree}").ConfigureAwait(false) != tree)
            commit = await TextAsync(cancellationToken, "commit-tree", tree, "-p", head, "-m", message).ConfigureAwait(false);
        if ((await DifferencesAsync(start, commit, cancellationToken).ConfigureAwait(false)).Count == 0) return null;
        await TextAsync(cancellationToken, "update-ref", Tip, commit).ConfigureAwait(false);
        await TextAsync(cancellationToken, "bundle", "create", "--quiet", bundle, Tip, "^" + start).ConfigureAwait(false);
        return commit;
    }

    // The agent may have committed, on whatever branch; what does not stand on the start is taken as one change on top of it.
    private async Task<string> HeadAsync(CancellationToken cancellationToken)
    {
        var fetched = await RunAsync(new GitCommand("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--no-auto-maintenance", "--", folder, "+HEAD:refs/heads/agent"), cancellationToken).ConfigureAwait(false);
        if (!fetched.IsGood) return start;
        var head = await TextAsync(cancellationToken, "rev-parse", "refs/heads/agent").ConfigureAwait(false);
        var stands = await RunAsync(new GitCommand("merge-base", "--is-ancestor", start, head), cancellationToken).ConfigureAwait(false);
        return stands.IsGood ? head : start;
    }

    // The tree as it lies there, as a tree object. Too large files are refused before git reads them.
    private async Task<string> SnapshotAsync(string basis, CancellationToken cancellationToken)
    {
        await TextAsync(cancellationToken, "read-tree", basis).ConfigureAwait(false);
        var changed = await TextAsync(cancellationToken, "ls-files", "-z", "--modified", "--others", "--exclude-standard").ConfigureAwait(false);
        foreach (var path in changed.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            var file = new FileInfo(Path.Combine(folder, path));
            if (file is { Exists: true, LinkTarget: null, Length: > LargestFile }) throw OneShotErrors.DeliveryRefused($"the file {SafeText.Cut(SafeText.Line(path), 100)} has {file.Length / (1024 * 1024)} MB, and 20 is the limit.");
        }

        await TextAsync(cancellationToken, "add", "--all", "--", ":/", ":(exclude,top).impl").ConfigureAwait(false);
        return await TextAsync(cancellationToken, "write-tree").ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<string>> DifferencesAsync(string from, string to, CancellationToken cancellationToken)
    {
        var paths = await TextAsync(cancellationToken, "diff-tree", "-r", "-z", "--name-only", "--no-renames", from, to, "--", ":/", ":(exclude,top).impl").ConfigureAwait(false);
        return paths.Split('\0', StringSplitOptions.RemoveEmptyEntries);
    }

    private async Task<string> TextAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        var result = await RunAsync(new GitCommand(arguments), cancellationToken).ConfigureAwait(false);
        return result.IsGood ? result.Text.TrimEnd('\n') : throw OneShotErrors.DeliveryRefused($"git {arguments[0]}: {result.Reason}.");
    }

    private Task<GitResult> RunAsync(GitCommand command, CancellationToken cancellationToken)
        => git.RunAsync(
            command with
            {
                Arguments = ["--git-dir=" + judge, "--work-tree=" + folder, .. command.Arguments],
                Environment = [.. GitEnvironment.WithoutUser, ("GIT_AUTHOR_NAME", identity.Name), ("GIT_AUTHOR_EMAIL", identity.Email), ("GIT_COMMITTER_NAME", identity.Name), ("GIT_COMMITTER_EMAIL", identity.Email)],
            },
            cancellationToken);
}
