using Cake.Frosting;
using OneShot.Frosting.Running;

namespace OneShot.Frosting.Tasks;

/// <summary>
/// Waits for what the repository's own CI says of what was delivered, and hands that over; nothing is run.
/// </summary>
[TaskName(TaskNames.AwaitChecks)]
[TaskDescription("Waits for the repository's own checks of what was delivered")]
public sealed class AwaitChecksTask : AsyncFrostingTask<IOneShotContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(IOneShotContext context) =>
        context.JobAsync(TaskNames.AwaitChecks, (jobs, cancellationToken) => jobs.AwaitChecksAsync(cancellationToken));
}
