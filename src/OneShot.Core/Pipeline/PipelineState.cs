namespace OneShot.Core.Pipeline;

/// <summary>What is known of a workflow's jobs while it runs.</summary>
/// <param name="outputOf">Tells what a job that ended well has left, by its name and the output's.</param>
internal sealed class PipelineState(Func<string, string, string> outputOf)
{
    private readonly Dictionary<string, JobOutcome> _outcomes = [];

    /// <summary>Whether everything is switched off.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>Whether another workflow called this one.</summary>
    public bool IsCalled { get; init; }

    /// <summary>Whether somebody has stopped the run.</summary>
    public bool IsCancelled => _outcomes.ContainsValue(JobOutcome.Cancelled);

    /// <summary>How all of them ended, as one.</summary>
    public JobOutcome Whole =>
        IsCancelled ? JobOutcome.Cancelled
        : _outcomes.ContainsValue(JobOutcome.Failure) ? JobOutcome.Failure
        : JobOutcome.Success;

    /// <summary>How a job ended.</summary>
    /// <param name="job">Its name.</param>
    public JobOutcome this[string job]
    {
        get => _outcomes.GetValueOrDefault(job);
        set => _outcomes[job] = value;
    }

    /// <summary>What a job left; empty where it left nothing, or did not end well.</summary>
    public string OutputOf(string job, string output) =>
        this[job] == JobOutcome.Success ? outputOf(job, output) : string.Empty;

    /// <summary>Whether it is a job's turn.</summary>
    public bool MayRun(PipelineJob job) =>
        (job.When.AsksHowJobsEnded || job.Needs.All(need => this[need] == JobOutcome.Success)) && job.When.Holds(this);
}
