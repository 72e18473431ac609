using OneShot.Core.Errors;
using OneShot.Core.Journals;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Core.Places;

/// <summary>Where a one-shot happens: the repository, its remote, its forge, its journals.</summary>
/// <param name="State">The repository.</param>
/// <param name="Remote">The remote.</param>
/// <param name="Forge">The forge.</param>
/// <param name="Journals">The journals.</param>
internal sealed record OneShotLocation(RepositoryState State, Remote Remote, IForge Forge, IJournalStore Journals)
{
    /// <summary>
    /// Finds out where: two git commands and, if need be, the search
    /// for a token. An earlier one-shot is where its journal says.
    /// </summary>
    public static async Task<OneShotLocation> LocateAsync(
        VerbPorts ports,
        ForgeRequest request,
        string? earlier,
        CancellationToken cancellationToken
    )
    {
        var name = request.RemoteName;
        var state = await ports.Repository.DescribeAsync(name, cancellationToken).ConfigureAwait(false);
        var journals = ports.JournalsOf(state);
        string? named = null;
        if (earlier is { } id && journals.Find(id) is { } journal)
        {
            if (request.Remote is not null && request.Remote != journal.Remote)
                throw OneShotErrors.ResumeSettled("remote");
            if (journal.Remote != name && !journal.IsHere)
                state = await ports
                    .Repository.DescribeAsync(name = journal.Remote, cancellationToken)
                    .ConfigureAwait(false);
            named = journal.Forge;
        }

        var forge = await ports.Forges.SelectNamedAsync(named, request, state, cancellationToken).ConfigureAwait(false);
        // What stays on this machine needs nobody's name yet.
        if (!forge.Traits.NeedsIdentity)
            state = state.WithStandIn(ports.Clock.GetUtcNow());
        return new OneShotLocation(state, RemoteOf(state, forge, name), forge, journals);
    }

    /// <summary>
    /// The same for whoever writes: results that wait are told, and the journals remember what was saved.
    /// </summary>
    public static async Task<(OneShotLocation Site, OpenJournals Journals)> OpenAsync(
        VerbPorts ports,
        ForgeRequest request,
        string? earlier,
        CancellationToken cancellationToken
    )
    {
        var site = await LocateAsync(ports, request, earlier, cancellationToken).ConfigureAwait(false);
        if (site.Remote.IsOwn && ports.Preview is null)
            await new WaitingResults(ports.Repository, site.State)
                .LookAsync(site.Journals.All, cancellationToken)
                .ConfigureAwait(false);
        var journals = new OpenJournals(site.Journals);
        return (site with { Journals = journals }, journals);
    }

    /// <summary>Where a forge's branches are.</summary>
    /// <exception cref="OneShotException">OS3005: on a remote that the repository lacks.</exception>
    public static Remote RemoteOf(RepositoryState state, IForge forge, string name) =>
        forge.BranchesOf(state) ?? throw OneShotErrors.RemoteMissing(name);
}
