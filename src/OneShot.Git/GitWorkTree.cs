using OneShot.Core.Model;
using OneShot.Core.Pipeline;
using OneShot.Core.Ports;
using OneShot.Core.Secrets;
using OneShot.Core.Storage;
using OneShot.Core.Text;

namespace OneShot.Git;

/// <summary>
/// Looks at a work tree from outside, each time in a repository that is made for it
/// and removed: of the tree's <c>.git</c> only HEAD and commits are read, as files.
/// </summary>
/// <param name="makeJudge">Makes that repository.</param>
/// <param name="commits">Reads what the agent's commits say.</param>
/// <param name="tricks">Looks for what the agent set up, where the clone was made for it alone.</param>
/// <param name="folder">The tree.</param>
/// <param name="start">The commit the tree began with.</param>
/// <param name="identity">Whose name commits in it carry.</param>
/// <param name="filters">The filters that are applied.</param>
/// <param name="smudged">What had a filter there before the session.</param>
internal sealed class GitWorkTree(
    Func<CancellationToken, Task<IsolatedGit>> makeJudge,
    AgentCommits commits,
    TamperCheck? tricks,
    string folder,
    string start,
    Identity identity,
    GitFilters filters,
    SmudgedFiles smudged
) : IWorkTree
{
    public string Folder => folder;

    public string Start => start;

    public IReadOnlyList<string> Borrowed { get; init; } = [];

    /// <summary>How the tree was checked out.</summary>
    public CheckedOutTree Site { get; init; } = new();

    public IReadOnlyList<string> Filters => smudged.Filters;

    public IReadOnlyList<string> Pointers => smudged.Pointers;

    /// <summary>What the agent tried beside its work, for telling: it is removed, and nothing of it was run.</summary>
    public IReadOnlyList<string> Tried => tricks?.Found() ?? [];

    public (string Name, string Email) Committer => (identity.Name, identity.Email);

    public async Task<IReadOnlyList<string>> ChangesAsync(CancellationToken cancellationToken)
    {
        using var judge = await makeJudge(cancellationToken).ConfigureAwait(false);
        await IndexAsync(judge, KnownSecrets.None, cancellationToken).ConfigureAwait(false);
        return await DifferingAsync(judge, cancellationToken).ConfigureAwait(false);
    }

    public async Task<Collected> CollectAsync(
        string title,
        KnownSecrets secrets,
        string bundle,
        CancellationToken cancellationToken
    )
    {
        using var judge = await makeJudge(cancellationToken).ConfigureAwait(false);
        var leftOut = await IndexAsync(judge, secrets, cancellationToken).ConfigureAwait(false);
        if ((await DifferingAsync(judge, cancellationToken).ConfigureAwait(false)).Count == 0)
            return new Collected(null, leftOut);
        var tree = await judge
            .TextAsync(new GitCommand("write-tree", "--missing-ok"), cancellationToken)
            .ConfigureAwait(false);
        var commit = await judge
            .TextAsync(identity.Commit(tree, start, secrets.Without(Message(title)), null), cancellationToken)
            .ConfigureAwait(false);
        await judge
            .TextAsync(new GitCommand("update-ref", KeptBundle.Tip, commit), cancellationToken)
            .ConfigureAwait(false);

        // Made here and copied: git that is stopped on its way leaves a lock, and half a bundle.
        var made = Path.Combine(judge.Folder, "collected.bundle");
        await judge
            .TextAsync(
                new GitCommand("bundle", "create", "--quiet", made, KeptBundle.Tip, "^" + start),
                cancellationToken
            )
            .ConfigureAwait(false);
        using var content = File.OpenRead(made);
        AtomicFile.Write(bundle, content.CopyTo, isPrivate: true);
        return new Collected(commit, leftOut);
    }

    // The start, and over it the tree as it lies there; git decides about line ends and the like in the judge's copies.
    private async Task<IReadOnlyList<Finding>> IndexAsync(
        IsolatedGit judge,
        KnownSecrets secrets,
        CancellationToken cancellationToken
    )
    {
        var tracked = await TrackedFiles.ReadAsync(judge, start, cancellationToken).ConfigureAwait(false);
        var added = commits.Added(tracked, start);
        using var walk = new TreeWalk(folder, tracked, judge, secrets, smudged) { Site = Site, Added = added };
        await walk.RunAsync(cancellationToken).ConfigureAwait(false);
        await judge.TextAsync(new GitCommand("read-tree", start), cancellationToken).ConfigureAwait(false);
        return
        [
            .. walk.LeftOut,
            .. await new JudgedIndex(judge, start, filters, tracked) { LineEnds = Site.LineEnds }
                .TakeAsync(walk.Changed, walk.Gone, cancellationToken)
                .ConfigureAwait(false),
        ];
    }

    private async Task<IReadOnlyList<string>> DifferingAsync(IsolatedGit judge, CancellationToken cancellationToken)
    {
        var paths = await judge
            .TextAsync(
                new GitCommand("diff-index", "--cached", "-z", "--name-only", "--no-renames", start),
                cancellationToken
            )
            .ConfigureAwait(false);
        return paths.Split('\0', StringSplitOptions.RemoveEmptyEntries);
    }

    private string Message(string title) =>
        $"{title}\n\n{string.Concat(commits.Subjects(start).Select(subject => $"- {SafeText.Excerpt(subject, 200)}\n"))}";
}
