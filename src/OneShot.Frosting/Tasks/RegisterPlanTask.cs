using Cake.Frosting;
using OneShot.Frosting.Running;

namespace OneShot.Frosting.Tasks;

/// <summary>Links plan issue, pull request and run; each of its operations stands on its own.</summary>
[TaskName(TaskNames.RegisterPlan)]
[TaskDescription("Links plan issue, pull request and run")]
[IsDependentOn(typeof(SavePlanTask))]
public sealed class RegisterPlanTask : AsyncFrostingTask<IOneShotContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(IOneShotContext context) =>
        context.JobAsync(
            TaskNames.RegisterPlan,
            (jobs, cancellationToken) => jobs.RegisterPlanAsync(cancellationToken)
        );
}
