using OneShot.Core.Errors;
using OneShot.Core.Journals;
using OneShot.Core.Model;
using OneShot.Core.Places;
using OneShot.Core.Ports;
using OneShot.Core.Settings;
using OneShot.Core.Undo;

namespace OneShot.Core.Dispatch;

/// <summary>
/// One one-shot on the user's side: the steps in their order, each done once however often it is asked for.
/// </summary>
/// <param name="settings">What is asked.</param>
/// <param name="ports">Everything outside.</param>
internal sealed partial class OneShotSession(OneShotSettings settings, SessionPorts ports) : IOneShotSession
{
    private ValidatedPrompt? _asked;
    private OneShotLocation? _site;
    private Journal? _journal;
    private OpenJournals? _journals;

    // before trunk's file is laid, which speaks of workflows
    private readonly bool _isSignerAsked = settings.VerifiedCommits;
    private bool _isFollowing;
    private string? _typed;

    /// <inheritdoc/>
    public OneShotSettings Settings => settings;

    /// <inheritdoc/>
    public Receipt Receipt
    {
        get
        {
            var made = _journal is null ? new Receipt() : JournaledReceipt.Of(_journal);
            made = made with
            {
                IsUndo = settings.Undo is not null,
                Id = made.Id ?? _report?.Id,
                Branch = made.Branch ?? _report?.Branch,
                PrNumber = made.PrNumber ?? _report?.PrNumber,
                Model = made.Model ?? _asked?.Model,
                Agent = made.Agent ?? _asked?.Agent,
                ReportPath = _report?.Path,
                Calls = ports.Preview?.Calls,
                Obstacles = ports.Preview?.Obstacles,
            };
            return settings.Preview
                ? made with
                {
                    Preview = true,
                    Commit = null,
                    PrNumber = null,
                    PrUrl = null,
                    RunId = null,
                    RunUrl = null,
                    SubmittedBy = null,
                    ReportPath = null,
                }
                : made;
        }
    }

    /// <summary>Whether a step that needs no earlier one has run, so that the whole has something to show.</summary>
    public bool HasRun => _journal is not null;

    /// <summary>Whether HEAD was moved by <c>--checkout</c> and not yet moved back.</summary>
    public bool IsCheckedOut => _journal?.Checkout is { RestoredAt: null };

    /// <summary>Reads and checks the prompt, the model and the agent. Nothing is made.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running step.</returns>
    /// <exception cref="OneShotException">One of OS2.</exception>
    public Task ValidatePromptAsync(CancellationToken cancellationToken) =>
        StepAsync(async () =>
        {
            if (settings.Resume is not null || settings.Undo is not null)
                return;
            try
            {
                _asked = await ValidatedPrompt.ReadAsync(ports, settings, cancellationToken).ConfigureAwait(false);
                _typed = _asked.Prompt.Sha256;
            }
            finally
            {
                if (ports.Input.KeptFile is { } file)
                    ports.Reporter.Progress($"what you wrote stays in {file} until the branch is made");
            }

            ports.Reporter.Progress(
                $"prompt of {_asked.Prompt.Bytes.Length} bytes, sha256 {_asked.Prompt.Sha256[..12]}, for "
                    + $"{(_asked.Agent == AgentName.Auto ? "whichever agent" : _asked.Agent)}{(_asked.Model is { } model ? $" with {model}" : "")}"
            );
        });

