using System.Text.Json.Serialization;

namespace OneShot.GitHub;

internal sealed record RepositoryAnswer(string? DefaultBranch, bool Archived, bool Disabled, bool Private, PermissionsAnswer? Permissions);

internal sealed record PermissionsAnswer(bool Push);

internal sealed record WorkflowAnswer(string? State);

internal sealed record PullAnswer(int Number, string HtmlUrl, string State, bool Draft, UserAnswer? User, string? Title, string? Body, string? NodeId, PullEndAnswer? Head, PullEndAnswer? Base);

/// <summary>One of a pull request's two branches; the repository of a deleted fork is <see langword="null"/>.</summary>
internal sealed record PullEndAnswer(string Ref, string? Label, PullRepositoryAnswer? Repo);

internal sealed record PullRepositoryAnswer(string? FullName);

internal sealed record IssueAnswer(int Number, string HtmlUrl, string State, string? Title, string? Body, IReadOnlyList<LabelAnswer>? Labels, PullRequestLink? PullRequest, UserAnswer? User, string? NodeId);

/// <summary>What an "issue" has that is a pull request.</summary>
internal sealed record PullRequestLink(string? Url);

internal sealed record LabelAnswer(string? Name);

internal sealed record CommentAnswer(long Id, string? Body, UserAnswer? User, string? NodeId, string? IssueUrl);

internal sealed record PermissionAnswer(string? Permission);

/// <summary>Answers of GraphQL that hold data; a bot's login lacks the <c>[bot]</c> that REST shows.</summary>
internal sealed record ViewerAnswer(ViewerData? Data);

internal sealed record ViewerData(UserAnswer? Viewer);

internal sealed record EditAnswer(EditData? Data, IReadOnlyList<GraphQlError>? Errors);

internal sealed record EditData(EditedAnswer? Node);

internal sealed record EditedAnswer([property: JsonPropertyName("lastEditedAt")] DateTimeOffset? LastEditedAt, EditorAnswer? Editor);

internal sealed record EditorAnswer(string Login, [property: JsonPropertyName("__typename")] string? Kind);

internal sealed record ObjectAnswer(string Sha);

internal sealed record GitCommitAnswer(string Sha, string Message, ObjectAnswer Tree, IReadOnlyList<ObjectAnswer> Parents, VerificationAnswer? Verification);

internal sealed record VerificationAnswer(bool Verified, string? Reason);

internal sealed record GraphQlAnswer(IReadOnlyList<GraphQlError>? Errors);

internal sealed record GraphQlError(string Message);

internal sealed record UserAnswer(string Login);

internal sealed record RunAnswer(long Id, string HtmlUrl, string? Status, string? Conclusion, string? DisplayTitle, string? Name);

internal sealed record RunsAnswer(IReadOnlyList<RunAnswer> WorkflowRuns);

internal sealed record DispatchDetails(long WorkflowRunId, string? HtmlUrl);

internal sealed record ActionsAnswer(bool Enabled, string? AllowedActions);

internal sealed record WorkflowPermissionsAnswer(string? DefaultWorkflowPermissions, bool CanApprovePullRequestReviews);

/// <summary>A page of secrets, which have names only, or of variables.</summary>
internal sealed record NamesAnswer(int TotalCount, IReadOnlyList<NamedAnswer>? Secrets, IReadOnlyList<NamedAnswer>? Variables);

internal sealed record NamedAnswer(string Name, string? Value);

internal sealed record RuleAnswer(string Type, string? RulesetSource, long? RulesetId, RuleParameters? Parameters);

internal sealed record RuleParameters(string? Operator, string? Pattern, bool? Negate);

internal sealed record RulesetAnswer(string? CurrentUserCanBypass);

/// <summary>The parts of GitHub's answers that are read.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(RepositoryAnswer))]
[JsonSerializable(typeof(WorkflowAnswer))]
[JsonSerializable(typeof(PullAnswer))]
[JsonSerializable(typeof(PullAnswer[]))]
[JsonSerializable(typeof(IssueAnswer))]
[JsonSerializable(typeof(IssueAnswer[]))]
[JsonSerializable(typeof(CommentAnswer))]
[JsonSerializable(typeof(CommentAnswer[]))]
[JsonSerializable(typeof(ObjectAnswer))]
[JsonSerializable(typeof(GitCommitAnswer))]
[JsonSerializable(typeof(PermissionAnswer))]
[JsonSerializable(typeof(ViewerAnswer))]
[JsonSerializable(typeof(EditAnswer))]
[JsonSerializable(typeof(GraphQlAnswer))]
[JsonSerializable(typeof(RunAnswer))]
[JsonSerializable(typeof(RunsAnswer))]
[JsonSerializable(typeof(DispatchDetails))]
[JsonSerializable(typeof(ActionsAnswer))]
[JsonSerializable(typeof(WorkflowPermissionsAnswer))]
[JsonSerializable(typeof(NamesAnswer))]
[JsonSerializable(typeof(RuleAnswer[]))]
[JsonSerializable(typeof(RulesetAnswer))]
internal sealed partial class GitHubJson : JsonSerializerContext;
