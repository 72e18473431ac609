using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Core.Dispatch;

/// <summary>Writes the report of a one-shot of this machine anew.</summary>
/// <param name="request">Which.</param>
/// <param name="ports">Everything outside.</param>
/// <param name="before">What the same build has done before, which its receipt stands on.</param>
internal sealed class ReportVerb(ReportRequest request, VerbPorts ports, IOneShotVerb? before) : IVerb
{
    private RunReport? _report;

    /// <summary>What was dispatched before, with its report.</summary>
    public DispatchReceipt? Dispatched =>
        before?.Dispatched is { } made ? made with { ReportPath = ports.Preview is null ? _report?.Path : null } : null;

    /// <summary>The report alone; <see langword="null"/> before it is written.</summary>
    public ReportReceipt? Written =>
        _report is null
            ? null
            : new(_report.Id, _report.Branch, _report.PrNumber, _report.Path)
            {
                Preview = ports.Preview is not null,
                Calls = ports.Preview?.Calls,
                Obstacles = ports.Preview?.Obstacles,
            };

    /// <inheritdoc/>
    public Receipt? Receipt => (Receipt?)Dispatched ?? Written;

    /// <summary>Writes it, and opens it if that is asked for.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The running task.</returns>
    /// <exception cref="OneShotException">OS2019 or OS2031: there is none; OS2032: it is on another forge;
    /// OS3031: it can't be written.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            _report = await new WriteReport(ports, request)
                .RunAsync(before?.Dispatched?.Id ?? request.Id, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw OneShotErrors.Cancelled();
        }
    }

    /// <inheritdoc/>
    public OneShotException About(OneShotException exception) => before?.About(exception) ?? exception;

    /// <inheritdoc/>
    public void Dispose()
    {
        before?.Dispose();
        ports.Forges.Dispose();
    }
}
