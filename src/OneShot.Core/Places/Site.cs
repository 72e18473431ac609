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
internal sealed record Site(RepositoryState State, Remote Remote, IForge Forge, IJournalStore Journals)
{
    /// <summary>Finds out where: two git commands and, if need be, the search for a token. An earlier one-shot is where its journal says.</summary>
    public static async Task<Site> LocateAsync(SessionPorts ports, OneShotSettings settings, CancellationToken cancellationToken)
    {
        var name = settings.Remote ?? "origin";
        var state = await ports.Repository.DescribeAsync(name, cancellationToken).ConfigureAwait(false);
        var journals = ports.JournalsOf(state);
        if ((settings.Resume ?? settings.Undo) is { } id && journals.Find(id) is { } journal)
        {
            if (settings.Remote is not null && settings.Remote != journal.Remote) throw OneShotErrors.ResumeSettled("remote");
            if (journal.Remote != name && !journal.IsHere) state = await ports.Repository.DescribeAsync(name = journal.Remote, cancellationToken).ConfigureAwait(false);
            if (journal.Forge is { } forgeThen) settings.Forge = ports.Forges.ArgumentOf(forgeThen);
            settings.Repo ??= ForgeName.RepositoryOf(journal.Forge);
        }

        var forge = await ports.Forges.SelectAsync(settings, state, cancellationToken).ConfigureAwait(false);
        // What stays on this machine needs nobody's name yet.
        if (!forge.Traits.NeedsIdentity) state = state.WithStandIn(ports.Clock.GetUtcNow());
        return new Site(state, RemoteOf(state, forge, name), forge, journals);
    }

    /// <summary>Where a forge's branches are.</summary>
    /// <exception cref="OneShotException">OS3005: on a remote that the repository lacks.</exception>
    public static Remote RemoteOf(RepositoryState state, IForge forge, string name)
        => forge.BranchesOf(state) ?? throw OneShotErrors.RemoteMissing(name);
}
