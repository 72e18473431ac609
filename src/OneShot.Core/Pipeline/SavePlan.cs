using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Core.Pipeline;

/// <summary>Saves the plan as an issue of its own, or as a comment on the issue that it plans for.</summary>
/// <param name="forge">The forge.</param>
/// <param name="oneShot">The one-shot.</param>
/// <param name="reporter">Is told what can't be shown.</param>
internal sealed class SavePlan(IForge forge, OneShotInfo oneShot, IReporter reporter)
{
    /// <summary>
    /// Repeats the check, saves the plan, and adds to the result where it is and the hash of its text.
    /// </summary>
    /// <param name="impl">Where plan and result are.</param>
    /// <param name="usages">What the sessions used that ran.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The result: with the issue, or rejected.</returns>
    public async Task<PlanResult> RunAsync(
        ImplFolder impl,
        IReadOnlyList<AgentUsage> usages,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(impl);
        var (result, plan) = ValidatePlan.Run(impl, oneShot.Agent);
        if (plan is null)
        {
            await RejectAsync(result, usages, cancellationToken).ConfigureAwait(false);
            return result;
        }

        var issue = PlanIssueText.For(oneShot.Marker("plan"), result.Title!, plan);
        var saved = oneShot.PlanIssue is { } known
            ? await OnAsync(known, issue, cancellationToken).ConfigureAwait(false)
            : await InItsOwnAsync(issue, cancellationToken).ConfigureAwait(false);
        result = result with
        {
            Title = issue.Title,
            IssueNumber = saved.Issue,
            PlanCommentId = saved.Comment,
            PlanSha256 = saved.Sha256,
        };
        impl.Write(PlanFiles.PlanResult, result.Write());
        return result;
    }

    // Somebody's issue keeps its text, and who may change that text is no matter of ours: a comment of ours is.
    private async Task<RegisteredPlan> OnAsync(int number, NewIssue issue, CancellationToken cancellationToken)
    {
        var text = issue.Body[(issue.Marker.Length + 1)..];
        var comment = await forge
            .Issues.CommentAsync(number, issue.Marker, text, cancellationToken)
            .ConfigureAwait(false);
        await forge.Issues.LabelAsync(number, issue.Labels, cancellationToken).ConfigureAwait(false);
        return new RegisteredPlan(number, comment.Id, PlanIssueText.Read(comment.Body).Sha256);
    }

    private async Task<RegisteredPlan> InItsOwnAsync(NewIssue issue, CancellationToken cancellationToken)
    {
        var saved = await forge.Issues.CreateAsync(issue, cancellationToken).ConfigureAwait(false);

        // An earlier attempt's, whose plan is another.
        if (saved.Body.Trim() != issue.Body.Trim())
        {
            saved = await forge
                .Issues.UpdateAsync(saved.Number, issue.Title, issue.Body, cancellationToken)
                .ConfigureAwait(false);
        }

        // As the forge answered to the writing: what is read a moment later may be somebody's edit already.
        return new RegisteredPlan(saved.Number, null, PlanIssueText.Read(saved.Body).Sha256);
    }

    private async Task RejectAsync(
        PlanResult result,
        IReadOnlyList<AgentUsage> usages,
        CancellationToken cancellationToken
    )
    {
        var text = UsageNotes.Under($"{oneShot.Agent} rejected the prompt: {result.ShownReason}", oneShot, usages);
        await ResultComment
            .WriteAsync(forge, oneShot, oneShot.PlanIssue, text, cancellationToken)
            .ConfigureAwait(false);
        await StateLabel
            .TrySetAsync(forge, oneShot.PrNumber, OneShotStage.Rejected, reporter.Warn, cancellationToken)
            .ConfigureAwait(false);
    }
}
