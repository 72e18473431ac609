using OneShot.Core.Journals;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Core.Places;

/// <summary>
/// Results that wait because their branch is its user's: told,
/// removed when taken, and brought to a branch that is free again.
/// </summary>
internal sealed class WaitingResults(IGitRepository repository, RepositoryState state)
{
    private readonly Remote _own = Remote.Own(state.CommonDirectory);

    /// <summary>Removes the refs of those that their branches hold by now.</summary>
    /// <returns>Those that still wait, by their ids.</returns>
    /// <param name="journals">Reads those that may know them; not asked where nothing waits.</param>
    /// <param name="cancellationToken">Stops git.</param>
    public async Task<IReadOnlyDictionary<string, Waiting>> LookAsync(
        Func<IReadOnlyList<Journal>> journals,
        CancellationToken cancellationToken
    )
    {
        var refs = (
            await repository
                .ListRemoteAsync(_own, [WaitingResult.Prefix.TrimEnd('/')], cancellationToken)
                .ConfigureAwait(false)
        ).Refs;
        var waiting = new Dictionary<string, Waiting>();
        if (refs.Count == 0)
            return waiting;
        var known = journals();
        foreach (var (name, commit) in refs)
        {
            var id = name[WaitingResult.Prefix.Length..];
            var branch = known.FirstOrDefault(journal => journal.Id == id)?.Branch;
            if (await WhyAsync(branch, commit, cancellationToken).ConfigureAwait(false) is { } cause)
                waiting[id] = new Waiting(commit, cause);
            else
                await repository
                    .PushAsync(_own, [new RefUpdate(name, commit, null)], hooks: null, cancellationToken)
                    .ConfigureAwait(false);
        }

        if (waiting.Count == 0)
            return waiting;
        await repository.RestoreLargeFilesAsync(state.CommonDirectory, cancellationToken).ConfigureAwait(false);
        return waiting;
    }

    /// <summary>Brings a result to its branch, if that is checked out nowhere any more.</summary>
    /// <returns>Whether there was one, and the branch has it now.</returns>
    public async Task<bool> TakeAsync(Journal journal, CancellationToken cancellationToken)
    {
        var (branch, result) = (RefName.OfBranch(journal.Branch!), WaitingResult.RefOf(journal.Id));
        var refs = (
            await repository.ListRemoteAsync(_own, [branch, result], cancellationToken).ConfigureAwait(false)
        ).Refs;
        if (!refs.TryGetValue(result, out var commit) || !refs.TryGetValue(branch, out var tip))
            return false;
        if (!await repository.StandsOnAsync(tip, commit, cancellationToken).ConfigureAwait(false))
            return false;
        var updates = new[] { new RefUpdate(branch, tip, commit), new RefUpdate(result, commit, null) };
        var outcome = await repository.PushAsync(_own, updates, hooks: null, cancellationToken).ConfigureAwait(false);
        return outcome == PushOutcome.Done;
    }

    // Nothing where the branch has it.
    private async Task<WaitingCause?> WhyAsync(string? branch, string commit, CancellationToken cancellationToken)
    {
        if (branch is null)
            return WaitingCause.WentOn;
        var refs = await repository
            .ListRemoteAsync(_own, [RefName.OfBranch(branch)], cancellationToken)
            .ConfigureAwait(false);
        Task<bool> StandsOnAsync(string ancestor, string one) =>
            repository.StandsOnAsync(ancestor, one, cancellationToken);
        return await WaitingResult.CauseAsync(commit, refs.Branch(branch), StandsOnAsync).ConfigureAwait(false);
    }
}
