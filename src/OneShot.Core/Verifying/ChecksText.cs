using System.Globalization;
using System.Text;
using OneShot.Core.Model;
using OneShot.Core.Text;

namespace OneShot.Core.Verifying;

/// <summary>What people are told of the team's own checks.</summary>
internal static class ChecksText
{
    private const int MostNamed = 20;
    private const int LongestName = 100;

    /// <summary>What is said where a commit is pushed by a run's own token.</summary>
    public const string BuiltIn =
        "a run's own token starts no workflow, so no check of one comes unless somebody approves it: the secret "
        + "ONESHOT_TOKEN lets CI start";

    /// <summary>What a pull request is told before its checks have ended.</summary>
    public const string Follows =
        "### Not verified yet\n\nIt is a draft until the repository's own checks have passed.";

    /// <summary>Says it in one line.</summary>
    /// <param name="checks">What was found.</param>
    public static string Line(ChecksReport checks)
    {
        ArgumentNullException.ThrowIfNull(checks);
        if (checks.Undecided is { } why)
            return $"not verified: {why}";
        if (checks.IsGreen)
            return $"verified: {Counts(checks)}";
        var names = string.Join(", ", checks.Broken.Take(3).Select(check => SafeText.Excerpt(check.Name, LongestName)));
        var more = checks.Broken.Count > 3 ? $" and {checks.Broken.Count - 3} more" : "";
        return $"not verified: {checks.Broken.Count} of {Many(checks.All.Count, "check")} "
            + $"{(checks.Broken.Count == 1 ? "is" : "are")} red ({names}{more})";
    }

    /// <summary>What somebody has to do before a check goes on.</summary>
    /// <param name="check">The check.</param>
    public static string ToApprove(CommitCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        return $"a person has to approve {SafeText.Excerpt(check.Name, LongestName)} before it goes on"
            + (ChecksReport.Address(check.Url) is { } address ? $", at {address}" : "");
    }

    /// <summary>Writes the section of a pull request.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="checks">What was found.</param>
    /// <param name="again">How to go on where it is not green; <see langword="null"/> where nothing has to be done.</param>
    /// <returns>Markdown.</returns>
    public static string Section(string commit, ChecksReport checks, string? again)
    {
        ArgumentNullException.ThrowIfNull(checks);
        var text = new StringBuilder(
            checks.Undecided is { } why ? $"### Not verified: {SafeText.Inactive(why)}\n"
            : checks.IsGreen ? "### Verified\n"
            : "### Not verified: checks are red\n"
        );
        text.Append(
            CultureInfo.InvariantCulture,
            $"\nThe repository's own checks at {CommitName.Short(commit)}: {Counts(checks)}.\n"
        );
        Add(text, "Red now, and not before", checks.Broken);
        Add(text, "Waiting for a person's approval", checks.Waiting);
        Add(text, "Not ended", checks.Going);
        Add(text, "Red before, too", checks.StillRed);
        if (again is not null)
            text.Append(CultureInfo.InvariantCulture, $"\n{again}\n");
        foreach (var check in checks.Broken.Where(check => check.Tail.Count > 0))
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n<details><summary>The end of the log of {Code(check.Name)}</summary>\n\n"
                    + $"{SafeText.Fenced(string.Join('\n', check.Tail), 10_000).Block}\n\n</details>\n"
            );
        return text.ToString();
    }

    /// <summary>Names a check, for a line.</summary>
    /// <param name="check">The check.</param>
    public static string Name(CommitCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        return $"{SafeText.Excerpt(check.Name, LongestName)} ({SafeText.Excerpt(check.App, LongestName)})";
    }

    private static string Counts(ChecksReport checks)
    {
        string[] parts =
        [
            checks.Green > 0 ? $"{Many(checks.Green, "check")} green" : "",
            checks.Broken.Count > 0 ? $"{checks.Broken.Count} red" : "",
            checks.StillRed.Count > 0 ? $"{checks.StillRed.Count} red on trunk, too" : "",
            checks.Waiting.Count > 0 ? $"{checks.Waiting.Count} waiting for approval" : "",
            checks.Going.Count > 0 ? $"{checks.Going.Count} not ended" : "",
        ];
        var counts = string.Join(", ", parts.Where(part => part.Length > 0));
        return counts.Length > 0 ? counts : "none";
    }

    private static string Many(int count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");

    private static void Add(StringBuilder text, string title, IReadOnlyList<CommitCheck> checks)
    {
        if (checks.Count == 0)
            return;
        text.Append(CultureInfo.InvariantCulture, $"\n{title} ({checks.Count}):\n\n");
        foreach (var check in checks.Take(MostNamed))
        {
            var page = ChecksReport.Address(check.Url) is { } address ? $", <{address}>" : "";
            text.Append(
                CultureInfo.InvariantCulture,
                $"- {Code(check.Name)} of {Code(check.App)}: {Code(check.Word)}{page}\n"
            );
        }

        if (checks.Count > MostNamed)
            text.Append(CultureInfo.InvariantCulture, $"- and {checks.Count - MostNamed} more\n");
    }

    // A name is whatever the author of a workflow, or an app, called it.
    private static string Code(string text) =>
        $"`{SafeText.Inactive(SafeText.Excerpt(text, LongestName)).Replace('`', '\'')}`";
}
