using System.Text.Json.Serialization;

namespace OneShot.Core.Model;

/// <summary>What a task of a workflow's job answers: what it was told, and what it found or made.</summary>
internal sealed record PipelineReceipt : Receipt
{
    /// <summary>The one-shot's distinct id.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Id { get; init; }

    /// <summary>The one-shot's branch.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Branch { get; init; }

    /// <summary>The branch it starts from.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Base { get; init; }

    /// <summary>The commit that was made, or delivered.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Commit { get; init; }

    /// <summary>The pull request's number.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? PrNumber { get; init; }

    /// <summary>The run's id.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RunId { get; init; }

    /// <summary>The run's page.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RunUrl { get; init; }

    /// <summary>The model; <see langword="null"/> leaves it to the agent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Model { get; init; }

    /// <summary>The agent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Agent { get; init; }

    /// <summary>Who asked for it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SubmittedBy { get; init; }

    /// <summary>Of <c>PrepareRun</c>: whether this run goes on; otherwise an older one works on it already.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Proceed { get; init; }

    /// <summary>The plan issue's number.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? IssueNumber { get; init; }

    /// <summary>SHA-256 of the plan as it was registered.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PlanSha256 { get; init; }

    /// <summary>The comment on the plan issue that holds the plan, where the issue is somebody's own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? PlanCommentId { get; init; }

    /// <summary>The plan's title, one clean line.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? IssueTitle { get; init; }

    /// <summary>Whether the planner rejected the prompt.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Rejected { get; init; }

    /// <summary>Of <c>RegisterPlan</c>: its operations, and whether each was done.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, bool>? Registered { get; init; }

    /// <summary>Whether the implementer changed anything.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Changed { get; init; }

    /// <summary>Of <c>PrepareRun</c>: whether trunk is verified meanwhile, to compare with.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Baseline { get; init; }

    /// <summary>Of <c>DeliverImplementation</c>: whether what was delivered is to be verified.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Verify { get; init; }

    /// <summary>Of <c>DeliverImplementation</c>: whether the repository's own checks of it are awaited.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? AwaitChecks { get; init; }

    /// <summary>Of <c>DeliverImplementation</c>: whether somebody has to look, however it is verified.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? StaysDraft { get; init; }

    /// <summary>Of <c>ConcludeVerification</c>: whether it is green.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Verified { get; init; }

    /// <summary>Of <c>ConcludeVerification</c>: how the tests ended, where anything was verified.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TestCounts? Tests { get; init; }

    /// <summary>Of <c>DeliverImplementation</c> and <c>ConcludeVerification</c>: how often what was red went back.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Rounds { get; init; }

    /// <summary>Of <c>PrepareAgent</c>: the folder of the agent's program, for the PATH of what follows.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AgentFolder { get; init; }

    /// <summary>What the run's page shows of it, Markdown.</summary>
    [JsonIgnore]
    public string? Summary { get; init; }

    internal override IEnumerable<(string Name, object? Value)> Outputs =>
        [
            ("id", Id),
            ("branch", Branch),
            ("pr_number", PrNumber),
            ("run_id", RunId),
            ("run_url", RunUrl),
            ("base", Base),
            ("issue_number", IssueNumber),
            ("issue_title", IssueTitle),
            ("plan_sha256", PlanSha256),
            ("plan_comment_id", PlanCommentId),
            ("rejected", Rejected),
            ("proceed", Proceed),
            ("baseline", Baseline),
            ("changed", Changed),
            ("commit", Commit),
            ("verify", Verify),
            ("await_checks", AwaitChecks),
            ("stays_draft", StaysDraft),
            ("rounds", Rounds),
            ("verified", Verified),
        ];
}
