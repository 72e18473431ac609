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
            throw NotClean(
                OneShotErrors.TreeNotClean($"{journal.Branch} is checked out in another worktree ({other})."),
                "RestoreBranch there goes back; then type the same again."
            );
        await RequireCleanAsync(journal, cancellationToken).ConfigureAwait(false);
        return await ports.Repository.ReadHeadAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Goes on without the tasks that the one-shot waits for, if they have committed something: that is pushed. A pull
    /// request without any of their work can't be mended once it is open, so that is refused.
    /// </summary>
    /// <exception cref="OneShotException">OS2132: none has committed anything.</exception>
    public async Task LeaveOutAsync(Journal journal, CancellationToken cancellationToken)
    {
        var tip = journal is { Branch: { } branch, Commit: { } commit }
            ? await ports.Repository.ReadBranchAsync(branch, commit, cancellationToken).ConfigureAwait(false)
            : null;
        var resume = NextCommand.Resume(
            journal.Id,
            journal.Agent,
            journal.Forge,
            hasRun: false,
            NextCommand.Tasks(true)
        );
        if (tip is null || tip == journal.Commit)
            ports.Refuse(OneShotErrors.TasksLeftOut(journal.Id, resume));
        else
            ports.Reporter.Warn(
                $"tasks between the steps are left out without --checkout, and what {journal.Branch} holds is pushed"
            );
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
        if (journal.PullRequest is null)
            journal = journal with { AwaitsTasks = true };
        site.Journals.Save(journal);
        return journal;
    }

    // What a task that failed has left is in its own way: without --checkout the task would not be run again.
    private async Task RequireCleanAsync(Journal journal, CancellationToken cancellationToken)
    {
        try
        {
            await ports.Repository.RequireCleanAsync(site.State, cancellationToken).ConfigureAwait(false);
        }
        catch (OneShotException exception)
            when (exception.Error.Code == CaughtCode.TreeNotClean
                && journal is { AwaitsTasks: true, PushBegunAt: not null }
            )
        {
            throw NotClean(exception, OneShotErrors.LeftByTask);
        }
    }

    private static OneShotException NotClean(OneShotException exception, string next) =>
        new(exception.Error with { Next = next }, exception);

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
