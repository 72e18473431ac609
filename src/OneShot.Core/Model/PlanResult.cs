using System.Text.Json;
using System.Text.Json.Serialization;
using OneShot.Core.Errors;
using OneShot.Core.Secrets;
using OneShot.Core.Text;

namespace OneShot.Core.Model;

/// <summary>
/// What became of the planning: <c>{"title": "…"}</c> or <c>{"rejected": true, "reason": "…"}</c>; the register
/// job adds <c>issue_number</c>, <c>plan_sha256</c> and, where the plan is a comment, <c>plan_comment_id</c>.
/// </summary>
internal sealed record PlanResult
{
    /// <summary>The most bytes such a file may have.</summary>
    public const int Limit = 16 * 1024;

    /// <summary>The plan's title.</summary>
    public string? Title { get; init; }

    /// <summary>Whether the planner found that nothing should be done.</summary>
    public bool Rejected { get; init; }

    /// <summary>Why it was rejected.</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// The reason as people are shown it. It is an agent's text: no
    /// mention in it calls anybody, no reference links anything.
    /// </summary>
    [JsonIgnore]
    public string? ShownReason => Reason is null ? null : SafeText.Inactive(SafeText.Excerpt(Reason, 1000));

    /// <summary>The plan issue.</summary>
    public int? IssueNumber { get; init; }

    /// <summary>
    /// The comment on it that holds the plan; <see langword="null"/> when it is the issue's own text.
    /// </summary>
    public long? PlanCommentId { get; init; }

    /// <summary>
    /// SHA-256 of the plan as the forge has it since it was saved;
    /// <see langword="null"/> when an earlier OneShot saved it.
    /// </summary>
    public string? PlanSha256 { get; init; }

    /// <summary>What was registered; <see langword="null"/> when nothing was yet.</summary>
    [JsonIgnore]
    public RegisteredPlan? Registered =>
        IssueNumber is { } issue ? new RegisteredPlan(issue, PlanCommentId, PlanSha256) : null;

    /// <summary>Reads the file.</summary>
    /// <param name="json">Its bytes.</param>
    /// <returns>The result: with a title, or rejected with a reason.</returns>
    /// <exception cref="OneShotException">OS6012: it is something else.</exception>
    public static PlanResult Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var result =
                JsonSerializer.Deserialize(json, PlanJson.Default.PlanResult)
                ?? throw OneShotErrors.PlanResultInvalid("it is null");
            return result switch
            {
                { Rejected: true, Reason.Length: > 0 } or { Rejected: false, Title.Length: > 0 } => result with
                {
                    Title = Clean(result.Title),
                    Reason = Clean(result.Reason),
                },
                { Rejected: true } => throw OneShotErrors.PlanResultInvalid("it rejects the prompt without a reason"),
                _ => throw OneShotErrors.PlanResultInvalid("it has no title"),
            };
        }
        catch (JsonException exception)
        {
            throw OneShotErrors.PlanResultInvalid(exception.Message.Split(" Path:")[0]);
        }
    }

    /// <summary>Writes the file.</summary>
    /// <returns>Its bytes.</returns>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, PlanJson.Default.PlanResult);

    private static string? Clean(string? text) => text is null ? null : SecretRules.Without(text);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault
)]
[JsonSerializable(typeof(PlanResult))]
internal sealed partial class PlanJson : JsonSerializerContext;
