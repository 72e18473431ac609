namespace OneShot.Core.Pipeline;

/// <summary>Where the jobs of a run are done, for whoever goes through them.</summary>
internal interface IJobRunner
{
    /// <summary>Whether an earlier attempt has done a job.</summary>
    bool IsDone(PipelineJob job);

    /// <summary>What a job that ended well has left; empty where it left nothing.</summary>
    string OutputOf(string job, string output);

    /// <summary>Does a job's tasks.</summary>
    /// <exception cref="OneShotException">One of them failed.</exception>
    /// <exception cref="OperationCanceledException">Somebody stopped it.</exception>
    Task RunAsync(PipelineJob job, CancellationToken cancellationToken);

    /// <summary>Tells, to whoever waits for it, how a job failed.</summary>
    Task TellAsync(PipelineJob job, OneShotException exception);
}
