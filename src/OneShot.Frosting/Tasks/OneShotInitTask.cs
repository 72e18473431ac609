using Cake.Frosting;
using OneShot.Frosting.Running;

namespace OneShot.Frosting.Tasks;

/// <summary>
/// Puts the workflows, the action and the agents' instructions into the
/// repository: shows what would change, and leaves what somebody changed.
/// </summary>
[TaskName(TaskNames.OneShotInit)]
[TaskDescription("Sets a repository up: workflows, action, agents' instructions")]
public sealed class OneShotInitTask : AsyncFrostingTask<IOneShotContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(IOneShotContext context) =>
        context.AloneAsync(
            TaskNames.OneShotInit,
            OneShotVerbs.CreateInit,
            (verb, cancellationToken) => verb.RunAsync(cancellationToken)
        );
}
