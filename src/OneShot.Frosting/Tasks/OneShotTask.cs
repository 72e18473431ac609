using Cake.Frosting;
using OneShot.Frosting.Running;

namespace OneShot.Frosting.Tasks;

/// <summary>
/// The whole: prompt, branch, draft pull request, workflow. With <c>--undo</c> it removes an earlier one-shot instead.
/// </summary>
[TaskName(TaskNames.OneShot)]
[TaskDescription("Dispatches a one-shot: prompt, branch, draft pull request, workflow")]
[IsDependentOn(typeof(TriggerOneShotTask))]
public sealed class OneShotTask : AsyncFrostingTask<IOneShotContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(IOneShotContext context) =>
        context.VerbAsync(
            TaskNames.OneShot,
            (verb, cancellationToken) => verb.CompleteAsync(cancellationToken),
            isLast: true
        );
}
