using System.Text;
using System.Text.RegularExpressions;
using OneShot.Core.Errors;
using OneShot.Core.Secrets;
using OneShot.Core.Text;

namespace OneShot.Core.Model;

/// <summary>
/// The markdown that the planning agent wrote: self-contained, because whoever implements it knows nothing else.
/// </summary>
internal sealed partial record Plan
{
    /// <summary>The fewest characters of a plan.</summary>
    public const int Least = 100;

    /// <summary>The most UTF-16 units: a plan issue's body holds 65,536, and something around it.</summary>
    public const int Most = 60_000;

    private Plan(string text) => Text = text;

    /// <summary>The headings a plan must have, in any order and on any level.</summary>
    public static IReadOnlyList<string> Headings { get; } =
    ["Context", "Changes", "Implementation details", "Files not changing", "Verification"];

    /// <summary>The markdown: line ends <c>\n</c>, one at the end, no control characters but tab and newline.</summary>
    public string Text { get; }

    /// <summary>
    /// SHA-256 of the markdown as UTF-8, in hexadecimal: what is registered is told from any other text by it.
    /// </summary>
    public string Sha256 => Sha256Hex.Of(Text);

    /// <summary>Reads and checks a plan.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="OneShotException">OS6011: it is no UTF-8, too short, too long, or lacks headings.</exception>
    public static Plan Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Most * 4)
            throw OneShotErrors.PlanInvalid($"it has {bytes.Length} bytes, and {Most} characters is the limit");
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw OneShotErrors.PlanInvalid("it is not valid UTF-8");
        }

        text =
            SafeText
                .WithoutControls(
                    text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')
                )
                .Trim('\n') + "\n";
        text = SecretRules.Without(text); // it is published, whoever wrote it
        if (text.Length > Most)
            throw OneShotErrors.PlanInvalid($"it has {text.Length} characters, and {Most} is the limit");
        if (text.Trim().Length < Least)
            throw OneShotErrors.PlanInvalid($"it has {text.Trim().Length} characters, and {Least} is the least");
        var found = Heading()
            .Matches(text)
            .Select(match => match.Groups[1].Value.Trim().TrimEnd(':'))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var missing = Headings.Where(heading => !found.Contains(heading)).ToArray();
        return missing.Length == 0
            ? new Plan(text)
            : throw OneShotErrors.PlanInvalid($"it lacks the headings {string.Join(", ", missing)}");
    }

    [GeneratedRegex(
        @"^#{1,6}[ \t]+(?:\d+[.)][ \t]+)?(.+?)[ \t]*#*[ \t]*$",
        RegexOptions.Multiline | RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Heading();
}