    /// <summary>Makes the branch with the prompt.</summary>
    /// <param name="beforeCheckout">With <c>--checkout</c>: called after everything
    /// is checked and before HEAD moves, to arrange the way back.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running step.</returns>
    public Task CreateBranchAsync(Action beforeCheckout, CancellationToken cancellationToken) =>
        StepAsync(async () =>
        {
            if (settings.Undo is not null)
                return;
            if (settings.BranchName is not null)
                throw OneShotErrors.ArgumentInvalid(
                    "branch-name",
                    settings.BranchName,
                    "the branch of an earlier step; a new branch gets its name from the prompt or from --slug"
                );
            var site = await SiteAsync(cancellationToken).ConfigureAwait(false);
            RequireSigner(site);
            var step = new CreateBranch(ports, site, settings);
            var journal =
                await EarlierAsync(site, cancellationToken).ConfigureAwait(false)
                ?? await KnownAsync(
                        site,
                        step,
                        step.Begin(
                            await (
                                _asked ?? await AskAsync("CreateOneShotBranch", cancellationToken).ConfigureAwait(false)
                            )
                                .SettledAsync(ports, site, settings, cancellationToken)
                                .ConfigureAwait(false)
                        ),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            journal = WithOptions(journal);
            _asked = ValidatedPrompt.From(journal);
            var checkout = new CheckOut(ports, site);
            var now = settings.Checkout
                ? await checkout.AllowedAsync(journal, cancellationToken).ConfigureAwait(false)
                : null;
            _journal = journal;
            _journal = await step.RunAsync(journal, _asked.Prompt, _file, cancellationToken).ConfigureAwait(false);
            _asked = ValidatedPrompt.From(_journal);
            if (now is null)
                return;
            _journal = checkout.Begin(_journal, now);
            beforeCheckout();
            await checkout.RunAsync(_journal, now, cancellationToken).ConfigureAwait(false);
        });

    /// <summary>Opens the draft pull request.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running step.</returns>
    public Task OpenDraftPrAsync(CancellationToken cancellationToken) =>
        StepAsync(async () =>
        {
            if (settings.Undo is not null)
                return;
            var (site, journal) = await ResolveAsync("OpenDraftPr", cancellationToken).ConfigureAwait(false);
            _journal = await new OpenDraftPr(ports, site, settings)
                .RunAsync(journal, _asked!.Prompt, cancellationToken)
                .ConfigureAwait(false);
        });

    /// <summary>Starts the workflow, and follows it with <c>--watch</c>.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running step.</returns>
    public Task TriggerAsync(CancellationToken cancellationToken) =>
        StepAsync(async () =>
        {
            if (settings.Undo is not null)
                return;
            var (site, journal) = await ResolveAsync("TriggerOneShot", cancellationToken).ConfigureAwait(false);
            RequireSigner(site);
            if (journal.PullRequest is null)
                throw OneShotErrors.ArgumentNeeded("TriggerOneShot", "pr-number");
            if (site.Forge.Traits.AgentsAreHere && !_file.IsLaid)
                await LayFileAsync(site, journal, cancellationToken).ConfigureAwait(false);
            _journal = await new TriggerRun(ports, site, settings)
                .RunAsync(journal, _asked!.Prompt, cancellationToken)
                .ConfigureAwait(false);
            _isFollowing = !settings.Preview && site.Forge.Traits.Follows(settings);
            if (!_isFollowing)
                return;
            var watch = new WatchRun(ports, site, settings);
            await watch.RunAsync(_journal, told => _journal = told, cancellationToken).ConfigureAwait(false);
        });

    /// <summary>The whole: nothing more to do after the steps, unless an earlier one-shot is to be undone.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running step.</returns>
    public Task CompleteAsync(CancellationToken cancellationToken) =>
        StepAsync(async () =>
        {
            if (settings.Undo is { } id)
            {
                var site = await SiteAsync(cancellationToken).ConfigureAwait(false);
                var journal = await new EarlierOneShot(ports, site)
                    .FindAsync(id, settings, cancellationToken)
                    .ConfigureAwait(false);
                _journals!.Hold(id);
                _journal = await new UndoOneShot(ports, site)
                    .RunAsync(journal, cancellationToken)
                    .ConfigureAwait(false);
            }
            else if (!HasRun)
            {
                throw OneShotErrors.ExclusiveOneShot();
            }
        });

    /// <summary>
    /// Checks out again what was checked out before <c>--checkout</c>:
    /// of this session, or of an earlier one that was killed.
    /// </summary>
    /// <param name="cancellationToken">Stops waiting; a teardown passes none.</param>
    /// <returns>Whether there was anything to go back from.</returns>
    public async Task<bool> RestoreAsync(CancellationToken cancellationToken)
    {
        var restore = new RestoreHead(ports.Repository, ports.Reporter, ports.Clock);
        if (_journal is null || _site is null)
        {
            var state = await ports
                .Repository.DescribeAsync(settings.Remote ?? "origin", cancellationToken)
                .ConfigureAwait(false);
            return await restore.RunAsync(ports.JournalsOf(state), state, cancellationToken).ConfigureAwait(false);
        }

        var open = IsCheckedOut;
        _journal = await restore.RunAsync(_journal, _site.Journals, cancellationToken).ConfigureAwait(false);
        if (open && _site.Remote.IsOwn)
            await new WaitingResults(ports.Repository, _site.State)
                .TakeAsync(_journal, cancellationToken)
                .ConfigureAwait(false);
        return open;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _journals?.Dispose();
        ports.Forges.Dispose();
    }

    private void RequireSigner(OneShotLocation site)
    {
        if (_isSignerAsked && !site.Forge.Traits.SignsCommits)
            throw OneShotErrors.CommitsNotVerified(site.Forge.Name);
    }

    private async Task<OneShotLocation> SiteAsync(CancellationToken cancellationToken)
    {
        if (_site is not null)
            return _site;
        var site = await OneShotLocation.LocateAsync(ports, settings, cancellationToken).ConfigureAwait(false);
        if (site.Remote.IsOwn && ports.Preview is null)
            await new WaitingResults(ports.Repository, site.State)
                .LookAsync(site.Journals.All, cancellationToken)
                .ConfigureAwait(false);
        return _site = site with { Journals = _journals = new OpenJournals(site.Journals) };
    }

    private async Task<ValidatedPrompt> AskAsync(string task, CancellationToken cancellationToken)
    {
        if (!ValidatedPrompt.HasSource(settings))
            throw OneShotErrors.ArgumentNeeded(task, "prompt");
        return await ValidatedPrompt.ReadAsync(ports, settings, cancellationToken).ConfigureAwait(false);
    }

    // A task that runs by itself takes what it needs from arguments and environment, then from the journal of --resume.
    private async Task<(OneShotLocation Site, Journal Journal)> ResolveAsync(string task, CancellationToken cancellationToken)
    {
        var site = await SiteAsync(cancellationToken).ConfigureAwait(false);
        if (_journal is not null)
            return (site, _journal);
        if (await EarlierAsync(site, cancellationToken).ConfigureAwait(false) is { } earlier)
        {
            if (earlier.PushedAt is null)
                throw OneShotErrors.ArgumentNeeded(task, "branch-name");
            _asked = ValidatedPrompt.From(earlier);
            return (site, _journal = WithOptions(earlier));
        }

        var (journal, asked, isOwn) = await new StandaloneStep(ports, site, settings, task)
            .FindAsync(
                () => _asked is { } known ? Task.FromResult(known) : AskAsync(task, cancellationToken),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (isOwn)
            _journals!.Hold(journal.Id);
        else
            _site = site = site with { Journals = new NoJournalStore() };
        _asked = asked;
        return (site, _journal = journal);
    }

    /// <inheritdoc/>
    public OneShotException About(OneShotException failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        if (ResumeId is { } begun)
            return failure.Resumable(begun, ResumeCommand(begun));
        return !settings.Preview && _journal is { Run: not null, UndoneAt: null } done
            ? failure.AfterDispatch(done.Id)
            : failure;
    }

    private string ResumeCommand(string id) => NextCommand.Resume(id, _journal?.Agent, _journal?.Forge);

    // What failed after something was made says how to finish it.
    private async Task StepAsync(Func<Task> step)
    {
        try
        {
            _file.LayOptions(settings.Options);
            await step().ConfigureAwait(false);
        }
        catch (OneShotException exception)
            when (exception.ResumeId is null && exception.Error.Code != ErrorCode.RunFailed && ResumeId is { } id)
        {
            throw exception.Resumable(id, ResumeCommand(id), _isFollowing);
        }
        catch (OperationCanceledException) when (ResumeId is { } id)
        {
            throw OneShotErrors.Cancelled().Resumable(id, ResumeCommand(id), _isFollowing);
        }
        catch (OperationCanceledException)
        {
            throw OneShotErrors.Cancelled();
        }
        finally
        {
            // Once a journal holds the prompt, the editor's file is not needed any more.
            if (_journals?.Saved is { } saved && saved.PromptSha256 == _typed && !settings.Preview)
                ports.Input.Discard();
        }
    }

    private string? ResumeId =>
        !settings.Preview
        && _journals?.Saved is { PushBegunAt: not null, UndoneAt: null } journal
        && (
            journal.Run is null
            || _isFollowing
            || (settings.Resume is not null && _site is { Forge.Traits.TakesUpRuns: true })
        )
            ? journal.Id
            : null;
}
