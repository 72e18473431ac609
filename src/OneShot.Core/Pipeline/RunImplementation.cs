using System.Text;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Text;

namespace OneShot.Core.Pipeline;

/// <summary>
/// Agent session 2: the implementer reads the plan and the repository, and changes it. Its work leaves as a bundle.
/// </summary>
/// <param name="agents">The agents.</param>
/// <param name="tree">The work tree.</param>
internal sealed class RunImplementation(IAgents agents, IWorkTree tree)
{
    private const int MostRefused = 64 * 1024;

    /// <summary>Gives the implementer the plan, runs it to its end, and gathers what it made.</summary>
    /// <param name="task">The session.</param>
    /// <param name="handOver">Where the plan and its title are, and where bundle and start go.</param>
    /// <param name="activity">Is told what the agent does.</param>
    /// <param name="cancellationToken">Ends the agent.</param>
    /// <param name="isRound">Whether it goes on with what is in the tree, and in the bundle until then.</param>
    /// <returns>What it used, and what was gathered.</returns>
    /// <exception cref="OneShotException">One of OS6 or OS7.</exception>
    public async Task<(AgentUsage Usage, Collected Work)> RunAsync(
        AgentTask task,
        ImplFolder handOver,
        Action<string> activity,
        CancellationToken cancellationToken,
        bool isRound = false
    )
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(handOver);
        var (result, plan) = ValidatePlan.Run(handOver, task.Agent);
        if (plan is null)
            throw OneShotErrors.PlanRejected(result.Reason!);
        var own = ImplFolder.In(tree.Folder);
        own.Write(PlanFiles.Plan, Encoding.UTF8.GetBytes(plan.Text));
        own.Remove(PlanFiles.Summary);
        task = task with { Instructions = task.Instructions + Again(handOver) };
        var usage = await agents.RunAsync(task, activity, cancellationToken).ConfigureAwait(false);
        AgentSummary.HandOver(own, handOver, usage.LastWords);
        if (!isRound)
            handOver.Remove(PlanFiles.Bundle); // an earlier attempt's, or the agent's own
        var work = await tree.CollectAsync(
                usage.Secrets.Without(SafeText.Title(result.Title!, 100)),
                usage.Secrets,
                handOver[PlanFiles.Bundle],
                cancellationToken
            )
            .ConfigureAwait(false);
        handOver.Write(PlanFiles.Start, Encoding.ASCII.GetBytes(tree.Start));

        // Whoever was kept from working did not find that there was nothing to do.
        return work is { Commit: null, LeftOut.Count: 0 } && usage.Denied.Count > 0
            ? throw OneShotErrors.AgentFailed(
                task.Agent,
                $"it changed nothing, and was not allowed to use {string.Join(", ", usage.Denied)}."
            )
            : (usage, work);
    }

    private static string? Again(ImplFolder handOver) =>
        handOver.Read(PlanFiles.Refused, MostRefused) is { Length: > 0 } refused
            ? AgentInstructions.Again(Encoding.UTF8.GetString(refused).Split('\n'))
            : null;
}
