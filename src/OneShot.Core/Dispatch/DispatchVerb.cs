using OneShot.Core.Errors;
using OneShot.Core.Journals;
using OneShot.Core.Places;
using OneShot.Core.Ports;

namespace OneShot.Core.Dispatch;

/// <summary>A new one-shot; with an idempotency key that was used before, the one of that time.</summary>
/// <param name="request">What is asked.</param>
/// <param name="ports">Everything outside.</param>
internal sealed class DispatchVerb(DispatchRequest request, VerbPorts ports) : StepwiseVerb(request, ports)
{
    /// <inheritdoc/>
    public override IReadOnlyList<DispatchStep> Steps => DispatchCommand.Steps;

    private protected override async Task<Journal> BeginAsync(
        OneShotLocation site,
        CreateBranch step,
        CancellationToken cancellationToken
    )
    {
        var asked =
            AskedAlready
            ?? await AskAsync(DispatchCommand.CreateOneShotBranch.Name, cancellationToken).ConfigureAwait(false);
        var settled = await asked.SettledAsync(Ports, site, Request, cancellationToken).ConfigureAwait(false);
        return await KnownAsync(site, step, step.Begin(settled), cancellationToken).ConfigureAwait(false);
    }

    // A step that runs by itself takes what it needs from arguments and environment.
    private protected override async Task<(Journal Journal, ValidatedPrompt Asked, bool IsOwn)> FindAsync(
        OneShotLocation site,
        string task,
        CancellationToken cancellationToken
    )
    {
        var (journal, asked, isOwn) = await new StandaloneStep(Ports, site, Request, File, task)
            .FindAsync(
                () => AskedAlready is { } known ? Task.FromResult(known) : AskAsync(task, cancellationToken),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (isOwn)
            Journals!.Hold(journal.Id);
        return (journal, asked, isOwn);
    }

    // A key that was used on this machine has a journal: then this dispatch is that one, taken up where it is.
    private async Task<Journal> KnownAsync(
        OneShotLocation site,
        CreateBranch step,
        Journal begun,
        CancellationToken cancellationToken
    )
    {
        if (begun.KeySha256 is null || site.Journals.Find(begun.Id) is not { UndoneAt: null } known)
            return begun;
        Journals!.Hold(known.Id);
        if (known.KeySha256 != begun.KeySha256)
            throw OneShotErrors.KeyTaken(begun.Id);

        // Undone on another machine, and perhaps dispatched anew: then this journal tells of what is no more.
        var isThere =
            known.PushedAt is null
            || site.Remote.IsOwn
            || await step.HasKeyAsync(known, cancellationToken).ConfigureAwait(false);
        if (!isThere)
            return begun;
        step.Tell(known, begun);
        return known;
    }

    private async Task<ValidatedPrompt> AskAsync(string task, CancellationToken cancellationToken)
    {
        if (!Request.Prompt.HasSource)
            throw OneShotErrors.ArgumentNeeded(task, "prompt");
        return await ValidatedPrompt.ReadAsync(Ports, Request, cancellationToken).ConfigureAwait(false);
    }
}
