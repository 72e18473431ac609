using System.Globalization;
using System.Text.Json.Serialization;
using OneShot.Core.Model;
using OneShot.Core.Verifying;

namespace OneShot.Local.Store;

/// <summary>A run of the local forge, as its file tells it: <c>runs/ID/run.json</c>.</summary>
internal sealed record LocalRun
{
    public int Version { get; init; } = 1;

    /// <summary>The run's id, which is the one-shot's.</summary>
    public required string Id { get; init; }

    /// <summary><c>queued</c>, <c>in_progress</c> or <c>completed</c>.</summary>
    public RunStatus Status
    {
        get;
        init => field = value ?? RunStatus.Of(string.Empty);
    } = RunStatus.Queued;

    /// <summary>
    /// <c>success</c>, <c>neutral</c> (rejected, or nothing to
    /// change), <c>failure</c>, <c>timed_out</c> or <c>cancelled</c>.
    /// </summary>
    public RunConclusion? Conclusion { get; init; }

    /// <summary>What it failed with.</summary>
    public OneShotError? Error { get; init; }

    /// <summary>1 for the first, one more for each resume.</summary>
    public int Attempt { get; init; } = 1;

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When this attempt was asked for.</summary>
    public DateTimeOffset QueuedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public int? ProcessId { get; init; }

    /// <summary>The folder whose repository it works for.</summary>
    public required string Repository { get; init; }

    /// <summary>The remote that its user named; <see langword="null"/> for the usual one.</summary>
    public string? Remote { get; init; }

    /// <summary>What the workflow of another forge would be told.</summary>
    public required IReadOnlyDictionary<string, string> Inputs { get; init; }

    /// <summary>Whether it was started for that pull request, and not for an earlier one of the same key.</summary>
    public bool IsOf(int pull) =>
        !Inputs.TryGetValue("pr_number", out var number) || number == pull.ToString(CultureInfo.InvariantCulture);

    /// <summary>The text of the plan that a resume agreed to instead of the registered one.</summary>
    public string? PlanSha256 { get; init; }

    public AgentLimits Limits { get; init; } = new();

    /// <summary>What it does now.</summary>
    public string? Activity { get; init; }

    public IReadOnlyList<LocalJob> Jobs
    {
        get;
        init => field = StoredList.Of(value);
    } = [];

    /// <summary>
    /// Jobs in which an agent worked and that were done once more since, as they had
    /// failed, were stopped, or their work was refused: they were paid for too.
    /// </summary>
    public IReadOnlyList<LocalJob>? Earlier
    {
        get;
        init => field = value is null ? null : StoredList.Of(value);
    }

    /// <summary>All jobs as they began, those that were done once more since among them.</summary>
    [JsonIgnore]
    public IReadOnlyList<(LocalJob Job, bool IsEarlier)> AllJobs =>
        [
            .. (Earlier ?? [])
                .Select(job => (Job: job, IsEarlier: true))
                .Concat(Jobs.Select(job => (Job: job, IsEarlier: false)))
                .OrderBy(one => one.Job.StartedAt),
        ];

    /// <summary>What the agents used, in all attempts.</summary>
    [JsonIgnore]
    public IReadOnlyList<AgentUsage> Usages => [.. AllJobs.Select(one => one.Job.Usage).OfType<AgentUsage>()];

    /// <summary>What was paid for earlier, with those of the jobs that are done once more.</summary>
    public IReadOnlyList<LocalJob>? WithEarlier(Func<LocalJob, bool> isDoneOnceMore) =>
        Jobs.Where(job => job.Usage is not null && isDoneOnceMore(job)).ToArray() is { Length: > 0 } more
            ? [.. Earlier ?? [], .. more]
            : Earlier;

    /// <summary>What of the last work was not delivered; kept until other work is there.</summary>
    public Refusal? Refused { get; init; }

    /// <summary>Whether somebody works on it, or did.</summary>
    [JsonIgnore]
    public bool HasBegun => Status != RunStatus.Queued;

    /// <summary>How far its one-shot is.</summary>
    [JsonIgnore]
    public OneShotStage Stage =>
        OneShotStage.Of(
            new Run(Id, "", Status, Conclusion)
            {
                Jobs = [.. Jobs.Select(job => job.Told)],
                Refusal = Standing,
                Error = Error,
                StaysDraft = IsHeld,
            }
        );

    /// <summary>The refusal that a resume would only repeat.</summary>
    [JsonIgnore]
    public Refusal? Standing =>
        Status.IsOver && Jobs.Any(job => job is { Name: RunStage.Implement, Conclusion.IsSuccess: true })
            ? Refused
            : null;

    /// <summary>Where it left the branch.</summary>
    public string? Commit { get; init; }

    /// <summary>Whether what it delivered is to be verified.</summary>
    public bool? IsToBeVerified { get; init; }

    /// <summary>Why what it delivered is not to be verified.</summary>
    public string? NotVerified { get; init; }

    /// <summary>Whether somebody has to look at what it delivered, however it is verified.</summary>
    public bool? StaysDraft { get; init; }

    /// <summary>What verifying said; <see langword="null"/> before that.</summary>
    public Verification? Verification { get; init; }

    /// <summary>Whether what it delivered is a draft, though nothing of it is red.</summary>
    [JsonIgnore]
    public bool IsHeld =>
        Verification is { } said
            ? said.Verified is not false && (StaysDraft is true || said.IsHeld)
            : StaysDraft is true && Limits.Verify == VerifyMode.Required;

    /// <summary>Folders that have to be removed when it is over.</summary>
    public IReadOnlyList<string> Clones
    {
        get;
        init => field = StoredList.Of(value);
    } = [];
}
