using OneShot.Core.Errors;
using OneShot.Core.Judging;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Git;

/// <summary>
/// Files of a delivery that git holds in another form than people work with, by the attributes of the start. They come
/// as people see them, and are judged so; what is taken of them is put into git's form here, from what was judged.
/// </summary>
/// <param name="judge">The repository that they lie in.</param>
/// <param name="delivery">Reads contents there.</param>
/// <param name="objects">Reads objects there.</param>
/// <param name="filters">The filters that are applied.</param>
internal sealed class DeliveredFilters(IsolatedGit judge, IDelivery delivery, GitObjects objects, GitFilters filters)
{
    private readonly Dictionary<string, string> _cleaned = new(StringComparer.Ordinal);
    private DeliveredLargeFiles? _large;

    /// <summary>Looks at what came.</summary>
    /// <returns>The same as people see it, before and after, and what of it can't be delivered.</returns>
    public async Task<Delivered> OpenAsync(Delivered delivered, CancellationToken cancellationToken)
    {
        var changed = delivered.Files.Where(HasContent).ToArray();
        var rules = judge.RulesOf(delivered.Start);
        string[] paths = [.. changed.Select(file => file.Path)];
        var found = await rules.OfAsync(paths, cancellationToken).ConfigureAwait(false);
        var contents = await DeliveredContents
            .OfAsync(delivery, objects, changed, cancellationToken)
            .ConfigureAwait(false);
        _large = new DeliveredLargeFiles(judge, delivery, contents, filters.Store, rules, delivered.Start);
        var refused = new Dictionary<string, string>(StringComparer.Ordinal);
        var (files, kept) = (new List<ChangedFile>(), new List<ChangedFile>());
        foreach (var file in delivered.Files)
        {
            if (!HasContent(file) || !contents.Has(file.After))
                files.Add(file);
            else if (await LookAsync(file, found.GetValueOrDefault(file.Path)).ConfigureAwait(false) is { } seen)
                files.Add(seen);
        }

        return delivered with
        {
            Files = files,
            Refused = refused,
            Kept = kept,
        };

        async Task<ChangedFile?> LookAsync(ChangedFile file, string? filter)
        {
            if (filter is not (null or FilterRules.LargeFiles) && filters.Handle(filter))
                return await CleanAsync(file, filter).ConfigureAwait(false);
            var fault = filter is null || filters.Handle(filter) ? null : GitFilters.Lack(filter);
            var seen = (ChangedFile?)file;
            if (fault is null)
                (seen, fault) = await _large
                    .LookAsync(file, filter is not null, cancellationToken)
                    .ConfigureAwait(false);
            if (fault is not null)
                refused[file.Path] = fault;
            return seen;
        }

        // Nothing where git holds already what the filter gives.
        async Task<ChangedFile?> CleanAsync(ChangedFile file, string filter)
        {
            try
            {
                var before = contents.Has(file.Before) ? await SmudgedAsync(file, filter).ConfigureAwait(false) : null;
                var after = (await contents.ReadAsync(file.After!, cancellationToken).ConfigureAwait(false)).ToArray();
                var id =
                    before is not null && before.AsSpan().SequenceEqual(after)
                        ? file.Before!.Id
                        : await IdAsync(rules, filter, file.Path, after, cancellationToken).ConfigureAwait(false);
                _cleaned[file.Path] = id;
                if (id == file.Before?.Id && file.Before.Mode == file.After!.Mode)
                    return null;
                if (await contents.IsLikePointerAsync(id, cancellationToken).ConfigureAwait(false))
                    refused[file.Path] = DeliveredLargeFiles.Forged;
                kept.Add(file with { After = file.After! with { Id = id } });
                if (before is null)
                    return file;
                return file with
                {
                    Before = file.Before! with
                    {
                        Id = await WriteAsync(before, cancellationToken).ConfigureAwait(false),
                    },
                };
            }
            catch (OneShotException exception) when (exception.Error.Code == CaughtCode.FilterFailed)
            {
                refused[file.Path] = $"can't be put into the form that git holds: {exception.Error.Message}";
                return file;
            }
        }

        async Task<byte[]> SmudgedAsync(ChangedFile file, string filter)
        {
            var kept = (await contents.ReadAsync(file.Before!, cancellationToken).ConfigureAwait(false)).ToArray();
            return await filters.User.SmudgeAsync(filter, file.Path, kept, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Puts what is taken into git's form, and keeps the contents of large files.</summary>
    public async Task<IReadOnlyList<ChangedFile>> KeepAsync(
        IReadOnlyList<ChangedFile> taken,
        CancellationToken cancellationToken
    )
    {
        if (_large is null)
            return taken;
        foreach (var (path, id) in await _large.KeepAsync(taken, cancellationToken).ConfigureAwait(false))
            _cleaned[path] = id;
        return [.. taken.Select(Kept)];
    }

    private ChangedFile Kept(ChangedFile file) =>
        file.After is { } after && _cleaned.TryGetValue(file.Path, out var id)
            ? file with
            {
                After = after with { Id = id },
            }
            : file;

    // One with a name that can't be is refused by the judge.
    private static bool HasContent(ChangedFile file) =>
        file.After is { IsLink: false, IsRepository: false } after
        && file.Before?.Id != after.Id
        && NameRules.Fault(file.Path) is null;

    // The other attributes come after a filter, as git has it.
    private async Task<string> IdAsync(
        FilterRules rules,
        string filter,
        string path,
        byte[] content,
        CancellationToken cancellationToken
    )
    {
        var cleaned = await filters.User.CleanAsync(filter, path, content, cancellationToken).ConfigureAwait(false);
        if (JudgedIndex.AreAttributes(path))
            return await WriteAsync(cleaned, cancellationToken).ConfigureAwait(false); // a copy would be obeyed
        var place = Path.Combine(judge.Tree, path);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            await File.WriteAllBytesAsync(place, cleaned, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OneShotErrors.FilterFailed(filter, "clean", path, exception.Message);
        }

        return await rules.AddAsync(path, cancellationToken).ConfigureAwait(false)
            ?? throw OneShotErrors.FilterFailed(filter, "clean", path, "its other attributes don't fit what it gave");
    }

    private Task<string> WriteAsync(byte[] content, CancellationToken cancellationToken) =>
        judge.TextAsync(
            new GitCommand("hash-object", "-w", "--no-filters", "--stdin") { Input = content },
            cancellationToken
        );
}
