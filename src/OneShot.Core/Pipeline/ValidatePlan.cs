using System.Text;
using OneShot.Core.Errors;
using OneShot.Core.Model;

namespace OneShot.Core.Pipeline;

/// <summary>Checks what the planner wrote.</summary>
internal static class ValidatePlan
{
    /// <summary>Reads the result and, unless it was rejected, the plan.</summary>
    /// <param name="impl">Where they are.</param>
    /// <param name="agent">Who wrote them, for errors.</param>
    /// <returns>The result, and the plan; <see langword="null"/> when the prompt was rejected.</returns>
    /// <exception cref="OneShotException">OS6010 to OS6012.</exception>
    public static (PlanResult Result, Plan? Plan) Run(ImplFolder impl, string agent)
    {
        ArgumentNullException.ThrowIfNull(impl);
        try
        {
            var result = PlanResult.Read(
                impl.Read(PlanFiles.PlanResult, PlanResult.Limit) ?? throw OneShotErrors.PlanMissing(agent)
            );
            var plan = result.Rejected
                ? null
                : Plan.Read(impl.Read(PlanFiles.Plan, Plan.Most * 4) ?? throw OneShotErrors.PlanMissing(agent));
            return (result, plan);
        }
        catch (OneShotException unusable) when (IsOfOwnProgram(unusable, agent))
        {
            throw new OneShotException(unusable.Error with { Next = OneShotErrors.OwnPlan }, unusable);
        }
    }

    private static bool IsOfOwnProgram(OneShotException unusable, string agent) =>
        agent == AgentName.Command && unusable.Error.Code is CaughtCode.PlanInvalid or CaughtCode.PlanResultInvalid;

    /// <summary>Reads both and hands them on, cleaned, without anything else the planner wrote.</summary>
    /// <param name="impl">Where they are.</param>
    /// <param name="agent">Who wrote them, for errors.</param>
    /// <param name="handOver">Where they go.</param>
    /// <returns>The result.</returns>
    /// <exception cref="OneShotException">OS6010 to OS6012.</exception>
    public static PlanResult Run(ImplFolder impl, string agent, ImplFolder handOver)
    {
        ArgumentNullException.ThrowIfNull(handOver);
        var (result, plan) = Run(impl, agent);
        var issue = IssueReading.Read(handOver.Read(PlanFiles.Issue, IssueReading.Limit));
        if (plan is not null)
            handOver.Write(PlanFiles.Plan, Encoding.UTF8.GetBytes(Telling(issue, plan).Text));

        // Where a plan is saved is not the planner's to say.
        result = result with
        {
            IssueNumber = null,
            PlanCommentId = null,
            PlanSha256 = null,
        };
        handOver.Write(PlanFiles.PlanResult, result.Write());
        return result;
    }

    // Whoever reads the plan knows whose words its planner had
    // before it. A plan that is as long as plans may be stays whole.
    private static Plan Telling(IssueReading? issue, Plan plan)
    {
        if (issue is null || plan.Text.Contains(issue.Told, StringComparison.Ordinal))
            return plan;
        var text = $"{plan.Text}\n---\n\n{issue.Told}\n";
        return text.Length > Plan.Most ? plan : Plan.Read(Encoding.UTF8.GetBytes(text));
    }
}
