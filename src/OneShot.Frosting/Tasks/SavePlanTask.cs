using Cake.Frosting;
using OneShot.Frosting.Running;

namespace OneShot.Frosting.Tasks;

/// <summary>Saves the plan as an issue; tells a rejection or a failed planning on the pull request.</summary>
[TaskName(TaskNames.SavePlan)]
[TaskDescription("Saves the plan as an issue")]
public sealed class SavePlanTask : AsyncFrostingTask<IOneShotContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(IOneShotContext context) =>
        context.JobAsync(TaskNames.SavePlan, (jobs, cancellationToken) => jobs.SavePlanAsync(cancellationToken));
}
