using System.Globalization;
using System.Net;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.GitHub;

/// <summary>GitHub, through its REST API.</summary>
internal sealed class GitHubForge(GitHubApi api, RepositoryName repository, IReporter reporter, TimeProvider clock)
    : IForge
{
    /// <summary>Runs of more pages than this are not looked through; a page has 100.</summary>
    private const int Pages = 10;

    private readonly GitHubRequests _requests = new(repository);
    private readonly GitHubJobs _jobs = new(api, new GitHubRequests(repository));
    private readonly GitHubTrust _trust = new(api, new GitHubRequests(repository));

    public string Name => $"{api.Server.Host}/{repository}";

    public ForgeTraits Traits => GitHubTraits.All;

    public IForgeWords Words { get; } = new GitHubWords($"{api.Server.Host}/{repository}");

    public IIssues Issues => new GitHubIssues(api, _requests, _trust);

    public IForgeFacts Facts => new GitHubFacts(api, repository);

    public IChecksApi Checks => new GitHubChecks(api, _requests);

    public ICommitsApi Commits => new GitHubCommits(api, _requests);

    public Remote? BranchesOf(RepositoryState repository) =>
        repository.Remote is { } remote ? remote with { LogIn = api.LogIn } : null;

    public string PageOf(int number) => string.Create(CultureInfo.InvariantCulture, $"https://{Name}/pull/{number}");

    public Task<bool> IsOursAsync(string login, CancellationToken cancellationToken) =>
        _trust.AreWeAsync(login, cancellationToken);

    public Task<bool> MayWriteAsync(string login, CancellationToken cancellationToken) =>
        _trust.MayWriteAsync(login, cancellationToken);

    public async Task<Trunk> CheckAsync(string workflow, CancellationToken cancellationToken)
    {
        var reading = ReadAsync(_requests.ReadRepository(), cancellationToken);
        var request = _requests.ReadWorkflow(workflow);
        var asking = api.SendAsync(request, cancellationToken);
        await Task.WhenAll(reading, asking).ConfigureAwait(false);

        var found = (await reading.ConfigureAwait(false)).Read(
            GitHubJson.Default.RepositoryAnswer,
            api.Server.Host,
            "read the repository"
        );
        if (found.Archived || found.Disabled)
            throw OneShotErrors.RepositoryArchived(Name);
        if (found.Permissions is { Push: false })
            throw OneShotErrors.PushNotAllowed(Name);

        var answer = await asking.ConfigureAwait(false);
        if (answer.Status == HttpStatusCode.NotFound)
            throw OneShotErrors.WorkflowNotActive(workflow, Name);
        if (!answer.IsGood)
            throw api.Failure(request, answer);
        var state = answer.Read(GitHubJson.Default.WorkflowAnswer, api.Server.Host, request.What).State;
        if (state is not "active")
            throw OneShotErrors.WorkflowDisabled(workflow, Core.Text.SafeText.Line(state));
        return new Trunk(found.DefaultBranch);
    }

    public async Task<PullRequest?> FindPullRequestAsync(
        string branch,
        DistinctId id,
        CancellationToken cancellationToken
    )
    {
        var request = _requests.FindPullRequest(branch);
        var pulls = (await ReadAsync(request, cancellationToken).ConfigureAwait(false)).Read(
            GitHubJson.Default.JsonItemsPullAnswer,
            api.Server.Host,
            request.What
        );
        foreach (
            var found in pulls
                .Where(pull => Metadata.Read(pull.Body ?? "") is not { } metadata || metadata.Id == id.Value)
                .Select(PullRequestOf)
        )
        {
            // Who may read may open one, for any branch of a public repository.
            if (
                await _trust.AreWeAsync(found.Author, cancellationToken).ConfigureAwait(false)
                || await _trust.MayWriteAsync(found.Author, cancellationToken).ConfigureAwait(false)
            )
                return found;
        }

        return null;
    }

    public Task<PullRequest> OpenPullRequestAsync(
        NewPullRequest pullRequest,
        DistinctId id,
        CancellationToken cancellationToken
    ) =>
        new GitHubPullRequestOpening(
            api,
            _requests,
            (branch, token) => FindPullRequestAsync(branch, id, token),
            reporter,
            clock
        ).RunAsync(pullRequest, cancellationToken);

    public async Task<PullRequest> GetPullRequestAsync(int number, CancellationToken cancellationToken) =>
        PullRequestOf(await ReadPullRequestAsync(number, cancellationToken).ConfigureAwait(false));

    public async Task UpdatePullRequestAsync(
        int number,
        string? title,
        string? body,
        CancellationToken cancellationToken
    ) =>
        await api.SendRepeatableAsync(_requests.UpdatePullRequest(number, title, body), cancellationToken)
            .ConfigureAwait(false);

    public async Task MarkReadyAsync(int number, CancellationToken cancellationToken)
    {
        var pull = await ReadPullRequestAsync(number, cancellationToken).ConfigureAwait(false);
        if (!pull.Draft)
            return;
        var request = GitHubRequests.MarkReady(api.Server, number, pull.NodeId);
        var answer = await api.SendRepeatableAsync(request, cancellationToken).ConfigureAwait(false);

        // GraphQL says no with 200.
        if (
            answer.Read(GitHubJson.Default.GraphQlAnswerReadyData, api.Server.Host, request.What).Errors
            is [{ } error, ..]
        )
            throw OneShotErrors.Unprocessable(api.Server.Host, request.What, Core.Text.SafeText.Line(error.Message));
    }

    public async Task SetStatusAsync(CommitStatus status, CancellationToken cancellationToken) =>
        await api.SendRepeatableAsync(_requests.SetStatus(status), cancellationToken).ConfigureAwait(false);

    public async Task ClosePullRequestAsync(int number, CancellationToken cancellationToken) =>
        await api.SendRepeatableAsync(_requests.ClosePullRequest(number), cancellationToken).ConfigureAwait(false);

    public Task SetStateLabelAsync(int number, OneShotStage stage, CancellationToken cancellationToken) =>
        new GitHubLabels(api, _requests).SetAsync(number, stage, cancellationToken);

    public async Task<DispatchAnswer> DispatchAsync(NewRun run, CancellationToken cancellationToken)
    {
        try
        {
            var request = _requests.Dispatch(run, askForDetails: true);
            var answer = await api.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (answer.Status is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity)
            {
                // Older servers don't know the wish for details, and say so in various ways.
                request = _requests.Dispatch(run, askForDetails: false);
                answer = await api.SendAsync(request, cancellationToken).ConfigureAwait(false);
            }

            if (!answer.IsGood)
                throw api.Failure(request, answer);

            // 204 and an empty 200 tell that the run was started; a page of some proxy tells nothing.
            if (answer.Body.Length == 0)
                return new DispatchAnswer(null, IsLost: false);
            return RunOf(answer) is { } started
                ? new DispatchAnswer(started, IsLost: false)
                : new DispatchAnswer(null, IsLost: true);
        }
        catch (AnswerLostException exception)
        {
            reporter.Warn(exception.Error.Error.Message);
            return new DispatchAnswer(null, IsLost: true);
        }
    }

    public async Task<Run?> FindRunAsync(
        string workflow,
        DistinctId id,
        DateTimeOffset since,
        CancellationToken cancellationToken
    )
    {
        for (var page = 1; page <= Pages; page++)
        {
            var request = _requests.ListRuns(workflow, since, page);
            var runs = (await ReadAsync(request, cancellationToken).ConfigureAwait(false))
                .Read(GitHubJson.Default.RunsAnswer, api.Server.Host, request.What)
                .WorkflowRuns;
            if (
                runs.Where(run =>
                        (id.IsIn(run.DisplayTitle) || id.IsIn(run.Name))
                        && run.Conclusion != RunConclusion.Cancelled.Word
                    )
                    .MinBy(run => run.Id) is
                { } found
            )
                return RunOf(found);
            if (runs.Count < 100)
                break;
        }

        return null;
    }

    public async Task<Run> GetRunAsync(string id, CancellationToken cancellationToken)
    {
        var request = _requests.ReadRun(id);
        return RunOf(
            (await ReadAsync(request, cancellationToken).ConfigureAwait(false)).Read(
                GitHubJson.Default.RunAnswer,
                api.Server.Host,
                request.What
            )
        );
    }

    public Task<IReadOnlyList<RunJob>> JobsOfAsync(string run, CancellationToken cancellationToken) =>
        _jobs.OfAsync(run, cancellationToken);

    public Task<string?> LogOfAsync(string job, CancellationToken cancellationToken) =>
        _jobs.LogAsync(job, cancellationToken);

    public async Task<bool> CancelRunAsync(string id, CancellationToken cancellationToken)
    {
        var request = _requests.CancelRun(id);
        var answer = await api.SendRepeatableAsync(
                request,
                cancellationToken,
                HttpStatusCode.Conflict,
                HttpStatusCode.NotFound
            )
            .ConfigureAwait(false);
        return answer.IsGood;
    }

    public static PullRequest PullRequestOf(PullAnswer pull) =>
        new(
            pull.Number,
            pull.HtmlUrl,
            pull.User?.Login ?? GitHubTrust.Ghost,
            GitHubState.IsOpen(pull.State),
            pull.Draft,
            pull.Title ?? "",
            pull.Body ?? "",
            BranchOf(pull)
        )
        {
            IsMerged = pull.Merged == true,
            Labels = [.. (pull.Labels ?? []).Select(label => label.Name ?? "")],
            Changes = pull
                is { ChangedFiles: >= 0 and var files, Additions: >= 0 and var added, Deletions: >= 0 and var removed }
                ? new ChangeCount(files, added, removed)
                : null,
        };

    // A fork's branch is none of this repository, whatever its name.
    private static string BranchOf(PullAnswer pull) =>
        pull.Head is null ? ""
        : pull.Head.Repo?.FullName == pull.Base?.Repo?.FullName ? pull.Head.Ref
        : pull.Head.Label ?? "a fork's " + pull.Head.Ref;

    private static Run RunOf(RunAnswer run) =>
        new(
            run.Id.ToString(CultureInfo.InvariantCulture),
            run.HtmlUrl,
            Word<RunStatus>(run.Status),
            Word<RunConclusion>(run.Conclusion)
        );

    private static T? Word<T>(string? word)
        where T : class, IWord<T> => word is null ? null : T.Of(word);

    private Run? RunOf(GitHubAnswer answer)
    {
        try
        {
            var details = answer.Read(GitHubJson.Default.DispatchDetails, api.Server.Host, "start the workflow");
            return new Run(details.WorkflowRunId.ToString(CultureInfo.InvariantCulture), details.HtmlUrl);
        }
        catch (OneShotException)
        {
            return null;
        }
    }

    private async Task<PullAnswer> ReadPullRequestAsync(int number, CancellationToken cancellationToken)
    {
        var request = _requests.ReadPullRequest(number);
        return (await ReadAsync(request, cancellationToken).ConfigureAwait(false)).Read(
            GitHubJson.Default.PullAnswer,
            api.Server.Host,
            request.What
        );
    }

    private async Task<GitHubAnswer> ReadAsync(GitHubRequest request, CancellationToken cancellationToken) =>
        await api.SendGoodAsync(request, cancellationToken).ConfigureAwait(false);
}
