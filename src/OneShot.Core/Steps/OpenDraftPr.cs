using OneShot.Core.Errors;
using OneShot.Core.Journals;
using OneShot.Core.Prompts;
using OneShot.Core.PullRequests;
using OneShot.Core.Repositories;
using OneShot.Core.Settings;

namespace OneShot.Core.Steps;

/// <summary>Opens the draft pull request; with <c>--checkout</c> it pushes first what later tasks committed.</summary>
internal sealed class OpenDraftPr(SessionPorts ports, Site site, OneShotSettings settings)
{
    public async Task<Journal> RunAsync(Journal journal, Prompt prompt, CancellationToken cancellationToken)
    {
        if (journal.Checkout is { RestoredAt: null }) journal = await PushCommitsAsync(journal, cancellationToken).ConfigureAwait(false);
        var draft = PullRequestText.For(journal, prompt);

        // Only a request that was begun before can have left a pull request: the usual case costs no look.
        var found = journal.PullRequestBegunAt is null ? null : await site.Forge.FindPullRequestAsync(draft.Branch, cancellationToken).ConfigureAwait(false);
        if (found is { IsOpen: false } && settings.Resume is not null) throw OneShotErrors.NothingToFinish(journal.Id, $"its pull request {found.Url} is closed.");
        if (found is null)
        {
            if (journal.PullRequest is { } lost) throw OneShotErrors.NothingToFinish(journal.Id, $"its pull request {lost.Url} is gone.");
            journal = journal with { PullRequestBegunAt = ports.Clock.GetUtcNow() };
            site.Journals.Save(journal);
            ports.Reporter.Progress($"opening a draft pull request: {draft.Title}");
            found = await site.Forge.OpenPullRequestAsync(draft, cancellationToken).ConfigureAwait(false);
        }

        journal = journal with { PullRequest = new JournaledPullRequest(found.Number, found.Url, !found.IsOpen), SubmittedBy = journal.SubmittedBy ?? SubmittedBy(found) };
        site.Journals.Save(journal);
        ports.Reporter.Progress($"pull request #{found.Number}: {found.Url}");
        return journal;
    }

    private string SubmittedBy(PullRequest pullRequest)
        => settings.SubmittedBy ?? pullRequest.Author;

    private async Task<Journal> PushCommitsAsync(Journal journal, CancellationToken cancellationToken)
    {
        var tip = await ports.Repository.ReadBranchAsync(journal.Branch!, journal.Commit!, cancellationToken).ConfigureAwait(false);
        if (tip == journal.Commit) return journal;
        ports.Reporter.Progress($"pushing what {journal.Branch} holds now ({tip[..10]})");
        var update = new RefUpdate("refs/heads/" + journal.Branch, journal.Commit, tip);
        if (await ports.Repository.PushAsync(site.Remote, [update], !settings.NoVerify, cancellationToken).ConfigureAwait(false) != PushOutcome.Done)
        {
            // A push whose answer was lost has moved the branch already.
            var refs = await ports.Repository.ListRemoteAsync(site.Remote, [update.Ref], cancellationToken).ConfigureAwait(false);
            if (refs.Branch(journal.Branch!) != tip) throw OneShotErrors.BranchMoved(journal.Branch!);
        }

        journal = journal with { Commit = tip };
        site.Journals.Save(journal);
        return journal;
    }
}
