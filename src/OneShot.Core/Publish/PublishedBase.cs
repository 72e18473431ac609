using OneShot.Core.Errors;
using OneShot.Core.Journals;
using OneShot.Core.Model;
using OneShot.Core.Places;
using OneShot.Core.Ports;
using OneShot.Core.Text;

namespace OneShot.Core.Publish;

/// <summary>
/// Whether the remote's trunk has what a one-shot stands on: commits of
/// the user's that nobody has seen yet would be published along.
/// </summary>
internal sealed class PublishedBase(VerbPorts ports, OneShotLocation site)
{
    /// <summary>Looks, and says so where only a fetch could tell: a preview makes none.</summary>
    /// <param name="journal">The one-shot.</param>
    /// <param name="there">Where the remote's trunk is.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>The running task.</returns>
    /// <exception cref="OneShotException">OS5013: it has not.</exception>
    public async Task RequireAsync(Journal journal, string there, CancellationToken cancellationToken)
    {
        var (trunk, start) = (journal.Base!, journal.BaseCommit!);
        if (there == start)
            return;
        var read = await ports
            .Repository.ReadAsync([there], site.Remote, RefName.OfBranch(trunk), cancellationToken)
            .ConfigureAwait(false);
        if (await ports.Repository.StandsOnAsync(start, there, cancellationToken).ConfigureAwait(false))
            return;
        if (read[0] is not null)
            throw OneShotErrors.BaseNotPushed(trunk);
        if (!await HadAsync(trunk, start, cancellationToken).ConfigureAwait(false))
            ports.Reporter.Warn(
                $"can't tell whether {site.Remote.Fetch.Display} has all commits that the one-shot stands on: "
                    + $"{trunk} there is at {CommitName.Short(there)}, which is not here. A preview fetches nothing; "
                    + $"after git fetch {ShellWord.Of(site.Remote.Typed)} {ShellWord.Of(trunk)} it can tell"
            );
    }

    // What was on trunk when it was last fetched is still there. Where is pushed to is not where that came from.
    private async Task<bool> HadAsync(string trunk, string start, CancellationToken cancellationToken)
    {
        if (site.Remote.IsPushSide)
            return false;
        var tracking = RefName.OfRemote(site.Remote.Name) + trunk;
        var refs = await ports
            .Repository.ListRemoteAsync(Remote.Own(site.State.CommonDirectory), [tracking], cancellationToken)
            .ConfigureAwait(false);
        return refs.Refs.TryGetValue(tracking, out var fetched)
            && await ports.Repository.StandsOnAsync(start, fetched, cancellationToken).ConfigureAwait(false);
    }
}
