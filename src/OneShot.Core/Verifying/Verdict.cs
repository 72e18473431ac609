using OneShot.Core.Model;

namespace OneShot.Core.Verifying;

/// <summary>What the repository's own build and tests say of what was delivered, beside what they say of trunk.</summary>
/// <param name="Baseline">How the command ended on the commit that the one-shot started from.</param>
/// <param name="Head">How it ended on what was delivered.</param>
/// <param name="Plan">The plan that was registered; <see langword="null"/> where it excuses nothing.</param>
internal sealed record Verdict(VerifyResult Baseline, VerifyResult Head, string? Plan = null)
{
    /// <summary>Tests that are red now and were not before.</summary>
    public IReadOnlyList<string> Broken { get; } =
        Those(Head, Baseline, (now, before) => now == TestState.Failed && before != TestState.Failed);

    /// <summary>Tests that were red and pass now.</summary>
    public IReadOnlyList<string> Fixed { get; } =
        Those(Head, Baseline, (now, before) => now == TestState.Passed && before == TestState.Failed);

    /// <summary>Tests that were red before, too.</summary>
    public IReadOnlyList<string> StillRed { get; } =
        Those(Head, Baseline, (now, before) => now == TestState.Failed && before == TestState.Failed);

    /// <summary>Tests that are no longer there, or are skipped now, though the plan does not name them.</summary>
    public IReadOnlyList<string> Gone { get; } = NamedTests.Without(Plan, Missing(Baseline, Head));

    /// <summary>Those that are not, and that the plan names.</summary>
    public IReadOnlyList<string> GoneAsPlanned { get; } = NamedTests.In(Plan, Missing(Baseline, Head));

    /// <summary>Tests that pass, and that trunk, where tests were run, does not have.</summary>
    public IReadOnlyList<string> Added { get; } =
        Baseline.Tests.Count == 0
            ? []
            : Those(Head, Baseline, (now, before) => now == TestState.Passed && before is null);

    /// <summary>
    /// Why nothing can be said: it did not end by itself, or it fails on trunk in the same way;
    /// <see langword="null"/> where something can be.
    /// </summary>
    public string? Undecided =>
        Head.EndedBy
        ?? (
            Head.IsGreen || Baseline.IsGreen || Broken.Count > 0 || IsRunOnBoth ? null
            : Baseline.EndedBy is { } ended ? $"on trunk {ended}"
            : $"it fails on trunk, too (exit code {Baseline.ExitCode})"
        );

    /// <summary>Whether no test and no step that was green is red now.</summary>
    public bool IsGreen =>
        Undecided is null && Broken.Count == 0 && (Head.IsGreen || (!Baseline.IsGreen && IsRunOnBoth));

    // Of a build that was red before, its tests tell: each by its name, and some of them were good.
    private bool IsRunOnBoth =>
        Baseline.Tests.Values.Contains(TestState.Passed) && Head.Tests.Values.Contains(TestState.Passed);

    private static IEnumerable<string> Missing(VerifyResult baseline, VerifyResult head) =>
        head.Tests.Count == 0 && head.ExitCode != 0
            ? [] // they were not run at all
            : baseline
                .Tests.Where(test =>
                    test.Value != TestState.Skipped
                    && head.Tests.GetValueOrDefault(test.Key, TestState.Skipped) == TestState.Skipped
                )
                .Select(test => test.Key);

    private static string[] Those(VerifyResult head, VerifyResult baseline, Func<TestState, TestState?, bool> are) =>
        [
            .. head
                .Tests.Where(test =>
                    are(test.Value, baseline.Tests.TryGetValue(test.Key, out var before) ? before : null)
                )
                .Select(test => test.Key),
        ];
}
