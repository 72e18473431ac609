using System.Globalization;
using System.Net;
using OneShot.Core.Model;
using OneShot.Core.Pipeline;
using OneShot.Core.Text;

namespace OneShot.GitHub;

/// <summary>The jobs of a run on GitHub, and their logs.</summary>
internal sealed class GitHubJobs(GitHubApi api, GitHubRequests requests)
{
    /// <summary>The most of a name, which a workflow's file says, that is shown.</summary>
    private const int Name = 100;

    /// <summary>Asks how far they are: of the last attempt.</summary>
    public async Task<IReadOnlyList<RunJob>> OfAsync(string run, CancellationToken cancellationToken)
    {
        var request = requests.Jobs(run);
        var answer = await api.SendGoodAsync(request, cancellationToken).ConfigureAwait(false);
        return [.. answer.Read(GitHubJson.Default.JobsAnswer, api.Server.Host, request.What).Jobs.Select(JobOf)];
    }

    /// <summary>Reads the end of a job's log: GitHub tells where it is, for a minute, and no longer than it keeps it.</summary>
    public async Task<string?> LogAsync(string job, CancellationToken cancellationToken)
    {
        var request = requests.ReadLog(job);
        var answer = await api.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return answer switch
        {
            { IsGood: true } => answer.Body, // a client that was given has followed it
            { Elsewhere: { } address } => await api.DownloadEndAsync(address, cancellationToken).ConfigureAwait(false),
            { Status: HttpStatusCode.NotFound or HttpStatusCode.Gone } => null,
            _ => throw api.Failure(request, answer),
        };
    }

    private static RunJob JobOf(JobAnswer job) =>
        new(
            SafeText.Excerpt(job.Name, Name),
            ConclusionOf(job.Conclusion),
            job is { StartedAt: { } started, CompletedAt: { } ended }
                ? Math.Max(0, (ended - started).TotalSeconds)
                : null,
            Usage: null
        )
        {
            Id = job.Id.ToString(CultureInfo.InvariantCulture),
            Stage = PipelineTable.StageOf(job.Name),
            // One that was skipped is told as completed.
            HasBegun =
                StatusOf(job.Status) is { IsQueued: false } && ConclusionOf(job.Conclusion) != RunConclusion.Skipped,
            Steps =
            [
                .. (job.Steps ?? []).Select(step => new RunActivity(
                    SafeText.Excerpt(step.Name, Name),
                    StatusOf(step.Status),
                    ConclusionOf(step.Conclusion)
                )),
            ],
        };

    private static RunStatus? StatusOf(string? word) => word is null ? null : new RunStatus(word);

    private static RunConclusion? ConclusionOf(string? word) => word is null ? null : new RunConclusion(word);
}
