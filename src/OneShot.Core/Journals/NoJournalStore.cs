namespace OneShot.Core.Journals;

/// <summary>Keeps nothing: a task of a workflow takes what it needs from its arguments.</summary>
internal sealed class NoJournalStore : IJournalStore
{
    /// <inheritdoc/>
    public void Save(Journal journal) { }

    /// <inheritdoc/>
    public Journal? Find(string id) => null;

    /// <inheritdoc/>
    public IReadOnlyList<Journal> All() => [];

    /// <inheritdoc/>
    public IDisposable Lock(string id) => new MemoryStream();
}
