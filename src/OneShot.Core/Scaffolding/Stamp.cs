using System.Text.RegularExpressions;
using OneShot.Core.Text;

namespace OneShot.Core.Scaffolding;

/// <summary>
/// The first line of a file that OneShot wrote: which version did, and the hash
/// of the rest, so that "yours is older" and "you changed it" are told apart.
/// </summary>
/// <param name="Version">OneShot's version.</param>
/// <param name="Hash">The first 16 digits of the SHA-256 of what follows the line.</param>
internal sealed partial record Stamp(string Version, string Hash)
{
    /// <summary>The stamp of a text.</summary>
    /// <param name="text">What follows the stamp.</param>
    /// <param name="version">OneShot's version.</param>
    /// <returns>The stamp.</returns>
    public static Stamp Of(string text, string version) => new(version, HashOf(text));

    /// <summary>Takes the stamp off a file.</summary>
    /// <param name="file">The file's text.</param>
    /// <returns>The stamp, <see langword="null"/> when there is none, and the rest.</returns>
    public static (Stamp? Stamp, string Text) Read(string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var match = Form().Match(file);
        return match.Success
            ? (new Stamp(match.Groups["version"].Value, match.Groups["hash"].Value), file[match.Length..])
            : (null, file);
    }

    /// <summary>Whether a text is the one that was stamped.</summary>
    /// <param name="text">What follows the stamp.</param>
    /// <returns><see langword="true"/> when it is.</returns>
    public bool IsOf(string text) => HashOf(text) == Hash;

    /// <summary>Writes the line, as a comment of the file's kind.</summary>
    /// <param name="path">The file's path.</param>
    /// <returns>One line, with its end.</returns>
    public string Write(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.EndsWith(".md", StringComparison.Ordinal)
            ? $"<!-- oneshot {Version} {Hash} -->\n"
            : $"# oneshot {Version} {Hash}\n";
    }

    private static string HashOf(string text) => Sha256Hex.Of(text)[..16];

    [GeneratedRegex(
        @"\A(?:# oneshot (?<version>\S+) (?<hash>[0-9a-f]{16})|<!-- oneshot (?<version>\S+) (?<hash>[0-9a-f]{16}) -->)\n",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Form();
}
