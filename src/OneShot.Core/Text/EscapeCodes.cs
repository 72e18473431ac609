using System.Text.RegularExpressions;

namespace OneShot.Core.Text;

/// <summary>What terminals take for colours, titles and moves of the cursor, in what programs print.</summary>
internal static partial class EscapeCodes
{
    /// <summary>Takes them out.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The text without them.</returns>
    public static string Without(string text) => Escape().Replace(text, string.Empty);

    [GeneratedRegex(
        @"\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)?|[@-Z\\^_])|\u009B[0-?]*[ -/]*[@-~]",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Escape();
}
