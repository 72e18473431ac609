using Cake.Frosting;
using OneShot.Frosting.Running;

namespace OneShot.Frosting.Tasks;

/// <summary>
/// Puts the prompt where the planner reads it, after checking that it is the one that was dispatched; finds trunk.
/// </summary>
[TaskName(TaskNames.PreparePlanning)]
[TaskDescription("Puts the prompt where the planner reads it")]
public sealed class PreparePlanningTask : AsyncFrostingTask<IOneShotContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(IOneShotContext context) =>
        context.JobAsync(
            TaskNames.PreparePlanning,
            (jobs, cancellationToken) => jobs.PreparePlanningAsync(cancellationToken)
        );
}
