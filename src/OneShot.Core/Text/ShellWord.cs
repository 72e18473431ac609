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

    /// <summary>Quotes a path of this machine for the shell that its people have.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The path as it is to be typed.</returns>
    public static string OfPath(string path) =>
        OperatingSystem.IsWindows() && !IsPlain(path) ? $"\"{path}\"" : Of(path);

    /// <summary>Whether it is the same word for every shell as it stands.</summary>
    /// <param name="text">The word.</param>
    /// <returns><see langword="true"/> when nothing in it needs quotes.</returns>
    public static bool IsPlain(string text) =>
        text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/');
}
