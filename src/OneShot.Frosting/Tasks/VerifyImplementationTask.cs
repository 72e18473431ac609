using Cake.Frosting;
using OneShot.Frosting.Running;

namespace OneShot.Frosting.Tasks;

/// <summary>
/// Runs the repository's own build and tests on what was
/// delivered and on trunk, and hands over what they said.
/// </summary>
[TaskName(TaskNames.VerifyImplementation)]
[TaskDescription("Runs the repository's build and tests on what was delivered")]
public sealed class VerifyImplementationTask : AsyncFrostingTask<IOneShotContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(IOneShotContext context) =>
        context.JobAsync(
            TaskNames.VerifyImplementation,
            (jobs, cancellationToken) => jobs.VerifyImplementationAsync(cancellationToken)
        );
}
