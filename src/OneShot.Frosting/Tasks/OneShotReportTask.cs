using Cake.Frosting;
using OneShot.Frosting.Running;

namespace OneShot.Frosting.Tasks;

/// <summary>
/// Writes the report of a one-shot of this machine as things are now, and prints its path:
/// the newest one's, or that of <c>--distinct-id</c>. With <c>--open</c> it opens it.
/// </summary>
[TaskName(TaskNames.OneShotReport)]
[TaskDescription("Writes the page of a one-shot of this machine, and opens it with --open")]
public sealed class OneShotReportTask : AsyncFrostingTask<IOneShotContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(IOneShotContext context) => context.ReportAsync();
}
