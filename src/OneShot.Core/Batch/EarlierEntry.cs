using OneShot.Core.Journals;
using OneShot.Core.Model;
using OneShot.Core.Places;
using OneShot.Core.Text;

namespace OneShot.Core.Batch;

/// <summary>What an earlier command has done of an entry, by this machine's journals: asks nobody else.</summary>
/// <param name="site">Where it happens.</param>
/// <param name="follows">Whether runs are followed to their end.</param>
internal sealed class EarlierEntry(OneShotLocation site, bool follows)
{
    /// <summary>The journal of an entry that was begun, and not undone.</summary>
    public Journal? Find(BatchEntry entry)
    {
        var journal = site.Journals.Find(DistinctId.FromKey(site.Forge.Name, entry.Key).Value);
        return journal is { UndoneAt: null } && journal.KeySha256 == Sha256Hex.Of(entry.Key) ? journal : null;
    }

    /// <summary>Whether nothing is left to do: its run is there, and nobody wants to see it end.</summary>
    /// <param name="journal">The entry's journal.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>
    /// Whether it is done, whether a run of this machine has to be taken up again, and how far it is, where that is known.
    /// </returns>
    public async Task<(bool IsDone, bool IsLost, OneShotStage Far)> LookAsync(
        Journal? journal,
        CancellationToken cancellationToken
    )
    {
        if (journal?.Run is not { } known)
            return (false, false, OneShotStage.Unknown);
        if (!site.Forge.Traits.TakesUpRuns)
            return (!follows, false, OneShotStage.Unknown);
        try
        {
            var run = await site.Forge.GetRunAsync(known.Id, cancellationToken).ConfigureAwait(false);
            var far = OneShotStage.Of(run);
            return run.IsOver ? (run.IsGood, !run.IsGood, far) : (!follows, false, far);
        }
        catch (OneShotException)
        {
            return (false, true, OneShotStage.Unknown);
        }
    }
}
