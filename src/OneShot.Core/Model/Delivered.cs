namespace OneShot.Core.Model;

/// <summary>What a session brought back, unpacked where it hurts nobody.</summary>
/// <param name="Start">The commit it stands on.</param>
/// <param name="Commit">The commit that holds it all.</param>
/// <param name="Files">What differs between the two.</param>
/// <param name="Subjects">What the agent's own commits were called: its words, not cleaned.</param>
internal sealed record Delivered(
    string Start,
    string Commit,
    IReadOnlyList<ChangedFile> Files,
    IReadOnlyList<string> Subjects
)
{
    /// <summary>
    /// Files that can't be put into the form that the repository keeps them in, and why, as the rest of a sentence.
    /// </summary>
    public IReadOnlyDictionary<string, string> Refused { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Files that the repository keeps in another form than people see, in that form: it is judged as well.
    /// </summary>
    public IReadOnlyList<ChangedFile> Kept { get; init; } = [];
}
