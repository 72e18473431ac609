using OneShot.Core.Ports;

namespace OneShot.Local;

/// <summary>How the forge of this machine differs from other forges.</summary>
internal static class LocalTraits
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40); // it costs a look at a file

    /// <summary>All of it.</summary>
    public static readonly ForgeTraits All = new()
    {
        NeedsWorkflow = false,
        AgentsAreHere = true,
        NeedsIdentity = false,
        SignsCommits = false,
        HasChecks = false,
        HidesByRight = false,
        LimitsWrites = false,
        Parallel = 2,
        ReportsOnPullRequest = true,
        Polling = new Polling(Pause, 1, Pause),
        WatchMinutes = 24 * 60,
        RunStopsWithFollower = true,
        TakesUpRuns = true,
        LosesAnswers = false,
        RunTellsLines = true,
        RunTellsCommit = true,
    };
}
