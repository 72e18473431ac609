using OneShot.Core.Errors;
using OneShot.Core.Journals;
using OneShot.Core.Model;
using OneShot.Core.Places;
using OneShot.Core.Ports;
using OneShot.Core.Text;

namespace OneShot.Core.Publish;

/// <summary>
/// Makes what a run on this machine has made its user's, when
/// they publish it and not before: then somebody has had a look.
/// </summary>
internal sealed class RewriteOneShot(VerbPorts ports, OneShotLocation site)
{
    /// <summary>
    /// Makes the branch's commits of the one-shot again: signed, where the user's git
    /// signs, and by the user, where nobody was known. Doing it twice does it once.
    /// </summary>
    /// <param name="journal">The one-shot.</param>
    /// <param name="delivered">The commit that its run has left.</param>
    /// <param name="tip">Where the branch is.</param>
    /// <param name="there">Where the remote's is.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>What to push.</returns>
    /// <exception cref="OneShotException">OS3004, OS3013, or OS5002: the
    /// remote's branch has more than the one-shot. Nothing was changed.</exception>
    public async Task<(string Tip, Journal Journal)> RunAsync(
        Journal journal,
        string delivered,
        string tip,
        string? there,
        CancellationToken cancellationToken
    )
    {
        if (there == tip)
            return (tip, journal);
        var made = await MakeAsync(journal, tip, there, cancellationToken).ConfigureAwait(false);

        // A preview knows of the new commits only those that are there: to stand on one of them is to stand on it.
        if (
            there is not null
            && !made.Values.Contains(there)
            && !await ports.Repository.StandsOnAsync(there, tip, cancellationToken).ConfigureAwait(false)
        )
            throw MovedBranch.There(journal.Branch!, site.Remote, there);
        if (!made.TryGetValue(tip, out var rewritten))
            return (tip, journal);

        // Known before the branch is there: whoever is stopped in between finds it.
        if (made.TryGetValue(delivered, out var again))
            site.Journals.Save(journal = journal with { SignedCommit = again });
        return (rewritten, journal);
    }

    private async Task<IReadOnlyDictionary<string, string>> MakeAsync(
        Journal journal,
        string tip,
        string? there,
        CancellationToken cancellationToken
    )
    {
        if (!site.State.SignsCommits && journal.StandIn is null)
            return new Dictionary<string, string>();
        if (journal.StandIn is not null && (site.State.Author is null || site.State.Committer is null))
            ports.Refuse(OneShotErrors.IdentityMissing());
        if (there is not null)
            await ports
                .Repository.ReadAsync([there], site.Remote, RefName.OfBranch(journal.Branch!), cancellationToken)
                .ConfigureAwait(false);
        var state = site.State with { StandIn = MustChange(journal) ? journal.StandIn : null };
        return await ports
            .Repository.RewriteAsync(tip, journal.Id, journal.BaseCommit!, there, state, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Moves the user's own branch to what was pushed, unless somebody stands on it.</summary>
    public async Task MoveAsync(Journal journal, string tip, string pushed, CancellationToken cancellationToken)
    {
        if (
            tip == pushed
            || await ports
                .Repository.MoveBranchAsync(journal.Branch!, tip, pushed, cancellationToken)
                .ConfigureAwait(false)
        )
            return;
        var what = (journal.StandIn, site.State.SignsCommits) switch
        {
            (null, _) => "is signed",
            (_, true) => "is signed and carries your name",
            _ => "carries your name",
        };
        ports.Reporter.Progress(
            $"{journal.Branch} is checked out here, or went on meanwhile, and stays as it is: only what was pushed "
                + $"({CommitName.Short(pushed)}) {what}"
        );
    }

    // Where git guesses the same person as then, nothing has to be made again.
    private bool MustChange(Journal journal) =>
        journal.StandIn is { } standIn
        && site.State.Author?.StartsWith(standIn + " ", StringComparison.Ordinal) is not true;
}
