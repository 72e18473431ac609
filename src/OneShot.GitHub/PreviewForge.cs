using System.Globalization;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.GitHub;

/// <summary>GitHub in a preview: reads what can be read, and shows what it would send.</summary>
/// <param name="server">The server.</param>
/// <param name="repository">The repository.</param>
/// <param name="inner">The real one; <see langword="null"/> without a token.</param>
/// <param name="log">Collects the calls.</param>
internal sealed class PreviewForge(GitHubServer server, RepositoryName repository, GitHubForge? inner, PreviewLog log)
    : IForge
{
    private readonly GitHubRequests _requests = new(repository);

    public string Name => $"{server.Host}/{repository}";

    public ForgeTraits Traits => GitHubTraits.All;

    public IForgeWords Words { get; } = new GitHubWords($"{server.Host}/{repository}");

    public IIssues Issues => inner?.Issues ?? throw Unused();

    /// <summary>Whether issues can be read.</summary>
    public bool HasIssues => inner is not null;

    public Remote? BranchesOf(RepositoryState repository) => inner?.BranchesOf(repository) ?? repository.Remote;

    public string PageOf(int number) => string.Create(CultureInfo.InvariantCulture, $"https://{Name}/pull/{number}");

    public Task<bool> IsOursAsync(string login, CancellationToken cancellationToken) => throw Unused();

    public Task<bool> MayWriteAsync(string login, CancellationToken cancellationToken) => throw Unused();

    public async Task<Trunk> CheckAsync(string workflow, CancellationToken cancellationToken)
    {
        try
        {
            return inner is null
                ? new Trunk(string.Empty)
                : await inner.CheckAsync(workflow, cancellationToken).ConfigureAwait(false);
        }
        catch (OneShotException exception)
        {
            log.Stop(exception);
            return new Trunk(string.Empty);
        }
    }

    public Task<PullRequest?> FindPullRequestAsync(string branch, DistinctId id, CancellationToken cancellationToken) =>
        inner?.FindPullRequestAsync(branch, id, cancellationToken) ?? Task.FromResult<PullRequest?>(null);

    public Task<PullRequest> OpenPullRequestAsync(
        NewPullRequest pullRequest,
        DistinctId id,
        CancellationToken cancellationToken
    )
    {
        Show(_requests.OpenPullRequest(pullRequest, draft: true));
        return Task.FromResult(new PullRequest(0, $"https://{Name}/pull/NUMBER", "you", IsOpen: true, IsDraft: true));
    }

    public Task SetStateLabelAsync(int number, OneShotStage stage, CancellationToken cancellationToken) =>
        Shown(number, stage);

    public Task<DispatchAnswer> DispatchAsync(NewRun run, CancellationToken cancellationToken)
    {
        // Nobody knows the number before the pull request is there.
        Show(
            _requests.Dispatch(
                run with
                {
                    Inputs = run.Inputs.ToDictionary(
                        input => input.Key,
                        input => input.Key == "pr_number" ? "NUMBER" : input.Value
                    ),
                },
                askForDetails: true
            )
        );
        return Task.FromResult(new DispatchAnswer(new Run("0", $"https://{Name}/actions/runs/ID"), IsLost: false));
    }

    public Task<Run?> FindRunAsync(
        string workflow,
        DistinctId id,
        DateTimeOffset since,
        CancellationToken cancellationToken
    ) => inner?.FindRunAsync(workflow, id, since, cancellationToken) ?? Task.FromResult<Run?>(null);

    public Task<PullRequest> GetPullRequestAsync(int number, CancellationToken cancellationToken) => throw Unused();

    public Task UpdatePullRequestAsync(int number, string? title, string? body, CancellationToken cancellationToken) =>
        throw Unused();

    public Task MarkReadyAsync(int number, CancellationToken cancellationToken)
    {
        Show(GitHubRequests.MarkReady(server, number, "ID"));
        return Task.CompletedTask;
    }

    public Task SetStatusAsync(CommitStatus status, CancellationToken cancellationToken) => throw Unused();

    public Task ClosePullRequestAsync(int number, CancellationToken cancellationToken) => throw Unused();

    public Task<Run> GetRunAsync(string id, CancellationToken cancellationToken) => throw Unused();

    public Task<IReadOnlyList<RunJob>> JobsOfAsync(string run, CancellationToken cancellationToken) => throw Unused();

    public Task<string?> LogOfAsync(string job, CancellationToken cancellationToken) => throw Unused();

    public Task<bool> CancelRunAsync(string id, CancellationToken cancellationToken) => throw Unused();

    // Nobody knows the number before the pull request is there.
    private Task Shown(int number, OneShotStage stage)
    {
        var request = _requests.AddLabels(number, [StateLabels.Of(stage)]);
        Show(request with { Path = request.Path.Replace("/issues/0/", "/issues/NUMBER/", StringComparison.Ordinal) });
        return Task.CompletedTask;
    }

    private void Show(GitHubRequest request)
    {
        var lines = request.Body!.SelectMany(field =>
            field.Value is System.Text.Json.Nodes.JsonObject inputs
                ? inputs.Select(input => $"{field.Key}.{input.Key}: {input.Value}")
                : [$"{field.Key}: {field.Value}"]
        );
        log.Add($"{request.Method} {new Uri(server.Api, request.Path)}", string.Join('\n', lines));
    }

    private static InvalidOperationException Unused() => new("A preview neither watches nor undoes.");
}
