using OneShot.Core.Errors;
using OneShot.Core.Journals;
using OneShot.Core.Model;
using OneShot.Core.Places;
using OneShot.Core.Ports;

namespace OneShot.Core.Dispatch;

/// <summary>
/// Starts the workflow, so that exactly one run works: an answer
/// that was lost is looked for before the request is sent again.
/// </summary>
internal sealed class TriggerRun(
    VerbPorts ports,
    OneShotLocation site,
    TimeSpan limit,
    Func<Journal, Run?, CancellationToken, Task<AgainChoice>>? again
)
{
    /// <summary>How often a request is sent whose run never appears.</summary>
    private const int Requests = 3;

    /// <summary>Whether the run was under way already, started by somebody else.</summary>
    public bool FoundUnderWay { get; private set; }

    public async Task<Journal> RunAsync(Journal journal, Prompt prompt, CancellationToken cancellationToken)
    {
        using var label = new QueuedLabel(site.Forge, ports.Reporter, ports.Clock);
        try
        {
            return await StartAsync(journal, prompt, label, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await label.EndAsync().ConfigureAwait(false);
        }
    }

    private async Task<Journal> StartAsync(
        Journal journal,
        Prompt prompt,
        QueuedLabel label,
        CancellationToken cancellationToken
    )
    {
        if (journal.Run is { } known && (!site.Forge.Traits.TakesUpRuns || again is null))
        {
            ports.Reporter.Progress($"run {known.Url}");
            return journal;
        }

        var id = DistinctId.Parse(journal.Id);
        if (
            journal.RunRequestedAt is not null
            && ports.Preview is null
            && site.Forge.Traits.LosesAnswers
            && await SearchAsync(journal, id, cancellationToken).ConfigureAwait(false) is { } earlier
        )
            return Found(journal, earlier);
        if (journal.PullRequest is { IsOver: true } over)
        {
            ports.Reporter.Warn($"its pull request {over.Url} is closed, so no run is started");
            return journal;
        }

        var earlierRun = journal.Run is { } taken
            ? await site.Forge.GetRunAsync(taken.Id, cancellationToken).ConfigureAwait(false)
            : null;
        var choice = again is null
            ? AgainChoice.Nothing
            : await again(journal, earlierRun, cancellationToken).ConfigureAwait(false);
        if (earlierRun is { IsGood: true } && choice == AgainChoice.Nothing)
        {
            ports.Reporter.Progress($"{journal.Id} is finished ({OneShotStage.Of(earlierRun)}): nothing is started");
            return journal;
        }

        FoundUnderWay = earlierRun is { IsOver: false };
        // What was told before it is started anew is no news after that.
        if (earlierRun is { IsOver: true, Lines.Count: var told })
            journal = journal with { Run = journal.Run! with { Told = told } };
        for (var request = 1; ; request++)
        {
            var now = ports.Clock.GetUtcNow();
            journal = journal with { RunRequestedAt = journal.RunRequestedAt ?? now, RunRequestedLastAt = now };
            site.Journals.Save(journal);
            ports.Reporter.Progress(
                FoundUnderWay
                    ? $"{journal.Id} is under way: following it"
                    : site.Forge.Words.Starting(journal.Workflow, journal.Ref!, journal.Agent)
            );
            var asking = site.Forge.DispatchAsync(
                new NewRun(journal.Workflow, journal.Ref!, id, DispatchInputs.For(journal, prompt))
                {
                    Since = journal.CreatedAt,
                    IsAgain = choice == AgainChoice.Implement,
                    IsJudgedAgain = choice == AgainChoice.Judge,
                },
                cancellationToken
            );
            if (!FoundUnderWay)
                label.Begin(journal.PullRequest?.Number);
            var answer = await asking.ConfigureAwait(false);
            if (answer.Run is null)
            {
                // In a batch the request may have waited long for its turn: the limit counts from when it was made.
                journal = journal with
                {
                    RunRequestedLastAt = ports.Clock.GetUtcNow(),
                };
                site.Journals.Save(journal);
            }

            var run = answer.Run ?? await SearchAsync(journal, id, cancellationToken).ConfigureAwait(false);
            if (run is not null)
                return Found(journal, run);
            if (!answer.IsLost || request == Requests)
                throw OneShotErrors.RunNotFound(journal.Id, limit.TotalSeconds);
            ports.Reporter.Warn("The answer was lost and no run appeared: trying again.");
        }
    }

    private Journal Found(Journal journal, Run run)
    {
        journal = journal with { Run = new JournaledRun(run.Id, run.Url) { Told = journal.Run?.Told } };
        site.Journals.Save(journal);
        ports.Reporter.Progress($"run {run.Url}");
        return journal;
    }

    // Looks until the limit after the last request, and at least once.
    private async Task<Run?> SearchAsync(Journal journal, DistinctId id, CancellationToken cancellationToken)
    {
        var deadline = journal.RunRequestedLastAt!.Value + limit;
        var pause = TimeSpan.FromMilliseconds(500);
        for (var told = false; ; pause = TimeSpan.FromSeconds(Math.Min(pause.TotalSeconds * 1.6, 10)))
        {
            if (
                await site
                    .Forge.FindRunAsync(
                        journal.Workflow,
                        id,
                        journal.RunRequestedAt!.Value - Run.Skew,
                        cancellationToken
                    )
                    .ConfigureAwait(false) is
                { } run
            )
                return run;
            var left = deadline - ports.Clock.GetUtcNow();
            if (left <= TimeSpan.Zero)
                return null;
            if (!told)
                ports.Reporter.Progress($"looking for the run {journal.Id}, for at most {left.TotalSeconds:0} s");
            told = true;
            await Task.Delay(pause < left ? pause : left, ports.Clock, cancellationToken).ConfigureAwait(false);
        }
    }
}
