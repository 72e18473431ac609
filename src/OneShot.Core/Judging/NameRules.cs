using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using OneShot.Core.Model;
using OneShot.Core.Text;

namespace OneShot.Core.Judging;

/// <summary>
/// Names that some machine can't hold, that another takes for a protected one, or that people read as another.
/// </summary>
internal static partial class NameRules
{
    private const int LongestPath = 4096;
    private const int LongestPart = 255;
    private const int DeepestPath = 100;

    /// <summary>What Windows can't hold in a name; a colon begins a stream, a backslash a folder.</summary>
    private const string NotOnWindows = "\\:<>\"|?*";

    /// <summary>Looks at a path.</summary>
    /// <param name="path">As git names it.</param>
    /// <returns>The rest of a sentence that begins with the path, such as <c>has a name with
    /// invisible characters</c>; <see langword="null"/> when nothing is wrong.</returns>
    public static string? Fault(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0)
            return "has no name";
        if (path.Length > LongestPath || Encoding.UTF8.GetByteCount(path) > LongestPath)
            return $"has a name of more than {LongestPath} bytes";
        var parts = path.Split('/');
        if (parts.Length > DeepestPath)
            return $"lies in more than {DeepestPath - 1} folders";
        return parts.Select(FaultOfPart).FirstOrDefault(fault => fault is not null);
    }

    /// <summary>Looks at the path of a link.</summary>
    /// <param name="path">As git names it.</param>
    /// <returns>The rest of a sentence; <see langword="null"/> when git takes it.</returns>
    public static string? FaultOfLink(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return FoldedName.Of(path.Split('/')[^1]) == ".gitmodules"
            ? "is a link, and git takes none of that name"
            : null;
    }

    /// <summary>Finds new names that Windows and macOS take for one that is there.</summary>
    /// <param name="result">All paths of the tree as it would be.</param>
    /// <param name="delivered">Those of them that are new.</param>
    /// <returns>The new paths that can't stay, in order; of several
    /// that are the same to each other the first may.</returns>
    public static IEnumerable<Finding> Collisions(
        IReadOnlyCollection<string> result,
        IReadOnlyCollection<string> delivered
    )
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(delivered);
        return delivered.Count == 0 ? [] : new NameCollisions(result, delivered).Find();
    }

    /// <summary>Whether a name leads into a git directory on any machine.</summary>
    /// <param name="part">One name, without slashes.</param>
    internal static bool IsGit(string part) => IsGitFolded(FoldedName.Of(part));

    /// <summary>The same of a name in the form of <see cref="FoldedName"/>.</summary>
    internal static bool IsGitFolded(string folded)
    {
        if (folded.Length < 4)
            return false;
        var stream = folded.IndexOf(':', StringComparison.Ordinal);
        if (stream >= 0)
            folded = folded[..stream].TrimEnd('.', ' ');
        return folded == ".git" || (folded.Contains('~', StringComparison.Ordinal) && GitShortName().IsMatch(folded));
    }

    private static string? FaultOfPart(string part)
    {
        if (part.Length == 0)
            return "has an empty part in its name";
        if (part is "." or "..")
            return $"has the part {part} in its name";
        if (Encoding.UTF8.GetByteCount(part) > LongestPart)
            return $"has a part of more than {LongestPart} bytes in its name";
        if (IsGit(part))
            return "is inside of a git directory";
        return part.EnumerateRunes().Select(FaultOfCharacter).FirstOrDefault(fault => fault is not null)
            ?? FaultOfWindows(part);
    }

    // A lone surrogate is enumerated as U+FFFD, which bytes that are no UTF-8 are read as too.
    private static string? FaultOfCharacter(Rune rune)
    {
        if (Rune.IsControl(rune) || InvisibleCharacters.IsHiddenLineEnd(rune))
            return "has a name with control characters";
        if (rune == Rune.ReplacementChar)
            return "has a name that is no valid text";
        if (InvisibleCharacters.IsDirection(rune))
            return "has a name with characters that turn its direction";
        if (InvisibleCharacters.IsIgnorable(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format)
            return "has a name with invisible characters";
        if (rune.Value is >= 0xF000 and <= 0xF0FF)
            return "has a name with private characters, which stand for others on Windows and macOS";
        return rune.IsAscii && NotOnWindows.Contains((char)rune.Value, StringComparison.Ordinal)
            ? $"has a name with {(char)rune.Value}, which Windows can't hold"
            : null;
    }

    private static string? FaultOfWindows(string part)
    {
        if (part[^1] is '.' or ' ')
            return "has a name that ends in a dot or a space";
        var folded = FoldedName.Of(part);
        if (ShortName().IsMatch(folded))
            return "has a short name, by which Windows finds another";
        return Device().IsMatch(folded) ? "has the name of a device of Windows" : null;
    }

    [GeneratedRegex(@"^[^.]{1,6}~[0-9]+(\.|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ShortName();

    [GeneratedRegex(@"^(git|gi[0-9a-f]{4})~[0-9]+\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex GitShortName();

    [GeneratedRegex(
        @"^(con|prn|aux|nul|com[0-9]|lpt[0-9]|conin\$|conout\$|clock\$) *(\.|$)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Device();
}
