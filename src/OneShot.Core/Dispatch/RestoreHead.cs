using OneShot.Core.Errors;
using OneShot.Core.Journals;
using OneShot.Core.Model;
using OneShot.Core.Places;
using OneShot.Core.Ports;
using OneShot.Core.Text;

namespace OneShot.Core.Dispatch;

/// <summary>
/// Checks out again what was checked out before <c>--checkout</c>. Acts only on what a journal says was done.
/// </summary>
internal sealed class RestoreHead(VerbPorts ports)
{
    /// <summary>
    /// Goes back for every journal of this worktree, whichever earlier dispatch was killed.
    /// </summary>
    /// <returns>Whether there was anything to go back from.</returns>
    /// <exception cref="OneShotException">OS5003: another process works on it; OS5006: git refused.</exception>
    public async Task<bool> RunAsync(string remote, CancellationToken cancellationToken)
    {
        var state = await ports.Repository.DescribeAsync(remote, cancellationToken).ConfigureAwait(false);
        return await RunAsync(ports.JournalsOf(state), state, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Goes back for every journal of this worktree that did not
    /// yet, the newest first. One at work goes back by itself.
    /// </summary>
    /// <returns>Whether there was anything to go back from.</returns>
    /// <exception cref="OneShotException">OS5003: another process works on it; OS5006: git refused.</exception>
    private async Task<bool> RunAsync(
        IJournalStore journals,
        RepositoryState state,
        CancellationToken cancellationToken
    )
    {
        var open = journals
            .All()
            .Where(journal =>
                journal.Checkout is { RestoredAt: null } checkout
                && (checkout.Worktree ?? state.WorktreeName) == state.WorktreeName
            )
            .ToList();
        foreach (var journal in open)
        {
            using var own = journals.Lock(journal.Id);
            await RunAsync(journal, journals, state, cancellationToken).ConfigureAwait(false);
            if (journal.IsHere)
                await TakeResultAsync(journal, state, cancellationToken).ConfigureAwait(false);
        }

        return open.Count > 0;
    }

    /// <summary>Goes back for one journal.</summary>
    public async Task<Journal> RunAsync(
        Journal journal,
        IJournalStore journals,
        RepositoryState state,
        CancellationToken cancellationToken
    )
    {
        if (journal.Checkout is not { RestoredAt: null } checkout)
            return journal;
        var previous = new Head(checkout.Branch, checkout.Commit);
        var now = await ports.Repository.ReadHeadAsync(cancellationToken).ConfigureAwait(false);

        // Killed before the checkout, or the user went elsewhere since: then there is nothing to restore.
        if (now.Branch == journal.Branch)
        {
            try
            {
                await ports.Repository.CheckOutAsync(previous, create: false, cancellationToken).ConfigureAwait(false);
            }
            catch (OneShotException exception) when (exception.Error.Code == CaughtCode.GitFailed)
            {
                throw OneShotErrors.RestoreBlocked(previous.ToString(), exception.Error.Message);
            }

            ports.Reporter.Progress($"back on {previous}; {journal.Branch} stays");
            await TellUncommittedAsync(state, cancellationToken).ConfigureAwait(false);
        }

        journal = journal with { Checkout = checkout with { RestoredAt = ports.Clock.GetUtcNow() } };
        journals.Save(journal);
        return journal;
    }

    /// <summary>
    /// Brings what a run delivered meanwhile to the branch that is free again: what was told of it then, and stands on
    /// its page, holds no more.
    /// </summary>
    public async Task TakeResultAsync(Journal journal, RepositoryState state, CancellationToken cancellationToken)
    {
        var results = new WaitingResults(ports.Repository, state);
        if (!await results.TakeAsync(journal, cancellationToken).ConfigureAwait(false))
        {
            await TellWaitingAsync(journal, results, cancellationToken).ConfigureAwait(false);
            return;
        }

        var (trunk, branch) = (journal.Base ?? "HEAD", ShellWord.Of(journal.Branch!));
        // From where it began: the user's own trunk may lack what others did before that.
        var diff = DiffCommand.Of(journal.BaseCommit, trunk, branch);
        ports.Reporter.Progress($"{branch} has the result now: {diff}");
        ports.Reporter.Progress($"take it: git switch {ShellWord.Of(trunk)} && git merge {branch}");
        await WriteReport.AnewAsync(ports, state, journal.Id, cancellationToken).ConfigureAwait(false);
    }

    // Its run told nothing of that, as it was to be taken here: but some other worktree has it.
    private async Task TellWaitingAsync(Journal journal, WaitingResults results, CancellationToken cancellationToken)
    {
        var waiting = await results.LookAsync(() => [journal], cancellationToken).ConfigureAwait(false);
        if (waiting.GetValueOrDefault(journal.Id) is { Cause: WaitingCause.CheckedOut } one)
            ports.Reporter.Warn(WaitingResult.Line(journal.Branch!, journal.Id, one.Cause));
    }

    // git takes along what a task has changed and not committed: such as where its own commit failed.
    private async Task TellUncommittedAsync(RepositoryState state, CancellationToken cancellationToken)
    {
        try
        {
            await ports.Repository.RequireCleanAsync(state, cancellationToken).ConfigureAwait(false);
        }
        catch (OneShotException)
        {
            ports.Reporter.Warn("what a task left uncommitted came along, and is in no pull request: git status");
        }
    }
}
