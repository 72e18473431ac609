using System.Buffers;
using System.Text;
using OneShot.Core.Errors;
using OneShot.Core.Judging;
using OneShot.Core.Ports;

namespace OneShot.Git;

/// <summary>
/// Files of a delivery that git holds in another form than people work with, by the attributes of the start. They come as people see
/// them, and are judged so; what is taken of them is put into git's form here, from what was judged.
/// </summary>
/// <param name="judge">The repository that they lie in.</param>
/// <param name="delivery">Reads contents there.</param>
/// <param name="filters">The filters that are applied.</param>
internal sealed class DeliveredFilters(GitJudge judge, IDelivery delivery, GitFilters filters)
{
    private readonly Dictionary<string, string> _cleaned = new(StringComparer.Ordinal);
    private readonly HashSet<string> _large = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _refused = new(StringComparer.Ordinal);
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private IReadOnlyDictionary<string, long> _sizes = new Dictionary<string, long>();
    private HashSet<string>? _known;
    private long _left = DeliveryRules.Largest;

    /// <summary>Looks at what came.</summary>
    /// <returns>The same as people see it, before and after, and what of it can't be delivered.</returns>
    public async Task<Delivered> OpenAsync(Delivered delivered, CancellationToken cancellationToken)
    {
        var changed = delivered.Files.Where(HasContent).Select(file => file.Path).ToArray();
        var rules = judge.RulesOf(delivered.Start);
        var found = await rules.OfAsync(changed, cancellationToken).ConfigureAwait(false);
        var canBecomeLarge = delivered.Files.Any(file => JudgedIndex.AreAttributes(file.Path));
        if (found.Count == 0 && !canBecomeLarge) return delivered;
        _sizes = await delivery.SizesAsync([.. delivered.Files.Where(HasContent).SelectMany(file => new[] { file.Before, file.After }).OfType<FileVersion>().Select(version => version.Id).Distinct()], cancellationToken).ConfigureAwait(false);
        var files = new List<ChangedFile>();
        foreach (var file in delivered.Files)
        {
            var filter = found.GetValueOrDefault(file.Path);
            if (!HasContent(file) || (filter is null && !canBecomeLarge) || !Has(file.After)) files.Add(file);
            else if (filter is not null && !filters.Handle(filter)) Refuse(file, GitFilters.Lack(filter));
            else if ((filter ?? FilterRules.LargeFiles) == FilterRules.LargeFiles) await LargeAsync(file).ConfigureAwait(false);
            else await CleanAsync(file, filter!).ConfigureAwait(false);
        }

        return delivered with { Files = files, Refused = _refused };

        void Refuse(ChangedFile file, string reason)
        {
            _refused[file.Path] = reason;
            files.Add(file);
        }

        // A pointer says which content it is, and whoever checks it out gets that: nobody but us makes one.
        async Task LargeAsync(ChangedFile file)
        {
            var pointer = await PointerAsync(file.After!).ConfigureAwait(false);
            if (pointer is not null && !(_known ??= await KnownAsync(rules, delivered.Start, cancellationToken).ConfigureAwait(false)).Contains(pointer.Id))
            {
                Refuse(file, "is a pointer to a large file that was not there, in place of its content");
                return;
            }

            if (pointer is null && found.ContainsKey(file.Path) && _sizes[file.After!.Id] > 0) _large.Add(file.Path);
            files.Add(found.ContainsKey(file.Path) && Has(file.Before) ? file with { Before = await WholeAsync(file.Before!).ConfigureAwait(false) } : file);
        }

        async Task CleanAsync(ChangedFile file, string filter)
        {
            try
            {
                var (before, after) = (await WithoutAsync(file, filter, cancellationToken).ConfigureAwait(false), await ReadAsync(file.After!, cancellationToken).ConfigureAwait(false));
                var id = before is not null && before.AsSpan().SequenceEqual(after)
                    ? file.Before!.Id
                    : await IdAsync(rules, filter, file, after, cancellationToken).ConfigureAwait(false);
                _cleaned[file.Path] = id;
                if (id == file.Before?.Id && file.Before.Mode == file.After!.Mode) return; // as git holds it, nothing changed
                files.Add(before is null ? file : file with { Before = file.Before! with { Id = await WriteAsync(before, cancellationToken).ConfigureAwait(false) } });
            }
            catch (OneShotException exception) when (exception.Error.Code == "OS6020")
            {
                Refuse(file, $"can't be put into the form that git holds: {exception.Error.Message}");
            }
        }

        async Task<LargeFilePointer?> PointerAsync(FileVersion version)
            => _sizes[version.Id] is > 0 and <= LargeFilePointer.Most ? LargeFilePointer.Read(await ReadAsync(version, cancellationToken).ConfigureAwait(false)) : null;

        async Task<FileVersion> WholeAsync(FileVersion before)
        {
            if (filters.Store is not { } store || await PointerAsync(before).ConfigureAwait(false) is not { } pointer || pointer.Size > Math.Min(_left, DeliveryRules.LargestFile) || store.Find(pointer) is not { } file) return before;
            _left -= pointer.Size;
            return before with { Id = await judge.TextAsync(new GitCommand("hash-object", "-w", "--no-filters", "--", file), cancellationToken).ConfigureAwait(false) };
        }
    }

