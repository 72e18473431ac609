using Cake.Frosting;
using OneShot.Frosting.Running;

namespace OneShot.Frosting.Tasks;

/// <summary>
/// The first task of a run: makes sure that it is the only one of
/// its one-shot, and tells on the pull request that planning begins.
/// </summary>
[TaskName(TaskNames.PrepareRun)]
[TaskDescription("Makes sure that the run is the only one of its one-shot")]
public sealed class PrepareRunTask : AsyncFrostingTask<IOneShotContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(IOneShotContext context) =>
        context.JobAsync(TaskNames.PrepareRun, (jobs, cancellationToken) => jobs.PrepareRunAsync(cancellationToken));
}
