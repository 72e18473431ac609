using Cake.Frosting;
using OneShot.Frosting.Running;

namespace OneShot.Frosting.Tasks;

/// <summary>Checks what the planner wrote, and hands it over to the next job.</summary>
[TaskName(TaskNames.ValidatePlan)]
[TaskDescription("Checks what the planner wrote")]
[IsDependentOn(typeof(RunPlanningTask))]
public sealed class ValidatePlanTask : AsyncFrostingTask<IOneShotContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(IOneShotContext context) =>
        context.JobAsync(TaskNames.ValidatePlan, (jobs, _) => jobs.ValidatePlanAsync());
}
