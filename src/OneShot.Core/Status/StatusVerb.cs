using OneShot.Core.Dispatch;
using OneShot.Core.Errors;
using OneShot.Core.Journals;
using OneShot.Core.Model;
using OneShot.Core.Places;
using OneShot.Core.Ports;
using OneShot.Core.Text;

namespace OneShot.Core.Status;

/// <summary>
/// Tells where this repository's one-shots are, the newest first:
/// what the journals say, and what their forges say of the runs.
/// </summary>
/// <param name="request">What is asked.</param>
/// <param name="ports">Everything outside.</param>
internal sealed class StatusVerb(StatusRequest request, VerbPorts ports) : IVerb
{
    private readonly Dictionary<string, Task<IForge>> _forges = [];
    private readonly HashSet<string> _warned = [];
    private IReadOnlyDictionary<string, Waiting> _waiting = new Dictionary<string, Waiting>();

    /// <summary>What was found.</summary>
    public StatusReceipt Receipt { get; private set; } = new([]);

    Receipt IVerb.Receipt => Receipt;

    /// <summary>Whether what a run told is all that is wanted.</summary>
    public bool TellsLog => request.Log;

    /// <summary>Looks.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running task.</returns>
    /// <exception cref="OneShotException">OS2019: there is no such one-shot.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var state = await ports.Repository.DescribeAsync(request.Remote, cancellationToken).ConfigureAwait(false);
            var all = ports.JournalsOf(state).All();
            var isOne = request.Id is not null || request.Log || request.Watch;
            var asked = request.Id is { } id
                ?
                [
                    all.FirstOrDefault(journal => journal.Id == id)
                        ?? throw OneShotErrors.OneShotUnknown(
                            id,
                            KnownOneShots.Of(all.Select(journal => journal.Id), all.Count)
                        ),
                ]
                : all.Take(isOne ? 1 : request.Most).ToArray();
            if (request.Log && asked.FirstOrDefault() is { } told)
                await TellLogAsync(told, state, cancellationToken).ConfigureAwait(false);
            if (request.Watch && asked.FirstOrDefault() is { } followed)
            {
                await FollowAsync(followed, state, cancellationToken).ConfigureAwait(false);
                // What is told is how it is at the end: others may have taken, published or undone it meanwhile.
                all = ports.JournalsOf(state).All();
                asked = [all.FirstOrDefault(journal => journal.Id == followed.Id) ?? followed];
            }

            _waiting = await new WaitingResults(ports.Repository, state)
                .LookAsync(() => all, cancellationToken)
                .ConfigureAwait(false);
            var fates = await BranchFates
                .LookAsync(ports.Repository, state, asked, cancellationToken)
                .ConfigureAwait(false);
            var states = new List<OneShotState>();
            foreach (var journal in asked)
                states.Add(await StateAsync(journal, fates, state, cancellationToken).ConfigureAwait(false));

