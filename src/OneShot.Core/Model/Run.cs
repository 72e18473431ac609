namespace OneShot.Core.Model;

/// <summary>One execution of the workflow.</summary>
/// <param name="Id">Its id; a text, because it outgrows the numbers of some readers.</param>
/// <param name="Url">Its page.</param>
/// <param name="Status">Where it is; <see langword="null"/> when not asked.</param>
/// <param name="Conclusion">How it ended; <see langword="null"/> before the end.</param>
internal sealed record Run(string Id, string Url, RunStatus? Status = null, RunConclusion? Conclusion = null)
{
    /// <summary>How far the clocks of this machine and of the server may differ.</summary>
    internal static readonly TimeSpan Skew = TimeSpan.FromMinutes(10);

    /// <summary>What the run has told so far; empty where the forge keeps that for its own pages.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    /// <summary>
    /// The commit that it left the one-shot's branch at;
    /// <see langword="null"/> when it did not, or the forge does not tell.
    /// </summary>
    public string? Commit { get; init; }

    /// <summary>What it does at this moment, where that is known.</summary>
    public string? Activity { get; init; }

    /// <summary>Its jobs; empty where the forge keeps them for its own pages.</summary>
    public IReadOnlyList<RunJob> Jobs { get; init; } = [];

    /// <summary>
    /// Jobs of earlier attempts in which an agent worked, each with how it ended in its name: they were paid for too.
    /// </summary>
    public IReadOnlyList<RunJob> Earlier { get; init; } = [];

    /// <summary>
    /// What its agents' sessions used, those of earlier attempts too; <see langword="null"/> where none was, or the
    /// forge does not tell.
    /// </summary>
    public string? Cost => UsageText.Of([.. Earlier.Concat(Jobs).Select(job => job.Usage).OfType<AgentUsage>()]);

    /// <summary>What it failed with, where the forge knows more than that it did.</summary>
    public OneShotError? Error { get; init; }

    /// <summary>
    /// What of its last implementing was not delivered;
    /// <see langword="null"/> when all was, or the forge does not tell.
    /// </summary>
    public Refusal? Refusal { get; init; }

    /// <summary>Whether somebody has to look at what it delivered, where the forge tells.</summary>
    public bool StaysDraft { get; init; }

    /// <summary>
    /// What verifying said of what it delivered; <see langword="null"/> where nothing was verified, or the forge does
    /// not tell.
    /// </summary>
    public VerdictSummary? Verdict { get; init; }

    /// <summary>
    /// The limits, its policies among them, that what is kept of its last implementing was
    /// judged by; <see langword="null"/> when nothing is kept, or the forge does not tell.
    /// </summary>
    public AgentLimits? KeptUnder { get; init; }

    /// <summary>The same, with what was asked of its jobs.</summary>
    /// <param name="jobs">They, in their order.</param>
    /// <returns>The run.</returns>
    public Run At(IReadOnlyList<RunJob> jobs) =>
        this with
        {
            Jobs = jobs,
            Activity = IsOver ? null : jobs.LastOrDefault(job => job.IsUnderWay)?.Activity,
        };

    /// <summary>Whether it ended well, with nothing to do or not.</summary>
    public bool IsGood => Conclusion is { IsGood: true };

    /// <summary>Whether it is over.</summary>
    public bool IsOver => Status is { IsOver: true };
}
