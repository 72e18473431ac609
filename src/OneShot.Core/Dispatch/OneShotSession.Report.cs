using OneShot.Core.Model;

namespace OneShot.Core.Dispatch;

/// <content>The report of a one-shot of this machine.</content>
internal sealed partial class OneShotSession
{
    private RunReport? _report;

    /// <summary>Whether the one-shot is one of this machine, with a report to look at.</summary>
    public bool HasReport => _journal is { IsHere: true };

    /// <summary>
    /// Writes the report of a one-shot of this machine anew: of
    /// this session's, of <c>--distinct-id</c>, or of the newest.
    /// </summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running step.</returns>
    public Task ReportAsync(CancellationToken cancellationToken) =>
        StepAsync(async () =>
            _report = await new WriteReport(ports, settings)
                .RunAsync(_journal?.Id ?? settings.DistinctId ?? settings.Resume, cancellationToken)
                .ConfigureAwait(false)
        );
}
