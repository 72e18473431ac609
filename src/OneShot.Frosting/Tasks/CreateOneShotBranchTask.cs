using Cake.Core;
using Cake.Frosting;
using OneShot.Core.Dispatch;
using OneShot.Frosting.Running;

namespace OneShot.Frosting.Tasks;

/// <summary>
/// Makes the branch that holds the prompt, on the remote; your
/// checkout is not touched, unless <c>--checkout</c> asks for it.
/// </summary>
/// <param name="engine">Takes the way back that <c>--checkout</c>
/// arranges, beside whatever lifetime the build has.</param>
[TaskName(TaskNames.CreateOneShotBranch)]
[TaskDescription("Checks everything, then pushes a branch that holds the prompt")]
[IsDependentOn(typeof(ValidatePromptTask))]
public sealed class CreateOneShotBranchTask(ICakeEngine engine) : AsyncFrostingTask<IOneShotContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(IOneShotContext context) =>
        context.StepAsync(DispatchCommand.CreateOneShotBranch, () => context.ArrangeWayBack(engine));
}
