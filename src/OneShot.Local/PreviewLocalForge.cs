using System.Globalization;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Local;

/// <summary>The local forge in a preview: reads, and shows what it would write and start.</summary>
internal sealed class PreviewLocalForge(LocalForge inner, PreviewLog log) : IForge
{
    public string Name => inner.Name;

    public ForgeTraits Traits => inner.Traits;

    public IForgeWords Words => inner.Words;

    public IIssues Issues => inner.Issues;

    public Remote? BranchesOf(RepositoryState repository) => inner.BranchesOf(repository);

    public string PageOf(int number) => inner.PageOf(number);

    public Task<bool> IsOursAsync(string login, CancellationToken cancellationToken) =>
        inner.IsOursAsync(login, cancellationToken);

    public Task<bool> MayWriteAsync(string login, CancellationToken cancellationToken) =>
        inner.MayWriteAsync(login, cancellationToken);

    public Task<Trunk> CheckAsync(string workflow, CancellationToken cancellationToken) =>
        inner.CheckAsync(workflow, cancellationToken);

    public Task<PullRequest?> FindPullRequestAsync(string branch, DistinctId id, CancellationToken cancellationToken) =>
        inner.FindPullRequestAsync(branch, id, cancellationToken);

    public Task<PullRequest> OpenPullRequestAsync(
        NewPullRequest pullRequest,
        DistinctId id,
        CancellationToken cancellationToken
    )
    {
        var page = string.Create(CultureInfo.InvariantCulture, $"oneshot/pulls/{inner.NextNumber}");
        log.Add(
            $"write {page}.json",
            $"title: {pullRequest.Title}\nbranch: {pullRequest.Branch}\nbase: {pullRequest.Base}\nbody: "
                + $"{pullRequest.Body}"
        );
        return Task.FromResult(new PullRequest(inner.NextNumber, page + ".html", "you", IsOpen: true, IsDraft: true));
    }

    public Task SetStateLabelAsync(int number, OneShotStage stage, CancellationToken cancellationToken) =>
        Shown(number, stage);

    public Task<DispatchAnswer> DispatchAsync(NewRun run, CancellationToken cancellationToken)
    {
        log.Add("start a run here", string.Join('\n', run.Inputs.Select(input => $"{input.Key}: {input.Value}")));
        return Task.FromResult(new DispatchAnswer(new Run(run.Id.Value, $"oneshot/runs/{run.Id}"), IsLost: false));
    }

    public Task<Run?> FindRunAsync(
        string workflow,
        DistinctId id,
        DateTimeOffset since,
        CancellationToken cancellationToken
    ) => inner.FindRunAsync(workflow, id, since, cancellationToken);

    public Task<Run> GetRunAsync(string id, CancellationToken cancellationToken) =>
        inner.GetRunAsync(id, cancellationToken);

    public Task<PullRequest> GetPullRequestAsync(int number, CancellationToken cancellationToken) =>
        inner.GetPullRequestAsync(number, cancellationToken);

    public Task UpdatePullRequestAsync(int number, string? title, string? body, CancellationToken cancellationToken) =>
        throw Unused();

    public Task MarkReadyAsync(int number, CancellationToken cancellationToken) => throw Unused();

    public Task SetStatusAsync(CommitStatus status, CancellationToken cancellationToken) => throw Unused();

    public Task ClosePullRequestAsync(int number, CancellationToken cancellationToken) => throw Unused();

    public Task<IReadOnlyList<RunJob>> JobsOfAsync(string run, CancellationToken cancellationToken) =>
        inner.JobsOfAsync(run, cancellationToken);

    public Task<string?> LogOfAsync(string job, CancellationToken cancellationToken) =>
        inner.LogOfAsync(job, cancellationToken);

    public Task<bool> CancelRunAsync(string id, CancellationToken cancellationToken) => throw Unused();

    private Task Shown(int number, OneShotStage stage)
    {
        log.Add(string.Create(CultureInfo.InvariantCulture, $"label #{number}"), StateLabels.Of(stage));
        return Task.CompletedTask;
    }

    private static InvalidOperationException Unused() => new("A preview changes nothing.");
}
