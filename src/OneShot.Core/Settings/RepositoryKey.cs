namespace OneShot.Core.Settings;

/// <summary>A key that the repository's own file may hold.</summary>
/// <param name="Name">The key.</param>
/// <param name="Argument">The argument whose floor it is, without dashes; <see langword="null"/> where only the file may
/// say it.</param>
/// <param name="IsList">Whether a list stands behind it, or one text.</param>
/// <param name="Help">What it does, in a sentence or two.</param>
/// <param name="Since">The first version of OneShot that knows it.</param>
internal sealed record RepositoryKey(string Name, string? Argument, bool IsList, string Help, string Since)
{
    /// <summary>
    /// What holds when nobody says anything; a value that is looser is the
    /// floor only, and never set. <see langword="null"/> sets every value.
    /// </summary>
    public string? Usual { get; init; }

    /// <summary>
    /// Whether it may let an agent do more, so that a person's own machine asks before.
    /// With <see cref="Usual"/> every value is set, and asked about where it is looser.
    /// </summary>
    public bool Widens { get; init; }

    /// <summary>
    /// A regular expression for its texts, for the schema; <see langword="null"/> where the argument's choices say it.
    /// </summary>
    public string? Pattern { get; init; }

    /// <summary>The most texts that its list may have.</summary>
    public int Most { get; init; } = 100;

    /// <summary>
    /// Of a key that only the file may say: what it takes, in a sentence that ends an error, where a text is none of it;
    /// <see langword="null"/> for a text that is good.
    /// </summary>
    public Func<string, string?> Lack { get; init; } = _ => null;
}
