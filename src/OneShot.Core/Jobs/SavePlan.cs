using OneShot.Core.Plans;
using OneShot.Core.Ports;

namespace OneShot.Core.Jobs;

/// <summary>Saves the plan as an issue: a new one, or the one that it plans for.</summary>
/// <param name="forge">The forge.</param>
/// <param name="facts">The one-shot.</param>
public sealed class SavePlan(IForge forge, OneShotFacts facts)
{
    /// <summary>Repeats the check, saves the plan, and adds the issue's number to the result.</summary>
    /// <param name="impl">Where plan and result are.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The result: with the issue, or rejected.</returns>
    public async Task<PlanResult> RunAsync(ImplFolder impl, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(impl);
        var (result, plan) = ValidatePlan.Run(impl, facts.Agent);
        if (plan is null)
        {
            await RejectAsync(result, cancellationToken).ConfigureAwait(false);
            return result;
        }

        var issue = PlanIssueText.For(facts.Marker("plan"), result.Title!, plan);
        int number;
        if (facts.PlanIssue is { } known)
        {
            await forge.Issues.UpdateAsync(known, null, issue.Body, cancellationToken).ConfigureAwait(false);
            await forge.Issues.LabelAsync(known, issue.Labels, cancellationToken).ConfigureAwait(false);
            number = known;
        }
        else
        {
            var saved = await forge.Issues.CreateAsync(issue, cancellationToken).ConfigureAwait(false);
            number = saved.Number;

            // An earlier attempt's, whose plan is another.
            if (saved.Body.Trim() != issue.Body.Trim()) await forge.Issues.UpdateAsync(number, issue.Title, issue.Body, cancellationToken).ConfigureAwait(false);
        }

        result = result with { Title = issue.Title, IssueNumber = number };
        impl.Write(PlanFiles.PlanResult, result.Write());
        return result;
    }

    private Task RejectAsync(PlanResult result, CancellationToken cancellationToken)
        => ResultComment.WriteAsync(forge, facts, facts.PlanIssue, $"{facts.Agent} rejected the prompt: {result.ShownReason}", cancellationToken);
}
