using OneShot.Core.Dispatch;
using OneShot.Core.Errors;
using OneShot.Core.Journals;
using OneShot.Core.Model;
using OneShot.Core.Places;
using OneShot.Core.Ports;
using OneShot.Core.Text;

namespace OneShot.Core.Undo;

/// <summary>
/// Removes a one-shot: cancels the run, closes the pull request,
/// deletes the branch if it is where the one-shot left it.
/// </summary>
internal sealed class UndoOneShot(VerbPorts ports, OneShotLocation site)
{
    private bool _isCheckedOut;

    public async Task<Journal> RunAsync(Journal journal, CancellationToken cancellationToken)
    {
        var refs = await RefsAsync(journal, cancellationToken).ConfigureAwait(false);
        // A branch that was kept is looked at again.
        if (journal.UndoneAt is not null && !refs.ContainsKey(RefName.OfBranch(journal.Branch ?? "")))
        {
            if (journal.KeepsBranch is not null)
                site.Journals.Save(journal = journal with { KeepsBranch = null });
            ports.Reporter.Progress($"{journal.Id} was undone before");
            return journal;
        }

        await CancelRunAsync(journal, cancellationToken).ConfigureAwait(false);
        var pull = await ClosePullRequestAsync(journal, cancellationToken).ConfigureAwait(false);
        if (pull is not null)
            await StateLabel
                .TrySetAsync(site.Forge, pull.Number, OneShotStage.Undone, ports.Reporter.Trace, cancellationToken)
                .ConfigureAwait(false);
        var left = await LeftAsync(journal, cancellationToken).ConfigureAwait(false);
        var merged = pull is { IsMerged: true }
            ? new MergedChange(journal.Base!, Revert: null)
            : await new BranchFates(ports.Repository, new RemoteRefs(null, refs))
                .MergedAsync(journal, left, cancellationToken)
                .ConfigureAwait(false);
        var moved = await DeleteRefsAsync(journal, refs, left, cancellationToken).ConfigureAwait(false);
        journal = journal with
        {
            UndoneAt = ports.Clock.GetUtcNow(),
            KeepsBranch = moved && !journal.IsHere ? true : null,
            WasMerged = merged is not null && !journal.IsHere ? true : null,
        };
        site.Journals.Save(journal);
        if (journal.IsHere)
            await WriteReport.AnewAsync(ports, site.State, journal.Id, cancellationToken).ConfigureAwait(false);
        if (merged is not null)
            ports.Reporter.Progress(merged.Line);
        if (_isCheckedOut)
            throw OneShotErrors.UndoneButCheckedOut(journal.Branch!);
        if (moved)
        {
            var branch = ShellWord.Of(journal.Branch!);
            throw OneShotErrors.UndoneButBranch(
                journal.Branch!,
                site.Remote.IsOwn
                    ? $"git branch -D {branch}"
                    : $"git push {ShellWord.Of(journal.Remote ?? "")} --delete {branch}"
            );
        }

        if (journal.Published is { } published)
            ports.Reporter.Warn($"the published pull request stays open: {published.Url}");
        ports.Reporter.Progress($"{journal.Id} is undone; {Kept(journal)}");
        return journal;
    }

    // A one-shot of this machine has more than its journal; in a linked worktree, .git is no folder.
    private string Kept(Journal journal)
    {
        if (!journal.IsHere)
            return "the journal keeps its prompt";
        var common = site.State.CommonDirectory;
        var isHere = common == Path.Combine(site.State.WorkTree ?? "", ".git");
        return $"prompt, plan and logs are kept in {(isHere ? ".git/oneshot" : Path.Combine(common, "oneshot"))}";
    }

    // Before anything is undone: a key that was dispatched anew elsewhere is another one-shot with the same id.
    private async Task<IReadOnlyDictionary<string, string>> RefsAsync(
        Journal journal,
        CancellationToken cancellationToken
    )
    {
        if (journal.PushBegunAt is null)
            return new Dictionary<string, string>();
        var key = KeyRef.Of(journal.Id);
        var refs = (
            await ports
                .Repository.ListRemoteAsync(
                    site.Remote.PushSide,
                    [
                        RefName.OfBranch(journal.Branch!),
                        RefName.OfBranch(journal.Base ?? journal.Branch!),
                        key,
                        WaitingResult.RefOf(journal.Id),
                    ],
                    cancellationToken
                )
                .ConfigureAwait(false)
        ).Refs;
        return journal.KeySha256 is not null && refs.TryGetValue(key, out var first) && first != FirstOf(journal)
            ? throw OneShotErrors.KeyUsedAnew(journal.Id)
            : refs;
    }

