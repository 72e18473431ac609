namespace OneShot.Core.Settings;

/// <summary>What the repository's own file says for a key.</summary>
/// <param name="Key">The key.</param>
/// <param name="Line">Its line.</param>
/// <param name="Text">The value as its argument takes it: a
/// list has commas between its texts, and may be empty.</param>
internal sealed record RepositoryValue(RepositoryKey Key, int Line, string Text)
{
    /// <summary>The texts of a list, each as it stands there.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [Text];

    /// <summary>
    /// Whether it is looser than what holds when nobody says anything; a list of what is allowed always is.
    /// </summary>
    public bool IsLooser =>
        Key.Usual is { } usual ? !Arguments.Find(Key.Argument!)!.Travel!.Keeps(usual, Text) : Key.Widens;

    /// <summary>As people read it.</summary>
    public override string ToString() => $"{Key.Name}: {(Text.Length == 0 ? "none" : Text)}";
}