            Receipt = new(states) { One = isOne ? states.SingleOrDefault() : null };
            if (all.Count == 0)
                ports.Reporter.Progress("there is no one-shot in this repository yet");
            if (all.Count - request.Most is > 0 and var older && !isOne)
                ports.Reporter.Progress(
                    OneShotError.Spelled(
                        $"and {older} older {(older == 1 ? "one" : "ones")}: {OneShotError.CommandPlaceholder} "
                            + $"--target=OneShotStatus --limit={Math.Min(all.Count, StatusReceipt.Limit)}",
                        ports.Command
                    )
                );
        }
        catch (OperationCanceledException)
        {
            throw OneShotErrors.Cancelled();
        }
    }

    /// <inheritdoc/>
    public OneShotException About(OneShotException failure) => failure;

    /// <inheritdoc/>
    public void Dispose() => ports.Forges.Dispose();

    private async Task<OneShotState> StateAsync(
        Journal journal,
        BranchFates fates,
        RepositoryState state,
        CancellationToken cancellationToken
    )
    {
        var (run, opened) = journal is { Run: { } known, UndoneAt: null }
            ? await AskAsync(journal, known, state, cancellationToken).ConfigureAwait(false)
            : (null, null);
        var stage = journal is { Run: not null, UndoneAt: null, Published: null }
            ? OneShotStage.Of(run, opened)
            : journal.Stage;
        var pull = journal.Published ?? journal.PullRequest;
        var waiting = _waiting.GetValueOrDefault(journal.Id);
        var fate = await fates.OfAsync(journal, run?.Commit, cancellationToken).ConfigureAwait(false) ?? FateOf(opened);
        var (merged, last) = await MergedAsync(journal, fates, state, cancellationToken).ConfigureAwait(false);
        return new OneShotState(
            journal.Id,
            stage.Word,
            journal.CreatedAt,
            SafeText.Line(journal.Prompt.Split('\n')[0]),
            journal.Agent,
            journal.Forge,
            journal.Branch,
            pull?.Number,
            pull?.Url,
            journal.Run?.Url
        )
        {
            BranchState = fate,
            Kept = fate == KeptBranch.Fate ? await KeptAsync(journal, cancellationToken).ConfigureAwait(false) : null,
            StaysIn = merged?.Trunk,
            Merged = merged,
            Activity = run is { IsOver: false } ? run.Activity : null,
            Cost = (run ?? last)?.Cost ?? CostIn(journal, opened),
            Verdict = VerdictIn(journal, run ?? last, opened),
            NotDelivered = run is { IsOver: true } ? run.Refusal?.Told : null,
            Result = waiting is null ? null : WaitingResult.RefOf(journal.Id),
            AwaitsTasks = journal.AwaitsTasks is true,
            Take = waiting is null ? null : WaitingResult.Command(journal.Branch!, journal.Id, waiting.Cause),
        };
    }

    private async Task<KeptBranch> KeptAsync(Journal journal, CancellationToken cancellationToken)
    {
        var branch = journal.Branch!;
        if (journal.IsHere)
            return KeptBranch.Here(
                branch,
                await ports.Repository.PlaceOfAsync(branch, cancellationToken).ConfigureAwait(false)
            );
        var name = ShellWord.Of(branch);
        return new KeptBranch(name, null, $"git push {ShellWord.Of(journal.Remote)} --delete {name}");
    }

    // A run of this machine is known as long as its file is there; elsewhere it is what was seen at the undoing.
    private async Task<(MergedChange? Merged, Run? Run)> MergedAsync(
        Journal journal,
        BranchFates fates,
        RepositoryState state,
        CancellationToken cancellationToken
    )
    {
        if (journal is { IsHere: false, UndoneAt: not null, WasMerged: true, Base: { } trunk })
            return (new MergedChange(trunk, Revert: null), null);
        if (journal is not { IsHere: true, UndoneAt: not null, Run: { } known })
            return (null, null);
        var (run, _) = await AskAsync(journal, known, state, cancellationToken).ConfigureAwait(false);
        return (await fates.MergedAsync(journal, run?.Commit, cancellationToken).ConfigureAwait(false), run);
    }

    // Where a forge tells no costs, a run has put them into the pull request's text, which anybody there can change.
    private static string? CostIn(Journal journal, PullRequest? pull) =>
        pull is null ? null : UsageText.Find(pull.Body, HiddenMarker.Of(journal.Id, HiddenMarker.Result));

    // The same of a verdict; of one whose run goes on, it was of an earlier attempt.
    private static VerdictSummary? VerdictIn(Journal journal, Run? run, PullRequest? pull) =>
        run is not { IsOver: true } ? null
        : pull is null ? run.Verdict
        : VerdictMarker.Find(pull.Body, journal.Id);

    // Whoever looks on keeps nothing, and leaves the run alone when he goes: it is somebody else's.
    private async Task FollowAsync(Journal journal, RepositoryState state, CancellationToken cancellationToken)
    {
        if (journal is not { Run: { } run, UndoneAt: null })
            return;
        var forge = await ForgeOfAsync(journal, state, cancellationToken).ConfigureAwait(false);
        var site = new OneShotLocation(
            state,
            OneShotLocation.RemoteOf(state, forge, journal.Remote),
            forge,
            new NoJournalStore()
        );
        journal = journal with { Run = run with { Told = 0 } };
        await new WatchRun(ports, site, request.WatchMinutes) { StopsRun = false }
            .RunAsync(journal, _ => { }, cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task TellLogAsync(Journal journal, RepositoryState state, CancellationToken cancellationToken)
    {
        if (journal.Run is not { } known)
        {
            ports.Reporter.Progress($"{journal.Id} has no run yet");
            return;
        }

        var forge = await ForgeOfAsync(journal, state, cancellationToken).ConfigureAwait(false);
        var run = await forge.GetRunAsync(known.Id, cancellationToken).ConfigureAwait(false);
        foreach (var line in run.Lines)
            ports.Reporter.Progress(line);
        if (forge.Words.Log(new RunReference(journal.Id, journal.Agent, run.Url, ports.Command)) is { } rest)
            ports.Reporter.Progress(rest);
        if (journal.UndoneAt is not null)
            ports.Reporter.Progress($"{journal.Id} was undone after that");
    }

    // A forge that can't be asked is no reason to tell nothing; that it can't is told once, and not of what was undone.
    private async Task<(Run? Run, PullRequest? Pull)> AskAsync(
        Journal journal,
        JournaledRun run,
        RepositoryState state,
        CancellationToken cancellationToken
    )
    {
        var place = $"{journal.Remote} {journal.Forge}";
        if (!_forges.TryGetValue(place, out var opened))
            _forges[place] = opened = ForgeOfAsync(journal, state, cancellationToken);
        try
        {
            var forge = await opened.ConfigureAwait(false);
            // Side by side: they are asked for each one-shot, and neither needs the other.
            var pull = journal is { IsHere: false, PullRequest.Number: var number }
                ? forge.GetPullRequestAsync(number, cancellationToken)
                : null;
            var now = forge.GetRunAsync(run.Id, cancellationToken);
            await Task.WhenAll(now, pull ?? Task.CompletedTask).ConfigureAwait(false);
            var found = await now.ConfigureAwait(false);
            if (!forge.Traits.RunTellsLines && found is { IsOver: false, Status.IsQueued: false })
                found = await WithJobsAsync(forge, found, cancellationToken).ConfigureAwait(false);
            return (found, pull is null ? null : await pull.ConfigureAwait(false));
        }
        catch (OneShotException exception)
        {
            if (journal.UndoneAt is null && (!opened.IsFaulted || _warned.Add(place)))
                ports.Reporter.Warn($"{journal.Id}: {exception.Error.ToLine(ports.Command)}");
            return (null, null);
        }
    }

    // Only of what is under way: what it was at no longer matters where that is over.
    private async Task<Run> WithJobsAsync(IForge forge, Run run, CancellationToken cancellationToken)
    {
        try
        {
            return run.At(await forge.JobsOfAsync(run.Id, cancellationToken).ConfigureAwait(false));
        }
        catch (OneShotException exception)
        {
            ports.Reporter.Trace(exception.Error.Message);
            return run;
        }
    }

    private static string? FateOf(PullRequest? pull) =>
        pull switch
        {
            { IsMerged: true } => MergedChange.Fate,
            { IsOpen: false } => "closed",
            _ => null,
        };

    // Where an earlier one-shot is, its journal says, and nothing that is asked now.
    private async Task<IForge> ForgeOfAsync(Journal journal, RepositoryState state, CancellationToken cancellationToken)
    {
        if (!journal.IsHere && journal.Remote != request.Remote)
            state = await ports.Repository.DescribeAsync(journal.Remote, cancellationToken).ConfigureAwait(false);
        return await ports
            .Forges.SelectNamedAsync(journal.Forge, new ForgeRequest(), state, cancellationToken)
            .ConfigureAwait(false);
    }
}