    private static string Named(string name) => RefName.BranchOf(name) is { } branch ? $"the branch {branch}" : name;

    private static string? FirstOf(Journal journal) => journal.FirstCommit ?? journal.Commit;

    private async Task CancelRunAsync(Journal journal, CancellationToken cancellationToken)
    {
        if (journal.RunRequestedAt is not { } since)
            return;
        var run =
            journal.Run?.Id
            ?? (
                await site
                    .Forge.FindRunAsync(
                        journal.Workflow,
                        DistinctId.Parse(journal.Id),
                        since - Run.Skew,
                        cancellationToken
                    )
                    .ConfigureAwait(false)
            )?.Id;
        if (run is null)
            return;
        ports.Reporter.Doing($"cancelling the run {run}");
        var wasGoing = await site.Forge.CancelRunAsync(run, cancellationToken).ConfigureAwait(false);
        ports.Reporter.Doing(null);
        ports.Reporter.Progress(wasGoing ? $"cancelled the run {run}" : $"the run {run} had ended");
    }

    private async Task<PullRequest?> ClosePullRequestAsync(Journal journal, CancellationToken cancellationToken)
    {
        if (journal.PullRequestBegunAt is null || journal.Branch is null)
            return null;
        var found = await site
            .Forge.FindPullRequestAsync(journal.Branch, DistinctId.Parse(journal.Id), cancellationToken)
            .ConfigureAwait(false);
        if (found is not { IsOpen: true })
            return found;
        ports.Reporter.Progress($"closing the pull request #{found.Number}");
        await site.Forge.ClosePullRequestAsync(found.Number, cancellationToken).ConfigureAwait(false);
        return found;
    }

    // What its run left the branch at, where the forge tells that.
    private async Task<string?> LeftAsync(Journal journal, CancellationToken cancellationToken) =>
        journal.Run is { } run && site.Forge.Traits.RunTellsCommit
            ? (await site.Forge.GetRunAsync(run.Id, cancellationToken).ConfigureAwait(false)).Commit
            : null;

    // A branch that somebody has worked on since is left alone; the key's ref never moves.
    private async Task<bool> DeleteRefsAsync(
        Journal journal,
        IReadOnlyDictionary<string, string> refs,
        string? left,
        CancellationToken cancellationToken
    )
    {
        var branch = RefName.OfBranch(journal.Branch!);
        var expected =
            new[] { left, journal.SignedCommit }.FirstOrDefault(commit =>
                commit is not null && refs.GetValueOrDefault(branch) == commit
            ) ?? journal.Commit;
        var wanted = new[]
        {
            new RefUpdate(branch, expected, null),
            new RefUpdate(KeyRef.Of(journal.Id), FirstOf(journal), null),
        }
            .Where(update => refs.ContainsKey(update.Ref))
            .ToArray();
        var updates = wanted.Where(update => refs[update.Ref] == update.Expected).ToArray();
        var moved = wanted.Length > updates.Length;
        var result = WaitingResult.RefOf(journal.Id);
        if (site.Remote.IsOwn && refs.TryGetValue(result, out var waiting))
            updates = [.. updates, new RefUpdate(result, waiting, null)];
        if (updates.Length == 0)
            return moved;
        var names = string.Join(" and ", updates.Select(update => Named(update.Ref)));
        ports.Reporter.Doing($"deleting {names}");
        var outcome = await ports
            .Repository.PushAsync(site.Remote, updates, hooks: null, cancellationToken)
            .ConfigureAwait(false);
        ports.Reporter.Doing(null);
        if (outcome == PushOutcome.Done)
            ports.Reporter.Progress($"deleted {names}");
        if (outcome != PushOutcome.CheckedOut)
            return outcome != PushOutcome.Done || moved;
        _isCheckedOut = true;
        updates = [.. updates.Where(update => update.Ref != branch)];
        if (updates.Length > 0)
            await ports
                .Repository.PushAsync(site.Remote, updates, hooks: null, cancellationToken)
                .ConfigureAwait(false);
        return moved;
    }
}
