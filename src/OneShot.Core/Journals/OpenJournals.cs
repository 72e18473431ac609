namespace OneShot.Core.Journals;

/// <summary>
/// The journals of a verb: holds the lock of the one-shot it works on from its first write to the end,
/// and remembers what was saved last, so that a failed step still tells what it had made.
/// </summary>
internal sealed class OpenJournals(IJournalStore inner) : IJournalStore, IDisposable
{
    private IDisposable? _lock;

    public Journal? Saved { get; private set; }

    public void Save(Journal journal)
    {
        Hold(journal.Id);
        inner.Save(journal);
        Saved = journal;
    }

    public Journal? Find(string id) => inner.Find(id);

    public IReadOnlyList<Journal> All() => inner.All();

    public IDisposable Lock(string id) => inner.Lock(id);

    /// <summary>Takes the lock of a one-shot that another process may be working on.</summary>
    public void Hold(string id) => _lock ??= inner.Lock(id);

    public void Dispose() => _lock?.Dispose();
}
