namespace OneShot.Core.Ports;

/// <summary>How a forge differs from others, one matter at a time: nobody has to know which forge it is.</summary>
internal sealed record ForgeTraits
{
    /// <summary>
    /// Whether runs are started from a workflow file of the repository, which is checked before anything is made.
    /// </summary>
    public required bool NeedsWorkflow { get; init; }

    /// <summary>Whether agents work on this machine: somebody here chooses one, and it has to be installed.</summary>
    public required bool AgentsAreHere { get; init; }

    /// <summary>Whether commits leave this machine at once, so that git has to know who makes them.</summary>
    public required bool NeedsIdentity { get; init; }

    /// <summary>Whether it can sign the commits that it makes: <c>--verified-commits</c>.</summary>
    public required bool SignsCommits { get; init; }

    /// <summary>Whether other programs say there what they found of a commit: <c>--verify=checks</c>.</summary>
    public required bool HasChecks { get; init; }

    /// <summary>Whether what a token may not see looks as if it were not there.</summary>
    public required bool HidesByRight { get; init; }

    /// <summary>Whether what is made there counts against a limit a minute and an hour.</summary>
    public required bool LimitsWrites { get; init; }

    /// <summary>How many one-shots of a batch are dispatched at the same time when nobody says.</summary>
    public required int Parallel { get; init; }

    /// <summary>
    /// Whether the page of a pull request is the report of its run, which is named where the run failed.
    /// </summary>
    public required bool ReportsOnPullRequest { get; init; }

    /// <summary>How often a run that is followed is asked for.</summary>
    public required Polling Polling { get; init; }

    /// <summary>For how many minutes a run is followed when nobody says.</summary>
    public required int WatchMinutes { get; init; }

    /// <summary>
    /// Whether a run stops with its follower. Then a dispatch follows it, unless <c>--detach</c> says otherwise.
    /// </summary>
    public required bool RunStopsWithFollower { get; init; }

    /// <summary>
    /// Whether asking once more for a run takes it up where it stopped; elsewhere its jobs are run again on its
    /// page.
    /// </summary>
    public required bool TakesUpRuns { get; init; }

    /// <summary>
    /// Whether the answer to a request for a run can be lost, so that the run is looked for before it is asked for
    /// again.
    /// </summary>
    public required bool LosesAnswers { get; init; }

    /// <summary>Whether a run tells what it does line by line; elsewhere each change of its state is told.</summary>
    public required bool RunTellsLines { get; init; }

    /// <summary>Whether a run tells the commit that it left the branch at.</summary>
    public required bool RunTellsCommit { get; init; }

    /// <summary>Whether a dispatch follows its run to the end.</summary>
    /// <param name="watch">Whether it is asked to, wherever the run is.</param>
    /// <param name="detach">Whether a run of this machine is to be left to itself.</param>
    /// <returns><see langword="true"/> when it does.</returns>
    public bool Follows(bool watch, bool detach) => watch || (RunStopsWithFollower && !detach);
}
