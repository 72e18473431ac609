using OneShot.Core.Dispatch;
using OneShot.Core.Errors;
using OneShot.Core.Journals;
using OneShot.Core.Model;
using OneShot.Core.Places;
using OneShot.Core.Ports;

namespace OneShot.Core.Batch;

/// <summary>
/// Dispatches every entry of a file of prompts, several at the same time; the same command again does what is missing.
/// </summary>
/// <param name="request">What is asked of all of them, and how.</param>
/// <param name="ports">Everything outside.</param>
/// <param name="batch">The same, of a batch.</param>
internal sealed class BatchVerb(BatchRequest request, VerbPorts ports, BatchPorts batch) : IVerb
{
    private BatchBoard? _board;
    private OneShotException? _shared;

    /// <summary>What became of them; <see langword="null"/> before the file was read.</summary>
    public BatchReceipt? Receipt => _board is null ? null : new(_board.All) { Preview = ports.Preview is not null };

    Receipt? IVerb.Receipt => Receipt;

    /// <summary>Dispatches.</summary>
    /// <param name="view">Shows what happens.</param>
    /// <param name="cancellationToken">Begins no more, and stops those that were begun.</param>
    /// <returns>The running task.</returns>
    /// <exception cref="OneShotException">The file is not good, and nothing was
    /// made; or the first error, when all that can be done is done.</exception>
    public async Task RunAsync(IBatchView view, CancellationToken cancellationToken)
    {
        try
        {
            var entries = await new BatchReader(ports.Input, batch.Format, ports.Reporter, ports.CallerFolder)
                .ReadAsync(request, cancellationToken)
                .ConfigureAwait(false);
            var site = await OneShotLocation
                .LocateAsync(ports, request.Each.Forge, earlier: null, cancellationToken)
                .ConfigureAwait(false);
            entries = await SettledAsync(entries, site, cancellationToken).ConfigureAwait(false);
            batch.Made(Made(site));

            _board = new BatchBoard(entries, view, ports.Command);
            var options = new ParallelOptions
            {
                MaxDegreeOfParallelism = ports.Preview is not null ? 1 : request.Parallel ?? site.Forge.Traits.Parallel,
                CancellationToken = cancellationToken,
            };
            await Parallel
                .ForEachAsync(entries, options, (entry, token) => new ValueTask(DispatchAsync(entry, site, token)))
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw OneShotErrors.Cancelled();
        }

        if (cancellationToken.IsCancellationRequested)
            throw OneShotErrors.Cancelled();
        if (_board.Failure() is { } failure)
            throw failure;
    }

    /// <inheritdoc/>
    public OneShotException About(OneShotException failure) => failure;

    /// <inheritdoc/>
    public void Dispose() => ports.Forges.Dispose();

    // Nobody is asked once per entry, and an agent that is not here is told before anything is made.
    private async Task<IReadOnlyList<BatchEntry>> SettledAsync(
        IReadOnlyList<BatchEntry> entries,
        OneShotLocation site,
        CancellationToken cancellationToken
    )
    {
        if (!site.Forge.Traits.AgentsAreHere)
            return entries;
        var settled = new List<BatchEntry>();
        string? chosen = null;
        foreach (var entry in entries)
        {
            var isOpen = entry.Request.Agent == Model.AgentName.Auto;
            var asked = new ValidatedPrompt(
                entry.Prompt,
                isOpen && chosen is not null ? chosen : entry.Request.Agent!,
                entry.Request.Model
            );
            try
            {
                asked = await asked.SettledAsync(ports, site, entry.Request, cancellationToken).ConfigureAwait(false);
            }
            catch (OneShotException exception)
            {
                throw new OneShotException(
                    exception.Error with
                    {
                        Message = $"{entry.Place}: {exception.Error.Message}",
                    },
                    exception
                );
            }

            if (isOpen)
                chosen = asked.Agent;
            settled.Add(entry with { Request = entry.Request with { Agent = asked.Agent, Model = asked.Model } });
        }

        return settled;
    }

    // Each is two requests: the pull request, and the run.
    private static IEnumerable<DateTimeOffset> Made(OneShotLocation site) =>
        site.Forge.Traits.LimitsWrites
            ? site
                .Journals.All()
                .Where(journal => !journal.IsHere)
                .SelectMany(journal => new[] { journal.PullRequestBegunAt, journal.RunRequestedLastAt })
                .OfType<DateTimeOffset>()
            : [];

    private async Task DispatchAsync(BatchEntry entry, OneShotLocation site, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return;
        StepwiseVerb? verb = null;
        var earlier = new EarlierEntry(site, Follows(site));
        var (journal, far) = ((Journal?)null, OneShotStage.Unknown);
        try
        {
            journal = earlier.Find(entry);
            (var isDone, var isLost, far) = await earlier.LookAsync(journal, cancellationToken).ConfigureAwait(false);
            if (isDone)
            {
                _board!.Skip(entry, far, JournaledReceipt.Of(journal));
                return;
            }

            if (_shared is not null)
                return;
            var begun = ports.Clock.GetUtcNow();
            _board!.Change(entry, OneShotStage.Begun);
            verb = batch.Verbs(
                isLost ? entry.Resumed(journal!.Id) : entry.Keyed,
                new EntryReporter(ports.Reporter, entry.Number, line => _board.Doing(entry, line))
            );
            await DispatchCommand.RunAsync(verb, TellingAsync, cancellationToken).ConfigureAwait(false);
            if (ports.Preview is not null)
                _board.Change(entry, OneShotStage.Previewed, verb.Dispatched);
            else if (IsOfAnother(verb, site, begun))
                _board.Skip(entry, OneShotStage.Unknown, verb.Dispatched);
            else
                _board.Change(entry, verb.Ended ?? OneShotStage.Queued, verb.Dispatched);
        }
        catch (OneShotException exception)
        {
            if (SharedError.Is(exception, entry))
                _shared ??= exception;
            if (exception.Error.Exit == ExitCode.Cancelled)
            {
                var stage = verb?.Far ?? journal?.Stage ?? OneShotStage.Begun;
                _board!.Stop(entry, stage == OneShotStage.Unknown ? far : stage, verb?.Dispatched);
                return;
            }

            _board!.Fail(entry, exception, verb?.Dispatched, verb?.Ended);
        }
        finally
        {
            verb?.Dispose();
        }

        async Task TellingAsync(DispatchStep step, Func<Task> work)
        {
            await work().ConfigureAwait(false);
            if (StageAfter(step) is { } stage)
                _board!.Change(entry, stage, verb!.Dispatched);
        }
    }

    private static OneShotStage? StageAfter(DispatchStep step) =>
        step == DispatchCommand.CreateOneShotBranch ? OneShotStage.Branched
        : step == DispatchCommand.OpenDraftPr ? OneShotStage.Opened
        : null;

    private bool Follows(OneShotLocation site) => site.Forge.Traits.Follows(request.Each.Watch, request.Each.Detach);

    // Whose run was found, and not started, was dispatched from another machine.
    private bool IsOfAnother(StepwiseVerb verb, OneShotLocation site, DateTimeOffset begun) =>
        !Follows(site) && verb.Dispatched?.Id is { } id && site.Journals.Find(id)?.RunRequestedLastAt < begun;
}
