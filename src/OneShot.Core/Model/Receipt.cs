using System.Text.Json.Serialization;

namespace OneShot;

/// <summary>What a dispatch answers. Ids of runs are texts.</summary>
public sealed record Receipt
{
    /// <summary>Always <see langword="true"/>; an error is a <see cref="Core.Model.ErrorReceipt"/>.</summary>
    public bool Success { get; init; } = true;

    /// <summary>Whether nothing was made.</summary>
    public bool Preview { get; init; }

    /// <summary>Whether the one-shot was removed, and not made.</summary>
    [JsonIgnore]
    public bool IsUndo { get; init; }

    /// <summary>The one-shot's distinct id.</summary>
    public string? Id { get; init; }

    /// <summary>The one-shot's branch.</summary>
    public string? Branch { get; init; }

    /// <summary>The branch it starts from.</summary>
    public string? Base { get; init; }

    /// <summary>SHA-256 of the prompt's bytes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PromptSha256 { get; init; }

    /// <summary>The commit that holds the prompt; <see langword="null"/> in a preview.</summary>
    public string? Commit { get; init; }

    /// <summary>The pull request's number.</summary>
    public int? PrNumber { get; init; }

    /// <summary>The pull request's page.</summary>
    public string? PrUrl { get; init; }

    /// <summary>The run's id.</summary>
    public string? RunId { get; init; }

    /// <summary>The run's page.</summary>
    public string? RunUrl { get; init; }

    /// <summary>The model; <see langword="null"/> leaves it to the agent.</summary>
    public string? Model { get; init; }

    /// <summary>The agent.</summary>
    public string? Agent { get; init; }

    /// <summary>The workflow's file name.</summary>
    public string? Workflow { get; init; }

    /// <summary>Who asked for it.</summary>
    public string? SubmittedBy { get; init; }

    /// <summary>Of <c>PrepareRun</c>: whether this run goes on; otherwise an older one works on it already.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Proceed { get; init; }

    /// <summary>Of a job's task: the plan issue's number.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? IssueNumber { get; init; }

    /// <summary>Of a job's task: SHA-256 of the plan as it was registered.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PlanSha256 { get; init; }

    /// <summary>
    /// Of a job's task: the comment on the plan issue that holds the plan, where the issue is somebody's own.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? PlanCommentId { get; init; }

    /// <summary>Of a job's task: the plan's title, one clean line.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? IssueTitle { get; init; }

    /// <summary>Of a job's task: whether the planner rejected the prompt.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Rejected { get; init; }

    /// <summary>Of <c>RegisterPlan</c>: its operations, and whether each was done.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, bool>? Registered { get; init; }

    /// <summary>Of a job's task: whether the implementer changed anything.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Changed { get; init; }

    /// <summary>The file of the report, where one was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ReportPath { get; init; }

    /// <summary>Of <c>PrepareAgent</c>: the folder of the agent's program, for the PATH of what follows.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AgentFolder { get; init; }

    /// <summary>Of a job's task: what the run's page shows of it, Markdown.</summary>
    [JsonIgnore]
    public string? Summary { get; init; }

    /// <summary>Of <c>OneShotInit</c>: the files that it wrote.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Written { get; init; }

    /// <summary>Of <c>OneShotDoctor</c>: what it found.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Check>? Checks { get; init; }

    /// <summary>Of <c>OneShotDoctor</c> with <c>--fix</c>: what it did; in a preview what it would do.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Fixed { get; init; }

    /// <summary>Of <c>OneShotStatus</c>: where this repository's one-shots are.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<OneShotState>? OneShots { get; init; }

    /// <summary>Of <c>OneShotBatch</c>: its one-shots, in the file's order.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<BatchedOneShot>? Batch { get; init; }

    /// <summary>In a preview: every call that would change something, in its order.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PreviewedCall>? Calls { get; init; }

    /// <summary>In a preview: what would stop the dispatch, as far as it was found out without writing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Obstacles { get; init; }
}
