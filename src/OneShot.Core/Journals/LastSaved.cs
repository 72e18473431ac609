namespace OneShot.Core.Journals;

/// <summary>Remembers the journal that was saved last, so that a failed step still tells what it had made.</summary>
internal sealed class LastSaved(IJournalStore inner) : IJournalStore
{
    public Journal? Journal { get; private set; }

    public void Save(Journal journal)
    {
        inner.Save(journal);
        Journal = journal;
    }

    public Journal? Find(string id) => inner.Find(id);

    public IReadOnlyList<Journal> All() => inner.All();

    public IDisposable Lock(string id) => inner.Lock(id);
}
