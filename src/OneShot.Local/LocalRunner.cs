using System.Text.RegularExpressions;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Pipeline;
using OneShot.Core.Ports;
using OneShot.Core.Storage;
using OneShot.Local.Store;

namespace OneShot.Local;

/// <summary>The process that a run is: its jobs one after the other, from the first that is not done.</summary>
internal sealed class LocalRunner(LocalStore store, string id, LocalJobs jobs, IForge forge, Func<LocalRun, Task> report, RunLog log, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private LocalRun _run = null!;
    private long _said;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        // Whoever looks whether a runner is there has it for a moment.
        using var held = FileLock.Take(store.PathOf(LocalRuns.LockOf(id)), TimeSpan.FromSeconds(5));
        if (held is null) return (int)ExitCode.Conflict; // another runner has it
        _run = store.Read(LocalRuns.FileOf(id), LocalJson.Readable.LocalRun) ?? throw OneShotErrors.NotFound(LocalTexts.Forge, $"read the run {id}");
        Save(_run with { Status = "in_progress", Conclusion = null, Error = null, ProcessId = Environment.ProcessId });
        var conclusion = await ConcludeAsync(cancellationToken).ConfigureAwait(false);
        var ended = _run with { Status = "completed", Conclusion = conclusion, EndedAt = clock.GetUtcNow(), Activity = null, Clones = [] };
        log.Progress($"the run ended: {conclusion}");
        await ReportAsync(ended).ConfigureAwait(false);
        Save(ended);
        return conclusion is "success" or "neutral" ? 0 : 1;
    }

    private async Task<string> ConcludeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await JobAsync("plan", jobs.PlanAsync, cancellationToken).ConfigureAwait(false);
            await JobAsync("register", jobs.RegisterAsync, cancellationToken).ConfigureAwait(false);
            if (jobs.IsRejected) return "neutral";
            await JobAsync("implement", jobs.ImplementAsync, cancellationToken).ConfigureAwait(false);
            await JobAsync("deliver", jobs.DeliverAsync, cancellationToken).ConfigureAwait(false);
            return _run.Commit is null ? "neutral" : "success";
        }
        catch (OperationCanceledException)
        {
            await TellAsync(OneShotErrors.Cancelled()).ConfigureAwait(false);
            return "cancelled";
        }
        catch (OneShotException exception)
        {
            Save(_run with { Error = exception.Error });
            await TellAsync(exception).ConfigureAwait(false);
            return exception.Error.Exit == ExitCode.TimedOut ? "timed_out" : "failure";
        }
    }

    private async Task JobAsync(string name, Func<LocalRun, Action<LocalRun>, Action<string>, CancellationToken, Task<AgentUsage?>> job, CancellationToken cancellationToken)
    {
        if (_run.Jobs.Any(known => known.Name == name && known.Conclusion == "success")) return;
        log.Progress($"job {name}");
        var begun = new LocalJob(name, clock.GetUtcNow());
        Save(_run with { Jobs = [.. _run.Jobs.Where(known => known.Name != name), begun] });
        try
        {
            var usage = await job(_run, Save, activity => Say($"{name}: {activity}"), cancellationToken).ConfigureAwait(false);
            End("success", null, usage);
        }
        catch (OperationCanceledException)
        {
            End("cancelled", null, null);
            throw;
        }
        catch (OneShotException exception)
        {
            var told = exception.WithLog($"'{store.PathOf($"runs/{id}/{name}.agent.log")}'");
            End("failure", told.Error.ToString(), null);
            throw told;
        }

        void End(string conclusion, string? error, AgentUsage? usage)
            => Save(_run with { Jobs = _run.Jobs.Select(known => known.Name == name ? known with { EndedAt = clock.GetUtcNow(), Conclusion = conclusion, Error = error, Usage = usage } : known).ToArray(), Activity = null });
    }

    // Best effort too: the page can be written anew, and how the run ended is in its file.
    private async Task ReportAsync(LocalRun ended)
    {
        try
        {
            await report(ended).ConfigureAwait(false);
        }
        catch (OneShotException exception)
        {
            log.Warn(exception.Error.Message);
        }
        catch (RegexMatchTimeoutException exception)
        {
            log.Warn($"the page is not written: {exception.Message}"); // what was delivered is, whatever a page can't show
        }
    }

    // On the pull request, for whoever looks there; best effort, because the run's own file holds it too.
    private async Task TellAsync(OneShotException failure)
    {
        log.Warn(failure.Error.ToString());
        try
        {
            await ResultComment.WriteAsync(forge, jobs.Facts, null, FailureText.For(jobs.Facts, jobs.Impl, "The run", failure.Error, failure.Tail, null), CancellationToken.None).ConfigureAwait(false);
        }
        catch (OneShotException exception)
        {
            log.Warn(exception.Error.Message);
        }
    }

    // Agents say much, from any thread, and people read four times a second at most.
    private void Say(string activity)
    {
        lock (_lock)
        {
            if (Environment.TickCount64 - _said < 250) return;
            _said = Environment.TickCount64;
            try
            {
                Save(_run with { Activity = activity });
            }
            catch (OneShotException)
            {
                // Only for people; whether the disk is full shows where something has to be kept.
            }
        }
    }

    private void Save(LocalRun run)
    {
        lock (_lock)
        {
            _run = run;
            store.Write(LocalRuns.FileOf(id), run, LocalJson.Readable.LocalRun);
        }
    }
}
