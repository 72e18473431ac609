namespace OneShot.Core.Text;

/// <summary>
/// A word of a command that a person is told to type: names and paths are the user's own, and may hold most characters.
/// </summary>
internal static class ShellWord
{
    /// <summary>Quotes it for a shell of Unix, where it needs that.</summary>
    /// <param name="text">The word.</param>
    /// <returns>The word as it is to be typed.</returns>
    public static string Of(string text) =>
        IsPlain(text) ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>Whether it is the same word for every shell as it stands.</summary>
    /// <param name="text">The word.</param>
    /// <returns><see langword="true"/> when nothing in it needs quotes.</returns>
    public static bool IsPlain(string text) =>
        text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/');
}
