using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Git;
using OneShot.Local.Reports;
using OneShot.Local.Store;

namespace OneShot.Local;

/// <summary>
/// The forge on this machine: no network, no account. Pull requests and issues are files, runs are processes.
/// </summary>
internal sealed class LocalForge(
    LocalThreads threads,
    LocalRuns runs,
    GitTrunk trunk,
    LocalReport report,
    string author,
    TimeProvider clock
) : IForge
{
    public string Name => LocalStore.Forge;

    public ForgeTraits Traits => LocalTraits.All;

    public IForgeWords Words { get; } = new LocalWords();

    public IIssues Issues => threads;

    /// <summary>The number that the next pull request gets, if nobody else is faster.</summary>
    public int NextNumber => threads.Next;

    public Remote? BranchesOf(RepositoryState repository) => Remote.Own(repository.CommonDirectory);

    public string PageOf(int number) => threads.PageOf(number);

    public Task<bool> IsOursAsync(string login, CancellationToken cancellationToken) =>
        Task.FromResult(login == author);

    /// <summary>Everybody who has the repository: these are its files.</summary>
    public Task<bool> MayWriteAsync(string login, CancellationToken cancellationToken) => Task.FromResult(true);

    /// <summary>What else has to be in place before anything is made.</summary>
    public Func<CancellationToken, Task>? Also { get; init; }

    public async Task<Trunk> CheckAsync(string workflow, CancellationToken cancellationToken)
    {
        runs.RequireRunner();
        if (Also is not null)
            await Also(cancellationToken).ConfigureAwait(false);
        return await trunk.FindAsync(cancellationToken).ConfigureAwait(false);
    }

    public Task<PullRequest?> FindPullRequestAsync(string branch, DistinctId id, CancellationToken cancellationToken) =>
        Task.FromResult(
            threads.PullRequests.Reverse().FirstOrDefault(thread => IsOf(thread, branch, id)) is { } found
                ? PullRequestOf(found)
                : null
        );

    public async Task<PullRequest> OpenPullRequestAsync(
        NewPullRequest pullRequest,
        DistinctId id,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var now = clock.GetUtcNow();
        var thread = new LocalThread
        {
            Number = 0,
            Title = pullRequest.Title,
            Body = pullRequest.Body,
            Branch = pullRequest.Branch,
            Base = pullRequest.Base,
            Draft = true,
            Author = author,
            CreatedAt = now,
            UpdatedAt = now,
        };
        var added = threads.Add(thread, known => IsTaken(known, pullRequest.Branch, id));
        if (runs.MakeRoom(added.Number, id.Value) is var (before, folder))
            report.FollowLogs(threads.PullRequests.Where(pull => before.IsOf(pull.Number)), id.Value, folder);
        await report.WriteAsync(added, runs.Of(added.Number, id.Value), cancellationToken).ConfigureAwait(false);
        return PullRequestOf(added);
    }

    public Task<PullRequest> GetPullRequestAsync(int number, CancellationToken cancellationToken) =>
        Task.FromResult(PullRequestOf(threads.GetPullRequest(number)));

    public Task UpdatePullRequestAsync(int number, string? title, string? body, CancellationToken cancellationToken) =>
        threads.UpdateAsync(threads.GetPullRequest(number).Number, title, body, cancellationToken);

    public Task MarkReadyAsync(int number, CancellationToken cancellationToken) =>
        ChangeAsync(number, pull => pull with { Draft = false });

    /// <summary>Commits have no states here: the pull request and the run tell it.</summary>
    public Task SetStatusAsync(CommitStatus status, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task ClosePullRequestAsync(int number, CancellationToken cancellationToken)
    {
        await ChangeAsync(number, pull => pull with { State = LocalThread.Closed }).ConfigureAwait(false);
        var closed = threads.GetPullRequest(number);
        await report
            .WriteAsync(
                closed,
                Metadata.Read(closed.Body) is { } metadata ? runs.Of(number, metadata.Id) : null,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    public Task SetStateLabelAsync(int number, OneShotStage stage, CancellationToken cancellationToken)
    {
        threads.Label(threads.GetPullRequest(number).Number, stage);
        return Task.CompletedTask;
    }

    public async Task<DispatchAnswer> DispatchAsync(NewRun run, CancellationToken cancellationToken) =>
        new(RunOf(await runs.StartAsync(run, cancellationToken).ConfigureAwait(false)), IsLost: false);

    public Task<Run?> FindRunAsync(
        string workflow,
        DistinctId id,
        DateTimeOffset since,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult(
            runs.Find(id.Value) is { } found && found.Conclusion != RunConclusion.Cancelled && found.CreatedAt >= since
                ? RunOf(found)
                : null
        );

    public Task<Run> GetRunAsync(string id, CancellationToken cancellationToken) =>
        Task.FromResult(RunOf(runs.Get(id)));

    public Task<IReadOnlyList<RunJob>> JobsOfAsync(string run, CancellationToken cancellationToken) =>
        Task.FromResult(RunOf(runs.Get(run)).Jobs);

    /// <summary>A run has one log for all its jobs.</summary>
    public Task<string?> LogOfAsync(string job, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public Task<bool> CancelRunAsync(string id, CancellationToken cancellationToken) =>
        runs.CancelAsync(id, cancellationToken);

    private Task ChangeAsync(int number, Func<LocalThread, LocalThread> change)
    {
        threads.Change(threads.GetPullRequest(number).Number, change);
        return Task.CompletedTask;
    }

    // A branch has one open pull request at a time; a closed one is history.
    private static bool IsTaken(LocalThread thread, string branch, DistinctId id)
    {
        if (thread.Branch != branch || !thread.IsOpen)
            return false;
        return IsOf(thread, branch, id)
            ? true
            : throw OneShotErrors.Unprocessable(
                LocalTexts.Forge,
                "open the pull request",
                $"#{thread.Number} is open already for {branch}."
            );
    }

    private static bool IsOf(LocalThread thread, string branch, DistinctId id) =>
        thread.Branch == branch && (Metadata.Read(thread.Body) is not { } metadata || metadata.Id == id.Value);

    private PullRequest PullRequestOf(LocalThread thread) =>
        new(
            thread.Number,
            threads.UrlOf(thread),
            thread.Author,
            thread.IsOpen,
            thread.Draft == true,
            thread.Title,
            thread.Body,
            thread.Branch ?? ""
        )
        {
            Labels = thread.Labels,
        };

    private Run RunOf(LocalRun run) =>
        new(run.Id, runs.UrlOf(run), run.Status, run.Conclusion)
        {
            Lines = runs.LinesOf(run.Id),
            Activity = run.Activity ?? run.Jobs.LastOrDefault(job => job.Conclusion is null)?.Name,
            Commit = run.Commit,
            Refusal = run.Standing,
            StaysDraft = run.IsHeld,
            Verdict = run.Status.IsOver ? run.Verification?.Verdict : null,
            KeptUnder = runs.HasBundle(run.Id) ? run.Limits : null,
            Error = run.Error,
            Jobs = run.Jobs.Select(job => job.Told).ToArray(),
            Earlier = [.. (run.Earlier ?? []).Select(job => job.Told with { Name = job.Called(isEarlier: true) })],
        };
}
