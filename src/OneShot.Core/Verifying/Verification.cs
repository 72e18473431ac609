using System.Text.Json.Serialization;
using OneShot.Core.Model;

namespace OneShot.Core.Verifying;

/// <summary>What is told of verifying, in short.</summary>
/// <param name="Verified">Whether it is green; <see langword="null"/> where there was nothing to verify.</param>
/// <param name="Line">The same in a line.</param>
internal sealed record Verification(bool? Verified, string Line)
{
    /// <summary>How many tests passed.</summary>
    public int Passed { get; init; }

    /// <summary>How many tests failed.</summary>
    public int Failed { get; init; }

    /// <summary>How many were red before and pass now.</summary>
    public int Fixed { get; init; }

    /// <summary>How many are red that were not.</summary>
    public int Broken { get; init; }

    /// <summary>How many are no longer run.</summary>
    public int Gone { get; init; }

    /// <summary>How many of trunk's own tests fail over it, although it is green with the tests as they were changed.</summary>
    public int BrokenOfTrunk { get; init; }

    /// <summary>How often what was red went back to the agent.</summary>
    public int Rounds { get; init; }

    /// <summary>Whether something was changed that steers the command.</summary>
    public bool IsSteered { get; init; }

    /// <summary>Whether somebody has to look at it, although it is green.</summary>
    [JsonIgnore]
    public bool IsHeld => Gone > 0 || BrokenOfTrunk > 0 || IsSteered;

    /// <summary>The same in numbers; <see langword="null"/> where there was nothing to verify.</summary>
    [JsonIgnore]
    public VerdictSummary? Verdict =>
        Verified is { } isGreen
            ? new VerdictSummary(isGreen, new TestCounts(Passed, Failed, Fixed, Broken), Rounds)
            : null;

    /// <summary>What a report says.</summary>
    /// <param name="report">The report; <see langword="null"/> where it was lost.</param>
    public static Verification Of(VerifyReport? report)
    {
        var line = VerifyText.Line(report);
        if (report?.Checks is { } checks)
            return new Verification(checks.IsGreen, line);
        if (report?.Verdict is not { } verdict)
            return new Verification(report?.Nothing is null ? false : null, line);
        return new Verification(verdict.IsGreen, line)
        {
            Passed = verdict.Head.CountOf(TestState.Passed),
            Failed = verdict.Head.CountOf(TestState.Failed),
            Fixed = verdict.Fixed.Count,
            Broken = verdict.Broken.Count,
            Gone = verdict.Gone.Count,
            BrokenOfTrunk = report.BrokenOfTrunk.Count,
            IsSteered = report.Steering.Count > 0,
        };
    }
}
