using System.Globalization;
using OneShot.Core.Errors;
using OneShot.Core.Jobs;
using OneShot.Core.Plans;
using OneShot.Core.Ports;
using OneShot.Core.Storage;
using OneShot.Core.Text;

namespace OneShot.Git;

/// <summary>Judges a work tree with a git directory of its own, outside of it, and made after the agent ended: of the tree's <c>.git</c> only objects and HEAD are read, as data.</summary>
/// <param name="git">The judge.</param>
/// <param name="make">Makes the judge's git directory, if it is not there.</param>
/// <param name="agent">Reads where the agent's HEAD is.</param>
/// <param name="tricks">Looks for what the agent set up, where the clone was made for it alone.</param>
/// <param name="folder">The tree.</param>
/// <param name="start">The commit the tree began with.</param>
internal sealed class GitWorkTree(GitJudge git, Func<CancellationToken, Task> make, AgentHead agent, AgentTricks? tricks, string folder, string start) : IWorkTree
{
    private static readonly string[] AllButOwn = ["--", ":/", $":(exclude,top){PlanFiles.Folder}"];

    private const string Tip = "refs/heads/collected";

    public string Folder => folder;

    public string Start => start;

    public IReadOnlyList<string> Borrowed { get; init; } = [];

    /// <summary>What the agent tried beside its work, for telling: it is removed, and nothing of it was run.</summary>
    public IReadOnlyList<string> Tried => tricks?.Found() ?? [];

    public (string Name, string Email) Committer => git.Committer;

    public async Task<IReadOnlyList<string>> ChangesAsync(CancellationToken cancellationToken)
    {
        await make(cancellationToken).ConfigureAwait(false);
        await git.TextAsync(cancellationToken, "read-tree", start).ConfigureAwait(false);
        return await DifferingAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<string?> CollectAsync(string message, string bundle, CancellationToken cancellationToken)
    {
        await make(cancellationToken).ConfigureAwait(false);
        var head = await HeadAsync(cancellationToken).ConfigureAwait(false);
        await SnapshotAsync(head, cancellationToken).ConfigureAwait(false);
        var commit = await git.CommitIndexAsync(head, message, null, cancellationToken).ConfigureAwait(false);
        if ((await DifferencesAsync(start, commit, cancellationToken).ConfigureAwait(false)).Count == 0) return null;
        await git.TextAsync(cancellationToken, "update-ref", Tip, commit).ConfigureAwait(false);

        // Made here and copied: git that is stopped on its way leaves a lock, and half a bundle.
        var made = Path.Combine(git.Directory, "collected.bundle");
        await git.TextAsync(cancellationToken, "bundle", "create", "--quiet", made, Tip, "^" + start).ConfigureAwait(false);
        using var content = File.OpenRead(made);
        AtomicFile.Write(bundle, content.CopyTo, isPrivate: true);
        return commit;
    }

    // The agent may have committed, on whatever branch; what does not stand on the start is taken as one change on top of it.
    private async Task<string> HeadAsync(CancellationToken cancellationToken)
    {
        if (agent.Read() is not { } head || head == start) return start;
        if (!await git.StandsOnAsync(start, head, cancellationToken).ConfigureAwait(false)) return start;
        var bytes = await BytesAsync(head, cancellationToken).ConfigureAwait(false);
        if (bytes > DeliveryRules.LargestHistory) throw OneShotErrors.DeliveryRefused($"its commits hold {bytes / DeliveryRules.Megabyte} MB, and {DeliveryRules.LargestHistory / DeliveryRules.Megabyte} is the limit.");
        return bytes is null ? start : head;
    }

    // Of all that was committed since the start, unpacked; nothing when a part of it is missing.
    private async Task<long?> BytesAsync(string head, CancellationToken cancellationToken)
    {
        var objects = await git.RunAsync(new GitCommand("rev-list", "--objects", "--no-object-names", head, "^" + start), cancellationToken).ConfigureAwait(false);
        if (!objects.IsGood) return null;
        var sizes = await git.RunAsync(new GitCommand("cat-file", "--batch-check=%(objectsize)") { Input = objects.Output }, cancellationToken).ConfigureAwait(false);
        return sizes.IsGood ? sizes.Lines.Sum(line => long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0) : null;
    }

    // The tree as it lies there, into the index. What is too large is refused before git reads it.
    private async Task SnapshotAsync(string basis, CancellationToken cancellationToken)
    {
        await git.TextAsync(cancellationToken, "read-tree", basis).ConfigureAwait(false);
        var total = 0L;
        foreach (var path in await DifferingAsync(cancellationToken).ConfigureAwait(false))
        {
            if (new FileInfo(Path.Combine(folder, path)) is not { Exists: true, LinkTarget: null } file) continue;
            if (file.Length > DeliveryRules.LargestFile) throw OneShotErrors.DeliveryRefused($"the file {SafeText.Cut(SafeText.Line(path), 100)} has {file.Length / DeliveryRules.Megabyte} MB, and {DeliveryRules.LargestFile / DeliveryRules.Megabyte} is the limit.");
            total += file.Length;
        }

        if (total > DeliveryRules.Largest) throw OneShotErrors.DeliveryRefused($"its files have {total / DeliveryRules.Megabyte} MB, and {DeliveryRules.Largest / DeliveryRules.Megabyte} is the limit.");
        await git.TextAsync(cancellationToken, ["add", "--all", .. AllButOwn]).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<string>> DifferingAsync(CancellationToken cancellationToken)
    {
        var paths = await git.TextAsync(cancellationToken, ["ls-files", "-z", "--modified", "--deleted", "--others", "--exclude-standard", .. AllButOwn]).ConfigureAwait(false);
        return paths.Split('\0', StringSplitOptions.RemoveEmptyEntries).Distinct().ToArray();
    }

    private async Task<IReadOnlyList<string>> DifferencesAsync(string from, string to, CancellationToken cancellationToken)
    {
        var paths = await git.TextAsync(cancellationToken, ["diff-tree", "-r", "-z", "--name-only", "--no-renames", from, to, .. AllButOwn]).ConfigureAwait(false);
        return paths.Split('\0', StringSplitOptions.RemoveEmptyEntries);
    }
}
