using System.Text.Json;
using System.Text.Json.Serialization;

namespace OneShot.GitHub;

// What has no default here is needed, and GitHubJson refuses an answer without it; what may be null is so in GitHub's
// own description. A whole number is one that names something, and above 0.

internal sealed record RepositoryAnswer(
    [property: JsonConverter(typeof(NameConverter))] string DefaultBranch,
    bool Archived,
    bool Disabled,
    bool Private,
    PermissionsAnswer? Permissions = null
);

internal sealed record PermissionsAnswer(bool Push);

internal sealed record WorkflowAnswer([property: JsonConverter(typeof(NameConverter))] string State);

internal sealed record PullAnswer(
    int Number,
    [property: JsonConverter(typeof(WebAddressConverter))] string HtmlUrl,
    [property: JsonConverter(typeof(NameConverter))] string State,
    [property: JsonConverter(typeof(NameConverter))] string NodeId,
    UserAnswer? User,
    string? Title = null,
    string? Body = null,
    bool Draft = false,
    bool? Merged = null,
    PullEndAnswer? Head = null,
    PullEndAnswer? Base = null,
    [property: JsonConverter(typeof(CountConverter))] int? ChangedFiles = null,
    [property: JsonConverter(typeof(CountConverter))] int? Additions = null,
    [property: JsonConverter(typeof(CountConverter))] int? Deletions = null,
    JsonItems<LabelAnswer>? Labels = null
);

/// <summary>One of a pull request's two branches; the repository of a deleted fork is <see langword="null"/>.</summary>
internal sealed record PullEndAnswer(
    [property: JsonConverter(typeof(NameConverter))] string Ref,
    PullRepositoryAnswer? Repo,
    string? Label = null
);

internal sealed record PullRepositoryAnswer([property: JsonConverter(typeof(NameConverter))] string FullName);

internal sealed record IssueAnswer(
    int Number,
    [property: JsonConverter(typeof(WebAddressConverter))] string HtmlUrl,
    [property: JsonConverter(typeof(NameConverter))] string State,
    [property: JsonConverter(typeof(NameConverter))] string NodeId,
    UserAnswer? User,
    string? Title = null,
    string? Body = null,
    JsonItems<LabelAnswer>? Labels = null,
    PullRequestLink? PullRequest = null
);

/// <summary>What an "issue" has that is a pull request.</summary>
internal sealed record PullRequestLink(string? Url = null);

internal sealed record LabelAnswer(string? Name = null);

internal sealed record CommentAnswer(
    long Id,
    [property: JsonConverter(typeof(NameConverter))] string NodeId,
    [property: JsonConverter(typeof(WebAddressConverter))] string IssueUrl,
    UserAnswer? User,
    string? Body = null
);

internal sealed record PermissionAnswer([property: JsonConverter(typeof(NameConverter))] string Permission);

/// <summary>
/// An answer of GraphQL, which says no with 200; a bot's login lacks the <c>[bot]</c> that REST shows.
/// </summary>
internal sealed record GraphQlAnswer<T>(T? Data = null, JsonItems<GraphQlError>? Errors = null) : IJsonOnDeserialized
    where T : class, IGraphQlData
{
    void IJsonOnDeserialized.OnDeserialized()
    {
        if (Errors is not [_, ..] && Data is not { IsWhole: true })
            throw new JsonException("it holds neither the answer nor an error");
    }
}

internal interface IGraphQlData
{
    /// <summary>Whether it holds what was asked for; where it does not, there is an error.</summary>
    bool IsWhole { get; }
}

internal sealed record GraphQlError(string Message);

internal sealed record ViewerData(UserAnswer? Viewer) : IGraphQlData
{
    [JsonIgnore]
    public bool IsWhole => Viewer is not null;
}

internal sealed record EditData(EditedAnswer? Node) : IGraphQlData
{
    [JsonIgnore]
    public bool IsWhole => Node is not null;
}

internal sealed record EditedAnswer(
    [property: JsonPropertyName("lastEditedAt")] DateTimeOffset? LastEditedAt,
    EditorAnswer? Editor
);

internal sealed record EditorAnswer(
    [property: JsonConverter(typeof(NameConverter))] string Login,
    [property: JsonPropertyName("__typename")] string? Kind = null
);

internal sealed record ReadyData([property: JsonPropertyName("markPullRequestReadyForReview")] ReadyAnswer? Ready)
    : IGraphQlData
{
    [JsonIgnore]
    public bool IsWhole => Ready is { PullRequest.IsDraft: false };
}

internal sealed record ReadyAnswer([property: JsonPropertyName("pullRequest")] ReadyPullAnswer PullRequest);

internal sealed record ReadyPullAnswer([property: JsonPropertyName("isDraft")] bool IsDraft);

internal sealed record ObjectAnswer([property: JsonConverter(typeof(ObjectIdConverter))] string Sha);

internal sealed record GitCommitAnswer(
    [property: JsonConverter(typeof(ObjectIdConverter))] string Sha,
    string Message,
    ObjectAnswer Tree,
    JsonItems<ObjectAnswer> Parents,
    VerificationAnswer? Verification = null
);

internal sealed record VerificationAnswer(bool Verified, string? Reason = null);

