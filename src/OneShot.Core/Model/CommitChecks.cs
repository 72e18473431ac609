namespace OneShot.Core.Model;

/// <summary>What a forge knows of a commit's checks at a moment.</summary>
/// <param name="All">The checks.</param>
internal sealed record CommitChecks(IReadOnlyList<CommitCheck> All)
{
    /// <summary>
    /// The workflows that run on the commit: one whose jobs all have ended may have more of them, which are no checks
    /// before they begin.
    /// </summary>
    public IReadOnlyList<string> Running { get; init; } = [];

    /// <summary>Whether there are more checks than are looked at.</summary>
    public bool AreMore { get; init; }
}
