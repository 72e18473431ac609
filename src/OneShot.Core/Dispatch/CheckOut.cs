using OneShot.Core.Errors;
using OneShot.Core.Journals;
using OneShot.Core.Model;
using OneShot.Core.Places;
using OneShot.Core.Ports;

namespace OneShot.Core.Dispatch;

/// <summary>
/// <c>--checkout</c>: checks the one-shot's branch out, after the journal holds what was checked out before.
/// </summary>
internal sealed class CheckOut(VerbPorts ports, OneShotLocation site)
{
    /// <summary>Checks, before anything is made, that nothing would be lost.</summary>
    /// <returns>What is checked out now.</returns>
    public async Task<Head> AllowedAsync(Journal journal, CancellationToken cancellationToken)
    {
        if (site.State.WorkTree is null)
            throw OneShotErrors.WorkTreeMissing();
        if (journal.Checkout is { RestoredAt: null, Worktree: { } other } && other != site.State.WorktreeName)
            throw OneShotErrors.TreeNotClean(
                $"{journal.Branch} is checked out in another worktree ({other}); RestoreBranch there goes back."
            );
        await ports.Repository.RequireCleanAsync(site.State, cancellationToken).ConfigureAwait(false);
        return await ports.Repository.ReadHeadAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Writes down the way back. A killed run may have left this branch
    /// checked out: then the way back is where that run came from.
    /// </summary>
    public Journal Begin(Journal journal, Head now)
    {
        if (journal.Checkout is not { RestoredAt: null } || now.Branch != journal.Branch)
            journal = journal with
            {
                Checkout = new JournaledCheckout(now.Branch, now.Commit, null) { Worktree = site.State.WorktreeName },
            };
        site.Journals.Save(journal);
        return journal;
    }

    public async Task RunAsync(Journal journal, Head now, CancellationToken cancellationToken)
    {
        if (now.Branch != journal.Branch)
            await ports
                .Repository.CheckOutAsync(new Head(journal.Branch, journal.Commit), create: true, cancellationToken)
                .ConfigureAwait(false);
        ports.Reporter.Progress(
            $"on {journal.Branch} until the teardown, then back on "
                + $"{new Head(journal.Checkout!.Branch, journal.Checkout.Commit)}"
        );
    }
}
