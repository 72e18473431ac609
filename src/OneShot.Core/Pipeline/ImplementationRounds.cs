using System.Diagnostics;
using System.Globalization;
using OneShot.Core.Model;
using OneShot.Core.Verifying;

namespace OneShot.Core.Pipeline;

/// <summary>
/// Agent session 2 and its rounds: what the repository's own build and tests find red goes back to the implementer, as
/// often as was asked, and within what all its sessions together may use.
/// </summary>
/// <param name="session">Runs a session.</param>
/// <param name="start">The commit that the tree began with.</param>
/// <param name="verification">Verifies in between; <see langword="null"/> where nothing can be.</param>
/// <param name="reporter">Is told how far it is.</param>
internal sealed class ImplementationRounds(
    RunImplementation session,
    string start,
    RoundVerification? verification,
    IReporter reporter
)
{
    private readonly Stopwatch _verifying = new();

    /// <summary>
    /// Whether what a session made is kept while it is verified, for whoever goes on after a <c>kill -9</c>: where
    /// nobody but OneShot can write what is handed over.
    /// </summary>
    public bool IsKept { get; init; }

    /// <summary>Implements the plan.</summary>
    /// <param name="task">The first session; those after it have what it leaves.</param>
    /// <param name="handOver">Where the plan is, and where the bundle goes.</param>
    /// <param name="activity">Is told what the agent does.</param>
    /// <param name="cancellationToken">Ends the agent.</param>
    /// <returns>What it made.</returns>
    /// <exception cref="OneShotException">One of OS6 or OS7: the first session failed.</exception>
    public async Task<Implemented> RunAsync(
        AgentTask task,
        ImplFolder handOver,
        Action<string> activity,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(handOver);
        if (IsKept && RoundsRecord.Read(handOver, start) is { } kept)
            return Taken(kept, task, handOver);
        if (IsKept && File.Exists(handOver[PlanFiles.Rounds]))
        {
            handOver.Remove(PlanFiles.Rounds); // of another plan, or of another start
            handOver.Keep(PlanFiles.Bundle);
        }

        var (usage, work) = await session.RunAsync(task, handOver, activity, cancellationToken).ConfigureAwait(false);
        var made = new Implemented(usage, work);
        if (
            verification is null
            || verification.Request.Limits.Rounds == 0
            || work.Commit is null
            || await verification.WhyNotAsync(task.Agent, cancellationToken).ConfigureAwait(false) is not null
        )
            return made;
        made = await GoOnAsync(made, task, handOver, activity, cancellationToken).ConfigureAwait(false);
        handOver.Remove(PlanFiles.Rounds);
        return made;
    }

    private Implemented Taken(RoundsRecord kept, AgentTask task, ImplFolder handOver)
    {
        reporter.Progress("an earlier session made this already, and was stopped while it was verified: it is taken");
        if (kept.Usage is { } usage)
            task.Used?.Invoke(usage);
        handOver.Remove(PlanFiles.Rounds);
        Finding[] leftOut =
        [
            .. StoredList.Of(kept.LeftOut).Select(file => new Finding(file.Path, Policy.Block, file.Reason)),
        ];
        return new Implemented(kept.Usage, new Collected(kept.Commit, leftOut))
        {
            Rounds = kept.Rounds,
            Ended = "it was stopped",
        };
    }

    private async Task<Implemented> GoOnAsync(
        Implemented made,
        AgentTask task,
        ImplFolder handOver,
        Action<string> activity,
        CancellationToken cancellationToken
    )
    {
        var (most, earlier) = (verification!.Request.Limits.Rounds, (string?)null);
        try
        {
            while (true)
            {
                Record(made, handOver);
                if (made.Rounds == most)
                    return made with { Ended = Counted(most, "round is", "rounds are") + " the limit" };
                var report = await VerifyAsync(made, task, handOver, cancellationToken).ConfigureAwait(false);
                if (report?.Verdict is not { } verdict)
                    return made with { Ended = made.Rounds > 0 ? "the last one changed nothing" : null };
                if (verdict.Undecided is { } undecided)
                    return made with { Ended = undecided };
                if (verdict.IsGreen)
                    return made with { Ended = "it is green" };
                var way = WayOfFailing.Of(report);
                if (way == earlier)
                    return made with { Ended = "it is red in the same way again" };
                earlier = way;
                if (Left(task, made) is not { } next)
                    return made with { Ended = "what its sessions may use together is used up" };
                reporter.Progress(
                    $"round {made.Rounds + 1} of {most}: what is red goes back to {task.Agent} ({VerifyText.Line(report)})"
                );
                next = next with { Instructions = task.Instructions + AgentInstructions.Round(RedText.Red(verdict)) };
                if (
                    await RoundAsync(made, next, handOver, activity, cancellationToken).ConfigureAwait(false)
                    is not { } more
                )
                    return made with { Rounds = made.Rounds + 1, Ended = "the last one changed nothing" };
                made = more;
                if (made.Ended is not null)
                    return made;
            }
        }
        catch (OperationCanceledException)
        {
            // Whoever stopped it is told what it used; whoever goes on does not count it once more.
            Record(made with { Usage = null }, handOver);
            throw;
        }
    }

    private async Task<VerifyReport?> VerifyAsync(
        Implemented made,
        AgentTask task,
        ImplFolder handOver,
        CancellationToken cancellationToken
    )
    {
        var left = verification!.Request.Limits.IsJobBound ? TimeLeft(task, made) : (TimeSpan?)null;
        _verifying.Start();
        try
        {
            return await verification
                .RunAsync(made.Work.Commit!, handOver[PlanFiles.Bundle], left, cancellationToken)
                .ConfigureAwait(false);
        }
        finally
        {
            _verifying.Stop();
        }
    }

    // What was there before a round that fails is worth as much as without the round.
    private async Task<Implemented?> RoundAsync(
        Implemented made,
        AgentTask task,
        ImplFolder handOver,
        Action<string> activity,
        CancellationToken cancellationToken
    )
    {
        var used = made.Usage!;
        var round = task with
        {
            Used = more =>
            {
                used = made.Usage!.Plus(more);
                task.Used?.Invoke(used);
                Record(made with { Usage = used }, handOver);
            },
        };
        var rounds = made.Rounds + 1;
        try
        {
            var (_, work) = await session
                .RunAsync(round, handOver, activity, cancellationToken, isRound: true)
                .ConfigureAwait(false);
            return work.Commit is null ? null : new Implemented(used, work) { Rounds = rounds };
        }
        catch (OneShotException exception) when (exception.Error.Exit != ExitCode.Cancelled)
        {
            reporter.Warn($"round {rounds} failed, and what was there before it is taken: {exception.Error.Message}");
            return made with
            {
                Usage = used,
                Rounds = rounds,
                Ended = $"the last one failed: {exception.Error.Message}",
            };
        }
    }

    private AgentTask? Left(AgentTask task, Implemented made)
    {
        var turns = task.Turns - (made.Usage!.Turns ?? 0);
        var cost = task.CostUsd - (made.Usage.CostUsd ?? 0);
        var time = TimeLeft(task, made);
        return turns <= 0 || cost <= 0 || time <= TimeSpan.FromSeconds(1)
            ? null
            : task with
            {
                Turns = turns,
                CostUsd = cost,
                TimeLimit = time,
            };
    }

    private TimeSpan TimeLeft(AgentTask task, Implemented made) =>
        task.TimeLimit
        - TimeSpan.FromSeconds(made.Usage!.Seconds)
        - (verification!.Request.Limits.IsJobBound ? _verifying.Elapsed : TimeSpan.Zero);

    private void Record(Implemented made, ImplFolder handOver)
    {
        if (!IsKept)
            return;
        new RoundsRecord
        {
            Start = start,
            PlanSha256 = RoundsRecord.PlanOf(handOver),
            Commit = made.Work.Commit!,
            Rounds = made.Rounds,
            Usage = made.Usage,
            LeftOut = PhaseReport.ListOf(made.Work.LeftOut),
        }.Write(handOver);
    }

    private static string Counted(int number, string one, string more) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : more)}");
}
