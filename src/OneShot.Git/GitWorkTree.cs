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
    /// <summary>In place of the id of a content that no object holds yet.</summary>
    private const string Unmade = "";

    public string Folder => folder;

    public string Start => start;

    public IReadOnlyList<string> Borrowed { get; init; } = [];

    /// <summary>Checks out a bundle's commit in a folder of its own.</summary>
    public required Func<string, string, CancellationToken, Task<Checkout>> CheckOut { get; init; }

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
        return (await GatherAsync(judge, KnownSecrets.None, cancellationToken).ConfigureAwait(false))
            .Changes.Select(change => change.Path)
            .ToArray();
    }

    public async Task<Collected> CollectAsync(
        string title,
        KnownSecrets secrets,
        string bundle,
        CancellationToken cancellationToken
    )
    {
        using var judge = await makeJudge(cancellationToken).ConfigureAwait(false);
        var (changes, leftOut) = await GatherAsync(judge, secrets, cancellationToken).ConfigureAwait(false);
        if (changes.Count == 0)
            return new Collected(null, leftOut);
        var message = secrets.Without(Message(title));
        var command = CommitStream.Command(stream => WriteAsync(stream, judge, changes, message));
        (string, string)[] asPack = [.. command.Configuration, ("fastimport.unpackLimit", "0")];
        var commit = await judge
            .TextAsync(command with { Configuration = asPack }, cancellationToken)
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

    public async Task<Checkout?> CheckOutAsync(string commit, string bundle, CancellationToken cancellationToken) =>
        smudged.IsNone ? await CheckOut(commit, bundle, cancellationToken).ConfigureAwait(false) : null;

    // The start, and over it the tree as it lies there; git decides about line ends and the like in the judge's copies.
    private async Task<(IReadOnlyList<ChangedFile> Changes, IReadOnlyList<Finding> LeftOut)> GatherAsync(
        IsolatedGit judge,
        KnownSecrets secrets,
        CancellationToken cancellationToken
    )
    {
        var tracked = await judge.TrackedAsync(start, cancellationToken).ConfigureAwait(false);
        var added = commits.Added(tracked, start);
        using var walk = new TreeWalk(folder, tracked, judge, secrets, smudged) { Site = Site, Added = added };
        await walk.RunAsync(cancellationToken).ConfigureAwait(false);
        string[] gone = [.. walk.Gone];
        if (walk.Changed.Count == 0 && gone.Length == 0)
            return ([], walk.LeftOut);
        if (!tracked.HasAttributes && !judge.Rules.HasAttributes && Site.LineEnds.Count == 0)
            return ([.. Plain(judge, tracked, walk.Changed, gone)], walk.LeftOut);
        await judge.TextAsync(new GitCommand("read-tree", start), cancellationToken).ConfigureAwait(false);
        var untaken = await new JudgedIndex(judge, start, filters, tracked) { LineEnds = Site.LineEnds }
            .TakeAsync(walk.Changed, gone, cancellationToken)
            .ConfigureAwait(false);
        var listed = await judge
            .TextAsync(new GitCommand("diff-index", "--cached", "-z", "--no-renames", start), cancellationToken)
            .ConfigureAwait(false);
        return (Changes(listed), [.. walk.LeftOut, .. untaken]);
    }

    // Where no file has an attribute, git takes every one byte by byte, and need not be asked.
    private static IEnumerable<ChangedFile> Plain(
        IsolatedGit judge,
        TrackedFiles tracked,
        IEnumerable<string> changed,
        IEnumerable<string> gone
    )
    {
        foreach (var path in gone)
            yield return new ChangedFile(path, tracked.At(path), null);
        foreach (var path in changed)
        {
            var copy = Path.Combine(judge.Tree, path);
            var mode = new FileInfo(copy).LinkTarget is null ? JudgedIndex.ModeOf(copy) : "120000";
            yield return new ChangedFile(path, tracked.At(path), new FileVersion(mode, Unmade));
        }
    }

    // ":mode mode id id kind", NUL, the path, NUL.
    private static IReadOnlyList<ChangedFile> Changes(string list) =>
        [
            .. list.Split('\0', StringSplitOptions.RemoveEmptyEntries)
                .Chunk(2)
                .Select(pair => (Told: pair[0].TrimStart(':').Split(' '), Path: pair[1]))
                .Select(one => new ChangedFile(
                    one.Path,
                    one.Told[4] == "A" ? null : new FileVersion(one.Told[0], one.Told[2]),
                    one.Told[4] == "D" ? null : new FileVersion(one.Told[1], one.Told[3])
                )),
        ];

    // What goes has to go first: a folder may be where a file was.
    private async Task WriteAsync(
        CommitStream stream,
        IsolatedGit judge,
        IReadOnlyList<ChangedFile> changes,
        string message
    )
    {
        var author = $"{identity} {DateTimeOffset.UtcNow.ToUnixTimeSeconds()} +0000";
        await stream.BeginAsync(KeptBundle.Tip, author, author, message, start).ConfigureAwait(false);
        foreach (var change in changes.OrderBy(change => change.After is not null))
        {
            if (change.After is { Id: Unmade } made)
                await stream.PutAsync(change.Path, made.Mode, Content(judge, change.Path, made)).ConfigureAwait(false);
            else if (change.After is { } after)
                await stream.PutAsync(change.Path, after).ConfigureAwait(false);
            else
                await stream.RemoveAsync(change.Path).ConfigureAwait(false);
        }

        await stream.EndAsync().ConfigureAwait(false);
    }

    private static byte[] Content(IsolatedGit judge, string path, FileVersion version)
    {
        var copy = Path.Combine(judge.Tree, path);
        return version.IsLink ? LinkText.Read(copy) : File.ReadAllBytes(copy);
    }

    private string Message(string title) =>
        $"{title}\n\n{string.Concat(commits.Subjects(start).Select(subject => $"- {SafeText.Excerpt(subject, 200)}\n"))}";
}
