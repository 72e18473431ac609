using System.Globalization;
using System.Text.RegularExpressions;
using OneShot.Core.Model;
using OneShot.Core.Secrets;
using OneShot.Core.Text;

namespace OneShot.Core.Pipeline;

/// <summary>
/// The message of the one commit that is delivered. Its words are an agent's, and nothing
/// acts on them: no CI is skipped, no issue closed, nobody called, nothing signed.
/// </summary>
internal static partial class DeliveryCommit
{
    private const int SubjectWidth = 72;
    private const int LineWidth = 100;
    private const int MostLines = 20;

    /// <summary>Writes it.</summary>
    /// <param name="oneShot">The one-shot.</param>
    /// <param name="title">The plan's title.</param>
    /// <param name="subjects">What the agent's own commits were called.</param>
    /// <param name="submittedBy">Who is said to have asked, where that
    /// is not who commits: a label, and nobody's address.</param>
    /// <param name="asker">Who asked, where somebody else is the author.</param>
    /// <returns>The message.</returns>
    public static string Message(
        OneShotInfo oneShot,
        string? title,
        IReadOnlyList<string> subjects,
        string? submittedBy = null,
        (string Name, string Email)? asker = null
    )
    {
        ArgumentNullException.ThrowIfNull(oneShot);
        ArgumentNullException.ThrowIfNull(subjects);
        var subject = Words(title ?? string.Empty, SubjectWidth);
        var lines = subjects
            .Select(line => Words(line, LineWidth))
            .Where(line => line.Length > 0 && line != subject)
            .ToList();
        if (lines.Count > MostLines)
            lines =
            [
                .. lines.Take(MostLines),
                string.Create(CultureInfo.InvariantCulture, $"and {lines.Count - MostLines} more"),
            ];
        var list = lines.Count == 0 ? "" : string.Concat(lines.Select(line => $"- {line}\n")) + "\n";
        var said = Words(string.Concat((submittedBy ?? string.Empty).Where(c => c is not ('<' or '>'))), LineWidth)
            is { Length: > 0 } name
            ? $"Submitted-by: {name}\n"
            : "";
        return $"{(subject.Length > 0 ? subject : "Implement the plan")}\n\n{list}OneShot-Id: "
            + $"{oneShot.Id}\n{said}{(asker is var (person, address) ? $"Co-authored-by: {person} <{address}>\n" : "")}Co-authored-by: "
            + $"{CoAuthor.Of(oneShot.Agent)}\n";
    }

    // Visible characters only: a commit's message is no page, where a break without width would hurt nobody.
    private static string Words(string text, int width)
    {
        var words = SafeText.Visible(
            SafeText.Line(SecretRules.Without(text)).Replace("\u200B", string.Empty, StringComparison.Ordinal)
        );
        var before = "";
        while (before != words)
            (before, words) = (words, Commands().Replace(words, string.Empty).Trim());
        words = References()
            .Replace(words, match => match.Groups["before"].Value + (match.ValueSpan.EndsWith("@") ? "" : " "));
        return SafeText.Cut(words.Trim(), width);
    }

    // https://docs.github.com/actions/how-tos/manage-workflow-runs/skip-workflow-runs, and what
    // other services skip by; trailers; closing words keep their sense without what they close.
    [GeneratedRegex(
        @"\[(?:skip[ -]?(?:ci|actions)|(?:ci|actions)[ -]skip|no[ -]?ci)\]|\*\*\*NO_CI\*\*\*|\bskip-checks\s*:\s*true|\A(?:signed-off-by|co-authored-by|submitted-by|oneshot-[a-z0-9-]+|reviewed-by|acked-by|tested-by)\s*:.*\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Commands();

    [GeneratedRegex(
        @"(?<before>)@(?=\w)|(?<before>)\s*#(?=\d)|(?<before>\bGH)-(?=\d)|(?<before>/(?:issues|pull))/(?=\d)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex References();
}
