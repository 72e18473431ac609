using OneShot.Core.Errors;
using OneShot.Core.Journals;
using OneShot.Core.Model;
using OneShot.Core.Places;
using OneShot.Core.Ports;
using OneShot.Core.Text;

namespace OneShot.Core.Dispatch;

/// <summary>Follows a run to its end.</summary>
internal sealed class WatchRun(VerbPorts ports, OneShotLocation site, int? limit)
{
    private const string Warning = "warning: ";

    private readonly List<string> _held = [];
    private int _told;

    /// <summary>How the run was seen to end; <see langword="null"/> before that.</summary>
    public OneShotStage? Ended
    {
        get;
        private set => Seen = field = value;
    }

    /// <summary>How far the run was when it was looked at last.</summary>
    public OneShotStage? Seen { get; private set; }

    /// <summary>
    /// What verifying said of what it delivered; <see langword="null"/> where nothing was verified, or before its end.
    /// </summary>
    public VerdictSummary? Verdict { get; private set; }

    /// <summary>
    /// Whether a run that can't do without its follower ends with it: not where somebody else started it.
    /// </summary>
    public bool StopsRun { get; init; } = true;

    /// <summary>Whether who only looked on has gone, and the run goes on.</summary>
    public bool WasLeft { get; private set; }

    /// <summary>Follows it.</summary>
    /// <param name="journal">The one-shot.</param>
    /// <param name="kept">Is given the one-shot as it is kept afterwards, however this ends.</param>
    /// <param name="cancellationToken">Stops following.</param>
    /// <exception cref="OneShotException">OS9001: whoever only looked on has gone.</exception>
    public async Task RunAsync(Journal journal, Action<Journal> kept, CancellationToken cancellationToken)
    {
        if (journal.Run is not { } run)
            return;
        _told = run.Told ?? 0;
        var minutes = limit ?? site.Forge.Traits.WatchMinutes;
        try
        {
            var last = await FollowAsync(journal, run, minutes, cancellationToken).ConfigureAwait(false);
            if (!site.Forge.Traits.RunTellsLines)
                await TellChangesAsync(journal, last, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (StopsRun && site.Forge.Traits.RunStopsWithFollower)
        {
            await site.Forge.CancelRunAsync(run.Id, CancellationToken.None).ConfigureAwait(false);
            var ended = await site.Forge.GetRunAsync(run.Id, CancellationToken.None).ConfigureAwait(false);
            if (ended.IsOver)
                Ended = OneShotStage.Of(ended);
            throw;
        }
        catch (OperationCanceledException) when (!StopsRun)
        {
            WasLeft = true;
            throw OneShotErrors.Cancelled().GoesOn(journal.Id);
        }
        finally
        {
            TellHeld(error: null);
            ports.Reporter.Doing(null);
            Keep(journal with { Run = run with { Told = _told } }, kept);
        }
    }

    // Whoever is shown a line twice looks for what is new in it. That it can't be kept hides nothing that happened.
    private void Keep(Journal journal, Action<Journal> kept)
    {
        if (_told == 0)
            return;
        try
        {
            site.Journals.Save(journal);
            kept(journal);
        }
        catch (OneShotException exception)
        {
            ports.Reporter.Warn(exception.Error.Message);
        }
    }

    // What whoever followed asks next. That it can't be had is no reason to fail after all went well.
    private async Task TellChangesAsync(Journal journal, Run last, CancellationToken cancellationToken)
    {
        if (journal is not { PullRequest: { } opened, Branch: { } branch })
            return;
        try
        {
            var pull = await site.Forge.GetPullRequestAsync(opened.Number, cancellationToken).ConfigureAwait(false);
            Ended = OneShotStage.Of(last, pull);
            TellVerdict(journal, pull);
            if (pull.Changes is not { Files: > 0 } changes)
                return;
            ports.Reporter.Progress(changes.ToString());
            if (UsageText.Find(pull.Body, HiddenMarker.Of(journal.Id, HiddenMarker.Result)) is { } cost)
                ports.Reporter.Progress("cost: " + cost);
            var (remote, place) = (ShellWord.Of(site.Remote.Name), ShellWord.Of(branch));
            ports.Reporter.Progress(
                $"look at the changes: git fetch {remote} {place} && git diff "
                    + $"{ShellWord.Of($"{site.Remote.Name}/{journal.Base}")}...FETCH_HEAD"
            );
        }
        catch (OneShotException exception)
        {
            ports.Reporter.Trace(exception.Error.Message);
        }
    }

    private void TellVerdict(Journal journal, PullRequest pull)
    {
        Verdict = VerdictMarker.Find(pull.Body, journal.Id);
        if (Verdict is not null)
            ports.Reporter.Progress(VerdictWords.Line(Verdict));
    }

    // A run that failed after it was verified did so because of that, or of something else: its pull request tells.
    private async Task<PullRequest?> UnverifiedAsync(Journal journal, Run ended, CancellationToken cancellationToken)
    {
        if (
            journal.PullRequest is not { } opened
            || !ended.Jobs.Any(job => job is { Stage: RunStage.Verify, HasBegun: true })
        )
            return null;
        try
        {
            return await site.Forge.GetPullRequestAsync(opened.Number, cancellationToken).ConfigureAwait(false);
        }
        catch (OneShotException exception)
        {
            ports.Reporter.Trace(exception.Error.Message);
            return null;
        }
    }

    // What it failed with is told once, as the last line: in the run's log it stands before that, as a warning.
    private void Tell(string line)
    {
        if (line.StartsWith(Warning + "OS", StringComparison.Ordinal))
            _held.Add(line);
        else
            ports.Reporter.Progress(line);
    }

    private void TellHeld(OneShotError? error)
    {
        foreach (
            var line in _held.Where(line =>
                error is null || !line.StartsWith($"{Warning}{error.Code}: ", StringComparison.Ordinal)
            )
        )
            ports.Reporter.Progress(line);
        _held.Clear();
    }

    private async Task<Run> FollowAsync(
        Journal journal,
        JournaledRun run,
        int minutes,
        CancellationToken cancellationToken
    )
    {
        var deadline = ports.Clock.GetUtcNow() + TimeSpan.FromMinutes(minutes);
        var traits = site.Forge.Traits;
        var pause = traits.Polling.First;
        OneShotStage? told = null;
        var jobs = traits.RunTellsLines ? null : new FollowedJobs(ports, site.Forge);
        while (true)
        {
            // Whoever stopped wants to know nothing more: least of all that what was stopped with him has ended.
            cancellationToken.ThrowIfCancellationRequested();
            var now = await site.Forge.GetRunAsync(run.Id, cancellationToken).ConfigureAwait(false);
            foreach (var line in now.Lines.Skip(_told))
                Tell(line);
            _told = now.Lines.Count;
            IReadOnlyList<string> news = [];
            if (jobs is not null && now.Status is { IsQueued: false })
                (now, news) = await jobs.LookAsync(now, cancellationToken).ConfigureAwait(false);
            var pull =
                now.IsOver && !now.IsGood && !traits.RunTellsLines
                    ? await UnverifiedAsync(journal, now, cancellationToken).ConfigureAwait(false)
                    : null;
            var stage = OneShotStage.Of(now, pull);
            Seen = stage;
            string[] state = stage == told || traits.RunTellsLines ? [] : [$"run {run.Id}: {stage}"];
            told = stage;
            foreach (var line in now.IsOver ? news.Concat(state) : state.Concat(news))
                ports.Reporter.Progress(line);
            if (now.IsOver)
            {
                Ended = stage;
                Verdict = now.Verdict;
                if (pull is not null)
                    TellVerdict(journal, pull);
                TellHeld(now.Error);
                if (jobs is not null && !now.IsGood)
                    await jobs.TellFailureAsync(now, cancellationToken).ConfigureAwait(false);
                if (now.IsGood || now.Conclusion == RunConclusion.Skipped)
                    return now;
                if (traits.ReportsOnPullRequest)
                    ports.Reporter.Progress($"what happened: {journal.PullRequest?.Url}");
                throw now.Error is { } error
                    ? new OneShotException(error)
                    : OneShotErrors.RunFailed(run.Url, stage.Word);
            }

            if (ports.Clock.GetUtcNow() >= deadline)
                throw OneShotErrors.WatchTimedOut(run.Url, DurationText.Whole(TimeSpan.FromMinutes(minutes)));
            ports.Reporter.Doing(now.Activity ?? $"run {run.Id}: {stage}");
            await Task.Delay(pause, ports.Clock, cancellationToken).ConfigureAwait(false);
            pause = traits.Polling.After(pause);
        }
    }
}
