using OneShot.Core.Errors;
using OneShot.Core.Journals;
using OneShot.Core.Model;
using OneShot.Core.Places;
using OneShot.Core.Ports;
using OneShot.Core.Settings;

namespace OneShot.Core.Dispatch;

/// <summary>
/// Before a one-shot is implemented once more because what was made is not delivered whole: the same would be refused
/// again, and another session costs. So it is told what it may cost, and nothing is done that nobody agreed to.
/// </summary>
internal sealed class AgainAgreement(VerbPorts ports, OneShotLocation site, RunTerms terms, bool isAgreed)
{
    private const string Yes = "yes, implement it once more";

    /// <summary>What the run shall do again.</summary>
    /// <param name="journal">The one-shot.</param>
    /// <param name="run">Its run as it is now; <see langword="null"/> where it has none.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="OneShotException">OS2096: nobody agreed.</exception>
    public async Task<AgainChoice> GetAsync(Journal journal, Run? run, CancellationToken cancellationToken)
    {
        var isTakenUp = journal.Published is null && site.Forge.Traits.TakesUpRuns;
        if (!isTakenUp || run is not { IsOver: true, Refusal: { } refusal })
            return Unused(journal);

        var last = run.Jobs.LastOrDefault(job => job.Name == RunStage.Implement)?.Usage;
        var cost = AgainCost.Of(last, terms.ToLimits(run.KeptUnder));
        ports.Reporter.Progress($"not delivered: {refusal.Told}");
        foreach (var file in refusal.Files)
            ports.Reporter.Progress($"  {file}");
        if (IsJudgedOtherwise(run))
        {
            ports.Reporter.Progress("what is kept is judged again, by the current policies: no session is paid");
            return AgainChoice.Judge;
        }

        ports.Reporter.Progress(cost);
        if (isAgreed || await AskAsync(refusal, cost, cancellationToken).ConfigureAwait(false))
            return AgainChoice.Implement;
        var refused = OneShotErrors.AgainToAgree(
            journal.Id,
            refusal.Told.TrimEnd('.'),
            cost,
            NextCommand.Resume(journal.Id, journal.Agent, journal.Forge, hasRun: true, "--again")
        );
        ports.Refuse(refused);
        return AgainChoice.Nothing;
    }

    // Asked for by name: whoever just leaves the policies out has not said that others shall hold.
    private bool IsJudgedOtherwise(Run run)
    {
        if (isAgreed || !terms.AsksForProtection || run.KeptUnder is not { } before)
            return false;
        var now = terms.ToLimits(before);
        return before.Protect != now.Protect || !before.ProtectedPaths.SequenceEqual(now.ProtectedPaths);
    }

    private AgainChoice Unused(Journal journal)
    {
        if (!isAgreed)
            return AgainChoice.Nothing;
        ports.Reporter.Warn(
            site.Forge.Words.InsteadOfAgain is { } instead
                ? $"--again is for one-shots of this machine: {instead}"
                : $"--again changes nothing: {journal.Id} is not one whose work was refused"
        );
        return AgainChoice.Nothing;
    }

    private async Task<bool> AskAsync(Refusal refusal, string cost, CancellationToken cancellationToken)
    {
        if (ports.Preview is not null || !ports.Input.IsTerminal)
            return false;
        var question = $"Not delivered: {refusal.Told}. {cost} Implement it once more, knowing what was refused?";
        return await ports
                .Input.ChooseAsync(
                    question,
                    [new(Yes, "another session of a model, which costs money"), new("no", "costs nothing")],
                    cancellationToken
                )
                .ConfigureAwait(false) == Yes;
    }
}
