using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace OneShot.Core.Text;

/// <summary>
/// Makes text of users, agents and servers harmless where it is shown; the prompt's file keeps it verbatim.
/// </summary>
internal static partial class SafeText
{
    /// <summary>Breaks what GitHub would act on; people see nothing of it.</summary>
    private const string Break = "\u200B";

    /// <summary>
    /// A "character" may be a letter under a tower of accents;
    /// more UTF-16 units than this for each, on average, are cut.
    /// </summary>
    private const int Tower = 4;

    /// <summary>
    /// Makes a text fit for a title, a commit's subject or a heading:
    /// one line, no mention, no reference, no hidden direction.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <param name="limit">The most characters as people count them; a cut is shown by an ellipsis.</param>
    /// <returns>The title.</returns>
    public static string Title(string text, int limit)
    {
        // GitHub's titles have at most 256 characters.
        var title = References().Replace(Excerpt(text, limit), match => match.Value + Break);
        return Start(title, (Tower * limit) + 1);
    }

    /// <summary>
    /// Makes a text fit for one line of a log: no control or direction
    /// characters, no line that a runner would take for a command.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <returns>One line.</returns>
    public static string Line(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                    line.Append(' ');
                    break;
                case UnicodeCategory.Format when rune.Value is not 0x200D: // the joiner of emoji
                case UnicodeCategory.Surrogate:
                    break;
                default:
                    line.Append(rune.ToString());
                    break;
            }
        }

        // Runners take "::name::" at the start and "##[name]" anywhere for their own commands.
        var one = Spaces().Replace(line.ToString(), " ").Trim().Replace("##[", $"##{Break}[", StringComparison.Ordinal);
        return one.StartsWith("::", StringComparison.Ordinal) ? Break + one : one;
    }

    /// <summary>
    /// Makes a text of somebody else's fit for a place in a line: one line itself, cut where it is too long.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <param name="limit">The most characters as people count them; a cut is shown by an ellipsis.</param>
    /// <returns>The line.</returns>
    public static string Excerpt(string text, int limit) => Cut(Line(text), limit);

    /// <summary>
    /// Breaks mentions, references and tags of HTML in a longer text; <see cref="Active"/> mends them.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <returns>The text with zero-width breaks.</returns>
    public static string Inactive(string text) =>
        Tags().Replace(References().Replace(text, match => match.Value + Break), "<" + Break);

    /// <summary>Takes the breaks out again.</summary>
    /// <param name="text">A text of <see cref="Inactive"/>.</param>
    /// <returns>The text.</returns>
    public static string Active(string text) => text.Replace(Break, string.Empty, StringComparison.Ordinal);

    /// <summary>Replaces control characters but tab and newline by a space each.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The text.</returns>
    internal static string WithoutControls(string text) => Controls().Replace(text, " ");

    /// <summary>
    /// Shows what people don't see and could be misled by: control characters,
    /// characters that turn the direction of text or have no width, tags.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <returns>The text, each of them as <c>‹U+202E›</c>; tabs and line ends stay.</returns>
    public static string Visible(string text) =>
        Unseen().Replace(text, match => $"‹U+{char.ConvertToUtf32(match.Value, 0):X4}›");

    /// <summary>Takes secrets out of a text.</summary>
    /// <param name="secrets">The secrets; what is shorter than 8
    /// characters is none, and would tear other words apart.</param>
    /// <param name="text">Any text.</param>
    /// <returns>The text, each secret replaced by three asterisks.</returns>
    public static string Without(IReadOnlyCollection<string> secrets, string text) =>
        secrets
            .Where(secret => secret.Length >= 8)
            .Aggregate(text, (rest, secret) => rest.Replace(secret, "***", StringComparison.Ordinal));

    /// <summary>Cuts a text to a number of characters as people count them, never inside of one.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="limit">The most characters.</param>
    /// <returns>The text, or its beginning and an ellipsis.</returns>
    public static string Cut(string text, int limit)
    {
        var most = WholeRune(text, Tower * limit);
        var end = 0;
        for (var count = 0; count < limit && end < most; count++)
            end += StringInfo.GetNextTextElementLength(text, end);
        end = Math.Min(end, most);
        return end == text.Length ? text : text[..end].TrimEnd() + "…";
    }

    /// <summary>Puts a text into a code block that nothing in the text can end.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="limit">The most UTF-16 units of the text.</param>
    /// <param name="language">What the text is written in, for colours.</param>
    /// <returns>The block, and whether the text was cut.</returns>
    public static (string Block, bool IsCut) Fenced(string text, int limit, string language = "text")
    {
        // A run of fence characters needs a longer fence; one longer than this is where the text is cut.
        const int longestRun = 200;
        var tower = LongRun().Match(text);
        var end = Math.Min(WholeRune(text, limit), tower.Success ? tower.Index : text.Length);
        var shown = text[..end];
        var fence = new string('`', Math.Max(3, LongestRun(shown, '`') + 1));
        if (fence.Length > longestRun)
            throw new InvalidOperationException("The longest run is limited above.");
        return ($"{fence}{language}\n{shown.TrimEnd('\n')}\n{fence}", end < text.Length);
    }

    /// <summary>The first units of a text, never ending in half a surrogate pair.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="limit">The most UTF-16 units.</param>
    /// <returns>The beginning.</returns>
    public static string Start(string text, int limit) => text[..WholeRune(text, limit)];

    private static int WholeRune(string text, int limit) =>
        text.Length <= limit ? text.Length
        : char.IsHighSurrogate(text[limit - 1]) ? limit - 1
        : limit;

    private static int LongestRun(string text, char character)
    {
        var longest = 0;
        var run = 0;
        foreach (var c in text)
        {
            run = c == character ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    // @team, #1, GH-1, and the addresses of issues and pull requests.
    [GeneratedRegex(
        @"@(?=\w)|#(?=\d)|\bGH-(?=\d)|/(?:issues|pull)/(?=\d)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex References();

    [GeneratedRegex(@"[\p{Cc}-[\t\n]]", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Controls();

    [GeneratedRegex("<(?=[A-Za-z/!?])", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Tags();

    // The joiners of emoji and of scripts that need them are none of these.
    [GeneratedRegex(
        @"(?!\r\n)[\p{Cc}\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\uFFF9-\uFFFB-[\t\n]]|\uDB40[\uDC00-\uDC7F]",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Unseen();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Spaces();

    [GeneratedRegex("`{200,}", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex LongRun();
}
