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
/// <param name="common">The user's git directory.</param>
/// <param name="filters">The filters that are applied.</param>
internal sealed class GitDelivery(
    IsolatedGit judge,
    GitRunner user,
    Identity identity,
    string common,
    GitFilters filters
) : IDelivery
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, long> _sizes = []; // objects don't change
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
        var subjects =
            await OwnSubjectsAsync(start, commit, cancellationToken).ConfigureAwait(false)
            ?? await SubjectsAsync(start, commit, cancellationToken).ConfigureAwait(false);
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
    ) => (await judge.TrackedAsync(commit, cancellationToken).ConfigureAwait(false)).Files;

    public async Task<IReadOnlyDictionary<string, long>> SizesAsync(
        IReadOnlyCollection<string> ids,
        CancellationToken cancellationToken
    )
    {
        var unknown = ids.Where(id => !_sizes.ContainsKey(id)).ToArray();
        if (unknown.Length > 0)
        {
            var command = new GitCommand("cat-file", "--batch-check=%(objectname) %(objectsize)")
            {
                Input = Encoding.ASCII.GetBytes(string.Concat(unknown.Select(id => id + "\n"))),
            };
            var list = await judge.TextAsync(command, cancellationToken).ConfigureAwait(false);
            foreach (var line in list.Split('\n'))
            {
                if (line.Split(' ') is [var id, not "missing" and var size])
                    _sizes[id] = long.Parse(size, CultureInfo.InvariantCulture);
            }
        }

        return ids.Where(_sizes.ContainsKey).Distinct().ToDictionary(id => id, id => _sizes[id]);
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

        // Contents again, which have to be those that were judged: the user's git reads no
        // repository that somebody who outlived the session could have changed. No ref is made.
        var reference = RefName.Imports + Guid.NewGuid().ToString("N");
        var command = CommitStream.Command(stream =>
            WriteAsync(stream, reference, delivered.Start, taken, message, cancellationToken)
        );
        var brought = await user.RunAsync(
                command with
                {
                    // As it was judged: names by their letters, what a commit holds, and nothing from elsewhere.
                    Configuration =
                    [
                        .. command.Configuration,
                        ("core.ignoreCase", "false"),
                        ("core.protectNTFS", "false"),
                        ("core.protectHFS", "false"),
                    ],
                    Environment = GitTrunkFile.OnlyHere,
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        if (brought.IsGood)
            return brought.Text.Trim();
        GitCommits.RemoveCrashReport(brought.Error, common);
        throw OneShotErrors.GitFailed("fast-import", brought.Reason);
    }

    // What goes has to go first: a folder may be where a file was.
    private async Task WriteAsync(
        CommitStream stream,
        string reference,
        string start,
        IReadOnlyList<ChangedFile> taken,
        string message,
        CancellationToken cancellationToken
    )
    {
        var author = $"{identity} {_at ?? $"{DateTimeOffset.UtcNow.ToUnixTimeSeconds()} +0000"}";
        await stream
            .BeginAsync(reference, author, author, message.EndsWith('\n') ? message : message + "\n", start)
            .ConfigureAwait(false);
        foreach (var path in PlanFiles.OwnFolders)
            await stream.RemoveAsync(path).ConfigureAwait(false);
        foreach (var file in taken.Where(file => file.After is null))
            await stream.RemoveAsync(file.Path).ConfigureAwait(false);
        var content = new ArrayBufferWriter<byte>();
        foreach (var (path, _, after) in taken)
        {
            if (after is null)
                continue;
            content.ResetWrittenCount();
            await ReadAsync(after.Id, content, cancellationToken).ConfigureAwait(false);
            if (BlobId.Of(content.WrittenSpan, after.Id.Length) != after.Id)
                throw OneShotErrors.DeliveryRefused($"'{path}' is not what was judged any more.");
            await stream.PutAsync(path, after.Mode, content.WrittenMemory).ConfigureAwait(false);
        }

        await stream.EndAsync(reference, start.Length).ConfigureAwait(false);
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

    // Of one commit of ours the list in its message.
    private async Task<IReadOnlyList<string>?> OwnSubjectsAsync(
        string start,
        string commit,
        CancellationToken cancellationToken
    )
    {
        if (commit == start)
            return [];
        var most = (int)DeliveryRules.Megabyte;
        var raw = await Objects.ReadStartAsync(commit + "^{commit}", most, cancellationToken).ConfigureAwait(false);
        if (raw.Length == most)
            return null;
        var made = new RawCommit(raw);
        if (made.Parents is not [var parent] || parent != start)
            return null;
        _at = Time(made.CommittedAt.Split(' ')[0]);
        var message = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(made.Message));
        return Subjects(message.Split('\n').SkipWhile(line => line.Length > 0));
    }

    // A bundle of an earlier version holds the agent's own commits.
    private async Task<IReadOnlyList<string>> SubjectsAsync(
        string start,
        string commit,
        CancellationToken cancellationToken
    )
    {
        var isOnIt = await judge
            .RunAsync(GitCommand.IsAncestor(start, commit), cancellationToken)
            .ConfigureAwait(false);
        if (!isOnIt.IsGood)
            throw OneShotErrors.DeliveryRefused("it does not stand on the branch.");
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
        _at = Time(log.Split('\0')[0]);
        return Subjects(log.Split('\n', '\0'));
    }

    private static string? Time(string time) =>
        time is { Length: > 0 and < 12 } && time.All(char.IsAsciiDigit) ? time + " +0000" : null;

    private static IReadOnlyList<string> Subjects(IEnumerable<string> lines) =>
        [.. lines.Where(line => line.StartsWith("- ", StringComparison.Ordinal)).Select(line => line[2..])];

    private Task<IReadOnlyList<ChangedFile>> ChangesAsync(
        string from,
        string to,
        CancellationToken cancellationToken
    ) => new TreeComparison(Objects, from.Length / 2).OfAsync(from, to, cancellationToken);

    private Task<string> TextAsync(CancellationToken cancellationToken, params string[] arguments) =>
        judge.TextAsync(new GitCommand(arguments), cancellationToken);
}
