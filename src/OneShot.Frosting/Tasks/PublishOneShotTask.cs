using Cake.Frosting;
using OneShot.Frosting.Running;

namespace OneShot.Frosting.Tasks;

/// <summary>
/// Pushes the branch of a finished one-shot of this machine, and opens the real
/// pull request with plan and report; <c>--distinct-id</c> names the one-shot.
/// </summary>
[TaskName(TaskNames.PublishOneShot)]
[TaskDescription("Makes a local one-shot a pull request on GitHub (--distinct-id=ID)")]
public sealed class PublishOneShotTask : AsyncFrostingTask<IOneShotContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(IOneShotContext context) =>
        context.AloneAsync(
            TaskNames.PublishOneShot,
            OneShotVerbs.CreatePublish,
            (verb, cancellationToken) => verb.PublishAsync(cancellationToken)
        );
}
