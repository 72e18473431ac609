namespace OneShot.Core.Secrets;

/// <summary>
/// What one kind of secret looks like. A text without the word that all of its kind have in them is not looked at any
/// closer.
/// </summary>
/// <param name="Kind">What it is, as people are told.</param>
/// <param name="Word">The word.</param>
internal abstract record SecretShape(string Kind, string Word)
{
    /// <summary>
    /// Looks whether a secret is where its word is. It looks no further than a few thousand characters, so that any
    /// text is read in linear time.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where the word begins.</param>
    /// <param name="start">Where the secret begins.</param>
    /// <param name="end">Where it ends.</param>
    public abstract bool IsAt(ReadOnlySpan<char> text, int at, out int start, out int end);
}
