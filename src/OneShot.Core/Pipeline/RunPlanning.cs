using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Text;

namespace OneShot.Core.Pipeline;

/// <summary>
/// Agent session 1: the planner reads the prompt and the repository, and
/// writes the plan. Whatever else it changed is told and left behind.
/// </summary>
/// <param name="agents">The agents.</param>
/// <param name="tree">The work tree.</param>
/// <param name="reporter">Is told what happens.</param>
internal sealed class RunPlanning(IAgents agents, IWorkTree tree, IReporter reporter)
{
    /// <summary>Runs the planner to its end.</summary>
    /// <param name="task">The session.</param>
    /// <param name="handOver">Holds what was read of the issue that is planned for, where it is for one.</param>
    /// <param name="activity">Is told what the agent does.</param>
    /// <param name="cancellationToken">Ends the agent.</param>
    /// <returns>What it used.</returns>
    public async Task<AgentUsage> RunAsync(
        AgentTask task,
        ImplFolder handOver,
        Action<string> activity,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(handOver);
        if (IssueReading.Read(handOver.Read(PlanFiles.Issue, IssueReading.Limit)) is { } issue)
        {
            reporter.Progress(issue.Told);
            task = task with { Instructions = task.Instructions + AgentInstructions.Issue(issue) };
        }

        foreach (var name in new[] { PlanFiles.Plan, PlanFiles.PlanResult })
            ImplFolder.In(tree.Folder).Remove(name);
        var usage = await agents.RunAsync(task, activity, cancellationToken).ConfigureAwait(false);
        var changes = await tree.ChangesAsync(cancellationToken).ConfigureAwait(false);
        if (changes.Count > 0)
            reporter.Warn(
                $"the planner changed {changes.Count} files beside the plan, which are left behind: "
                    + $"{string.Join(", ", changes.Take(5).Select(path => SafeText.Excerpt(path, 80)))}"
            );
        if (!File.Exists(ImplFolder.In(tree.Folder)[PlanFiles.PlanResult]))
            throw OneShotErrors.PlanMissing(task.Agent, usage.LastWords);
        return usage;
    }
}