internal sealed record UserAnswer([property: JsonConverter(typeof(NameConverter))] string Login);

internal sealed record RunAnswer(
    long Id,
    [property: JsonConverter(typeof(WebAddressConverter))] string HtmlUrl,
    string? Status,
    string? Conclusion,
    string? DisplayTitle = null,
    string? Name = null
);

internal sealed record RunsAnswer(JsonItems<RunAnswer> WorkflowRuns);

/// <summary>Runs of one commit, whatever started them.</summary>
internal sealed record CommitRunsAnswer(JsonItems<CommitRunAnswer> WorkflowRuns);

internal sealed record CommitRunAnswer(
    long Id,
    string? Status = null,
    string? Conclusion = null,
    string? Name = null,
    string? HtmlUrl = null,
    long? CheckSuiteId = null
);

internal sealed record CheckRunsAnswer(JsonItems<CheckRunAnswer> CheckRuns);

internal sealed record CheckRunAnswer(
    long Id,
    string Name,
    string? Status = null,
    string? Conclusion = null,
    string? HtmlUrl = null,
    string? DetailsUrl = null,
    CheckAppAnswer? App = null,
    CheckSuiteAnswer? CheckSuite = null
);

internal sealed record CheckAppAnswer(string? Slug = null);

internal sealed record CheckSuiteAnswer(long? Id = null);

internal sealed record StatusesAnswer(JsonItems<StatusAnswer> Statuses);

internal sealed record StatusAnswer(string Context, string State, string? TargetUrl = null);

internal sealed record JobsAnswer(JsonItems<JobAnswer> Jobs);

internal sealed record JobAnswer(
    long Id,
    string Name,
    string? Status,
    string? Conclusion,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? CompletedAt = null,
    JsonItems<ActivityAnswer>? Steps = null
);

internal sealed record ActivityAnswer(string Name, string? Status, string? Conclusion);

internal sealed record DispatchDetails(
    long WorkflowRunId,
    [property: JsonConverter(typeof(WebAddressConverter))] string HtmlUrl
);

internal sealed record ActionsAnswer(bool Enabled, string? AllowedActions = null);

internal sealed record WorkflowPermissionsAnswer(
    bool CanApprovePullRequestReviews,
    string? DefaultWorkflowPermissions = null
);

/// <summary>A page of secrets, which have names only.</summary>
internal sealed record SecretsAnswer(
    [property: JsonConverter(typeof(CountConverter))] int TotalCount,
    JsonItems<NamedAnswer> Secrets
);

internal sealed record VariablesAnswer(
    [property: JsonConverter(typeof(CountConverter))] int TotalCount,
    JsonItems<NamedAnswer> Variables
);

internal sealed record NamedAnswer([property: JsonConverter(typeof(NameConverter))] string Name, string? Value = null);

internal sealed record RuleAnswer(
    [property: JsonConverter(typeof(NameConverter))] string Type,
    string? RulesetSource = null,
    long? RulesetId = null,
    RuleParameters? Parameters = null
);

internal sealed record RuleParameters(string? Operator = null, string? Pattern = null, bool? Negate = null);

internal sealed record RulesetAnswer(string? CurrentUserCanBypass = null);

/// <summary>
/// The parts of GitHub's answers that are read. What can't be
/// what it stands for makes the answer one that can't be read.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(NumberConverter), typeof(LongNumberConverter)]
)]
[JsonSerializable(typeof(RepositoryAnswer))]
[JsonSerializable(typeof(WorkflowAnswer))]
[JsonSerializable(typeof(PullAnswer))]
[JsonSerializable(typeof(JsonItems<PullAnswer>))]
[JsonSerializable(typeof(IssueAnswer))]
[JsonSerializable(typeof(JsonItems<IssueAnswer>))]
[JsonSerializable(typeof(JsonItems<LabelAnswer>))]
[JsonSerializable(typeof(CommentAnswer))]
[JsonSerializable(typeof(JsonItems<CommentAnswer>))]
[JsonSerializable(typeof(ObjectAnswer))]
[JsonSerializable(typeof(GitCommitAnswer))]
[JsonSerializable(typeof(PermissionAnswer))]
[JsonSerializable(typeof(GraphQlAnswer<ViewerData>))]
[JsonSerializable(typeof(GraphQlAnswer<EditData>))]
[JsonSerializable(typeof(GraphQlAnswer<ReadyData>))]
[JsonSerializable(typeof(RunAnswer))]
[JsonSerializable(typeof(RunsAnswer))]
[JsonSerializable(typeof(CommitRunsAnswer))]
[JsonSerializable(typeof(CheckRunsAnswer))]
[JsonSerializable(typeof(StatusesAnswer))]
[JsonSerializable(typeof(JobsAnswer))]
[JsonSerializable(typeof(DispatchDetails))]
[JsonSerializable(typeof(ActionsAnswer))]
[JsonSerializable(typeof(WorkflowPermissionsAnswer))]
[JsonSerializable(typeof(SecretsAnswer))]
[JsonSerializable(typeof(VariablesAnswer))]
[JsonSerializable(typeof(JsonItems<RuleAnswer>))]
[JsonSerializable(typeof(RulesetAnswer))]
internal sealed partial class GitHubJson : JsonSerializerContext;
