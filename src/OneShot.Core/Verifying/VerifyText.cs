using System.Globalization;
using System.Text;
using OneShot.Core.Failures;
using OneShot.Core.Model;
using OneShot.Core.Text;

namespace OneShot.Core.Verifying;

/// <summary>What people are told of verifying.</summary>
internal static class VerifyText
{
    /// <summary>Why nothing is verified where trunk shows nothing to run.</summary>
    public const string NothingFound =
        "trunk shows no build or tests to run (a solution, a Cake Frosting build with a task Test, a test script of "
        + "package.json); --verify-command=\"COMMAND\" names one";

    /// <summary>What a pull request is told before it is verified.</summary>
    public const string Follows =
        "### Not verified yet\n\nIt is a draft until the repository's own build and tests were run on it.";

    /// <summary>The most tests of a kind that are named.</summary>
    private const int MostNamed = 20;

    private const int LongestName = 200;
    private const int LongestSaid = 12_000;

    /// <summary>How a command ended, such as <c>green in 12 s: 40 passed</c>.</summary>
    /// <param name="result">How it ended.</param>
    /// <returns>A part of a line.</returns>
    public static string Short(VerifyResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var how =
            result.EndedBy is { } ended ? $"it {ended}"
            : result.IsGreen ? "it is green"
            : $"it is red, exit code {result.ExitCode}";
        var (time, counts) = (DurationText.Of(TimeSpan.FromSeconds(result.Seconds)), Counts(result));
        return $"{how} ({time}{(counts.Length == 0 ? "" : ", " + counts)})";
    }

    /// <summary>Says it in one line, such as <c>verified: dotnet test, 40 passed</c>.</summary>
    /// <param name="report">What was found; <see langword="null"/> where that was lost.</param>
    /// <returns>A line.</returns>
    public static string Line(VerifyReport? report) =>
        report switch
        {
            null => "not verified: the job that verifies ended unexpectedly",
            { Checks: { } checks } => ChecksText.Line(checks),
            { Nothing: { } nothing } => $"not verified: {nothing}",
            _ => Line(report.Verdict, report.BrokenOfTrunk.Count),
        };

    /// <summary>Writes the section of a pull request.</summary>
    /// <param name="report">What was found; <see langword="null"/> where that was lost.</param>
    /// <param name="again">How to go on where it is not green; <see langword="null"/> where nothing has to be done.</param>
    /// <returns>Markdown.</returns>
    public static string Section(VerifyReport? report, string? again) =>
        report?.Checks is { } checks ? ChecksText.Section(report.Commit, checks, again)
        : report?.Verdict is { } verdict ? $"### {Heading(verdict)}\n\n{Body(report, verdict, again)}"
        : $"{Sentence(report)}{(again is null ? "" : $"\n\n{again}")}";

    /// <summary>Says it in a sentence, such as <c>Not verified: only documents were changed.</c></summary>
    /// <param name="report">What was found; <see langword="null"/> where that was lost.</param>
    public static string Sentence(VerifyReport? report) => $"{Capital(Line(report))}.";

    /// <summary>The heading of what is told of a verdict.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <returns>A line.</returns>
    public static string Heading(Verdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        return verdict.Undecided is { } why ? $"Not verified: {SafeText.Inactive(why)}"
            : verdict.IsGreen ? "Verified"
            : verdict.Baseline.IsGreen ? "Not verified: it is red since the one-shot's commit"
            : "Not verified: it is red";
    }

