using OneShot.Core.Errors;
using OneShot.Core.Journals;

namespace OneShot.Core.Steps;

/// <summary>Signs what a run on this machine has made, when its user publishes it and not before: then somebody has had a look.</summary>
internal sealed class SignOneShot(SessionPorts ports, Site site)
{
    /// <summary>Makes the branch's unsigned commits of the one-shot again, signed, where the user's git signs. Doing it twice does it once.</summary>
    /// <param name="journal">The one-shot.</param>
    /// <param name="delivered">The commit that its run has left.</param>
    /// <param name="tip">Where the branch is.</param>
    /// <param name="there">Where the remote's is.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>What to push.</returns>
    /// <exception cref="OneShotException">OS3013: nothing was changed.</exception>
    public async Task<(string Tip, Journal Journal)> RunAsync(Journal journal, string delivered, string tip, string? there, CancellationToken cancellationToken)
    {
        if (!site.State.SignsCommits || there == tip) return (tip, journal);
        if (there is not null) await ports.Repository.ReadAsync([there], site.Remote, "refs/heads/" + journal.Branch, cancellationToken).ConfigureAwait(false);
        var made = await ports.Repository.SignAsync(tip, journal.Id, journal.BaseCommit!, there, site.State, cancellationToken).ConfigureAwait(false);
        if (!made.TryGetValue(tip, out var signed)) return (tip, journal);

        // Known before the branch is there: whoever is stopped in between finds it.
        if (made.TryGetValue(delivered, out var again)) site.Journals.Save(journal = journal with { SignedCommit = again });
        return (signed, journal);
    }

    /// <summary>Moves the user's own branch to what was pushed, unless somebody stands on it.</summary>
    public async Task MoveAsync(Journal journal, string tip, string signed, CancellationToken cancellationToken)
    {
        if (tip == signed || await ports.Repository.MoveBranchAsync(journal.Branch!, tip, signed, cancellationToken).ConfigureAwait(false)) return;
        ports.Reporter.Progress($"{journal.Branch} is checked out here, or went on meanwhile, and stays as it is: only what was pushed ({signed[..10]}) is signed");
    }
}
