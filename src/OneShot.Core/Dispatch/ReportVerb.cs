using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Core.Dispatch;

/// <summary>Writes the report of a one-shot of this machine anew.</summary>
/// <param name="request">Which.</param>
/// <param name="ports">Everything outside.</param>
/// <param name="before">What the same build has done before, which its receipt stands on.</param>
internal sealed class ReportVerb(ReportRequest request, VerbPorts ports, IVerb? before) : IVerb
{
    private RunReport? _report;

    /// <inheritdoc/>
    public Receipt Receipt
    {
        get
        {
            var made = before?.Receipt ?? new Receipt();
            return ports.Told(
                made with
                {
                    Id = made.Id ?? _report?.Id,
                    Branch = made.Branch ?? _report?.Branch,
                    PrNumber = made.PrNumber ?? _report?.PrNumber,
                    ReportPath = _report?.Path,
                }
            );
        }
    }

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
                .RunAsync(before?.Receipt.Id ?? request.Id, cancellationToken)
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
