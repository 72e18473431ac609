using System.Text.RegularExpressions;

namespace OneShot.Local.Reports;

/// <summary>
/// The tags by which comments and agents fold a part of their text on a forge. A page takes no HTML of theirs, and
/// would show them as text: the part's name becomes a line of its own, and the tags go, made harmless by then or not. In
/// code they stay.
/// </summary>
internal static partial class FoldingTags
{
    public static string Without(string text)
    {
        if (!text.Contains("details>", StringComparison.OrdinalIgnoreCase))
            return text;
        var isCode = false;
        return string.Join(
            '\n',
            text.Split('\n')
                .Select(line =>
                {
                    if (Fence().IsMatch(line))
                        isCode = !isCode;
                    return isCode || line.StartsWith("    ", StringComparison.Ordinal) ? line : Plain(line);
                })
        );
    }

    private static string Plain(string line) =>
        Frame().Replace(Name().Replace(line, "\n\n**${name}**\n\n"), string.Empty);

    [GeneratedRegex(@"^ {0,3}(?:```|~~~)", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Fence();

    [GeneratedRegex(
        @"<\u200B?/?details(?:\s+open)?\s*>",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Frame();

    [GeneratedRegex(
        @"<\u200B?summary>\s*(?<name>[^<\n]*?)\s*<\u200B?/summary>",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Name();
}
