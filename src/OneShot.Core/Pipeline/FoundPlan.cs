using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Text;

namespace OneShot.Core.Pipeline;

/// <summary>A plan as the forge has it now.</summary>
/// <param name="Issue">The issue.</param>
/// <param name="Comment">The comment on it that holds the plan;
/// <see langword="null"/> for the issue's own text.</param>
/// <param name="Title">The issue's title; <see langword="null"/> where the plan is a comment.</param>
/// <param name="Body">The text that holds the plan.</param>
/// <param name="Author">Who wrote it.</param>
internal sealed record FoundPlan(int Issue, long? Comment, string? Title, string Body, string Author)
{
    /// <inheritdoc cref="RegisteredPlan.Where"/>
    public string Where => new RegisteredPlan(Issue, Comment).Where;

    /// <summary>
    /// Reads the comment that is told; else the newest of ours that holds a plan; else the issue's own text.
    /// </summary>
    public static async Task<FoundPlan> ReadAsync(
        IForge forge,
        OneShotInfo oneShot,
        RegisteredPlan registered,
        CancellationToken cancellationToken
    )
    {
        var number = registered.Issue;
        if (registered.Comment is { } id)
            return Of(number, await forge.Issues.GetCommentAsync(number, id, cancellationToken).ConfigureAwait(false));
        var issue = await forge.Issues.GetAsync(number, cancellationToken).ConfigureAwait(false);

        // Whoever told a hash has told the comment, too.
        if (registered.Sha256 is null)
        {
            var marker = oneShot.Marker("plan");
            var own = await forge.Issues.OwnCommentsAsync(number, cancellationToken).ConfigureAwait(false);
            var isOurs =
                PlanIssueText.IsIn(issue.Body, marker)
                && await forge.IsOursAsync(issue.Author, cancellationToken).ConfigureAwait(false);
            var plan =
                own.LastOrDefault(comment => PlanIssueText.IsIn(comment.Body, marker))
                ?? (isOurs ? null : own.LastOrDefault(comment => PlanIssueText.IsIn(comment.Body, null)));
            if (plan is not null)
                return Of(number, plan);
        }

        return new FoundPlan(number, null, issue.Title, issue.Body, issue.Author);
    }

    /// <summary>A title for it; an issue that somebody else opened lends none to a plan that is ours.</summary>
    public string TitleFor(Plan plan)
    {
        var first = plan.Text.Split('\n').First(line => line.Trim().Length > 0).TrimStart('#', ' ');
        return SafeText.Title(string.IsNullOrWhiteSpace(Title) ? first : Title, 100) is { Length: > 0 } title
            ? title
            : $"The plan in {Where}";
    }

    private static FoundPlan Of(int issue, Model.Comment comment) =>
        new(issue, comment.Id, null, comment.Body, comment.Author);
}
