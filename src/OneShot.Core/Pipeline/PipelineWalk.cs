using OneShot.Core.Errors;

namespace OneShot.Core.Pipeline;

/// <summary>Goes through the table's jobs as a workflow does, one after the other, on one machine.</summary>
/// <param name="jobs">Where they are done.</param>
internal sealed class PipelineWalk(IJobRunner jobs)
{
    private (PipelineJob Job, OneShotException Why)? _failed;

    /// <summary>Does the jobs whose turn it is.</summary>
    /// <param name="cancellationToken">Stops the job that runs; what tells of that runs still.</param>
    /// <returns>What the first failed with, OS9001 when stopped; <see langword="null"/> when all went well.</returns>
    public async Task<OneShotException?> RunAsync(CancellationToken cancellationToken)
    {
        await WalkAsync(PipelineTable.OneShot, isCalled: false, cancellationToken).ConfigureAwait(false);
        return _failed?.Why;
    }

    private async Task<JobOutcome> WalkAsync(
        PipelineWorkflow workflow,
        bool isCalled,
        CancellationToken cancellationToken
    )
    {
        var state = new PipelineState(jobs.OutputOf) { IsCalled = isCalled };
        foreach (var job in workflow.Jobs.Where(state.MayRun))
            state[job.Name] = await JobAsync(job, state.IsCancelled, cancellationToken).ConfigureAwait(false);
        return state.Whole;
    }

    private async Task<JobOutcome> JobAsync(PipelineJob job, bool isCancelled, CancellationToken cancellationToken)
    {
        if (jobs.IsDone(job))
            return JobOutcome.Success;
        if (job.Calls is { } called)
            return await WalkAsync(called, isCalled: true, cancellationToken).ConfigureAwait(false);
        if (!isCancelled && _failed is { Job.Agent: not null } failed)
        {
            // It runs for that alone: where an agent works, nobody can write on the forge.
            await jobs.TellAsync(failed.Job, failed.Why).ConfigureAwait(false);
            return JobOutcome.Failure;
        }

        try
        {
            await jobs.RunAsync(job, isCancelled ? CancellationToken.None : cancellationToken).ConfigureAwait(false);
            return JobOutcome.Success;
        }
        catch (OperationCanceledException)
        {
            _failed = (job, OneShotErrors.Cancelled());
            return JobOutcome.Cancelled;
        }
        catch (OneShotException exception)
        {
            _failed = (job, exception);
            if (job.Agent is null)
                await jobs.TellAsync(job, exception).ConfigureAwait(false);
            return JobOutcome.Failure;
        }
    }
}
