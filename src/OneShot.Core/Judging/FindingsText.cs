using System.Globalization;
using System.Text;
using OneShot.Core.Model;
using OneShot.Core.Text;

namespace OneShot.Core.Judging;

/// <summary>What a pull request is told of the judge's findings.</summary>
internal static class FindingsText
{
    /// <summary>The most findings of a kind that are listed.</summary>
    private const int Most = 30;

    /// <summary>The most characters of a line that is kept.</summary>
    private const int Width = 400;

    /// <summary>Writes them.</summary>
    /// <param name="judgement">What the judge decided.</param>
    /// <returns>Markdown; <see langword="null"/> when there is nothing to tell.</returns>
    public static string? For(Judgement judgement)
    {
        var parts = new[]
        {
            Part(judgement, Policy.Block, "> [!CAUTION]\n> **Not delivered**: taken out of what the agent made."),
            Part(
                judgement,
                Policy.Ask,
                "> [!WARNING]\n> **Look at these before you merge**: this pull request stays a draft because of "
                    + "them. Mark it ready when you have."
            ),
            Part(judgement, Policy.Tell, "> [!NOTE]\n> Changed, and worth a look:"),
            judgement.Dependencies.Count == 0
                ? null
                : List("> [!NOTE]\n> New dependencies:", judgement.Dependencies.Select(Shown)),
        };
        var text = string.Join("\n\n", parts.OfType<string>());
        return text.Length == 0 ? null : text;
    }

    /// <summary>What was taken out, for whoever works on it next.</summary>
    /// <param name="judgement">What the judge decided.</param>
    /// <returns>The refusal; <see langword="null"/> when all is delivered.</returns>
    public static Refusal? Refusal(Judgement judgement)
    {
        var blocked = judgement.Findings.Where(finding => finding.Policy == Policy.Block).ToArray();
        return blocked.Length == 0
            ? null
            : new Refusal(
                null,
                [.. blocked.Take(Model.Refusal.Most).Select(finding => SafeText.Cut(Line(finding), Width))],
                blocked.Length
            );
    }

    /// <summary>Tells what was gathered of a session's work.</summary>
    /// <param name="work">The work.</param>
    /// <param name="reporter">Is told.</param>
    public static void Tell(Collected work, IReporter reporter)
    {
        foreach (var finding in work.LeftOut)
            reporter.Warn($"left out: {Line(finding)}");
        if (work.Commit is { } commit)
            reporter.Progress($"implemented ({CommitName.Short(commit)})");
        else if (work.LeftOut.Count > 0)
            reporter.Progress("nothing of what the agent made can be delivered");
        else
            reporter.Progress("the agent changed nothing");
    }

    /// <summary>One finding, for a line of a log.</summary>
    public static string Line(Finding finding) => $"{Name(finding.Path)} {SafeText.Line(finding.Reason)}";

    private static string? Part(Judgement judgement, Policy policy, string opening)
    {
        var lines = judgement
            .Findings.Where(finding => finding.Policy == policy)
            .Select(finding =>
                $"`{Name(finding.Path).Replace('`', '\'')}` {SafeText.Inactive(SafeText.Line(finding.Reason))}"
            )
            .ToArray();
        return lines.Length == 0 ? null : List(opening, lines);
    }

    private static string List(string opening, IEnumerable<string> lines)
    {
        var all = lines.ToArray();
        IEnumerable<string> shown =
            all.Length > Most
                ? [.. all.Take(Most), string.Create(CultureInfo.InvariantCulture, $"and {all.Length - Most} more")]
                : all;
        return $"{opening}\n>\n{string.Join('\n', shown.Select(line => $"> - {line}"))}";
    }

    private static string Shown(string text) => $"`{SafeText.Excerpt(SafeText.Visible(text), 160).Replace('`', '\'')}`";

    // Of a name more is shown than of a text, where joiners and the like have their place.
    private static string Visible(string path) =>
        string.Concat(
            path.EnumerateRunes()
                .Select(rune =>
                    Rune.IsControl(rune)
                    || InvisibleCharacters.IsIgnorable(rune)
                    || InvisibleCharacters.IsHiddenLineEnd(rune)
                        ? $"‹U+{rune.Value:X4}›"
                        : rune.ToString()
                )
        );

    private static string Name(string path) => SafeText.Excerpt(Visible(path), 120);
}
