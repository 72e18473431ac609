using System.Buffers;
using System.Globalization;
using System.Text;
using OneShot.Core.Errors;
using OneShot.Core.Judging;
using OneShot.Core.Model;
using OneShot.Core.Pipeline;
using OneShot.Core.Ports;
using OneShot.Core.Storage;

namespace OneShot.Git;

/// <summary>Unpacks a bundle in a repository of its own, so that what is refused never comes near the user's.</summary>
/// <param name="judge">That repository.</param>
/// <param name="user">Runs git in the user's.</param>
/// <param name="identity">Whose name the commit carries.</param>
/// <param name="filters">The filters that are applied.</param>
internal sealed class GitDelivery(IsolatedGit judge, GitRunner user, Identity identity, GitFilters filters) : IDelivery
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private GitObjects? _objects;
    private DeliveredFilters? _filtered;

    // The bundle's time is that of the commit too: whoever delivers the same again makes the same commit.
    private string? _at;

    private GitObjects Objects => _objects ??= new GitObjects(judge.Start(GitObjects.Batch), Patience);

    public (string Name, string Email) Committer => (identity.Name, identity.Email);

    public async Task<Delivered> OpenAsync(string bundle, string start, CancellationToken cancellationToken)
    {
        var copy = Path.Combine(judge.Folder, "delivered.bundle");
        await CopyAsync(bundle, copy, cancellationToken).ConfigureAwait(false);
        var commit = (
            await TextAsync(cancellationToken, "bundle", "unbundle", copy, KeptBundle.Tip).ConfigureAwait(false)
        ).Split(' ')[0];
        if (
            !(
                await judge.RunAsync(GitCommand.IsAncestor(start, commit), cancellationToken).ConfigureAwait(false)
            ).IsGood
        )
            throw OneShotErrors.DeliveryRefused("it does not stand on the branch.");
        var subjects = await SubjectsAsync(start, commit, cancellationToken).ConfigureAwait(false);
        var delivered = new Delivered(
            start,
            commit,
            await ChangesAsync(start, commit, cancellationToken).ConfigureAwait(false),
            subjects
        );
        _filtered = new DeliveredFilters(judge, this, Objects, filters);
        return await _filtered.OpenAsync(delivered, cancellationToken).ConfigureAwait(false);
    }

    public bool MayUnpack(string bundle) => BundleSizes.IsGood(bundle);

    public async Task<IReadOnlyDictionary<string, FileVersion>> FilesAsync(
        string commit,
        CancellationToken cancellationToken
    ) => (await TrackedFiles.ReadAsync(judge, commit, cancellationToken).ConfigureAwait(false)).Files;

    public async Task<IReadOnlyDictionary<string, long>> SizesAsync(
        IReadOnlyCollection<string> ids,
        CancellationToken cancellationToken
    )
    {
        if (ids.Count == 0)
            return new Dictionary<string, long>();
        var input = Encoding.ASCII.GetBytes(string.Concat(ids.Select(id => id + "\n")));
        var list = await judge
            .TextAsync(
                new GitCommand("cat-file", "--batch-check=%(objectname) %(objectsize)") { Input = input },
                cancellationToken
            )
            .ConfigureAwait(false);
        var lines = list.Split('\n').Select(line => line.Split(' ')).Where(parts => parts is [_, not "missing"]);
        return lines
            .DistinctBy(parts => parts[0])
            .ToDictionary(parts => parts[0], parts => long.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    public Task<bool> ReadAsync(string id, IBufferWriter<byte> content, CancellationToken cancellationToken) =>
        Objects.ReadAsync(id, DeliveryRules.LargestFile, content, cancellationToken);

    public async Task<string> TakeAsync(
        Delivered delivered,
        IReadOnlyList<ChangedFile> taken,
        string message,
        CancellationToken cancellationToken
    )
    {
        if (_filtered is not null)
            taken = await _filtered.KeepAsync(taken, cancellationToken).ConfigureAwait(false);
        await TextAsync(cancellationToken, "read-tree", delivered.Start).ConfigureAwait(false);
        await TextAsync(
                cancellationToken,
                ["rm", "-r", "--cached", "--quiet", "--ignore-unmatch", "--", .. PlanFiles.OwnFolders]
            )
            .ConfigureAwait(false);
        await IndexAsync(delivered.Start.Length, taken, cancellationToken).ConfigureAwait(false);

        // What was there before may be missing in a partial clone, and is not looked at.
        var tree = await TextAsync(cancellationToken, "write-tree", "--missing-ok").ConfigureAwait(false);
        var commit = await judge
            .TextAsync(identity.Commit(tree, delivered.Start, message, _at), cancellationToken)
            .ConfigureAwait(false);
        await TextAsync(cancellationToken, "update-ref", KeptBundle.Tip, commit).ConfigureAwait(false);

        // A file again: the user's git reads no repository that somebody
        // who outlived the session could have changed. No ref is made.
        var bundle = Path.Combine(judge.Folder, "taken.bundle");
        await TextAsync(cancellationToken, "bundle", "create", "--quiet", bundle, KeptBundle.Tip, "^" + delivered.Start)
            .ConfigureAwait(false);
        var brought = await user.RunAsync(new GitCommand("bundle", "unbundle", bundle), cancellationToken)
            .ConfigureAwait(false);
        return brought.IsGood ? commit : throw OneShotErrors.GitFailed("bundle unbundle", brought.Reason);
    }

    public async Task<TreeDifference> CompareAsync(string from, string to, CancellationToken cancellationToken)
    {
        var trees = (
            await TextAsync(cancellationToken, "rev-parse", from + "^{tree}", to + "^{tree}").ConfigureAwait(false)
        ).Split('\n');
        return new TreeDifference(
            trees[0],
            trees[1],
            await ChangesAsync(from, to, cancellationToken).ConfigureAwait(false)
        );
    }

    public void Dispose()
    {
        _objects?.Dispose();
        judge.Dispose();
    }

    // It comes from a job that an agent ran in: what is looked at here must be what git unpacks then.
    private static async Task CopyAsync(string bundle, string copy, CancellationToken cancellationToken)
    {
        try
        {
            using var file = RegularFile.Open(bundle);
            if (file.Length > DeliveryRules.Largest)
                throw OneShotErrors.DeliveryRefused(
                    $"the bundle has {file.Length / DeliveryRules.Megabyte} MB, and "
                        + $"{DeliveryRules.Largest / DeliveryRules.Megabyte} is the limit."
                );
            using var target = new FileStream(copy, FileMode.CreateNew, FileAccess.ReadWrite);
            await file.CopyToAsync(target, cancellationToken).ConfigureAwait(false);
            target.Position = 0;
            if (BundleSizes.Fault(target) is { } fault)
                throw OneShotErrors.DeliveryRefused(fault + ".");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OneShotErrors.DeliveryRefused("there is no bundle.");
        }
    }

    // Of one commit of ours the list in its message; a bundle of an earlier version holds the agent's own commits.
    private async Task<IReadOnlyList<string>> SubjectsAsync(
        string start,
        string commit,
        CancellationToken cancellationToken
    )
    {
        if (commit == start)
            return [];
        var ids = (
            await TextAsync(cancellationToken, "rev-list", $"--max-count={AgentCommits.Most + 1}", $"{start}..{commit}")
                .ConfigureAwait(false)
        ).Split('\n');
        var sizes = await SizesAsync(ids, cancellationToken).ConfigureAwait(false);
        if (ids.Length > AgentCommits.Most || sizes.Values.Any(size => size > DeliveryRules.Megabyte))
            return [];
        var log = await TextAsync(
                cancellationToken,
                "log",
                "--reverse",
                ids.Length == 1 ? "--format=%ct%x00%b" : "--format=%ct%x00- %s",
                $"{start}..{commit}"
            )
            .ConfigureAwait(false);
        _at =
            log.Split('\0')[0] is { Length: > 0 and < 12 } time && time.All(char.IsAsciiDigit) ? time + " +0000" : null;
        return
        [
            .. log.Split('\n', '\0')
                .Where(line => line.StartsWith("- ", StringComparison.Ordinal))
                .Select(line => line[2..]),
        ];
    }

    private Task<IReadOnlyList<ChangedFile>> ChangesAsync(
        string from,
        string to,
        CancellationToken cancellationToken
    ) => new TreeComparison(Objects, from.Length / 2).OfAsync(from, to, cancellationToken);

    private async Task IndexAsync(int idLength, IReadOnlyList<ChangedFile> taken, CancellationToken cancellationToken)
    {
        // What goes has to go first: a folder may be where a file was.
        var lines = taken
            .OrderBy(file => file.After is not null)
            .Select(file =>
                file.After is { } after
                    ? $"{after.Mode} {after.Id}\t{file.Path}\0"
                    : $"0 {new string('0', idLength)}\t{file.Path}\0"
            );
        var input = Encoding.UTF8.GetBytes(string.Concat(lines));
        if (input.Length > 0)
            await judge
                .TextAsync(new GitCommand("update-index", "-z", "--index-info") { Input = input }, cancellationToken)
                .ConfigureAwait(false);
    }

    private Task<string> TextAsync(CancellationToken cancellationToken, params string[] arguments) =>
        judge.TextAsync(new GitCommand(arguments), cancellationToken);
}
