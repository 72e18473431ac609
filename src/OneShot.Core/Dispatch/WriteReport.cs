using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Storage;

namespace OneShot.Core.Dispatch;

/// <summary>
/// Writes a one-shot's report anew, tells where it is, and opens it if that is asked for: where there are several
/// and none was named, the page of all of them.
/// </summary>
internal sealed class WriteReport(VerbPorts ports, ReportRequest request)
{
    /// <summary>Writes the page of a one-shot that has one: what stands on it holds no more.</summary>
    /// <param name="ports">Everything outside.</param>
    /// <param name="state">The repository.</param>
    /// <param name="id">The one-shot.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task AnewAsync(
        VerbPorts ports,
        RepositoryState state,
        string id,
        CancellationToken cancellationToken
    )
    {
        var reports = ports.Reports(state.CommonDirectory);
        if (ports.Preview is null && reports.All.FirstOrDefault(report => report.Id == id) is { } page)
            await reports.WriteAsync(page, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes it.</summary>
    /// <param name="id">The one-shot; <see langword="null"/> for the newest.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<RunReport> RunAsync(string? id, CancellationToken cancellationToken)
    {
        var state = await ports.Repository.DescribeAsync(request.Remote, cancellationToken).ConfigureAwait(false);
        var reports = ports.Reports(state.CommonDirectory);
        var all = reports.All;
        var report = (id is null ? all : all.Where(known => known.Id == id)).FirstOrDefault();
        if (report is null)
        {
            if (id is not null && ports.JournalsOf(state).Find(id)?.PullRequest is { } elsewhere)
                throw OneShotErrors.ReportElsewhere(id, elsewhere.Url);
            throw id is null || all.Count == 0
                ? OneShotErrors.ReportOfNothing()
                : OneShotErrors.OneShotUnknown(id, KnownOneShots.Of(all.Select(known => known.Id), all.Count));
        }

        if (ports.Preview is { } preview)
        {
            preview.Add("write the report", report.Path);
            return report;
        }

        await reports.WriteAsync(report, cancellationToken).ConfigureAwait(false);
        ports.Reporter.Progress($"report of {report.Id}: {report.Path}");
        var page = report.Path;
        if (id is null && all.Count > 1)
        {
            page = await reports.WriteIndexAsync(cancellationToken).ConfigureAwait(false);
            ports.Reporter.Progress($"all {all.Count} one-shots: {page}");
        }

        if (request.Open && !await ports.Desktop.OpenAsync(page, cancellationToken).ConfigureAwait(false))
            ports.Reporter.Progress($"there is no desktop to open it on; its address is {FileUrl.Of(page)}");
        return report;
    }
}
