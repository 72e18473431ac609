using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Text;

namespace OneShot.Core.Dispatch;

/// <summary>
/// The jobs of a run that is followed, where the forge keeps them for itself: told as they begin and end. That they
/// can't be had is no reason to fail: how the run ended is known without them.
/// </summary>
/// <param name="ports">Everything outside.</param>
/// <param name="forge">The forge.</param>
internal sealed class FollowedJobs(VerbPorts ports, IForge forge)
{
    private readonly HashSet<string> _begun = [];
    private readonly HashSet<string> _ended = [];
    private bool _isFirst = true;

    /// <summary>Looks at a run's jobs.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The run with its jobs, and what is new of them.</returns>
    public async Task<(Run Run, IReadOnlyList<string> News)> LookAsync(Run run, CancellationToken cancellationToken)
    {
        try
        {
            var jobs = await forge.JobsOfAsync(run.Id, cancellationToken).ConfigureAwait(false);
            var news = jobs.SelectMany(News).ToArray();
            _isFirst = false;
            return (run.At(jobs), news);
        }
        catch (OneShotException exception)
        {
            ports.Reporter.Trace(exception.Error.Message);
            return (run, []);
        }
    }

    /// <summary>Tells where a run failed, and the end of what was told there.</summary>
    /// <param name="run">The run with its jobs.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task TellFailureAsync(Run run, CancellationToken cancellationToken)
    {
        // Those after it fail because of it.
        if (run.Jobs.FirstOrDefault(job => job.HasFailed) is not { Id: { } id } failed)
            return;
        var step = failed.Steps.FirstOrDefault(step => step.Conclusion is { IsBad: true });
        ports.Reporter.Progress($"it failed in the job {failed.Name}{(step is null ? "" : $", step {step.Name}")}");
        try
        {
            if (await forge.LogOfAsync(id, cancellationToken).ConfigureAwait(false) is not { } log)
                return;
            var lines = LogEnd.Of(log, ports.Secrets);
            if (lines.Count > 0)
                ports.Reporter.Progress("the end of its log:");
            foreach (var line in lines)
                ports.Reporter.Progress("  " + line);
        }
        catch (OneShotException exception)
        {
            ports.Reporter.Trace(exception.Error.Message);
        }
    }

    // Of what was over before anybody looked, that it began is no news.
    private IEnumerable<string> News(RunJob job)
    {
        var key = job.Id ?? job.Name;
        if (!job.HasBegun)
            yield break;
        if (_begun.Add(key) && (job.IsUnderWay || !_isFirst))
            yield return $"{job.Name}: started";
        if (job.Conclusion is { } how && _ended.Add(key))
            yield return $"{job.Name}: {Ended(how)}{Took(how, job.Seconds)}";
    }

    private static string Ended(RunConclusion how) =>
        how.IsGood ? "done"
        : how == RunConclusion.Cancelled ? "cancelled"
        : how == RunConclusion.TimedOut ? "took too long"
        : "failed";

    private static string Took(RunConclusion how, double? seconds) =>
        seconds is { } time ? $" {(how.IsGood ? "in" : "after")} {DurationText.Of(TimeSpan.FromSeconds(time))}" : "";
}
