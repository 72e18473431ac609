using OneShot.Core.Journals;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Core.Places;

/// <summary>What became of the branches of this machine's one-shots, after their results were delivered.</summary>
internal sealed class BranchFates
{
    private readonly IGitRepository _repository;
    private readonly RemoteRefs _refs;

    /// <summary>Knows the refs already.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="refs">Its branches, and those that they started from.</param>
    public BranchFates(IGitRepository repository, RemoteRefs refs) => (_repository, _refs) = (repository, refs);

    /// <summary>Looks at the branches, and at those that they started from: one question for all of them.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="state">Where it is.</param>
    /// <param name="journals">The one-shots.</param>
    /// <param name="cancellationToken">Stops git.</param>
    public static async Task<BranchFates> LookAsync(
        IGitRepository repository,
        RepositoryState state,
        IEnumerable<Journal> journals,
        CancellationToken cancellationToken
    )
    {
        var names = journals
            .Where(IsHere)
            .SelectMany(journal => new[] { RefName.OfBranch(journal.Branch!), RefName.OfBranch(journal.Base!) })
            .Distinct()
            .ToArray();
        var refs =
            names.Length == 0
                ? new RemoteRefs(null, new Dictionary<string, string>())
                : await repository
                    .ListRemoteAsync(Remote.Own(state.CommonDirectory), names, cancellationToken)
                    .ConfigureAwait(false);
        return new BranchFates(repository, refs);
    }

    /// <summary>What became of one.</summary>
    /// <param name="journal">The one-shot.</param>
    /// <param name="delivered">What its run left the branch at.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns><c>merged</c>, <c>deleted</c> or <c>ahead</c>, which is further than was delivered;
    /// of one that was undone <c>kept</c>;
    /// <see langword="null"/> where nothing did, or where that can't be told.</returns>
    public async Task<string?> OfAsync(Journal journal, string? delivered, CancellationToken cancellationToken)
    {
        if (journal.UndoneAt is not null)
            return IsKept(journal) ? KeptBranch.Fate : null;
        if (delivered is null || !IsHere(journal))
            return null;
        if (await IsMergedAsync(journal, delivered, cancellationToken).ConfigureAwait(false))
            return MergedChange.Fate;
        if (_refs.Branch(journal.Branch!) is not { } tip)
            return "deleted";
        return
            tip != delivered && await _repository.StandsOnAsync(delivered, tip, cancellationToken).ConfigureAwait(false)
            ? "ahead"
            : null;
    }

    /// <summary>What trunk has of one still, whatever became of its branch.</summary>
    /// <param name="journal">The one-shot.</param>
    /// <param name="delivered">What its run left the branch at.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>The change; <see langword="null"/> where trunk has none of it,
    /// also where it was reverted, or where that can't be told.</returns>
    public async Task<MergedChange?> MergedAsync(
        Journal journal,
        string? delivered,
        CancellationToken cancellationToken
    ) =>
        delivered is not null
        && IsHere(journal)
        && _refs.Branch(journal.Base!) is { } trunk
        && await _repository
            .HoldsChangeAsync(journal.BaseCommit, delivered, trunk, cancellationToken)
            .ConfigureAwait(false)
            ? MergedChange.Here(journal.Base!, journal.BaseCommit, delivered)
            : null;

    private async Task<bool> IsMergedAsync(Journal journal, string delivered, CancellationToken cancellationToken) =>
        _refs.Branch(journal.Base!) is { } trunk
        && await _repository.StandsOnAsync(delivered, trunk, cancellationToken).ConfigureAwait(false);

    private static bool IsHere(Journal journal) =>
        journal is { IsHere: true, Branch: not null, Base: not null, PushedAt: not null };

    // Elsewhere nobody is asked about one that was undone: what was seen then is what is known.
    private bool IsKept(Journal journal) =>
        IsHere(journal) ? _refs.Branch(journal.Branch!) is not null : journal.KeepsBranch is true;
}
