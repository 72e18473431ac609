using System.Text.Json.Serialization;
using OneShot.Core.Model;

namespace OneShot.Core.Journals;

/// <summary>
/// The record on disk of what a one-shot has done so far. A step writes it before it starts and after it ended.
/// </summary>
internal sealed record Journal
{
    /// <summary>The format of the file.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The one-shot's distinct id.</summary>
    public required string Id { get; init; }

    /// <summary>When it was dispatched.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The prompt, so that it is never lost.</summary>
    public required string Prompt { get; init; }

    /// <summary>SHA-256 of the prompt's bytes.</summary>
    public required string PromptSha256 { get; init; }

    /// <summary>The agent.</summary>
    public required string Agent { get; init; }

    /// <summary>The model; <see langword="null"/> leaves it to the agent.</summary>
    public string? Model { get; init; }

    /// <summary>What was chosen beside, as it travels to the workflow: one JSON document.</summary>
    public string? Options { get; init; }

    /// <summary>The plan issue.</summary>
    public int? PlanIssue { get; init; }

    /// <summary>What the branch's slug is made from, when not the prompt.</summary>
    public string? Slug { get; init; }

    /// <summary>SHA-256 of the idempotency key.</summary>
    public string? KeySha256 { get; init; }

    /// <summary>The remote's name.</summary>
    public required string Remote { get; init; }

    /// <summary>The forge, as people call it.</summary>
    public string? Forge { get; init; }

    /// <summary>Whether it lives on this machine, and nowhere else.</summary>
    [JsonIgnore]
    public bool IsHere => ForgeName.IsHere(Forge);

    /// <summary>The workflow's file name.</summary>
    public required string Workflow { get; init; }

    /// <summary>The branch whose workflow is started.</summary>
    public string? Ref { get; init; }

    /// <summary>The branch it starts from.</summary>
    public string? Base { get; init; }

    /// <summary>The commit it starts from.</summary>
    public string? BaseCommit { get; init; }

    /// <summary>The one-shot's branch.</summary>
    public string? Branch { get; init; }

    /// <summary>The commit that the branch was pushed at last.</summary>
    public string? Commit { get; init; }

    /// <summary>The commit that holds the prompt, where the key's ref stays.</summary>
    public string? FirstCommit { get; init; }

    /// <summary>When the push was begun; from then on the branch may exist.</summary>
    public DateTimeOffset? PushBegunAt { get; init; }

    /// <summary>When the branch was seen on the remote.</summary>
    public DateTimeOffset? PushedAt { get; init; }

    /// <summary>When the pull request was begun; from then on it may exist.</summary>
    public DateTimeOffset? PullRequestBegunAt { get; init; }

    /// <summary>The pull request.</summary>
    public JournaledPullRequest? PullRequest { get; init; }

    /// <summary>Who asked for the one-shot.</summary>
    public string? SubmittedBy { get; init; }

    /// <summary>When the run was first asked for; from then on it may exist.</summary>
    public DateTimeOffset? RunRequestedAt { get; init; }

    /// <summary>When the run was asked for last.</summary>
    public DateTimeOffset? RunRequestedLastAt { get; init; }

    /// <summary>The run.</summary>
    public JournaledRun? Run { get; init; }

    /// <summary>What <c>--checkout</c> has to go back to.</summary>
    public JournaledCheckout? Checkout { get; init; }

    /// <summary>
    /// Whether tasks of the build's own are still to work on its branch: from a dispatch with <c>--checkout</c> until
    /// they are done and the pull request is begun.
    /// </summary>
    public bool? AwaitsTasks { get; init; }

    /// <summary>Of a one-shot of this machine: the real pull request that it was published as.</summary>
    public JournaledPullRequest? Published { get; init; }

    /// <summary>Whose name its commits carry, name and address, where git did not know whose they are.</summary>
    public string? StandIn { get; init; }

    /// <summary>The commit that was made of the delivered one when it was published: signed, or by its user.</summary>
    public string? SignedCommit { get; init; }

    /// <summary>When it was undone.</summary>
    public DateTimeOffset? UndoneAt { get; init; }

    /// <summary>Whether undoing it left its branch on a remote, because somebody has worked on it.</summary>
    public bool? KeepsBranch { get; init; }

    /// <summary>Whether its pull request elsewhere was merged when it was undone.</summary>
    public bool? WasMerged { get; init; }

    /// <summary>Whether HEAD was moved by <c>--checkout</c>, and is still to be moved back.</summary>
    [JsonIgnore]
    public bool IsAway => Checkout is { RestoredAt: null };

    /// <summary>How far it is, as far as that is known here: how far its run is, its forge tells.</summary>
    [JsonIgnore]
    public OneShotStage Stage =>
        this switch
        {
            { UndoneAt: not null } => OneShotStage.Undone,
            { Published: not null } => OneShotStage.Published,
            { Run: not null } => OneShotStage.Unknown,
            { PullRequest: not null } => OneShotStage.Opened,
            { PushedAt: not null } => OneShotStage.Branched,
            _ => OneShotStage.Begun,
        };
}
