using Cake.Frosting;
using OneShot.Frosting.Running;

namespace OneShot.Frosting.Tasks;

/// <summary>
/// Brings the bundle of commits to the branch, after looking
/// at it; tells the result, or an error, on the pull request.
/// </summary>
[TaskName(TaskNames.DeliverImplementation)]
[TaskDescription("Pushes the commits to the branch and reports the result")]
public sealed class DeliverImplementationTask : AsyncFrostingTask<IOneShotContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(IOneShotContext context) =>
        context.JobAsync(
            TaskNames.DeliverImplementation,
            (jobs, cancellationToken) => jobs.DeliverImplementationAsync(cancellationToken)
        );
}
