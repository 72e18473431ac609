using OneShot.Core.Errors;
using OneShot.Core.Journals;
using OneShot.Core.Model;
using OneShot.Core.Places;
using OneShot.Core.Ports;

namespace OneShot.Core.Dispatch;

/// <summary>
/// One one-shot on the user's side: the steps in their order, each done once however often it is asked for.
/// </summary>
/// <param name="request">What is asked.</param>
/// <param name="ports">Everything outside.</param>
internal abstract partial class StepwiseVerb(DispatchRequest request, VerbPorts ports) : IOneShotVerb
{
    private ValidatedPrompt? _asked;
    private OneShotLocation? _site;
    private Journal? _journal;
    private WatchRun? _watch;
    private string? _typed;

    /// <inheritdoc/>
    public abstract IReadOnlyList<DispatchStep> Steps { get; }

    /// <inheritdoc/>
    public Receipt? Receipt =>
        (Receipt?)Dispatched
        ?? (
            _asked is null
                ? null
                : new PromptReceipt(_asked.Prompt.Sha256, _asked.Model, _asked.Agent)
                {
                    Preview = ports.Preview is not null,
                }
        );

    /// <inheritdoc/>
    public DispatchReceipt? Dispatched =>
        JournaledReceipt.Of(_journal, ports.Preview) is { } told ? told with { Verdict = _watch?.Verdict } : null;

    /// <inheritdoc/>
    public bool HasReport => _journal is { IsHere: true };

    /// <inheritdoc/>
    public bool GoesOn { get; private set; }

    /// <summary>How its run was seen to end; <see langword="null"/> where nobody followed it to its end.</summary>
    public OneShotStage? Ended => _watch?.Ended;

    /// <summary>How far it is: by its journal, and by its run as it was seen last.</summary>
    public OneShotStage? Far => _watch?.Seen ?? (Kept ?? _journal)?.Stage;

    /// <summary>Whether HEAD was moved by <c>--checkout</c> and not yet moved back.</summary>
    public bool IsCheckedOut => _journal is { IsAway: true };

    private protected DispatchRequest Request => request;

    private protected VerbPorts Ports => ports;

    private protected OpenJournals? Journals { get; private set; }

    private protected ValidatedPrompt? AskedAlready => _asked;

    /// <summary>The one-shot whose journal says where it is.</summary>
    private protected virtual string? Earlier => null;

    /// <summary>Reads and checks the prompt, the model and the agent. Nothing is made.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running step.</returns>
    /// <exception cref="OneShotException">One of OS2.</exception>
    public Task ValidatePromptAsync(CancellationToken cancellationToken) =>
        StepAsync(async () =>
        {
            try
            {
                _asked = await ValidatedPrompt.ReadAsync(ports, request, cancellationToken).ConfigureAwait(false);
                _typed = _asked.Prompt.Sha256;
            }
            finally
            {
                if (ports.Input.KeptFile is { } file)
                    ports.Reporter.Progress($"your text stays in {file} until the branch is created");
            }

            ports.Reporter.Progress(
                $"prompt of {_asked.Prompt.Bytes.Length} bytes, sha256 {_asked.Prompt.Sha256[..12]}, for "
                    + $"{(_asked.Agent == AgentName.Auto ? "any agent" : _asked.Agent)}{(_asked.Model is { } model ? $" with {model}" : "")}"
            );
        });

