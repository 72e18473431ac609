using Cake.Frosting;
using OneShot.Frosting.Running;

namespace OneShot.Frosting.Tasks;

/// <summary>
/// Goes back to what was checked out before <c>--checkout</c>: by hand, or after a run that was killed.
/// </summary>
[TaskName(TaskNames.RestoreBranch)]
[TaskDescription("Checks out again what was checked out before --checkout")]
public sealed class RestoreBranchTask : AsyncFrostingTask<IOneShotContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(IOneShotContext context) => context.RestoreAsync();
}
