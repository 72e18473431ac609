using System.Text.RegularExpressions;
using OneShot.Core.Model;
using OneShot.Core.Pipeline;
using OneShot.Core.Storage;
using OneShot.Local.Store;

namespace OneShot.Local;

/// <summary>The process that a run is: goes through the pipeline's jobs, from the first that is not done.</summary>
internal sealed class LocalRunner(
    LocalStore store,
    RunFile file,
    LocalJobs jobs,
    Func<LocalRun, Task> report,
    RunLog log,
    TimeProvider clock
) : IJobRunner
{
    private readonly string _id = file.Run.Id;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        // Whoever looks whether a runner is there has it for a moment.
        using var held = FileLock.Take(store.PathOf(LocalRuns.LockOf(_id)), TimeSpan.FromSeconds(5));
        if (held is null)
            return (int)ExitCode.Conflict; // another runner has it
        file.Read();
        file.Change(run =>
            run with
            {
                Status = RunStatus.InProgress,
                Conclusion = null,
                Error = null,
                ProcessId = Environment.ProcessId,
            }
        );
        var failure = await new PipelineWalk(this).RunAsync(cancellationToken).ConfigureAwait(false);
        var conclusion = Conclusion(failure);
        var error = conclusion == RunConclusion.Cancelled ? null : failure?.Error;
        var ended = file.Run with
        {
            Status = RunStatus.Completed,
            Conclusion = conclusion,
            Error = error,
            EndedAt = clock.GetUtcNow(),
            Activity = null,
            Clones = [],
        };
        log.Progress($"the run ended: {ended.Stage}");
        await ReportAsync(ended).ConfigureAwait(false);
        file.Change(_ => ended);
        return conclusion.IsGood ? 0 : 1;
    }

    public bool IsDone(PipelineJob job) =>
        job.Stage is not null
        && file.Run.Jobs.Any(known => known.Name == job.Stage && known.Conclusion is { IsSuccess: true });

    public string OutputOf(string job, string output) => jobs.OutputOf(output);

    public async Task RunAsync(PipelineJob job, CancellationToken cancellationToken)
    {
        if (job.Stage is null)
        {
            await BestEffortAsync(() => jobs.RunAsync(job, cancellationToken)).ConfigureAwait(false);
            return;
        }

        Begin(job.Stage);
        // An agent works for minutes: meanwhile the page of a run that nobody follows tells how far it is.
        var page = job.Agent is null ? Task.CompletedTask : ReportAsync(file.Run);
        try
        {
            await jobs.RunAsync(job, cancellationToken).ConfigureAwait(false);
            if (job.EndsStage)
                End(RunConclusion.Success, null);
        }
        catch (OperationCanceledException)
        {
            End(RunConclusion.Cancelled, null);
            throw;
        }
        catch (OneShotException exception)
        {
            var told = exception.WithLog($"'{store.PathOf($"{RunFolders.Of(_id)}/{job.Stage}.agent.log")}'");
            End(RunConclusion.Failure, told.Error.ToLine(jobs.OneShot.Command));
            throw told;
        }
        finally
        {
            await page.ConfigureAwait(false);
        }

        void End(RunConclusion conclusion, string? error) =>
            file.Change(run =>
                run with
                {
                    Activity = null,
                    Jobs =
                    [
                        .. run.Jobs.Select(known =>
                            known.Name == job.Stage
                                ? known with
                                {
                                    EndedAt = clock.GetUtcNow(),
                                    Conclusion = conclusion,
                                    Error = error,
                                    Usage = jobs.Usage,
                                }
                                : known
                        ),
                    ],
                }
            );
    }

    // On the pull request, for whoever looks there; best effort, because the run's own file holds it too.
    public Task TellAsync(PipelineJob job, OneShotException failure)
    {
        log.Warn(failure.Error.ToLine(jobs.OneShot.Command));
        return BestEffortAsync(() => jobs.TellAsync(job, failure));
    }

    private static RunConclusion ConclusionOf(OneShotException failure) =>
        failure.Error.Exit switch
        {
            ExitCode.Cancelled => RunConclusion.Cancelled,
            ExitCode.TimedOut => RunConclusion.TimedOut,
            _ => RunConclusion.Failure,
        };

    private RunConclusion Conclusion(OneShotException? failure) =>
        failure is not null ? ConclusionOf(failure)
        : file.Run.Commit is null || jobs.IsRejected ? RunConclusion.Neutral
        : RunConclusion.Success;

    private void Begin(string stage)
    {
        if (file.Run.Jobs.Any(known => known.Name == stage && known.Conclusion is null))
            return; // by the job before
        var begun = new LocalJob(stage, clock.GetUtcNow());
        file.Change(run =>
            run with
            {
                Jobs = [.. run.Jobs.Where(known => known.Name != stage), begun],
                Earlier = run.WithEarlier(known => known.Name == stage),
            }
        );
        log.Progress($"job {stage}");
    }

    private async Task BestEffortAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (OneShotException exception)
        {
            log.Warn(exception.Error.Message);
        }
    }

    // Best effort too: the page can be written anew, and how the run ended is in its file.
    private async Task ReportAsync(LocalRun run)
    {
        try
        {
            await BestEffortAsync(() => report(run)).ConfigureAwait(false);
        }
        catch (RegexMatchTimeoutException exception)
        {
            // what was delivered is, whatever a page can't show
            log.Warn($"the page is not written: {exception.Message}");
        }
    }
}
