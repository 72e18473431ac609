using Cake.Frosting;
using OneShot.Frosting.Running;

namespace OneShot.Frosting.Tasks;

/// <summary>
/// Before an agent starts: its program is installed, pinned and
/// checked, and sudo is taken from a machine that is only lent.
/// </summary>
[TaskName(TaskNames.PrepareAgent)]
[TaskDescription("Installs the agent pinned, and keeps it from becoming root on a lent machine")]
public sealed class PrepareAgentTask : AsyncFrostingTask<IOneShotContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(IOneShotContext context) =>
        context.JobAsync(
            TaskNames.PrepareAgent,
            (jobs, cancellationToken) => jobs.PrepareAgentAsync(cancellationToken)
        );
}
