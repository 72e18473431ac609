namespace OneShot.Core.Journals;

/// <summary>The journals of a preview: read, and never written.</summary>
/// <param name="inner">The journals.</param>
internal sealed class ReadOnlyJournalStore(IJournalStore inner) : IJournalStore
{
    public void Save(Journal journal) { }

    public Journal? Find(string id) => inner.Find(id);

    public IReadOnlyList<Journal> All() => inner.All();

    public IDisposable Lock(string id) => new MemoryStream();
}
