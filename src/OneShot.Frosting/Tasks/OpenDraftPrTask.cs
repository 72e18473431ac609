using Cake.Frosting;
using OneShot.Core.Dispatch;
using OneShot.Frosting.Running;

namespace OneShot.Frosting.Tasks;

/// <summary>Opens the draft pull request; with <c>--checkout</c> it first pushes what was committed since.</summary>
[TaskName(TaskNames.OpenDraftPr)]
[TaskDescription("Opens a draft pull request for the branch")]
[IsDependentOn(typeof(CreateOneShotBranchTask))]
public sealed class OpenDraftPrTask : AsyncFrostingTask<IOneShotContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(IOneShotContext context) => context.StepAsync(DispatchCommand.OpenDraftPr);
}
