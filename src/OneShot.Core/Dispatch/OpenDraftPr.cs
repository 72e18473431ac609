using OneShot.Core.Errors;
using OneShot.Core.Journals;
using OneShot.Core.Model;
using OneShot.Core.Places;
using OneShot.Core.Ports;
using OneShot.Core.Text;

namespace OneShot.Core.Dispatch;

/// <summary>Opens the draft pull request; with <c>--checkout</c> it pushes first what later tasks committed.</summary>
internal sealed class OpenDraftPr(VerbPorts ports, OneShotLocation site, DispatchRequest request, bool isEarlier)
{
    public async Task<Journal> RunAsync(Journal journal, Prompt prompt, CancellationToken cancellationToken)
    {
        if (journal.Checkout is not null && ports.Preview is null)
            journal = await PushCommitsAsync(journal, cancellationToken).ConfigureAwait(false);
        var id = DistinctId.Parse(journal.Id);
        var draft = PullRequestText.For(journal, prompt, site.Forge.Words.Worker);

        // Only a request that was begun before can have left a pull request: the usual case costs no look.
        var found = journal.PullRequestBegunAt is null
            ? null
            : await site.Forge.FindPullRequestAsync(draft.Branch, id, cancellationToken).ConfigureAwait(false);
        if (isEarlier && found is { IsOpen: false })
            throw OneShotErrors.NothingToFinish(journal.Id, $"its pull request {found.Url} is closed.");
        if (found is null)
        {
            if (journal.PullRequest is { } lost)
                throw OneShotErrors.NothingToFinish(journal.Id, $"its pull request {lost.Url} is gone.");
            journal = journal with { PullRequestBegunAt = ports.Clock.GetUtcNow(), AwaitsTasks = null };
            site.Journals.Save(journal);
            ports.Reporter.Progress($"opening a draft pull request: {draft.Title}");
            found = await site.Forge.OpenPullRequestAsync(draft, id, cancellationToken).ConfigureAwait(false);
        }

        journal = journal with
        {
            AwaitsTasks = null,
            PullRequest = new JournaledPullRequest(found.Number, found.Url, !found.IsOpen),
            SubmittedBy = journal.SubmittedBy ?? SubmittedBy(found),
        };
        site.Journals.Save(journal);
        ports.Reporter.Progress(
            found.Number > 0 ? $"pull request #{found.Number}: {found.Url}" : $"pull request {found.Url}"
        );
        return journal;
    }

    private string SubmittedBy(PullRequest pullRequest) => request.Given.SubmittedBy ?? pullRequest.Author;

    private async Task<Journal> PushCommitsAsync(Journal journal, CancellationToken cancellationToken)
    {
        // The local branch is the user's again once HEAD is back: it may be gone then.
        var tip = await ports
            .Repository.ReadBranchAsync(journal.Branch!, journal.Commit!, cancellationToken)
            .ConfigureAwait(false);
        if (tip is null && journal.Checkout is { RestoredAt: null })
            throw MovedBranch.Gone(journal.Branch!, journal.Commit!);
        if (tip is null || tip == journal.Commit)
            return journal;
        ports.Reporter.Progress($"pushing what {journal.Branch} holds now ({CommitName.Short(tip)})");
        var push = new PushRefs(ports, site, request.NoHooks, journal.BaseCommit);
        var update = new RefUpdate(RefName.OfBranch(journal.Branch!), journal.Commit, tip);
        if (
            await push.RunAsync([update], cancellationToken).ConfigureAwait(false) != PushOutcome.Done
            && !await push.HasArrivedAsync(update, cancellationToken).ConfigureAwait(false)
        )
            throw MovedBranch.There(journal.Branch!, site.Remote, commit: null);

        journal = journal with { Commit = tip };
        site.Journals.Save(journal);
        return journal;
    }
}
