using System.Text;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Core.Pipeline;

/// <summary>
/// Gets the plan from where it was saved, makes sure that it is what was registered, and hands it on.
/// </summary>
/// <param name="forge">The forge.</param>
/// <param name="oneShot">The one-shot.</param>
/// <param name="reporter">Is told what can't be made sure of.</param>
internal sealed class PrepareImplementation(IForge forge, OneShotInfo oneShot, IReporter reporter)
{
    /// <summary>
    /// Writes <c>plan.md</c>, <c>plan-result.json</c> and what an earlier attempt
    /// was refused, and tells on the pull request that the implementing begins.
    /// </summary>
    /// <param name="registered">The plan that is to be implemented.</param>
    /// <param name="impl">Where the plan goes.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="OneShotException">OS5018: it is another text;
    /// OS4016: it is a stranger's; OS4003 or OS6011.</exception>
    public async Task<Plan> RunAsync(RegisteredPlan registered, ImplFolder impl, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(registered);
        ArgumentNullException.ThrowIfNull(impl);
        var pull = await forge.GetPullRequestAsync(oneShot.PrNumber, cancellationToken).ConfigureAwait(false);
        pull.OpenOf(oneShot.Branch);
        var found = await FoundPlan.ReadAsync(forge, oneShot, registered, cancellationToken).ConfigureAwait(false);
        var trust = new PlanTrust(forge, oneShot);
        Plan plan;
        if (registered.Sha256 is not null)
        {
            plan = await trust.SameAsync(found, registered.Sha256, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            plan = PlanIssueText.Read(found.Body);
            await trust.OursAsync(found, cancellationToken).ConfigureAwait(false);
            reporter.Warn(
                $"no hash of the plan was handed over: what {found.Where} holds now is implemented (sha256 "
                    + $"{plan.Sha256})"
            );
        }

        var result = new PlanResult
        {
            Title = found.TitleFor(plan),
            IssueNumber = found.Issue,
            PlanCommentId = found.Comment,
            PlanSha256 = registered.Sha256,
        };
        impl.Write(PlanFiles.Plan, Encoding.UTF8.GetBytes(plan.Text));
        impl.Write(PlanFiles.PlanResult, result.Write());
        if (await RefusalNote.ReadAsync(forge, oneShot, cancellationToken).ConfigureAwait(false) is { } refused)
            impl.Write(PlanFiles.Refused, Encoding.UTF8.GetBytes(refused));
        else
            impl.Remove(PlanFiles.Refused);
        await new ProgressComments(forge, oneShot)
            .ImplementingBeganAsync(found.Issue, cancellationToken)
            .ConfigureAwait(false);
        await StateLabel
            .TrySetAsync(forge, oneShot.PrNumber, OneShotStage.Implementing, reporter.Warn, cancellationToken)
            .ConfigureAwait(false);
        return plan;
    }
}
