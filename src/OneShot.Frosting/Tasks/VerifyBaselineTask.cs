using Cake.Frosting;
using OneShot.Frosting.Running;

namespace OneShot.Frosting.Tasks;

/// <summary>Runs the repository's own build and tests on trunk, and hands over what they said.</summary>
[TaskName(TaskNames.VerifyBaseline)]
[TaskDescription("Runs the repository's build and tests on trunk")]
public sealed class VerifyBaselineTask : AsyncFrostingTask<IOneShotContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(IOneShotContext context) =>
        context.JobAsync(
            TaskNames.VerifyBaseline,
            (jobs, cancellationToken) => jobs.VerifyBaselineAsync(cancellationToken)
        );
}
