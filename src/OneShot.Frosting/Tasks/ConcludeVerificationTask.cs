using Cake.Frosting;
using OneShot.Frosting.Running;

namespace OneShot.Frosting.Tasks;

/// <summary>
/// Tells what verifying found, and makes the pull request ready where
/// it is green; no code of the repository runs here.
/// </summary>
[TaskName(TaskNames.ConcludeVerification)]
[TaskDescription("Tells the verdict, and makes the pull request ready where it is green")]
public sealed class ConcludeVerificationTask : AsyncFrostingTask<IOneShotContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(IOneShotContext context) =>
        context.JobAsync(
            TaskNames.ConcludeVerification,
            (jobs, cancellationToken) => jobs.ConcludeVerificationAsync(cancellationToken)
        );
}
