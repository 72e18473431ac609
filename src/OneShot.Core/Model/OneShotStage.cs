using OneShot.Core.Errors;

namespace OneShot.Core.Model;

/// <summary>
/// How far a one-shot is: one word for it, the same in status, batch, on its page and in JSON. What its journal says,
/// and, while there is a run, what that says.
/// </summary>
/// <param name="Word">The word, as <see cref="OneShotState.State"/> and <see cref="BatchedOneShot.State"/> have it.</param>
internal sealed record OneShotStage(string Word)
{
    /// <summary>Of a batch: its turn has not come.</summary>
    public static readonly OneShotStage Waiting = new("waiting");

    /// <summary>It was shown what would be made.</summary>
    public static readonly OneShotStage Previewed = new("previewed");

    /// <summary>Nothing of it is on the forge yet.</summary>
    public static readonly OneShotStage Begun = new("begun");

    /// <summary>Its branch is there.</summary>
    public static readonly OneShotStage Branched = new("branched");

    /// <summary>Its pull request is there.</summary>
    public static readonly OneShotStage Opened = new("opened");

    /// <summary>Its run is there, and nobody works on it yet.</summary>
    public static readonly OneShotStage Queued = new("queued");

    /// <summary>Its plan is made, or registered.</summary>
    public static readonly OneShotStage Planning = new("planning");

    /// <summary>Its plan is carried out, or the result brought to the branch.</summary>
    public static readonly OneShotStage Implementing = new("implementing");

    /// <summary>The repository's own build and tests are run on what was delivered.</summary>
    public static readonly OneShotStage Verifying = new("verifying");

    /// <summary>Its run is under way, and its forge does not tell at what.</summary>
    public static readonly OneShotStage Running = new("running");

    /// <summary>All was done.</summary>
    public static readonly OneShotStage Ready = new("ready");

    /// <summary>Its run ended well, and its pull request stayed a draft: a person has something to decide.</summary>
    public static readonly OneShotStage Draft = new("draft");

    /// <summary>It was delivered as a draft, and is not verified though it should be.</summary>
    public static readonly OneShotStage Unverified = new("unverified");

    /// <summary>The planner rejected the prompt.</summary>
    public static readonly OneShotStage Rejected = new("rejected");

    /// <summary>Nothing had to change, or nothing that changed was delivered.</summary>
    public static readonly OneShotStage NoChanges = new("no-changes");

    /// <summary>It failed, or took too long.</summary>
    public static readonly OneShotStage Failed = new("failed");

    /// <summary>Somebody stopped it.</summary>
    public static readonly OneShotStage Cancelled = new("cancelled");

    /// <summary>It was published as a pull request elsewhere.</summary>
    public static readonly OneShotStage Published = new("published");

    /// <summary>It was undone.</summary>
    public static readonly OneShotStage Undone = new("undone");

    /// <summary>Its run is there, and its forge could not be asked.</summary>
    public static readonly OneShotStage Unknown = new("unknown");

    /// <summary>Whether it has no run yet.</summary>
    public bool IsBeforeRun => this == Begun || this == Branched || this == Opened;

    /// <summary>Whether its run is still to end; also where that can't be told at this moment.</summary>
    public bool IsUnderWay => IsMoving || this == Unknown;

    /// <summary>Whether its run waits or works, as far as is known.</summary>
    public bool IsMoving =>
        this == Queued || this == Planning || this == Implementing || this == Verifying || this == Running;

    /// <summary>Whether all of its work was done.</summary>
    public bool IsDone => this == Ready || this == Published;

    /// <summary>Whether it did not end well.</summary>
    public bool IsBad => this == Failed || this == Unverified || this == Cancelled;

    /// <summary>What a run says of its one-shot.</summary>
    /// <param name="run">The run; <see langword="null"/> where nobody could be asked.</param>
    /// <param name="pull">The one-shot's pull request; <see langword="null"/> where nobody was asked.</param>
    /// <returns>How far it is.</returns>
    public static OneShotStage Of(Run? run, PullRequest? pull = null) =>
        run switch
        {
            null or { Status: null } => Unknown,
            { IsOver: false } => OfStatus(run),
            { Conclusion: null } => Unknown,
            // Where a run with nothing to do ends like others, the pull request's label tells which it was.
            { Conclusion.IsSuccess: true } when pull is { IsOpen: true, IsDraft: true } => StateLabels.Told(pull.Labels)
                is { } told
            && (told == Rejected || told == NoChanges)
                ? told
                : Draft,
            { Conclusion.IsSuccess: true } => run.Refusal is not null || run.StaysDraft ? Draft : Ready,
            // A run that never came to its implementing was ended by its planner.
            { IsGood: true, Jobs: { Count: > 0 } jobs } when jobs.All(job => job.Stage != RunStage.Implement) =>
                Rejected,
            { IsGood: true } => NoChanges,
            { Conclusion: var how } when how == RunConclusion.Cancelled || how == RunConclusion.Skipped => Cancelled,
            { Error.Code: CaughtCode.NotVerified } => Unverified,
            _ when pull is { IsDraft: true } && StateLabels.Told(pull.Labels) == Unverified => Unverified,
            _ => Failed,
        };

    /// <inheritdoc/>
    public override string ToString() => Word;

    private static OneShotStage OfStatus(Run run) =>
        run.Status!.IsQueued ? Queued
        : run.Jobs.Count > 0 && !run.Jobs.Any(job => job.HasBegun) ? Queued
        : run.Jobs.LastOrDefault(job => job is { HasBegun: true, Stage: not null })?.Stage switch
        {
            null => Running,
            RunStage.Plan or RunStage.Register => Planning,
            RunStage.Verify => Verifying,
            _ => Implementing,
        };
}
