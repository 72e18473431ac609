namespace OneShot.Core.Model;

/// <summary>
/// One of a set of words that is kept in files and comes from servers. A word that this version does not know, of a
/// newer one or of another server, is kept as it is.
/// </summary>
/// <typeparam name="T">The set.</typeparam>
internal interface IWord<out T>
{
    /// <summary>The word, as it is stored.</summary>
    string Word { get; }

    /// <summary>Reads a word.</summary>
    /// <param name="word">The word, as it is stored.</param>
    /// <returns>What it stands for.</returns>
    static abstract T Of(string word);
}
