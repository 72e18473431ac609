using Cake.Frosting;
using OneShot.Frosting.Output;
using OneShot.Frosting.Running;

namespace OneShot.Frosting.Tasks;

/// <summary>
/// Looks whether everything that a one-shot needs is in place, line by
/// line with the way to mend it; with <c>--fix</c> does what it can.
/// </summary>
[TaskName(TaskNames.OneShotDoctor)]
[TaskDescription("Checks that everything is in place: git, token, workflows, settings; --fix mends")]
public sealed class OneShotDoctorTask : AsyncFrostingTask<IOneShotContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(IOneShotContext context) =>
        context.AloneAsync(
            TaskNames.OneShotDoctor,
            OneShotVerbs.CreateDoctor,
            (verb, cancellationToken) =>
                verb.RunAsync(receipt => CheckOutput.Print(context, receipt), cancellationToken)
        );
}
