using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Local.Reports;

namespace OneShot.Local;

/// <summary>The reports of the local forge: a page for each of its pull requests.</summary>
internal sealed class LocalReports(LocalThreads threads, LocalRuns runs, LocalReport report) : IReports
{
    public IReadOnlyList<RunReport> All =>
        [
            .. threads
                .PullRequests.Reverse()
                .Where(pull => Metadata.Read(pull.Body) is not null)
                .Select(pull => new RunReport(
                    Metadata.Read(pull.Body)!.Id,
                    pull.Branch!,
                    pull.Number,
                    report.PathOf(pull.Number)
                )),
        ];

    public Task WriteAsync(RunReport written, CancellationToken cancellationToken) =>
        report.WriteAsync(threads.Get(written.PrNumber), runs.Of(written.PrNumber, written.Id), cancellationToken);

    public Task<string> WriteIndexAsync(CancellationToken cancellationToken) =>
        report.WriteIndexAsync(newest: null, cancellationToken);
}
