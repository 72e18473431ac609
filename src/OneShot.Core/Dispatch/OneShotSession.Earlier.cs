using OneShot.Core.Errors;
using OneShot.Core.Journals;
using OneShot.Core.Places;

namespace OneShot.Core.Dispatch;

/// <content>What an earlier dispatch left, to be taken up where it is.</content>
internal sealed partial class OneShotSession
{
    private async Task<Journal?> EarlierAsync(OneShotLocation site, CancellationToken cancellationToken)
    {
        if (settings.Resume is not { } id)
            return null;
        var journal = await new EarlierOneShot(ports, site)
            .FindAsync(id, settings, cancellationToken)
            .ConfigureAwait(false);
        _journals!.Hold(id);
        return journal.UndoneAt is null ? journal : throw OneShotErrors.AlreadyUndone(id);
    }

    // A key that was used on this machine has a journal: then this dispatch is that one, taken up where it is.
    private async Task<Journal> KnownAsync(
        OneShotLocation site,
        CreateBranch step,
        Journal begun,
        CancellationToken cancellationToken
    )
    {
        if (begun.KeySha256 is null || site.Journals.Find(begun.Id) is not { } known || known.UndoneAt is not null)
            return begun;
        _journals!.Hold(known.Id);
        if (known.KeySha256 != begun.KeySha256)
            throw OneShotErrors.KeyTaken(begun.Id);

        // Undone on another machine, and perhaps dispatched anew: then this journal tells of what is no more.
        if (
            known.PushedAt is not null
            && !site.Remote.IsOwn
            && !await step.HasKeyAsync(known, cancellationToken).ConfigureAwait(false)
        )
            return begun;
        step.Tell(known, begun);
        return known;
    }
}
