using OneShot.Core.Dispatch;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Core.Pipeline;

/// <summary>
/// The first task of a run: makes sure that it is the only one of
/// its one-shot, and tells on the pull request that planning begins.
/// </summary>
/// <param name="forge">The forge.</param>
/// <param name="oneShot">The one-shot.</param>
/// <param name="reporter">Is told what can't be shown.</param>
/// <param name="clock">The time.</param>
internal sealed class PrepareRun(IForge forge, OneShotInfo oneShot, IReporter reporter, TimeProvider clock)
{
    /// <summary>How far back an older run of the same one-shot is looked for.</summary>
    private static readonly TimeSpan Back = TimeSpan.FromDays(35); // no run of GitHub lives longer

    /// <summary>Looks for an older run, and comments.</summary>
    /// <param name="workflow">The workflow's file name.</param>
    /// <param name="run">This run's id; <see langword="null"/> when
    /// it is not known, and no other can be told from it.</param>
    /// <param name="lack">What the workflow lacks, told to whoever waits; <see langword="null"/> for nothing.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The older run that works on it already; <see langword="null"/> when this one goes on.</returns>
    public async Task<Run?> RunAsync(string workflow, string? run, string? lack, CancellationToken cancellationToken)
    {
        var found = run is null
            ? null
            : await forge
                .FindRunAsync(workflow, DistinctId.Parse(oneShot.Id), clock.GetUtcNow() - Back, cancellationToken)
                .ConfigureAwait(false);
        if (found is not null && found.Id != run)
            return found;
        (await forge.GetPullRequestAsync(oneShot.PrNumber, cancellationToken).ConfigureAwait(false)).OpenOf(
            oneShot.Branch
        );
        await new ProgressComments(forge, oneShot).PlanningBeganAsync(lack, cancellationToken).ConfigureAwait(false);
        await StateLabel
            .TrySetAsync(forge, oneShot.PrNumber, OneShotStage.Planning, reporter.Warn, cancellationToken)
            .ConfigureAwait(false);
        return null;
    }

    /// <summary>
    /// Hands over what was read of the issue that is planned for. Here,
    /// and not where the agent is: no token of the forge is in that job.
    /// </summary>
    /// <param name="handOver">Where it goes.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>What was read; <see langword="null"/> where it is for no issue.</returns>
    public async Task<IssueReading?> ReadIssueAsync(ImplFolder handOver, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(handOver);
        if (oneShot.PlanIssue is not { } issue)
            return null;
        var read = await new ReadPlanIssue(forge).RunAsync(issue, cancellationToken).ConfigureAwait(false);
        handOver.Write(PlanFiles.Issue, read.Write());
        return read;
    }
}
