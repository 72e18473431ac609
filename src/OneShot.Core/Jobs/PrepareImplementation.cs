using System.Text;
using OneShot.Core.Plans;
using OneShot.Core.Ports;
using OneShot.Core.Text;

namespace OneShot.Core.Jobs;

/// <summary>Gets the plan from its issue, so that a person may have changed it there, checks it, and hands it on.</summary>
/// <param name="forge">The forge.</param>
/// <param name="facts">The one-shot.</param>
public sealed class PrepareImplementation(IForge forge, OneShotFacts facts)
{
    /// <summary>Writes <c>plan.md</c> and <c>plan-result.json</c>, and tells on the pull request that the implementing begins.</summary>
    /// <param name="issue">The plan issue.</param>
    /// <param name="impl">Where the plan goes.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The plan.</returns>
    public async Task<Plan> RunAsync(int issue, ImplFolder impl, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(impl);
        (await forge.GetPullRequestAsync(facts.PrNumber, cancellationToken).ConfigureAwait(false)).OpenOf(facts.Branch);
        var found = await forge.Issues.GetAsync(issue, cancellationToken).ConfigureAwait(false);
        var plan = PlanIssueText.Read(found.Body);
        impl.Write(PlanFiles.Plan, Encoding.UTF8.GetBytes(plan.Text));
        impl.Write(PlanFiles.PlanResult, new PlanResult { Title = SafeText.Title(found.Title, 100), IssueNumber = issue }.Write());
        await forge.Issues.CommentAsync(facts.PrNumber, facts.Marker("implementing"), $"{facts.Agent} implements #{issue} now.", cancellationToken).ConfigureAwait(false);
        return plan;
    }
}
