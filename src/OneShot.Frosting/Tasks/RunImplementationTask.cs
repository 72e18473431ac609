using Cake.Frosting;
using OneShot.Frosting.Running;

namespace OneShot.Frosting.Tasks;

/// <summary>Agent session 2: the implementer, in the work tree of this job; its commits leave as a bundle.</summary>
[TaskName(TaskNames.RunImplementation)]
[TaskDescription("Agent session 2: implements the plan, in the work tree")]
public sealed class RunImplementationTask : AsyncFrostingTask<IOneShotContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(IOneShotContext context) =>
        context.JobAsync(
            TaskNames.RunImplementation,
            (jobs, cancellationToken) => jobs.RunImplementationAsync(cancellationToken)
        );
}
