using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using OneShot.Core.Model;

namespace OneShot.Core.Judging;

/// <summary>Names that some machine can't hold, that another takes for a protected one, or that people read as another.</summary>
public static partial class NameRules
{
    private const int LongestPath = 4096;
    private const int LongestPart = 255;
    private const int DeepestPath = 100;

    /// <summary>What Windows can't hold in a name; a colon begins a stream, a backslash a folder.</summary>
    private const string NotOnWindows = "\\:<>\"|?*";

    /// <summary>Looks at a path.</summary>
    /// <param name="path">As git names it.</param>
    /// <returns>The rest of a sentence that begins with the path, such as <c>has a name with invisible characters</c>; <see langword="null"/> when nothing is wrong.</returns>
    public static string? Fault(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0) return "has no name";
        if (path.Length > LongestPath || Encoding.UTF8.GetByteCount(path) > LongestPath) return $"has a name of more than {LongestPath} bytes";
        var parts = path.Split('/');
        if (parts.Length > DeepestPath) return $"lies in more than {DeepestPath - 1} folders";
        return parts.Select(FaultOfPart).FirstOrDefault(fault => fault is not null);
    }

    /// <summary>Looks at the path of a link.</summary>
    /// <param name="path">As git names it.</param>
    /// <returns>The rest of a sentence; <see langword="null"/> when git takes it.</returns>
    public static string? FaultOfLink(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Fold(path.Split('/')[^1]) == ".gitmodules" ? "is a link, and git takes none of that name" : null;
    }

    /// <summary>The form in which a name is compared with others: what Windows, macOS and people take for the same name has the same form.</summary>
    /// <param name="path">A name, or names with slashes between them.</param>
    /// <returns>Each of the names in lower case, without invisible characters and trailing dots and spaces.</returns>
    public static string Fold(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Contains('/', StringComparison.Ordinal) ? string.Join('/', path.Split('/').Select(FoldPart)) : FoldPart(path);
    }

    /// <summary>Finds new names that Windows and macOS take for one that is there.</summary>
    /// <param name="result">All paths of the tree as it would be.</param>
    /// <param name="delivered">Those of them that are new.</param>
    /// <returns>The new paths that can't stay, in order; of several that are the same to each other the first may.</returns>
    public static IEnumerable<Finding> Collisions(IReadOnlyCollection<string> result, IReadOnlyCollection<string> delivered)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(delivered);
        return delivered.Count == 0 ? [] : new NameCollisions(result, delivered).Find();
    }

    /// <summary>Whether a name leads into a git directory on any machine.</summary>
    /// <param name="part">One name, without slashes.</param>
    internal static bool IsGit(string part) => IsGitFolded(FoldPart(part));

    /// <summary>The same of a name in the form of <see cref="Fold"/>.</summary>
    internal static bool IsGitFolded(string folded)
    {
        if (folded.Length < 4) return false;
        var stream = folded.IndexOf(':', StringComparison.Ordinal);
        if (stream >= 0) folded = folded[..stream].TrimEnd('.', ' ');
        return folded == ".git" || (folded.Contains('~', StringComparison.Ordinal) && GitShortName().IsMatch(folded));
    }

    private static string? FaultOfPart(string part)
    {
        if (part.Length == 0) return "has an empty part in its name";
        if (part is "." or "..") return $"has the part {part} in its name";
        if (Encoding.UTF8.GetByteCount(part) > LongestPart) return $"has a part of more than {LongestPart} bytes in its name";
        if (IsGit(part)) return "is inside of a git directory";
        return part.EnumerateRunes().Select(FaultOfCharacter).FirstOrDefault(fault => fault is not null) ?? FaultOfWindows(part);
    }

    // A lone surrogate is enumerated as U+FFFD, which bytes that are no UTF-8 are read as too.
    private static string? FaultOfCharacter(Rune rune)
    {
        if (Rune.IsControl(rune) || InvisibleCharacters.IsHiddenLineEnd(rune)) return "has a name with control characters";
        if (rune == Rune.ReplacementChar) return "has a name that is no valid text";
        if (InvisibleCharacters.IsDirection(rune)) return "has a name with characters that turn its direction";
        if (InvisibleCharacters.IsIgnorable(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format) return "has a name with invisible characters";
        if (rune.Value is >= 0xF000 and <= 0xF0FF) return "has a name with private characters, which stand for others on Windows and macOS";
        return rune.IsAscii && NotOnWindows.Contains((char)rune.Value, StringComparison.Ordinal) ? $"has a name with {(char)rune.Value}, which Windows can't hold" : null;
    }

    private static string? FaultOfWindows(string part)
    {
        if (part[^1] is '.' or ' ') return "has a name that ends in a dot or a space";
        var folded = FoldPart(part);
        if (ShortName().IsMatch(folded)) return "has a short name, by which Windows finds another";
        return Device().IsMatch(folded) ? "has the name of a device of Windows" : null;
    }

    private static string FoldPart(string part)
    {
        if (Ascii.IsValid(part)) return part.ToLowerInvariant().TrimEnd('.', ' ');
        var seen = new StringBuilder(part.Length);
        foreach (var rune in part.EnumerateRunes())
        {
            if (!InvisibleCharacters.IsIgnorable(rune)) seen.Append(rune.ToString());
        }

        // Twice: what was composed may be lowered to what composes again.
        return Lowered(Lowered(seen.ToString())).TrimEnd('.', ' ');
    }

    // Up before down, since some letters have two small ones; nobody's upper case has the German ß.
    private static string Lowered(string text) => text.Normalize(NormalizationForm.FormKC).ToUpperInvariant().ToLowerInvariant().Replace("ß", "ss", StringComparison.Ordinal);

    [GeneratedRegex(@"^[^.]{1,6}~[0-9]+(\.|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ShortName();

    [GeneratedRegex(@"^(git|gi[0-9a-f]{4})~[0-9]+\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex GitShortName();

    [GeneratedRegex(@"^(con|prn|aux|nul|com[0-9]|lpt[0-9]|conin\$|conout\$|clock\$) *(\.|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Device();
}
