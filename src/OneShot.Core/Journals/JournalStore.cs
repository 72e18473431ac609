using System.Text.Json;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Storage;

namespace OneShot.Core.Journals;

/// <summary>
/// Keeps journals as files that people can read: <c>oneshot/journal/{id}.json</c>
/// under the git directory that all worktrees share.
/// </summary>
/// <param name="commonDirectory">That git directory.</param>
internal sealed class JournalStore(string commonDirectory) : IJournalStore
{
    private readonly string _folder = Path.Combine(commonDirectory, "oneshot", "journal");

    /// <inheritdoc/>
    public void Save(Journal journal)
    {
        var path = PathOf(journal.Id);
        try
        {
            AtomicFile.Write(path, file => JsonSerializer.Serialize(file, journal, JournalJson.Default.Journal));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OneShotErrors.JournalUnwritable(path, exception.Message);
        }
    }

    /// <inheritdoc/>
    public Journal? Find(string id)
    {
        var path = PathOf(id);
        try
        {
            using var file = RegularFile.Open(path);
            var journal = JsonSerializer.Deserialize(file, JournalJson.Default.Journal);
            return journal is null || IsOf(journal, id)
                ? journal
                : throw OneShotErrors.JournalDamaged(path, "it is not of the one-shot that its name says.");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw OneShotErrors.JournalDamaged(path, exception.Message);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<Journal> All()
    {
        if (!Directory.Exists(_folder))
            return [];
        var journals = new List<Journal>();
        foreach (var file in Directory.EnumerateFiles(_folder, "*.json"))
        {
            try
            {
                if (Find(Path.GetFileNameWithoutExtension(file)) is { } journal)
                    journals.Add(journal);
            }
            catch (OneShotException)
            {
                // One damaged file must not hide the others; --resume of that one tells.
            }
        }

        return journals.OrderByDescending(journal => journal.CreatedAt).ToList();
    }

    /// <inheritdoc/>
    public IDisposable Lock(string id)
    {
        var path = Path.Combine(_folder, id + ".lock");
        try
        {
            return FileLock.TryTake(path) ?? throw OneShotErrors.Locked(id);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OneShotErrors.JournalUnwritable(path, exception.Message);
        }
    }

    // What is typed is made of it, and what is looked for on a forge.
    private static bool IsOf(Journal journal, string id) =>
        journal.Id.Equals(id, StringComparison.OrdinalIgnoreCase) && DistinctId.TryParse(id, out _);

    private string PathOf(string id) => Path.Combine(_folder, id + ".json");
}
