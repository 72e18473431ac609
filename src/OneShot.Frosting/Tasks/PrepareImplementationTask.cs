using Cake.Frosting;
using OneShot.Frosting.Running;

namespace OneShot.Frosting.Tasks;

/// <summary>Gets the plan from its issue, checks it, and hands it over.</summary>
[TaskName(TaskNames.PrepareImplementation)]
[TaskDescription("Gets the plan from its issue")]
public sealed class PrepareImplementationTask : AsyncFrostingTask<IOneShotContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(IOneShotContext context) =>
        context.JobAsync(
            TaskNames.PrepareImplementation,
            (jobs, cancellationToken) => jobs.PrepareImplementationAsync(cancellationToken)
        );
}
