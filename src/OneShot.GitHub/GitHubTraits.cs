using OneShot.Core.Ports;

namespace OneShot.GitHub;

/// <summary>How GitHub differs from other forges.</summary>
internal static class GitHubTraits
{
    /// <summary>All of it.</summary>
    public static readonly ForgeTraits All = new()
    {
        NeedsWorkflow = true,
        AgentsAreHere = false,
        NeedsIdentity = true,
        SignsCommits = true,
        HasChecks = true,
        HidesByRight = true,
        LimitsWrites = true,
        Parallel = 4,
        ReportsOnPullRequest = false,
        Polling = new Polling(TimeSpan.FromSeconds(2), 1.3, TimeSpan.FromSeconds(15)),
        WatchMinutes = 120,
        RunStopsWithFollower = false,
        TakesUpRuns = false,
        LosesAnswers = true,
        RunTellsLines = false,
        RunTellsCommit = false,
    };
}
