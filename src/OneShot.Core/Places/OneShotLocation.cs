using OneShot.Core.Errors;
using OneShot.Core.Journals;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Settings;

namespace OneShot.Core.Places;

/// <summary>Where a one-shot happens: the repository, its remote, its forge, its journals.</summary>
/// <param name="State">The repository.</param>
/// <param name="Remote">The remote.</param>
/// <param name="Forge">The forge.</param>
/// <param name="Journals">The journals.</param>
internal sealed record OneShotLocation(RepositoryState State, Remote Remote, IForge Forge, IJournalStore Journals)
{
    private const string DefaultRemote = "origin";

    /// <summary>
    /// Finds out where: two git commands and, if need be, the search
    /// for a token. An earlier one-shot is where its journal says.
    /// </summary>
    public static async Task<OneShotLocation> LocateAsync(
        SessionPorts ports,
        OneShotSettings settings,
        CancellationToken cancellationToken
    )
    {
        var name = settings.Remote ?? DefaultRemote;
        var state = await ports.Repository.DescribeAsync(name, cancellationToken).ConfigureAwait(false);
        var journals = ports.JournalsOf(state);
        string? earlier = null;
        if ((settings.Resume ?? settings.Undo) is { } id && journals.Find(id) is { } journal)
        {
            if (settings.Remote is not null && settings.Remote != journal.Remote)
                throw OneShotErrors.ResumeSettled("remote");
            if (journal.Remote != name && !journal.IsHere)
                state = await ports
                    .Repository.DescribeAsync(name = journal.Remote, cancellationToken)
                    .ConfigureAwait(false);
            earlier = journal.Forge;
        }

        var forge = await ports
            .Forges.SelectNamedAsync(earlier, settings, state, cancellationToken)
            .ConfigureAwait(false);
        // What stays on this machine needs nobody's name yet.
        if (!forge.Traits.NeedsIdentity)
            state = state.WithStandIn(ports.Clock.GetUtcNow());
        return new OneShotLocation(state, RemoteOf(state, forge, name), forge, journals);
    }

    /// <summary>
    /// Opens the forge of an earlier one-shot: where that is, its journal says, and nothing that is asked now.
    /// </summary>
    public static async Task<IForge> ForgeOfAsync(
        SessionPorts ports,
        Journal journal,
        OneShotSettings settings,
        CancellationToken cancellationToken
    )
    {
        var state = await ports
            .Repository.DescribeAsync(journal.IsHere ? DefaultRemote : journal.Remote, cancellationToken)
            .ConfigureAwait(false);
        var asked = settings with { Remote = null, Repo = null };
        return await ports
            .Forges.SelectNamedAsync(journal.Forge, asked, state, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Where a forge's branches are.</summary>
    /// <exception cref="OneShotException">OS3005: on a remote that the repository lacks.</exception>
    public static Remote RemoteOf(RepositoryState state, IForge forge, string name) =>
        forge.BranchesOf(state) ?? throw OneShotErrors.RemoteMissing(name);
}