    /// <summary>Puts what is taken into git's form, and keeps the contents of large files.</summary>
    public async Task<IReadOnlyList<ChangedFile>> KeepAsync(IReadOnlyList<ChangedFile> taken, CancellationToken cancellationToken)
    {
        var pointers = Directory.CreateDirectory(Path.Combine(judge.Folder, "pointers")).FullName;
        var large = taken.Where(file => file.After is not null && _large.Contains(file.Path)).ToArray();
        foreach (var (file, i) in large.Select((file, i) => (file, i)))
        {
            _buffer.ResetWrittenCount();
            await delivery.ReadAsync(file.After!.Id, _buffer, cancellationToken).ConfigureAwait(false);
            var pointer = LargeFilePointer.Of(_buffer.WrittenSpan);
            Store(file.Path, pointer);
            await File.WriteAllBytesAsync(Path.Combine(pointers, $"{i}"), pointer.ToBytes(), cancellationToken).ConfigureAwait(false);
        }

        if (large.Length > 0)
        {
            var input = Encoding.UTF8.GetBytes(string.Concat(large.Select((_, i) => $"../pointers/{i}\n")));
            var ids = (await judge.TextAsync(new GitCommand("hash-object", "-w", "--no-filters", "--stdin-paths") { Input = input }, cancellationToken).ConfigureAwait(false)).Split('\n');
            foreach (var (file, id) in large.Zip(ids)) _cleaned[file.Path] = id;
        }

        return [.. taken.Select(file => file.After is { } after && _cleaned.TryGetValue(file.Path, out var id) ? file with { After = after with { Id = id } } : file)];
    }

    private void Store(string path, LargeFilePointer pointer)
    {
        try
        {
            filters.Store!.Keep(pointer, _buffer.WrittenMemory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OneShotErrors.DeliveryRefused($"the content of '{path}' can't be kept for Git LFS: {exception.Message}");
        }
    }

    private static bool HasContent(ChangedFile file)
        => file.After is { IsLink: false, IsRepository: false } after && file.Before?.Id != after.Id && NameRules.Fault(file.Path) is null;

    // What is larger is not read; the judge refuses it.
    private bool Has(FileVersion? version)
        => version is { IsLink: false, IsRepository: false } && _sizes.TryGetValue(version.Id, out var size) && size <= DeliveryRules.LargestFile;

    private async Task<byte[]> ReadAsync(FileVersion version, CancellationToken cancellationToken)
    {
        _buffer.ResetWrittenCount();
        await delivery.ReadAsync(version.Id, _buffer, cancellationToken).ConfigureAwait(false);
        return _buffer.WrittenSpan.ToArray();
    }

    private async Task<byte[]?> WithoutAsync(ChangedFile file, string filter, CancellationToken cancellationToken)
        => Has(file.Before) ? await filters.User.SmudgeAsync(filter, file.Path, await ReadAsync(file.Before!, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false) : null;

    // The other attributes come after a filter, as git has it.
    private async Task<string> IdAsync(FilterRules rules, string filter, ChangedFile file, byte[] content, CancellationToken cancellationToken)
    {
        var cleaned = await filters.User.CleanAsync(filter, file.Path, content, cancellationToken).ConfigureAwait(false);
        var place = Path.Combine(judge.Tree, file.Path);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            await File.WriteAllBytesAsync(place, cleaned, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OneShotErrors.FilterFailed(filter, "clean", file.Path, exception.Message);
        }

        return await rules.AddAsync(file.Path, cancellationToken).ConfigureAwait(false)
            ?? throw OneShotErrors.FilterFailed(filter, "clean", file.Path, "its other attributes don't fit what it gave");
    }

    private Task<string> WriteAsync(byte[] content, CancellationToken cancellationToken)
        => judge.TextAsync(new GitCommand("hash-object", "-w", "--no-filters", "--stdin") { Input = content }, cancellationToken);

    // Those that the start has may be moved: their content was here before.
    private async Task<HashSet<string>> KnownAsync(FilterRules rules, string start, CancellationToken cancellationToken)
    {
        var tracked = (await delivery.FilesAsync(start, cancellationToken).ConfigureAwait(false)).Where(file => file.Value is { IsLink: false, IsRepository: false }).ToDictionary();
        var found = await rules.OfAsync([.. tracked.Keys], cancellationToken).ConfigureAwait(false);
        using var objects = new GitObjects(judge.Start(GitObjects.Batch), judge.Patience);
        var ids = found.Where(pair => pair.Value == FilterRules.LargeFiles).Select(pair => tracked[pair.Key].Id);
        var pointers = await LargeFilePointer.AmongAsync(judge.RunAsync, objects, ids, cancellationToken).ConfigureAwait(false);
        return [.. pointers.Values.Select(pointer => pointer.Id)];
    }
}