    /// <summary>Makes the branch with the prompt.</summary>
    /// <param name="beforeCheckout">With <c>--checkout</c>: called after everything
    /// is checked and before HEAD moves, to arrange the way back.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running step.</returns>
    public Task CreateBranchAsync(Action? beforeCheckout, CancellationToken cancellationToken) =>
        StepAsync(async () =>
        {
            if (request.Given.BranchName is { } named)
                throw OneShotErrors.ArgumentInvalid(
                    "branch-name",
                    named,
                    "the branch of an earlier step; a new branch gets its name from the prompt or from --slug"
                );
            var site = await SiteAsync(cancellationToken).ConfigureAwait(false);
            RequireSigner(site);
            var step = new CreateBranch(ports, site, request, File);
            var journal = WithOptions(await BeginAsync(site, step, cancellationToken).ConfigureAwait(false));
            _asked = ValidatedPrompt.From(journal);
            var checkout = new CheckOut(ports, site);
            if (!request.Checkout && journal.AwaitsTasks is true)
                await checkout.LeaveOutAsync(journal, cancellationToken).ConfigureAwait(false);
            var now = request.Checkout
                ? await checkout.AllowedAsync(journal, cancellationToken).ConfigureAwait(false)
                : null;
            _journal = journal;
            _journal = await step.RunAsync(journal, _asked.Prompt, cancellationToken).ConfigureAwait(false);
            _asked = ValidatedPrompt.From(_journal);
            if (now is null)
                return;
            _journal = checkout.Begin(_journal, now);
            beforeCheckout?.Invoke();
            await checkout.RunAsync(_journal, now, cancellationToken).ConfigureAwait(false);
        });

    /// <summary>Opens the draft pull request.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running step.</returns>
    public Task OpenDraftPrAsync(CancellationToken cancellationToken) =>
        StepAsync(async () =>
        {
            var (site, journal) = await ResolveAsync(DispatchCommand.OpenDraftPr.Name, cancellationToken)
                .ConfigureAwait(false);
            _journal = await new OpenDraftPr(ports, site, request, isEarlier: Earlier is not null)
                .RunAsync(journal, _asked!.Prompt, cancellationToken)
                .ConfigureAwait(false);
        });

    /// <summary>Starts the workflow, and follows it with <c>--watch</c>.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running step.</returns>
    public Task TriggerAsync(CancellationToken cancellationToken) =>
        StepAsync(async () =>
        {
            var (site, journal) = await ResolveAsync(DispatchCommand.TriggerOneShot.Name, cancellationToken)
                .ConfigureAwait(false);
            RequireSigner(site);
            if (journal.PullRequest is null)
                throw OneShotErrors.ArgumentNeeded(DispatchCommand.TriggerOneShot.Name, "pr-number");
            if (site.Forge.Traits.AgentsAreHere && !File.IsLaid)
                await LayFileAsync(site, journal, cancellationToken).ConfigureAwait(false);
            var trigger = new TriggerRun(ports, site, request.RunTimeout, AgainOf(site));
            _journal = await trigger.RunAsync(journal, _asked!.Prompt, cancellationToken).ConfigureAwait(false);
            if (ports.Preview is not null)
                return;
            GoesOn = !site.Forge.Traits.Follows(request.Watch, request.Detach);
            if (GoesOn)
                return;
            _watch = new WatchRun(ports, site, request.WatchMinutes) { StopsRun = !trigger.FoundUnderWay };
            await _watch.RunAsync(_journal, told => _journal = told, cancellationToken).ConfigureAwait(false);
        });

    /// <summary>The whole: nothing more to do after the steps.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running step.</returns>
    /// <exception cref="OneShotException">OS2017: none of them has run.</exception>
    public Task CompleteAsync(CancellationToken cancellationToken) =>
        _journal is null ? throw OneShotErrors.ExclusiveOneShot() : Task.CompletedTask;

    /// <summary>
    /// Checks out again what was checked out before <c>--checkout</c>:
    /// of this verb, or of an earlier one that was killed.
    /// </summary>
    /// <param name="cancellationToken">Stops waiting; a teardown passes none.</param>
    /// <returns>Whether there was anything to go back from.</returns>
    public async Task<bool> RestoreAsync(CancellationToken cancellationToken)
    {
        var restore = new RestoreHead(ports);
        if (_journal is null || _site is null)
            return await restore.RunAsync(request.Forge.RemoteName, cancellationToken).ConfigureAwait(false);

        var open = IsCheckedOut;
        _journal = await restore
            .RunAsync(_journal, _site.Journals, _site.State, cancellationToken)
            .ConfigureAwait(false);
        if (open && _site.Remote.IsOwn)
            await restore.TakeResultAsync(_journal, _site.State, cancellationToken).ConfigureAwait(false);
        return open;
    }

