using System.Globalization;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Text;
using OneShot.Core.Verifying;

namespace OneShot.GitHub;

/// <summary>
/// What others say of a commit on GitHub: check runs, statuses, and workflows' runs, which have no check run before
/// their jobs begin, nor while somebody has to approve them.
/// </summary>
internal sealed class GitHubChecks(GitHubApi api, GitHubRequests requests) : IChecksApi
{
    private const int Name = 100;
    private const int Page = 100;
    private const string Actions = "github-actions";
    private const string Status = "status";

    // The server's word in a state as in a conclusion.
    private const string ToApprove = "action_required";

    // What we say ourselves.
    private const string Own = "oneshot/";

    public async Task<CommitChecks> OfAsync(string commit, string? run, CancellationToken cancellationToken)
    {
        // First: of a run that has ended here, all jobs are among the checks after it.
        var runs = await RunsAsync(commit, cancellationToken).ConfigureAwait(false);
        var checks = await PagesAsync(
                page => requests.CheckRuns(commit, page),
                answer => answer.Read(GitHubJson.Default.CheckRunsAnswer, api.Server.Host, "read the checks").CheckRuns,
                cancellationToken
            )
            .ConfigureAwait(false);
        var statuses = await PagesAsync(
                page => requests.ReadStatus(commit, page),
                answer => answer.Read(GitHubJson.Default.StatusesAnswer, api.Server.Host, "read the statuses").Statuses,
                cancellationToken
            )
            .ConfigureAwait(false);
        var ours = runs.Items.Where(one => Text(one.Id) == run).Select(one => one.CheckSuiteId).ToHashSet();
        var others = runs.Items.Where(one => Text(one.Id) != run).ToArray();
        var suites = checks.Items.Select(check => check.CheckSuite?.Id).ToHashSet();
        var foreign = checks.Items.Where(check => !IsOf(check, run, ours));
        CommitCheck[] all =
        [
            .. foreign.Select(CheckOf),
            .. statuses
                .Items.Where(status => !status.Context.StartsWith(Own, StringComparison.OrdinalIgnoreCase))
                .Select(CheckOf),
            .. others.Where(one => IsWithoutJob(one, suites)).Select(CheckOf),
        ];
        return new CommitChecks([.. all.Take(ChecksReport.Most)])
        {
            Running =
            [
                .. others
                    .Where(one => one.Status is not (ToApprove or "completed"))
                    .Select(one => SafeText.Excerpt(one.Name ?? Text(one.Id), Name)),
            ],
            AreMore = checks.AreMore || statuses.AreMore || runs.AreMore || all.Length > ChecksReport.Most,
        };
    }

    // A run that waits for an approval, or could not start, has no job.
    private static bool IsWithoutJob(CommitRunAnswer run, HashSet<long?> suites) =>
        run.Status == ToApprove
        || (
            run.Status == RunStatus.Completed.Word
            && StateOf(run.Conclusion) is CommitCheckState.Red or CommitCheckState.Waiting
            && !suites.Contains(run.CheckSuiteId)
        );

    private static bool IsOf(CheckRunAnswer check, string? run, HashSet<long?> suites) =>
        (check.CheckSuite?.Id is { } suite && suites.Contains(suite))
        || (
            run is not null
            && check.App?.Slug == Actions
            && check.DetailsUrl?.Contains($"/actions/runs/{run}/", StringComparison.Ordinal) == true
        );

    private static CommitCheck CheckOf(CheckRunAnswer check)
    {
        var isOver = check.Status == RunStatus.Completed.Word;
        var app = check.App?.Slug ?? "an app";
        return Of(
            check.Name,
            app,
            isOver ? StateOf(check.Conclusion) : CommitCheckState.Going,
            (isOver ? check.Conclusion : check.Status) ?? "unknown",
            check.HtmlUrl ?? check.DetailsUrl
        ) with
        {
            Job = app == Actions ? Text(check.Id) : null,
        };
    }

    private static CommitCheck CheckOf(StatusAnswer status) =>
        Of(
            status.Context,
            Status,
            status.State switch
            {
                "success" => CommitCheckState.Green,
                "pending" => CommitCheckState.Going,
                _ => CommitCheckState.Red,
            },
            status.State,
            status.TargetUrl
        );

    private static CommitCheck CheckOf(CommitRunAnswer run) =>
        Of(
            run.Name ?? Text(run.Id),
            Actions,
            StateOf(run.Conclusion ?? run.Status),
            run.Conclusion ?? run.Status ?? "unknown",
            run.HtmlUrl
        );

    private static CommitCheck Of(string name, string app, CommitCheckState state, string word, string? url) =>
        new(SafeText.Excerpt(name, Name), SafeText.Excerpt(app, Name), state, SafeText.Excerpt(word, Name))
        {
            Url = ChecksReport.Address(url),
        };

    // A word that is not known yet is nothing good.
    private static CommitCheckState StateOf(string? conclusion) =>
        conclusion switch
        {
            "success" or "neutral" or "skipped" => CommitCheckState.Green,
            ToApprove => CommitCheckState.Waiting,
            _ => CommitCheckState.Red,
        };

    // Without the right to read runs, what their jobs say is left.
    private async Task<(IReadOnlyList<CommitRunAnswer> Items, bool AreMore)> RunsAsync(
        string commit,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await PagesAsync(
                    page => requests.RunsOf(commit, page),
                    answer =>
                        answer.Read(GitHubJson.Default.CommitRunsAnswer, api.Server.Host, "read the runs").WorkflowRuns,
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (OneShotException exception) when (exception.Error.Code is CaughtCode.Forbidden or CaughtCode.NotFound)
        {
            return ([], false);
        }
    }

    private async Task<(IReadOnlyList<T> Items, bool AreMore)> PagesAsync<T>(
        Func<int, GitHubRequest> ask,
        Func<GitHubAnswer, IReadOnlyList<T>> read,
        CancellationToken cancellationToken
    )
    {
        var all = new List<T>();
        for (var page = 1; ; page++)
        {
            var items = read(await api.SendGoodAsync(ask(page), cancellationToken).ConfigureAwait(false));
            all.AddRange(items);
            if (items.Count < Page)
                return (all, false);
            if (all.Count >= ChecksReport.Most)
                return (all, true);
        }
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
