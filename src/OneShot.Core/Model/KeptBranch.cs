using OneShot.Core.Text;

namespace OneShot.Core.Model;

/// <summary>The branch of a one-shot that was undone, which was kept because somebody stands or works on it.</summary>
/// <param name="Name">The branch, as a shell reads it.</param>
/// <param name="Place">Where it is checked out; <see langword="null"/> for nowhere, or nobody knows.</param>
/// <param name="Remove">The command that removes it, whoever works on it.</param>
internal sealed record KeptBranch(string Name, string? Place, string Remove)
{
    /// <summary>What became of the branch, as a word.</summary>
    public const string Fate = "kept";

    /// <summary>Why it is there.</summary>
    public string Why =>
        Place is null ? "somebody stood on it, or has worked on it since" : $"it is checked out in {Place}";

    /// <summary>What removes it.</summary>
    public string Next =>
        Place is null
            ? $"look at it, then type: {Remove}"
            : $"check out another branch there, then undo it again, or type: {Remove}";

    /// <summary>One of this machine.</summary>
    /// <param name="branch">The branch.</param>
    /// <param name="place">Where it is checked out.</param>
    public static KeptBranch Here(string branch, string? place) =>
        new(ShellWord.Of(branch), place, $"git branch -D {ShellWord.Of(branch)}");
}
