using System.Globalization;
using System.Text;
using OneShot.Core.Errors;
using OneShot.Core.Judging;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Git;

/// <summary>
/// Large files of a delivery. They come whole, and are judged so; their pointers are made here. A pointer says which
/// content it is, and whoever checks it out gets that: nobody but us makes one.
/// </summary>
/// <param name="judge">The repository that they lie in.</param>
/// <param name="delivery">Lists files there.</param>
/// <param name="contents">Reads contents there.</param>
/// <param name="store">Where large files are kept; <see langword="null"/> without git-lfs.</param>
/// <param name="rules">Tells which files of the start are large.</param>
/// <param name="start">The start.</param>
internal sealed class DeliveredLargeFiles(
    IsolatedGit judge,
    IDelivery delivery,
    DeliveredContents contents,
    LargeFileStore? store,
    FilterRules rules,
    string start
)
{
    /// <summary>Why a pointer can't be delivered.</summary>
    public const string Forged = "is a pointer to a large file that was not there, in place of its content";

    private const string Extended =
        "has a pointer with extensions of Git LFS, which are not run: it would be delivered without them";

    private readonly HashSet<string> _whole = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, LargeFilePointer>? _known;
    private Dictionary<LargeFilePointer, string> _places = [];
    private long _left = DeliveryRules.Largest;

    /// <summary>
    /// Looks at a file that is a large one, or would become one by whatever rules say so some day: which ones they are
    /// the next delivery can change.
    /// </summary>
    /// <returns>The file as people see it, and why it can't be delivered; no file where nothing was changed.</returns>
    public async Task<(ChangedFile? Seen, string? Fault)> LookAsync(
        ChangedFile file,
        bool isLarge,
        CancellationToken cancellationToken
    )
    {
        if (await contents.IsLikePointerAsync(file.After!.Id, cancellationToken).ConfigureAwait(false))
        {
            // Those that the start has may be moved, byte for byte as it has them: their content was there before.
            if (await KnownIdAsync(file.After, cancellationToken).ConfigureAwait(false) is not { } id)
                return (file, Forged);
            file = file with { After = file.After with { Id = id } };
            if (file.After == file.Before)
                return (null, null);
        }
        else if (isLarge && contents.SizeOf(file.After) > 0)
        {
            var before = contents.Has(file.Before)
                ? await contents.PointerAsync(file.Before!, cancellationToken).ConfigureAwait(false)
                : null;
            if (before is { Extensions.Length: > 0 })
                return (file, Extended);
            _whole.Add(file.Path);
        }

        if (!isLarge || !contents.Has(file.Before))
            return (file, null);
        return (file with { Before = await WholeAsync(file.Before!, cancellationToken).ConfigureAwait(false) }, null);
    }

    private async Task<string?> KnownIdAsync(FileVersion file, CancellationToken cancellationToken)
    {
        if (_known is null)
        {
            _known = await KnownAsync(cancellationToken).ConfigureAwait(false);
            _places = _known.DistinctBy(pair => pair.Value).ToDictionary(pair => pair.Value, pair => pair.Key);
        }

        if (_known.ContainsKey(file.Id))
            return file.Id;
        return await contents.PointerAsync(file, cancellationToken).ConfigureAwait(false) is { } pointer
            ? _places.GetValueOrDefault(pointer)
            : null;
    }

    /// <summary>Keeps the contents of large files that are taken.</summary>
    /// <returns>The ids of their pointers, by their paths.</returns>
    public async Task<IReadOnlyDictionary<string, string>> KeepAsync(
        IReadOnlyList<ChangedFile> taken,
        CancellationToken cancellationToken
    )
    {
        var pointers = Directory.CreateDirectory(Path.Combine(judge.Folder, "pointers")).FullName;
        var files = taken.Where(file => file.After is not null && _whole.Contains(file.Path)).ToArray();
        if (files.Length == 0)
            return new Dictionary<string, string>();
        var names = new StringBuilder();
        for (var i = 0; i < files.Length; i++)
        {
            var pointer = await KeepAsync(files[i], cancellationToken).ConfigureAwait(false);
            var place = Path.Combine(pointers, i.ToString(CultureInfo.InvariantCulture));
            await File.WriteAllBytesAsync(place, pointer.ToBytes(), cancellationToken).ConfigureAwait(false);
            names.Append(CultureInfo.InvariantCulture, $"../pointers/{i}\n");
        }

        var command = new GitCommand("hash-object", "-w", "--no-filters", "--stdin-paths")
        {
            Input = Encoding.ASCII.GetBytes(names.ToString()),
        };
        var ids = (await judge.TextAsync(command, cancellationToken).ConfigureAwait(false)).Split('\n');
        return files.Zip(ids).ToDictionary(pair => pair.First.Path, pair => pair.Second, StringComparer.Ordinal);
    }

    private async Task<LargeFilePointer> KeepAsync(ChangedFile file, CancellationToken cancellationToken)
    {
        var content = await contents.ReadAsync(file.After!, cancellationToken).ConfigureAwait(false);
        var pointer = LargeFilePointer.Of(content.Span);
        try
        {
            store!.Keep(pointer, content);
            return pointer;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OneShotErrors.DeliveryRefused(
                $"the content of '{file.Path}' can't be kept for Git LFS: {exception.Message}"
            );
        }
    }

    // Where the content is here, what is compared with it is what people saw before.
    private async Task<FileVersion> WholeAsync(FileVersion before, CancellationToken cancellationToken)
    {
        if (
            await contents.PointerAsync(before, cancellationToken).ConfigureAwait(false)
            is not { Extensions.Length: 0 } pointer
        )
            return before;
        if (pointer.Size > Math.Min(_left, DeliveryRules.LargestFile) || store is null)
            return before;
        if (await store.FindWholeAsync(pointer, cancellationToken).ConfigureAwait(false) is not { } file)
            return before;
        _left -= pointer.Size;
        var command = new GitCommand("hash-object", "-w", "--no-filters", "--", file);
        return before with { Id = await judge.TextAsync(command, cancellationToken).ConfigureAwait(false) };
    }

    private async Task<IReadOnlyDictionary<string, LargeFilePointer>> KnownAsync(CancellationToken cancellationToken)
    {
        var tracked = await delivery.FilesAsync(start, cancellationToken).ConfigureAwait(false);
        string[] paths =
        [
            .. tracked.Where(file => file.Value is { IsLink: false, IsRepository: false }).Select(file => file.Key),
        ];
        var found = await rules.OfAsync(paths, cancellationToken).ConfigureAwait(false);
        using var objects = new GitObjects(judge.Start(GitObjects.Batch), judge.Patience);
        var ids = found.Where(pair => pair.Value == FilterRules.LargeFiles).Select(pair => tracked[pair.Key].Id);
        return await LargeFilePointer.AmongAsync(judge.RunAsync, objects, ids, cancellationToken).ConfigureAwait(false);
    }
}
