using OneShot.Core.Journals;
using OneShot.Core.Model;
using OneShot.Local.Store;

namespace OneShot.Local.Reports;

/// <summary>What a report tells, gathered at one moment.</summary>
/// <param name="Pull">The pull request.</param>
/// <param name="Run">Its run; <see langword="null"/> before the first.</param>
/// <param name="Id">The one-shot; <see langword="null"/> when the pull request is nobody's.</param>
/// <param name="Prompt">The prompt.</param>
internal sealed record ReportData(LocalThread Pull, LocalRun? Run, string? Id, string Prompt)
{
    public required DateTimeOffset At { get; init; }

    /// <summary>What the user types to reach OneShot.</summary>
    public required string Command { get; init; }

    public Journal? Journal { get; init; }

    public string? Plan { get; init; }

    public PlanResult? Result { get; init; }

    /// <summary>What the implementer says it did.</summary>
    public string? Summary { get; init; }

    /// <summary>Of a run that ended well: whether there is a server that its result could be published to.</summary>
    public bool HasServer { get; init; }

    /// <summary>What verifying said; <see langword="null"/> where nothing was verified.</summary>
    public ReportVerdict? Verdict { get; init; }

    /// <summary>
    /// What speaks for the result, and what does not: a line each. What a task of the user's has committed is none.
    /// </summary>
    public IReadOnlyList<string> Evidence =>
        Files.Count == 0 || Run is not { Status.IsOver: true, Commit: not null }
            ? []
            :
            [
                .. Verdict is null ? new[] { $"{NotVerified} What the agent says it ran is its own word." } : [],
                "Looked at as data before it came to the branch: protected files, secrets, links and sizes.",
            ];

    private string NotVerified =>
        Run switch
        {
            { Verification: { } told } => $"{char.ToUpperInvariant(told.Line[0])}{told.Line[1..]}.",
            { NotVerified: { } why } => $"Not verified: {why}.",
            _ => "Not verified: no build and no test was run on it after the agent had ended.",
        };

    /// <summary>The commands that look into what the agent made, where it is not delivered whole.</summary>
    public IReadOnlyList<string> Looks { get; init; } = [];

    /// <summary>
    /// The comments by the time that is shown: one that was written anew keeps its place in the store.
    /// </summary>
    public IReadOnlyList<LocalComment> Comments => [.. Pull.Comments.OrderBy(comment => comment.UpdatedAt)];

    /// <summary>Whether the branch's commits are on the branch they were made for.</summary>
    public bool IsMerged { get; init; }

    /// <summary>Whether it was undone; the journal of a key that was used once more since is the later one's.</summary>
    public bool IsUndone =>
        Journal is { UndoneAt: not null }
        || (!Pull.IsOpen && Journal?.PullRequest is { } current && current.Number != Pull.Number);

    /// <summary>Its branch, where that was kept although it was undone.</summary>
    public KeptBranch? Kept { get; init; }

    /// <summary>
    /// Whether the user's own trunk has what it began with: else their difference has commits of others.
    /// </summary>
    public bool TrunkHasStart { get; init; } = true;

    /// <summary>What trunk has of it, where that was merged before it was undone.</summary>
    public MergedChange? Merged { get; init; }

    /// <summary>Why the result is not on its branch; <see langword="null"/> where it is.</summary>
    public WaitingCause? Waits { get; init; }

    public IReadOnlyList<DiffFile> Files { get; init; } = [];

    /// <summary>The diff as git prints it.</summary>
    public string Patch { get; init; } = string.Empty;

    /// <summary>The logs, the run's first.</summary>
    public IReadOnlyList<ReportLog> Logs { get; init; } = [];

    public string Agent => Run?.Inputs.GetValueOrDefault("agent") ?? Journal?.Agent ?? "unknown";

    public string? Model => Run?.Inputs.GetValueOrDefault("model_name") ?? Journal?.Model;

    public bool IsRehearsal => Agent == AgentName.Rehearsal;

    public int Added => Files.Sum(file => file.Added ?? 0);

    public int Removed => Files.Sum(file => file.Removed ?? 0);
}
