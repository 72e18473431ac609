using OneShot.Core.Branches;
using OneShot.Core.Errors;
using OneShot.Core.Journals;
using OneShot.Core.Repositories;

namespace OneShot.Core.Steps;

/// <summary>Removes a one-shot: cancels the run, closes the pull request, deletes the branch if it is where the one-shot left it.</summary>
internal sealed class UndoOneShot(SessionPorts ports, Site site)
{
    public async Task<Journal> RunAsync(Journal journal, CancellationToken cancellationToken)
    {
        if (journal.UndoneAt is not null)
        {
            ports.Reporter.Progress($"{journal.Id} was undone before");
            return journal;
        }

        await CancelRunAsync(journal, cancellationToken).ConfigureAwait(false);
        await ClosePullRequestAsync(journal, cancellationToken).ConfigureAwait(false);
        await DeleteBranchAsync(journal, cancellationToken).ConfigureAwait(false);
        journal = journal with { UndoneAt = ports.Clock.GetUtcNow() };
        site.Journals.Save(journal);
        ports.Reporter.Progress($"{journal.Id} is undone; the journal keeps its prompt");
        return journal;
    }

    private async Task CancelRunAsync(Journal journal, CancellationToken cancellationToken)
    {
        if (journal.RunRequestedAt is not { } since) return;
        var run = journal.Run?.Id ?? (await site.Forge.FindRunAsync(journal.Workflow, DistinctId.Parse(journal.Id), since - TriggerRun.Skew, cancellationToken).ConfigureAwait(false))?.Id;
        if (run is null) return;
        ports.Reporter.Progress($"cancelling the run {run}");
        await site.Forge.CancelRunAsync(run, cancellationToken).ConfigureAwait(false);
    }

    private async Task ClosePullRequestAsync(Journal journal, CancellationToken cancellationToken)
    {
        if (journal.PullRequestBegunAt is null || journal.Branch is null) return;
        var found = await site.Forge.FindPullRequestAsync(journal.Branch, DistinctId.Parse(journal.Id), cancellationToken).ConfigureAwait(false);
        if (found is not { IsOpen: true }) return;
        ports.Reporter.Progress($"closing the pull request #{found.Number}");
        await site.Forge.ClosePullRequestAsync(found.Number, cancellationToken).ConfigureAwait(false);
    }

    private async Task DeleteBranchAsync(Journal journal, CancellationToken cancellationToken)
    {
        if (journal.PushBegunAt is null) return;
        var key = Preflight.KeyRef(journal.Id);
        var refs = await ports.Repository.ListRemoteAsync(site.Remote.PushSide, ["refs/heads/" + journal.Branch, key], cancellationToken).ConfigureAwait(false);
        var updates = new[] { "refs/heads/" + journal.Branch, key }.Where(refs.Refs.ContainsKey).Select(name => new RefUpdate(name, journal.Commit, null)).ToArray();
        if (updates.Length == 0) return;
        ports.Reporter.Progress($"deleting the branch {journal.Branch}");
        var outcome = updates.Any(update => refs.Refs[update.Ref] != journal.Commit)
            ? PushOutcome.Unexpected
            : await ports.Repository.PushAsync(site.Remote, updates, verify: false, cancellationToken).ConfigureAwait(false);
        if (outcome != PushOutcome.Done) throw OneShotErrors.BranchMoved(journal.Branch!);
    }
}
