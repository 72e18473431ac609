namespace OneShot.Core.Journals;

/// <summary>Keeps journals.</summary>
internal interface IJournalStore
{
    /// <summary>Writes a journal, whole or not at all.</summary>
    /// <param name="journal">The journal.</param>
    /// <exception cref="OneShotException">OS3021: the file can't be written.</exception>
    void Save(Journal journal);

    /// <summary>Reads a journal.</summary>
    /// <param name="id">The one-shot.</param>
    /// <returns>The journal; <see langword="null"/> when there is none.</returns>
    /// <exception cref="OneShotException">OS5007: the file is damaged.</exception>
    Journal? Find(string id);

    /// <summary>Reads all journals that can be read, the newest first.</summary>
    /// <returns>The journals.</returns>
    IReadOnlyList<Journal> All();

    /// <summary>Keeps other processes from working on the same one-shot. A killed process holds no lock.</summary>
    /// <param name="id">The one-shot.</param>
    /// <returns>The lock; disposing it lets go.</returns>
    /// <exception cref="OneShotException">OS5003: another process has it.</exception>
    IDisposable Lock(string id);
}