    /// <inheritdoc/>
    public OneShotException About(OneShotException failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        if (_watch is { WasLeft: true })
            return failure;
        if (ResumeId is { } begun)
            return failure.Resumable(begun, ResumeCommand(begun));
        return ports.Preview is null && _journal is { Run: not null, UndoneAt: null } done
            ? failure.AfterDispatch(done.Id)
            : failure;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Journals?.Dispose();
        ports.Forges.Dispose();
    }

    /// <summary>Finds the journal that the first writing step goes on from.</summary>
    private protected abstract Task<Journal> BeginAsync(
        OneShotLocation site,
        CreateBranch step,
        CancellationToken cancellationToken
    );

    /// <summary>Finds the one-shot of a step before which no other has run.</summary>
    private protected abstract Task<(Journal Journal, ValidatedPrompt Asked, bool IsOwn)> FindAsync(
        OneShotLocation site,
        string task,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Asks what a run that is over shall do again; <see langword="null"/> where one run is all there is.
    /// </summary>
    private protected virtual Func<Journal, Run?, CancellationToken, Task<AgainChoice>>? AgainOf(
        OneShotLocation site
    ) => null;

    private void RequireSigner(OneShotLocation site)
    {
        // Asked of what was said here: trunk's own file speaks of workflows.
        if (request.Terms.VerifiedCommits && !site.Forge.Traits.SignsCommits)
            throw OneShotErrors.CommitsNotVerified(site.Forge.Name);
    }

    private async Task<OneShotLocation> SiteAsync(CancellationToken cancellationToken)
    {
        if (_site is not null)
            return _site;
        (_site, Journals) = await OneShotLocation
            .OpenAsync(ports, request.Forge with { Terms = () => File.Terms }, Earlier, cancellationToken)
            .ConfigureAwait(false);
        return _site;
    }

    private async Task<(OneShotLocation Site, Journal Journal)> ResolveAsync(
        string task,
        CancellationToken cancellationToken
    )
    {
        var site = await SiteAsync(cancellationToken).ConfigureAwait(false);
        if (_journal is not null)
            return (site, _journal);
        (_journal, _asked, var isOwn) = await FindAsync(site, task, cancellationToken).ConfigureAwait(false);
        if (!isOwn)
            _site = site = site with { Journals = new NoJournalStore() };
        return (site, _journal);
    }

    private string ResumeDoes =>
        _watch switch
        {
            { Ended: { } ended } when ended == OneShotStage.Cancelled => "starts it again at the job that was cut off",
            { Ended: not null } => "starts the failed job again, with the agent",
            not null => "--watch follows it on",
            null => "finishes it",
        };

    private string ResumeCommand(string id) =>
        NextCommand.Resume(
            id,
            _journal?.Agent,
            _journal?.Forge,
            _journal?.Run is not null,
            NextCommand.Tasks(Kept?.AwaitsTasks)
        );

    // What failed after something was made says how to finish it.
    private async Task StepAsync(Func<Task> step)
    {
        try
        {
            File.LayOptions(request.Options);
            await step().ConfigureAwait(false);
        }
        catch (OneShotException exception)
            when (_watch is not { WasLeft: true }
                && exception.ResumeId is null
                && exception.Error.Code != CaughtCode.RunFailed
                && ResumeId is { } id
            )
        {
            throw exception.Resumable(id, ResumeCommand(id), ResumeDoes);
        }
        catch (OperationCanceledException) when (ResumeId is { } id)
        {
            throw OneShotErrors.Cancelled().Resumable(id, ResumeCommand(id), ResumeDoes);
        }
        catch (OperationCanceledException)
        {
            throw OneShotErrors.Cancelled();
        }
        finally
        {
            // Once a journal holds the prompt, the editor's file is not needed any more.
            if (Kept is { } saved && saved.PromptSha256 == _typed)
                ports.Input.Discard();
        }
    }

    // What a preview would keep is not kept.
    private Journal? Kept => ports.Preview is null ? Journals?.Saved : null;

    // One that was taken up can be once more: another session may be paid for as often as somebody agrees to it.
    private string? ResumeId =>
        Kept is { PushBegunAt: not null, UndoneAt: null } journal
        && (
            journal.Run is null
            || _watch is not null
            || (Earlier is not null && _site is { Forge.Traits.TakesUpRuns: true })
        )
            ? journal.Id
            : null;
}
