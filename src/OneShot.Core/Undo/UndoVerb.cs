using OneShot.Core.Dispatch;
using OneShot.Core.Errors;
using OneShot.Core.Journals;
using OneShot.Core.Places;
using OneShot.Core.Ports;

namespace OneShot.Core.Undo;

/// <summary>Removes an earlier one-shot.</summary>
/// <param name="request">Which.</param>
/// <param name="ports">Everything outside.</param>
internal sealed class UndoVerb(UndoRequest request, VerbPorts ports) : IOneShotVerb
{
    private Journal? _journal;
    private OpenJournals? _journals;

    /// <summary>Undoing is no dispatch.</summary>
    public IReadOnlyList<DispatchStep> Steps => [];

    /// <inheritdoc/>
    public bool HasReport => _journal is { IsHere: true };

    /// <summary>It was cancelled.</summary>
    public bool GoesOn => false;

    /// <inheritdoc/>
    public Receipt? Receipt =>
        JournaledReceipt.Of(_journal) is { } undone
            ? new UndoReceipt
            {
                Id = undone.Id,
                Branch = undone.Branch,
                Base = undone.Base,
                PromptSha256 = undone.PromptSha256,
                Commit = undone.Commit,
                PrNumber = undone.PrNumber,
                PrUrl = undone.PrUrl,
                RunId = undone.RunId,
                RunUrl = undone.RunUrl,
            }
            : null;

    /// <inheritdoc/>
    public DispatchReceipt? Dispatched => JournaledReceipt.Of(_journal);

    /// <summary>Cancels the run, closes the pull request, deletes the branch if nobody has moved it.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running task.</returns>
    /// <exception cref="OneShotException">OS2019: there is no such one-shot; or somebody has built on it.</exception>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        try
        {
            (var site, _journals) = await OneShotLocation
                .OpenAsync(ports, request.Forge, request.Earlier.Id, cancellationToken)
                .ConfigureAwait(false);
            var journal = await new EarlierOneShot(ports, site)
                .FindAsync(request.Earlier, cancellationToken)
                .ConfigureAwait(false);
            _journals.Hold(journal.Id);
            _journal = await new UndoOneShot(ports, site).RunAsync(journal, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw OneShotErrors.Cancelled();
        }
    }

    /// <inheritdoc/>
    public OneShotException About(OneShotException exception) => exception;

    /// <inheritdoc/>
    public void Dispose()
    {
        _journals?.Dispose();
        ports.Forges.Dispose();
    }
}
