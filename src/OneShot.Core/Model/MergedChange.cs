using OneShot.Core.Text;

namespace OneShot.Core.Model;

/// <summary>The change of a one-shot that was undone after it was merged: what trunk has of it is not undone.</summary>
/// <param name="Trunk">The branch that has it.</param>
/// <param name="Revert">The command that reverts it there;
/// <see langword="null"/> where its commits are not known.</param>
internal sealed record MergedChange(string Trunk, string? Revert)
{
    /// <summary>What became of the change, as a word.</summary>
    public const string Fate = "merged";

    /// <summary>What is there still.</summary>
    public string Why => $"what {Trunk} has of it stays";

    /// <summary>What is there still, and what reverts it.</summary>
    public string Line => Revert is null ? Why : $"{Why}; to revert it, type: {Revert}";

    /// <summary>One of this machine.</summary>
    /// <param name="trunk">The branch that has it.</param>
    /// <param name="start">The commit that it began with.</param>
    /// <param name="delivered">The last one of its own.</param>
    public static MergedChange Here(string trunk, string? start, string delivered) =>
        new(
            trunk,
            start is null || start == delivered
                ? null
                : $"git switch {ShellWord.Of(trunk)} && git revert --no-edit {Short(start)}..{Short(delivered)}"
        );

    private static string Short(string commit) => ShellWord.Of(CommitName.Short(commit));
}
