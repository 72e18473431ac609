namespace OneShot.Core.Text;

/// <summary>The name of a commit, or of another object of git.</summary>
internal static class CommitName
{
    /// <summary>The most of it that is told: a line is read by people.</summary>
    private const int Letters = 10;

    /// <summary>Whether a text is a whole one: SHA-1 or SHA-256.</summary>
    /// <param name="text">The text.</param>
    public static bool IsWhole(string text) => text.Length is 40 or 64 && text.All(char.IsAsciiHexDigitLower);

    /// <summary>As much of one as is told.</summary>
    /// <param name="commit">The whole.</param>
    public static string Short(string commit) => commit.Length > Letters ? commit[..Letters] : commit;
}
