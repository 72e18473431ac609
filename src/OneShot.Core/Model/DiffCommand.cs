using OneShot.Core.Text;

namespace OneShot.Core.Model;

/// <summary>The command that shows what a one-shot changed.</summary>
internal static class DiffCommand
{
    /// <summary>Spells it.</summary>
    /// <param name="start">The commit that it began with, which stays true whatever
    /// trunk does or lacks; <see langword="null"/> names trunk, which reads better.</param>
    /// <param name="trunk">The branch that it began on.</param>
    /// <param name="place">Where its commits are, as a shell reads it.</param>
    public static string Of(string? start, string trunk, string place) =>
        start is null
            ? $"git diff {ShellWord.Of(trunk)}...{place}"
            : $"git diff {ShellWord.Of(CommitName.Short(start))}..{place}";
}
