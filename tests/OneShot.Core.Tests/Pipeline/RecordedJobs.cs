using OneShot.Core.Pipeline;

namespace OneShot.Core.Tests.Pipeline;

/// <summary>A place for jobs that only says which were begun, and what was told.</summary>
internal sealed class RecordedJobs : IJobRunner
{
    public List<string> Lines { get; } = [];

    public Dictionary<string, Exception> Failing { get; } = [];

    public HashSet<string> DoneStages { get; } = [];

    public Dictionary<string, string> Outputs { get; } = new() { ["proceed"] = "true", ["issue_number"] = "7" };

    public bool IsDone(PipelineJob job) => job.Stage is not null && DoneStages.Contains(job.Stage);

    public string OutputOf(string job, string output) => Outputs.GetValueOrDefault(output, string.Empty);

    public Task RunAsync(PipelineJob job, CancellationToken cancellationToken)
    {
        Lines.Add(job.Name);
        return Failing.GetValueOrDefault(job.Name) is { } failure ? Task.FromException(failure) : Task.CompletedTask;
    }

    public Task TellAsync(PipelineJob job, OneShotException failure)
    {
        Lines.Add($"{job.Work}: {failure.Error.Code}");
        return Task.CompletedTask;
    }
}