    /// <summary>
    /// What is told of a verdict below its heading: the command and its time on both commits, what became of which
    /// test, and of a red one the end of what was printed.
    /// </summary>
    /// <param name="report">What was found.</param>
    /// <param name="verdict">What it says.</param>
    /// <param name="again">How to go on where it is not green; <see langword="null"/> where nothing has to be done.</param>
    /// <returns>Markdown.</returns>
    public static string Body(VerifyReport report, Verdict verdict, string? again)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(verdict);
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{Code(verdict.Head.Command)} at {CommitName.Short(verdict.Head.Commit)}: {Short(verdict.Head)}. "
                + $"On trunk, at {CommitName.Short(verdict.Baseline.Commit)}, {Short(verdict.Baseline)}.\n"
        );
        if (report.Steering.Count > 0)
            text.Append(
                CultureInfo.InvariantCulture,
                $"\nIt was steered by what was changed: {string.Join(", ", report.Steering.Select(Code))}.\n"
            );
        var red = RedText.Told(verdict);
        Add(
            text,
            "Errors of the build",
            [.. red.Where(one => one.Kind == FailureKind.Error).Select(Error).Order(StringComparer.Ordinal)]
        );
        var isKnown = verdict.Baseline.IsGreen || verdict.Baseline.Tests.Count > 0;
        Add(
            text,
            isKnown ? "Red since the one-shot's commit" : "Red, and on trunk no test was run",
            verdict.Broken,
            test => OnTrunk(verdict, test)
        );
        Add(text, "No longer run, though they were before", verdict.Gone, test => Now(verdict, test));
        Add(text, "Gone, as the plan says", verdict.GoneAsPlanned, test => Now(verdict, test));
        if (report.TrunkTests is { } own)
            text.Append(
                CultureInfo.InvariantCulture,
                $"\nTrunk's own tests over this result, as they were before it changed them: {Short(own)}.\n"
            );
        Add(text, "Green on trunk, and red over this result as trunk has them", report.BrokenOfTrunk);
        Add(text, "Green since the one-shot's commit, and red on trunk", verdict.Fixed);
        Add(text, "Red on trunk, too", verdict.StillRed);
        Add(text, "New, and green", verdict.Added);
        if (again is not null)
            text.Append(CultureInfo.InvariantCulture, $"\n{again}\n");
        if (red.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"\n{Said(red)}\n");
        if (!verdict.Head.IsGreen && verdict.Head.Tail.Count > 0)
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n<details><summary>The end of what it printed</summary>\n\n"
                    + $"{SafeText.Fenced(string.Join('\n', verdict.Head.Tail), 10_000).Block}\n\n</details>\n"
            );
        return text.ToString();
    }

    private static string Error(Failure error) =>
        $"{(error.Place is { } place ? $"{place}: " : "")}{error.Name} {SafeText.Line(error.Message)}";

    private static string Said(IReadOnlyList<Failure> red)
    {
        var text = new StringBuilder();
        FailureMarkdown.AppendBlocks(text, FailureGroup.Of(red), LongestSaid);
        return $"<details><summary>What was said about it</summary>\n{SafeText.Inactive(text.ToString())}\n</details>";
    }

    // Of a trunk on which no test was run, nothing is known of one.
    private static string OnTrunk(Verdict verdict, string test) =>
        verdict.Baseline.Tests.TryGetValue(test, out var before)
            ? before == TestState.Skipped
                ? ": skipped on trunk"
                : ": green on trunk"
            : verdict.Baseline.Tests.Count > 0
                ? ": not on trunk"
                : "";

    private static string Now(Verdict verdict, string test) =>
        verdict.Head.Tests.ContainsKey(test) ? ": skipped now" : ": not there any more";

    private static string Line(Verdict? verdict, int brokenOfTrunk) =>
        verdict switch
        {
            null => "not verified: what was found can't be read",
            { Undecided: { } why } => $"not verified: {why}",
            { IsGreen: true } => $"verified: {Told(verdict, brokenOfTrunk)}",
            _ => $"not verified: {Told(verdict, brokenOfTrunk)}",
        };

    private static string Told(Verdict verdict, int brokenOfTrunk)
    {
        string[] parts =
        [
            Counts(verdict.Head),
            verdict.Broken.Count > 0 ? $"{verdict.Broken.Count} broken" : "",
            verdict.Gone.Count > 0 ? $"{verdict.Gone.Count} no longer run" : "",
            brokenOfTrunk > 0 ? $"{brokenOfTrunk} of trunk's own fail" : "",
        ];
        var how =
            verdict.Head.IsGreen ? "green"
            : verdict.IsGreen ? "no redder than trunk"
            : "red";
        var counts = string.Join(", ", parts.Where(part => part.Length > 0));
        return $"{SafeText.Excerpt(verdict.Head.Command, 100)} is {how}{(counts.Length > 0 ? $" ({counts})" : "")}";
    }

    private static string Counts(VerifyResult result)
    {
        string[] parts =
        [
            Of(TestState.Passed, "passed"),
            Of(TestState.Failed, "failed"),
            Of(TestState.Skipped, "skipped"),
        ];
        return string.Join(", ", parts.Where(part => part.Length > 0));

        string Of(TestState state, string word) =>
            result.CountOf(state) is > 0 and var count
                ? string.Create(CultureInfo.InvariantCulture, $"{count} {word}")
                : "";
    }

    /// <summary>Adds names, each on a line of its own.</summary>
    internal static void Add(
        StringBuilder text,
        string title,
        IReadOnlyList<string> tests,
        Func<string, string>? how = null
    )
    {
        if (tests.Count == 0)
            return;
        text.Append(CultureInfo.InvariantCulture, $"\n{title} ({tests.Count}):\n\n");
        foreach (var test in tests.Take(MostNamed))
            text.Append(CultureInfo.InvariantCulture, $"- {Code(test)}{how?.Invoke(test)}\n");
        if (tests.Count > MostNamed)
            text.Append(CultureInfo.InvariantCulture, $"- and {tests.Count - MostNamed} more\n");
    }

    // A name of a test is whatever its author, or an agent, called it.
    internal static string Code(string text) =>
        $"`{SafeText.Inactive(SafeText.Excerpt(text, LongestName)).Replace('`', '\'')}`";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
