using Cake.Frosting;
using OneShot.Core.Dispatch;
using OneShot.Frosting.Running;

namespace OneShot.Frosting.Tasks;

/// <summary>Starts the workflow that plans and implements; <c>--watch</c> follows it.</summary>
[TaskName(TaskNames.TriggerOneShot)]
[TaskDescription("Starts the workflow that plans and implements")]
[IsDependentOn(typeof(OpenDraftPrTask))]
public sealed class TriggerOneShotTask : AsyncFrostingTask<IOneShotContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(IOneShotContext context) => context.StepAsync(DispatchCommand.TriggerOneShot);
}
