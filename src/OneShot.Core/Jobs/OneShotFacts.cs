namespace OneShot.Core.Jobs;

/// <summary>What the workflow's jobs are told about their one-shot.</summary>
/// <param name="Id">The one-shot.</param>
/// <param name="Branch">Its branch.</param>
/// <param name="PrNumber">Its pull request.</param>
/// <param name="Agent">The agent.</param>
/// <param name="Model">The model; <see langword="null"/> leaves it to the agent.</param>
/// <param name="PromptSha256">SHA-256 of the prompt's bytes; <see langword="null"/> when nobody told.</param>
/// <param name="PlanIssue">The issue that it plans for.</param>
/// <param name="SubmittedBy">Who asked for it.</param>
/// <param name="RunUrl">The run's page.</param>
public sealed record OneShotFacts(string Id, string Branch, int PrNumber, string Agent, string? Model, string? PromptSha256, int? PlanIssue, string? SubmittedBy, string? RunUrl)
{
    /// <summary>The hidden line that begins a comment or an issue of this one-shot: writing it twice is writing it once.</summary>
    /// <param name="what">What the comment is about, such as <c>plan</c>.</param>
    /// <returns>One line.</returns>
    public string Marker(string what) => $"<!-- oneshot {Id} {what} -->";

    /// <summary>What an agent's environment tells.</summary>
    /// <param name="phase">What it is started for.</param>
    /// <returns>Names and values.</returns>
    public IReadOnlyDictionary<string, string> Variables(string phase) => new Dictionary<string, string>
    {
        ["ONESHOT_ID"] = Id,
        ["ONESHOT_BRANCH"] = Branch,
        ["ONESHOT_PHASE"] = phase,
    };
}
