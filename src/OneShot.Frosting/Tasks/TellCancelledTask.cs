using Cake.Frosting;
using OneShot.Frosting.Running;

namespace OneShot.Frosting.Tasks;

/// <summary>Tells on the pull request and the plan issue that somebody cancelled the run.</summary>
[TaskName(TaskNames.TellCancelled)]
[TaskDescription("Tells on the pull request and the issue that the run was cancelled")]
public sealed class TellCancelledTask : AsyncFrostingTask<IOneShotContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(IOneShotContext context) =>
        context.JobAsync(
            TaskNames.TellCancelled,
            (jobs, cancellationToken) => jobs.TellCancelledAsync(cancellationToken)
        );
}
