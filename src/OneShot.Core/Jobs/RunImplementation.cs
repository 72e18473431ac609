using OneShot.Core.Agents;
using OneShot.Core.Ports;

namespace OneShot.Core.Jobs;

/// <summary>Agent session 2: the implementer reads the plan and the repository, and commits. Its work leaves as a bundle of commits.</summary>
/// <param name="agents">The agents.</param>
/// <param name="tree">The work tree, the plan in its <c>.impl</c>.</param>
public sealed class RunImplementation(IAgents agents, IWorkTree tree)
{
    /// <summary>Runs the implementer to its end, and gathers what it made.</summary>
    /// <param name="task">The session.</param>
    /// <param name="title">The plan's title, for a commit of what it did not commit.</param>
    /// <param name="bundle">The file for the commits.</param>
    /// <param name="activity">Is told what the agent does.</param>
    /// <param name="cancellationToken">Ends the agent.</param>
    /// <returns>What it used, and its last commit; <see langword="null"/> when it changed nothing.</returns>
    public async Task<(AgentUsage Usage, string? Commit)> RunAsync(AgentTask task, string title, string bundle, Action<string> activity, CancellationToken cancellationToken)
    {
        var usage = await agents.RunAsync(task, activity, cancellationToken).ConfigureAwait(false);
        File.Delete(bundle);
        return (usage, await tree.CollectAsync($"{title}\n\nCommitted for the agent, which had left it uncommitted.\n", bundle, cancellationToken).ConfigureAwait(false));
    }
}
