using System.Globalization;

namespace OneShot.Core.Model;

/// <summary>What people are told of a verdict where there is room for a line, or for less.</summary>
internal static class VerdictWords
{
    /// <summary>Says it all: <c>verified: 212 tests passed, 1 of them fixed</c>.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <returns>One line.</returns>
    public static string Line(VerdictSummary verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        return $"{(verdict.Verified ? "verified" : "not verified")}: {Told(verdict)}";
    }

    /// <summary>Says it all, without the word for it: <c>no, 3 tests failed, 2 of them broken, 209 passed</c>.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <returns>A part of a line.</returns>
    public static string Fact(VerdictSummary verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        return $"{(verdict.Verified ? "yes" : "no")}, {Told(verdict)}";
    }

    /// <summary>Says the most of it in a column: <c>212 passed</c>, <c>3 failed, 1 round</c>.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <returns>A few words.</returns>
    public static string Short(VerdictSummary verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var tests = verdict.Tests;
        var told =
            !verdict.Verified && tests.Failed > 0 ? $"{Number(tests.Failed)} failed"
            : verdict.Verified && tests.Passed > 0 ? $"{Number(tests.Passed)} passed"
            : verdict.Verified ? "yes"
            : "no";
        return verdict.Rounds > 0 ? $"{told}, {Counted(verdict.Rounds, "round")}" : told;
    }

    private static string Told(VerdictSummary verdict)
    {
        var (passed, failed, mended, broken) = verdict.Tests;
        (int Number, string Told)[] kinds =
        [
            (passed, $"passed{Of(mended, passed, "fixed")}"),
            (failed, $"failed{Of(broken, failed, "broken")}"),
        ];
        string[] tests =
        [
            // What the verdict is about comes first, and says what they are.
            .. (verdict.Verified ? kinds : kinds.Reverse())
                .Where(kind => kind.Number > 0)
                .Select((kind, at) => $"{(at == 0 ? Counted(kind.Number, "test") : Number(kind.Number))} {kind.Told}"),
        ];
        string[] parts =
        [
            .. tests is [] ? ["no test is known by name"] : tests,
            .. verdict.Rounds > 0 ? new[] { $"after {Counted(verdict.Rounds, "round")}" } : [],
        ];
        return string.Join(", ", parts);
    }

    private static string Of(int some, int all, string word) =>
        some == 0 ? ""
        : all == 1 ? $" ({word})"
        : $" ({Number(some)} {word})";

    private static string Counted(int number, string what) => $"{Number(number)} {what}{(number == 1 ? "" : "s")}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
