using OneShot.Core.Errors;
using OneShot.Core.Jobs;
using OneShot.Core.Plans;
using OneShot.Core.Ports;
using OneShot.Core.Text;

namespace OneShot.Git;

/// <summary>Judges a work tree with a git directory of its own, outside of it: the tree's <c>.git</c> is only fetched from.</summary>
/// <param name="git">The judge.</param>
/// <param name="folder">The tree.</param>
/// <param name="start">The commit the tree began with.</param>
internal sealed class GitWorkTree(GitJudge git, string folder, string start) : IWorkTree
{
    private static readonly string[] AllButOwn = ["--", ":/", $":(exclude,top){PlanFiles.Folder}"];

    private const string Tip = "refs/heads/collected";

    public string Folder => folder;

    public string Start => start;

    public (string Name, string Email) Committer => git.Committer;

    public async Task<IReadOnlyList<string>> ChangesAsync(CancellationToken cancellationToken)
    {
        await SnapshotAsync(start, cancellationToken).ConfigureAwait(false);
        return await DifferencesAsync(start, await git.TextAsync(cancellationToken, "write-tree").ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    public async Task<string?> CollectAsync(string message, string bundle, CancellationToken cancellationToken)
    {
        var head = await HeadAsync(cancellationToken).ConfigureAwait(false);
        await SnapshotAsync(head, cancellationToken).ConfigureAwait(false);
        var commit = await git.CommitIndexAsync(head, message, cancellationToken).ConfigureAwait(false);
        if ((await DifferencesAsync(start, commit, cancellationToken).ConfigureAwait(false)).Count == 0) return null;
        await git.TextAsync(cancellationToken, "update-ref", Tip, commit).ConfigureAwait(false);
        await git.TextAsync(cancellationToken, "bundle", "create", "--quiet", bundle, Tip, "^" + start).ConfigureAwait(false);
        return commit;
    }

    // The agent may have committed, on whatever branch; what does not stand on the start is taken as one change on top of it.
    private async Task<string> HeadAsync(CancellationToken cancellationToken)
    {
        var fetched = await git.RunAsync(new GitCommand("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--no-auto-maintenance", "--", folder, "+HEAD:refs/heads/agent"), cancellationToken).ConfigureAwait(false);
        if (!fetched.IsGood) return start;
        var head = await git.TextAsync(cancellationToken, "rev-parse", "refs/heads/agent").ConfigureAwait(false);
        return await git.StandsOnAsync(start, head, cancellationToken).ConfigureAwait(false) ? head : start;
    }

    // The tree as it lies there, into the index. Too large files are refused before git reads them.
    private async Task SnapshotAsync(string basis, CancellationToken cancellationToken)
    {
        await git.TextAsync(cancellationToken, "read-tree", basis).ConfigureAwait(false);
        var changed = await git.TextAsync(cancellationToken, "ls-files", "-z", "--modified", "--others", "--exclude-standard").ConfigureAwait(false);
        foreach (var path in changed.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            var file = new FileInfo(Path.Combine(folder, path));
            if (file is { Exists: true, LinkTarget: null, Length: > DeliveryRules.LargestFile }) throw OneShotErrors.DeliveryRefused($"the file {SafeText.Cut(SafeText.Line(path), 100)} has {file.Length / (1024 * 1024)} MB, and {DeliveryRules.LargestFile / (1024 * 1024)} is the limit.");
        }

        await git.TextAsync(cancellationToken, ["add", "--all", .. AllButOwn]).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<string>> DifferencesAsync(string from, string to, CancellationToken cancellationToken)
    {
        var paths = await git.TextAsync(cancellationToken, ["diff-tree", "-r", "-z", "--name-only", "--no-renames", from, to, .. AllButOwn]).ConfigureAwait(false);
        return paths.Split('\0', StringSplitOptions.RemoveEmptyEntries);
    }
}
