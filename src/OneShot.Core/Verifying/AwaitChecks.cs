using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Secrets;
using OneShot.Core.Text;

namespace OneShot.Core.Verifying;

/// <summary>
/// Waits until the team's own CI has said what it has to say of what was delivered. Nothing of the repository is run.
/// </summary>
/// <param name="request">Whose checks.</param>
/// <param name="forge">Where they are.</param>
/// <param name="checks">Reads them.</param>
/// <param name="reporter">Is told how far they are.</param>
/// <param name="clock">The time.</param>
internal sealed class AwaitChecks(
    ChecksRequest request,
    IForge forge,
    IChecksApi checks,
    IReporter reporter,
    TimeProvider clock
)
{
    private const int MostLogs = 3;
    private const int Width = 300;

    // A look takes three requests or more, and a run's own token has 1,000 an hour for the whole repository.
    private static readonly Polling Polling = new(TimeSpan.FromSeconds(5), 1.5, TimeSpan.FromMinutes(1));

    // A workflow that starts when another has ended, and an app that is told by a webhook, need some seconds.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(30);

    // What waits for an approval is there within seconds.
    private static readonly TimeSpan WithBuiltInToken = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, CommitCheckState> _told = [];

    /// <summary>Waits.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>What was said.</returns>
    public async Task<ChecksReport> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var found = await WaitAsync(cancellationToken).ConfigureAwait(false);
            return found with { All = await ComparedAsync(found.All, cancellationToken).ConfigureAwait(false) };
        }
        catch (OneShotException exception) when (IsLastingFor(exception))
        {
            return new ChecksReport { Lack = Unreadable(exception) };
        }
        finally
        {
            reporter.Doing(null);
        }
    }

    // It ends when all that is known has ended, no workflow runs on the commit that could have more jobs, and for a
    // moment nothing changed: jobs are checks only once those that they need have ended.
    private async Task<ChecksReport> WaitAsync(CancellationToken cancellationToken)
    {
        var (start, pause) = (clock.GetUtcNow(), Polling.First);
        var (changed, state, last) = (start, string.Empty, new CommitChecks([]));
        while (true)
        {
            var failure = string.Empty;
            try
            {
                last = await checks.OfAsync(request.Commit, request.Run, cancellationToken).ConfigureAwait(false);
            }
            catch (OneShotException exception) when (!IsLastingFor(exception))
            {
                failure = exception.Error.Message;
                reporter.Warn($"checks: {failure}");
            }

            var now = clock.GetUtcNow();
            if (StateOf(last) is var seen && seen != state)
                (changed, state) = (now, seen);
            Tell(last.All);
            var going = last.All.Count(check => check.State == CommitCheckState.Going) + last.Running.Count;
            var isDone = failure.Length == 0 && last.All.Count > 0 && going == 0;
            if (isDone && now - changed >= Quiet)
                return last.AreMore
                    ? new ChecksReport
                    {
                        All = last.All,
                        Lack = $"it has more than {ChecksReport.Most} checks, and no more are looked at",
                    }
                    : new ChecksReport { All = last.All };
            var limit = LimitOf(last, failure);
            var left = start + limit - now;
            if (left <= TimeSpan.Zero)
                return Ended(last, limit, failure);
            reporter.Doing(
                last.All.Count == 0
                    ? "waiting for the first check"
                    : $"checks: {last.All.Count(check => check.State != CommitCheckState.Going)} of {last.All.Count} have ended"
            );
            var next = isDone && changed + Quiet - now < pause ? changed + Quiet - now : pause;
            await Task.Delay(next < left ? next : left, clock, cancellationToken).ConfigureAwait(false);
            pause = Polling.After(pause);
        }
    }

    private TimeSpan LimitOf(CommitChecks last, string failure) =>
        request.IsBuiltInToken
        && last.All.Count + last.Running.Count + failure.Length == 0
        && WithBuiltInToken < request.Limit
            ? WithBuiltInToken
            : request.Limit;

    private ChecksReport Ended(CommitChecks last, TimeSpan limit, string failure)
    {
        var time = DurationText.Of(limit);
        var going = last
            .All.Where(check => check.State == CommitCheckState.Going)
            .Select(check => check.Name)
            .Concat(last.Running)
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        var names = string.Join(", ", going.Take(3).Select(name => SafeText.Excerpt(name, 100)));
        var more = going.Length > 3 ? $" and {going.Length - 3} more" : "";
        var why =
            failure.Length > 0 ? $"the checks could not be read: {SafeText.Excerpt(failure, Width)}"
            : last.All.Count + last.Running.Count == 0
                ? request.IsBuiltInToken ? $"no check came: {ChecksText.BuiltIn}"
                    : $"no CI answered: no check came within {time}"
            : going.Length > 0 ? $"not ended within {time}: {names}{more}"
            : $"its checks went on changing for {time}";
        return new ChecksReport { All = last.All, Lack = why };
    }

    // Asked for only where something is red: mostly nothing is.
    private async Task<IReadOnlyList<CommitCheck>> ComparedAsync(
        IReadOnlyList<CommitCheck> all,
        CancellationToken cancellationToken
    )
    {
        if (all.All(check => check.State != CommitCheckState.Red))
            return all;
        var before = await BeforeAsync(cancellationToken).ConfigureAwait(false);
        var (compared, logs) = (new List<CommitCheck>(), 0);
        foreach (var check in all)
        {
            var same = before.Where(one => one.Name == check.Name && one.App == check.App).ToArray();
            if (check.State != CommitCheckState.Red)
                compared.Add(check);
            else if (same.Length > 0 && same.All(one => one.State == CommitCheckState.Red))
                compared.Add(check with { IsRedBefore = true });
            else
                compared.Add(
                    logs++ < MostLogs && check.Job is { } job
                        ? check with
                        {
                            Tail = await TailAsync(job, cancellationToken).ConfigureAwait(false),
                        }
                        : check
                );
        }

        return compared;
    }

    // That trunk can't be asked excuses nothing.
    private async Task<IReadOnlyList<CommitCheck>> BeforeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await checks.OfAsync(request.Start, request.Run, cancellationToken).ConfigureAwait(false)).All;
        }
        catch (OneShotException exception) when (exception.Error.Exit != ExitCode.Cancelled)
        {
            reporter.Warn($"the checks of the commit before could not be read: {exception.Error.Message}");
            return [];
        }
    }

    private async Task<IReadOnlyList<string>> TailAsync(string job, CancellationToken cancellationToken)
    {
        try
        {
            var log = await forge.LogOfAsync(job, cancellationToken).ConfigureAwait(false);
            return
            [
                .. (log ?? string.Empty)
                    .Split('\n')
                    .Where(line => !string.IsNullOrWhiteSpace(line))
                    .TakeLast(VerifyRun.MostLines)
                    .Select(line => SafeText.Excerpt(SecretRules.Without(line), Width)),
            ];
        }
        catch (OneShotException exception) when (exception.Error.Exit != ExitCode.Cancelled)
        {
            reporter.Trace(exception.Error.Message);
            return [];
        }
    }

    private void Tell(IReadOnlyList<CommitCheck> all)
    {
        foreach (var check in all)
        {
            var key = $"{check.App}\n{check.Name}\n{check.Url}";
            if (_told.TryGetValue(key, out var told) && told == check.State)
                continue;
            _told[key] = check.State;
            reporter.Progress($"check {ChecksText.Name(check)}: {SafeText.Excerpt(check.Word, 100)}");
        }
    }

    private static string StateOf(CommitChecks found) =>
        string.Join(
            '\n',
            found
                .All.Select(check => $"{check.App}\t{check.Name}\t{check.Url}\t{check.State}")
                .Order(StringComparer.Ordinal)
                .Append($"{found.Running.Count}")
        );

    // Asking once more changes nothing about a right.
    private static bool IsLastingFor(OneShotException exception) =>
        exception.Error.Code
            is CaughtCode.Forbidden
                or CaughtCode.NotFound
                or CaughtCode.TokenRefused
                or CaughtCode.Unprocessable
                or CaughtCode.Gone
                or CaughtCode.AnswerUnreadable;

    private static string Unreadable(OneShotException exception) =>
        $"the checks could not be read: {SafeText.Excerpt(exception.Error.Message.TrimEnd('.'), Width)}"
        + (
            exception.Error.Code is CaughtCode.Forbidden or CaughtCode.NotFound
                ? "; the job that reads them needs the right checks: read, and oneshot init writes it so"
                : ""
        );
}
