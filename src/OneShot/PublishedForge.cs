using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Secrets;

namespace OneShot;

/// <summary>The one door to a forge: what is published there, whoever wrote it, leaves without secrets.</summary>
/// <param name="inner">The forge.</param>
/// <param name="secrets">What this process knows by value.</param>
internal sealed class PublishedForge(IForge inner, KnownSecrets secrets) : IForge
{
    public string Name => inner.Name;

    public ForgeTraits Traits => inner.Traits;

    public IForgeWords Words => inner.Words;

    public IIssues Issues => new PublishedIssues(inner.Issues, secrets);

    public bool HasIssues => inner.HasIssues;

    public IForgeFacts? Facts => inner.Facts;

    // their message is cleaned where it is made, and told from another by its bytes
    public ICommitsApi? Commits => inner.Commits;

    public IChecksApi? Checks => inner.Checks;

    /// <summary>
    /// The secrets of this process's own variables that look like one: a word that happens to be a value of theirs is
    /// left in texts.
    /// </summary>
    public static KnownSecrets Known(IEnumerable<string> values) => new(values.Where(LogInText.IsToken));

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
        var (title, body) = (secrets.Without(pullRequest.Title), secrets.Without(pullRequest.Body));
        return inner.OpenPullRequestAsync(pullRequest with { Title = title, Body = body }, id, cancellationToken);
    }

    public Task<PullRequest> GetPullRequestAsync(int number, CancellationToken cancellationToken) =>
        inner.GetPullRequestAsync(number, cancellationToken);

    public Task UpdatePullRequestAsync(int number, string? title, string? body, CancellationToken cancellationToken) =>
        inner.UpdatePullRequestAsync(number, Clean(title), Clean(body), cancellationToken);

    public Task MarkReadyAsync(int number, CancellationToken cancellationToken) =>
        inner.MarkReadyAsync(number, cancellationToken);

    public Task SetStatusAsync(CommitStatus status, CancellationToken cancellationToken) =>
        inner.SetStatusAsync(status with { Description = secrets.Without(status.Description) }, cancellationToken);

    public Task ClosePullRequestAsync(int number, CancellationToken cancellationToken) =>
        inner.ClosePullRequestAsync(number, cancellationToken);

    public Task SetStateLabelAsync(int number, OneShotStage stage, CancellationToken cancellationToken) =>
        inner.SetStateLabelAsync(number, stage, cancellationToken);

    // A run's page shows its inputs.
    public Task<DispatchAnswer> DispatchAsync(NewRun run, CancellationToken cancellationToken)
    {
        var inputs = run.Inputs.ToDictionary(input => input.Key, input => secrets.Without(input.Value));
        return inner.DispatchAsync(run with { Inputs = inputs }, cancellationToken);
    }

    public Task<Run?> FindRunAsync(
        string workflow,
        DistinctId id,
        DateTimeOffset since,
        CancellationToken cancellationToken
    ) => inner.FindRunAsync(workflow, id, since, cancellationToken);

    public Task<Run> GetRunAsync(string id, CancellationToken cancellationToken) =>
        inner.GetRunAsync(id, cancellationToken);

    public Task<IReadOnlyList<RunJob>> JobsOfAsync(string run, CancellationToken cancellationToken) =>
        inner.JobsOfAsync(run, cancellationToken);

    public Task<string?> LogOfAsync(string job, CancellationToken cancellationToken) =>
        inner.LogOfAsync(job, cancellationToken);

    public Task<bool> CancelRunAsync(string id, CancellationToken cancellationToken) =>
        inner.CancelRunAsync(id, cancellationToken);

    private string? Clean(string? text) => text is null ? null : secrets.Without(text);
}
