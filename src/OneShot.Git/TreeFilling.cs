using System.Text;
using OneShot.Core.Judging;
using OneShot.Core.Storage;

namespace OneShot.Git;

/// <summary>
/// Looks at what has a filter in a tree that no session was in yet, and puts there what people work with, where git
/// holds something else.
/// </summary>
/// <param name="judge">A repository to ask in.</param>
/// <param name="filters">The filters that are applied.</param>
/// <param name="tree">The top of the tree.</param>
/// <param name="commit">What is checked out there.</param>
internal sealed class TreeFilling(IsolatedGit judge, GitFilters filters, string tree, string commit)
{
    /// <summary>The most bytes of large files that are fetched for a tree, and that are put into it.</summary>
    public const long MostWritten = 1024L * 1024 * 1024;

    private readonly Dictionary<string, LargeFilePointer> _large = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Id, long Size)> _contents = new(StringComparer.Ordinal);
    private readonly List<string> _pointers = [];
    private readonly List<string> _written = [];
    private long _left = MostWritten;

    /// <summary>Files that are in another form than git holds them, by what was done here.</summary>
    public IReadOnlyList<string> Written => _written;

    /// <summary>Does it.</summary>
    /// <param name="fetch">Gets large files; <see langword="null"/> for a tree that somebody else has filled.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>What is known of the tree now.</returns>
    public async Task<SmudgedFiles> RunAsync(Func<Task>? fetch, CancellationToken cancellationToken)
    {
        var tracked = await judge.TrackedAsync(commit, cancellationToken).ConfigureAwait(false);
        var files = tracked
            .Files.Where(file => !file.Value.IsLink && !file.Value.IsRepository)
            .Select(file => file.Key)
            .ToArray();
        var found = await judge.RulesOf(commit).OfAsync(files, cancellationToken).ConfigureAwait(false);
        await ReadPointersAsync(found, tracked, cancellationToken).ConfigureAwait(false);
        if (fetch is not null && MissingBytes() is > 0 and <= MostWritten)
            await fetch().ConfigureAwait(false);
        foreach (var (path, filter) in found)
        {
            if (_large.TryGetValue(path, out var pointer))
            {
                if (
                    RegularFile.TryRead(Path.Combine(tree, path), LargeFilePointer.Most) is not { } here
                    || LargeFilePointer.Read(here) is null
                )
                    continue;
                _contents[path] = (BlobId.Of(here, commit.Length), here.Length);
                if (fetch is null || !await CopyAsync(path, pointer, cancellationToken).ConfigureAwait(false))
                    _pointers.Add(path);
            }
            else if (fetch is not null && filters.User.Has(filter))
                await SmudgeAsync(path, filter, cancellationToken).ConfigureAwait(false);
            else
                await RememberAsync(path, cancellationToken).ConfigureAwait(false);
        }

        return new SmudgedFiles
        {
            Large = _large,
            Contents = _contents,
            Pointers = _pointers,
            Filters = [.. found.Values.Distinct()],
        };
    }

    // A pointer may claim any size.
    private decimal MissingBytes() =>
        _large
            .Values.Distinct()
            .Where(pointer => filters.Store!.Find(pointer) is null)
            .Sum(pointer => (decimal)pointer.Size);

    private async Task ReadPointersAsync(
        IReadOnlyDictionary<string, string> found,
        TrackedFiles tracked,
        CancellationToken cancellationToken
    )
    {
        var paths = filters.Store is null
            ? []
            : found.Where(pair => pair.Value == FilterRules.LargeFiles).Select(pair => pair.Key).ToArray();
        if (paths.Length == 0)
            return;
        using var objects = new GitObjects(judge.Start(GitObjects.Batch), judge.Patience);
        var ids = paths.Select(path => tracked.At(path)!.Id);
        var pointers = await LargeFilePointer
            .AmongAsync(judge.RunAsync, objects, ids, cancellationToken)
            .ConfigureAwait(false);
        foreach (var path in paths)
        {
            // One with extensions stays: its content is what programs of the user's made, which are not run.
            if (pointers.TryGetValue(tracked.At(path)!.Id, out var pointer) && pointer.Extensions.Length == 0)
                _large[path] = pointer;
        }
    }

    // Only if it is what the pointer says: a file that is not would look as if the agent had changed it.
    private async Task<bool> CopyAsync(string path, LargeFilePointer pointer, CancellationToken cancellationToken)
    {
        if (pointer.Size > _left)
            return false;
        if (await filters.Store!.FindWholeAsync(pointer, cancellationToken).ConfigureAwait(false) is not { } file)
            return false;
        using var content = File.OpenRead(file);
        _left -= pointer.Size;
        using var target = new FileStream(Path.Combine(tree, path), FileMode.Truncate, FileAccess.Write);
        await content.CopyToAsync(target, cancellationToken).ConfigureAwait(false);
        _written.Add(path);
        return true;
    }

    private async Task SmudgeAsync(string path, string filter, CancellationToken cancellationToken)
    {
        var place = Path.Combine(tree, path);
        if (
            RegularFile.TryRead(place, (int)DeliveryRules.LargestFile)
            is not { Length: <= (int)DeliveryRules.LargestFile } here
        )
        {
            await RememberAsync(path, cancellationToken).ConfigureAwait(false);
            return;
        }

        var content = await filters.User.SmudgeAsync(filter, path, here, cancellationToken).ConfigureAwait(false);
        _contents[path] = (BlobId.Of(content, commit.Length), content.Length);
        if (content.AsSpan().SequenceEqual(here))
            return;
        using var target = new FileStream(place, FileMode.Truncate, FileAccess.Write);
        await target.WriteAsync(content, cancellationToken).ConfigureAwait(false);
        _written.Add(path);
    }

    private async Task RememberAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var file = RegularFile.Open(Path.Combine(tree, path));
            _contents[path] = (
                await BlobId.OfAsync(file, commit.Length, cancellationToken).ConfigureAwait(false),
                file.Length
            );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Not checked out, such as in a sparse tree.
        }
    }

    /// <summary>The agent's own git knows no filter, and would call all of these changed.</summary>
    public GitCommand Quiet() =>
        new("update-index", "--assume-unchanged", "-z", "--stdin")
        {
            Input = Encoding.UTF8.GetBytes(string.Concat(_written.Select(path => path + "\0"))),
            IsApart = true,
        };
}
