using Cake.Frosting;
using OneShot.Frosting.Running;

namespace OneShot.Frosting.Tasks;

/// <summary>Agent session 1: the planner, in the work tree of this job.</summary>
[TaskName(TaskNames.RunPlanning)]
[TaskDescription("Agent session 1: plans, in the work tree")]
[IsDependentOn(typeof(PreparePlanningTask))]
public sealed class RunPlanningTask : AsyncFrostingTask<IOneShotContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(IOneShotContext context) =>
        context.JobAsync(TaskNames.RunPlanning, (jobs, cancellationToken) => jobs.RunPlanningAsync(cancellationToken));
}
