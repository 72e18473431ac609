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
/// <param name="filters">The filters that are applied.</param>
internal sealed class DeliveredFilters(GitJudge judge, IDelivery delivery, GitFilters filters)
{
    private const string Forged = "is a pointer to a large file that was not there, in place of its content";

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
        var canBecomeLarge = delivered.Files.Any(file => JudgedIndex.AreAttributes(file.Path));
        if (found.Count == 0 && !canBecomeLarge)
            return delivered;

        var contents = await DeliveredContents.OfAsync(delivery, changed, cancellationToken).ConfigureAwait(false);
        _large = new DeliveredLargeFiles(judge, delivery, contents, filters.Store, rules, delivered.Start);
        var refused = new Dictionary<string, string>(StringComparer.Ordinal);
        var files = new List<ChangedFile>();
        foreach (var file in delivered.Files)
        {
            var filter = found.GetValueOrDefault(file.Path);
            var isLooked = HasContent(file) && contents.Has(file.After) && (filter is not null || canBecomeLarge);
            if (isLooked && filter is not null && !filters.Handle(filter))
                refused[file.Path] = GitFilters.Lack(filter);
            else if (isLooked && filter is null or FilterRules.LargeFiles)
            {
                var seen = await LargeAsync(file, filter is not null).ConfigureAwait(false);
                if (seen is null)
                    refused[file.Path] = Forged;
                files.Add(seen ?? file);
                continue;
            }
            else if (isLooked)
            {
                if (await CleanAsync(file, filter!).ConfigureAwait(false) is { } seen)
                    files.Add(seen);
                continue;
            }

            files.Add(file);
        }

        return delivered with
        {
            Files = files,
            Refused = refused,
        };

        Task<ChangedFile?> LargeAsync(ChangedFile file, bool isLarge) =>
            _large.LookAsync(file, isLarge, cancellationToken);

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
            catch (OneShotException exception) when (exception.Error.Code == "OS6020")
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
