namespace OneShot.Core.Model;

/// <summary>What verifying said of what was delivered, in numbers.</summary>
/// <param name="Verified">Whether it is green.</param>
/// <param name="Tests">How the tests ended.</param>
/// <param name="Rounds">How often what was red went back to the agent.</param>
internal sealed record VerdictSummary(bool Verified, TestCounts Tests, int Rounds)
{
    /// <summary>The most of anything that is believed.</summary>
    private const int Most = 10_000_000;

    /// <summary>Whether the numbers can be those of one verdict.</summary>
    public bool IsPossible =>
        Tests is { Passed: >= 0 and <= Most, Failed: >= 0 and <= Most, Fixed: >= 0, Broken: >= 0 }
        && Rounds is >= 0 and <= Most
        && Tests.Fixed <= Tests.Passed
        && Tests.Broken <= Tests.Failed
        && !(Verified && Tests.Broken > 0);
}
