using OneShot.Core.Agents;
using OneShot.Core.Errors;
using OneShot.Core.Journals;
using OneShot.Core.Runs;
using OneShot.Core.Settings;

namespace OneShot.Core.Steps;

/// <summary>
/// Before a one-shot is implemented once more because what was made is not delivered whole: the same would be refused again,
/// and another session costs. So it is told what it may cost, and nothing is done that nobody agreed to.
/// </summary>
internal sealed class AgainAgreement(SessionPorts ports, Site site, OneShotSettings settings)
{
    private const string Yes = "yes, implement it once more";

    /// <summary>Whether the run shall implement again.</summary>
    /// <exception cref="OneShotException">OS2096: nobody agreed.</exception>
    public async Task<bool> GetAsync(Journal journal, CancellationToken cancellationToken)
    {
        if (journal is not { Run: { } known, Published: null } || site.Forge.HasWorkflows) return Unused(journal);
        var run = await site.Forge.GetRunAsync(known.Id, cancellationToken).ConfigureAwait(false);
        if (!run.IsOver || run.Refusal is not { } refusal) return Unused(journal);

        var last = run.Jobs.LastOrDefault(job => job.Name == "implement")?.Usage;
        var cost = AgainCost.Of(last, AgentLimits.Of(settings));
        ports.Reporter.Progress($"not delivered: {refusal.Told}");
        foreach (var file in refusal.Files) ports.Reporter.Progress($"  {file}");
        ports.Reporter.Progress(cost);
        if (settings.Again || await AskAsync(refusal, cost, cancellationToken).ConfigureAwait(false)) return true;
        var refused = OneShotErrors.AgainToAgree(journal.Id, refusal.Told.TrimEnd('.'), cost);
        if (ports.Preview is not { } preview) throw refused;
        preview.Stop(refused);
        return false;
    }

    private bool Unused(Journal journal)
    {
        if (!settings.Again) return false;
        ports.Reporter.Warn(site.Forge.HasWorkflows
            ? "--again is for one-shots of this machine: on GitHub the jobs of the run are run again"
            : $"--again changes nothing: {journal.Id} is not one whose work was refused");
        return false;
    }

    private async Task<bool> AskAsync(Refusal refusal, string cost, CancellationToken cancellationToken)
    {
        if (ports.Preview is not null || !ports.Input.IsTerminal) return false;
        var question = $"Not delivered: {refusal.Told}. {cost} Implement it once more, told what was refused?";
        return await ports.Input.ChooseAsync(question, [Yes, "no"], cancellationToken).ConfigureAwait(false) == Yes;
    }
}
