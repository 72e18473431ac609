namespace OneShot.Core.Pipeline;

/// <content>What is done when the run was cancelled.</content>
internal sealed partial class JobTasks
{
    /// <summary>Tells on the pull request and the issue that the run was cancelled.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running task.</returns>
    /// <exception cref="OneShotException">One of OS4.</exception>
    public Task TellCancelledAsync(CancellationToken cancellationToken) =>
        TaskAsync(async () =>
        {
            var oneShot = _site.OneShot("TellCancelled");
            var forge = await _site.ForgeAsync(cancellationToken).ConfigureAwait(false);
            await ErrorComment
                .CancelledAsync(
                    forge,
                    oneShot,
                    PhaseReport.Used(_site.HandOver),
                    request.IssueNumber ?? oneShot.PlanIssue,
                    ports.Reporter,
                    cancellationToken
                )
                .ConfigureAwait(false);
            ports.Reporter.Progress("reported that the run was cancelled");
        });
}
