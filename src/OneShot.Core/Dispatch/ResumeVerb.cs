using OneShot.Core.Errors;
using OneShot.Core.Journals;
using OneShot.Core.Model;
using OneShot.Core.Places;
using OneShot.Core.Ports;

namespace OneShot.Core.Dispatch;

/// <summary>
/// An earlier one-shot, taken up where it is: what was done is looked at again, and what is missing is done.
/// </summary>
/// <param name="request">Which, and how.</param>
/// <param name="ports">Everything outside.</param>
internal sealed class ResumeVerb(ResumeRequest request, VerbPorts ports) : StepwiseVerb(request, ports)
{
    /// <summary>What was asked is settled: there is no prompt to validate.</summary>
    public override IReadOnlyList<DispatchStep> Steps { get; } =
    [.. DispatchCommand.Steps.Where(step => step != DispatchCommand.ValidatePrompt)];

    private protected override string? Earlier => request.Earlier.Id;

    private protected override Task<Journal> BeginAsync(
        OneShotLocation site,
        CreateBranch step,
        CancellationToken cancellationToken
    ) => EarlierAsync(site, cancellationToken);

    private protected override async Task<(Journal Journal, ValidatedPrompt Asked, bool IsOwn)> FindAsync(
        OneShotLocation site,
        string task,
        CancellationToken cancellationToken
    )
    {
        var earlier = await EarlierAsync(site, cancellationToken).ConfigureAwait(false);
        if (earlier.PushedAt is null)
            throw OneShotErrors.ArgumentNeeded(task, "branch-name");
        return (WithOptions(earlier), ValidatedPrompt.From(earlier), true);
    }

    private protected override Func<Journal, Run?, CancellationToken, Task<AgainChoice>> AgainOf(
        OneShotLocation site
    ) =>
        (journal, run, cancellationToken) =>
            new AgainAgreement(Ports, site, File.Terms, request.Again).GetAsync(journal, run, cancellationToken);

    private async Task<Journal> EarlierAsync(OneShotLocation site, CancellationToken cancellationToken)
    {
        var journal = await new EarlierOneShot(Ports, site)
            .FindAsync(request.Earlier, cancellationToken)
            .ConfigureAwait(false);
        Journals!.Hold(journal.Id);
        return journal.UndoneAt is null ? journal : throw OneShotErrors.AlreadyUndone(journal.Id);
    }
}
