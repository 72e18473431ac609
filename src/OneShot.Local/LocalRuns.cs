using OneShot.Agents;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Places;
using OneShot.Core.Storage;
using OneShot.Local.Store;

namespace OneShot.Local;

/// <summary>
/// The runs of the local forge: a folder each, <c>runs/ID/</c>, with its file, its log and what goes from job to job.
/// </summary>
internal sealed class LocalRuns(
    LocalStore store,
    IRunner runner,
    string repository,
    Func<AgentLimits?, AgentLimits> limits,
    TimeProvider clock,
    Func<string?>? plan = null
)
{
    private const string Output = "runner.txt";

    // Within it a signal that has ended one process of a terminal has reached the others.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(200);

    private readonly LostRuns _lost = new(store, clock);

    /// <summary>The remote that the user named.</summary>
    public string? Remote { get; init; }

    public LocalRun? Find(string id) =>
        store.Read(FileOf(id), LocalJson.Readable.LocalRun) is { } run ? _lost.Seen(run) : null;

    /// <summary>The run of an id's newest pull request; <see langword="null"/> where none was started for it.</summary>
    public LocalRun? Of(int pull, string id) => Find(id) is { } run && run.IsOf(pull) ? run : null;

    /// <summary>
    /// Makes room for the run of a pull request: where its key was undone, the run before has the id's folder.
    /// </summary>
    /// <returns>That one and the folder it has now; <see langword="null"/> where there was none.</returns>
    public (LocalRun Run, string Folder)? MakeRoom(int pull, string id) =>
        Find(id) is { Status.IsOver: true } last && !last.IsOf(pull) ? (last, RunFolders.SetAside(store, id)) : null;

    public LocalRun Get(string id) => Find(id) ?? throw OneShotErrors.NotFound(LocalTexts.Forge, $"read the run {id}");

    /// <summary>Checks that runs can be started here.</summary>
    public void RequireRunner()
    {
        runner.Require();
        TemporaryFolder.Require();
        RequireRoom(store);
    }

    /// <summary>Checks that what a run makes will find room.</summary>
    public static void RequireRoom(LocalStore store)
    {
        DiskRoom.Require(TemporaryFolder.Path);
        DiskRoom.Require(store.Folder);
    }

    /// <summary>
    /// Starts a run, unless it is under way or was done well: then that one is it.
    /// What was refused of it is implemented once more where that is asked for.
    /// </summary>
    /// <param name="run">What is asked for.</param>
    /// <param name="cancellationToken">
    /// Starts nothing. One that was started is answered nevertheless: nobody else could end it.
    /// </param>
    public async Task<LocalRun> StartAsync(NewRun run, CancellationToken cancellationToken)
    {
        var last = Find(run.Id.Value);
        var known = last is { Status.IsOver: true } && last.CreatedAt < run.Since ? null : last;
        var isAgain = run.IsAgain && known?.Standing is not null;
        var isJudged = run.IsJudgedAgain && known?.Standing is not null;
        if (known is { Status.IsOver: false } || (known is { Conclusion.IsGood: true } && !isAgain && !isJudged))
            return known;
        if (isAgain)
            known = Anew(known!);
        if (isJudged)
            known = known! with { Jobs = [.. known.Jobs.Where(job => job.Name != RunStage.Deliver)] };
        var now = clock.GetUtcNow();
        var allowed = limits(known?.Limits);
        var begun = known is null
            ? new LocalRun
            {
                Id = run.Id.Value,
                CreatedAt = now,
                QueuedAt = now,
                Repository = repository,
                Inputs = run.Inputs,
                Attempt = (last?.Attempt ?? 0) + 1,
            }
            : known with
            {
                Status = RunStatus.Queued,
                Conclusion = null,
                Error = null,
                QueuedAt = now,
                EndedAt = null,
                ProcessId = null,
                Attempt = known.Attempt + 1,
                PlanSha256 = plan?.Invoke(),
            };
        begun = begun with { Remote = Remote ?? begun.Remote, Limits = allowed };
        cancellationToken.ThrowIfCancellationRequested();
        var output = store.Append($"{RunFolders.Of(begun.Id)}/{Output}");
        var starting = runner.StartAsync(begun.Id, store.Folder, output, cancellationToken);
        using var started = await starting.ConfigureAwait(false);

        // It is there, and waits: a run is never told of that nobody works on.
        begun = begun with
        {
            ProcessId = started.Id,
        };
        store.Write(FileOf(begun.Id), begun, LocalJson.Readable.LocalRun);
        string[] forAgents = [.. begun.Limits.Variables, .. AgentCatalog.VariablesOf(begun.Inputs["agent"])];
        await started.TellAsync(forAgents, begun.Limits.VerifySecrets).ConfigureAwait(false);
        return await BegunAsync(begun, started.Id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether what the last session made is kept.</summary>
    public bool HasBundle(string id) => File.Exists(store.PathOf($"{RunFolders.Of(id)}/impl/{PlanFiles.Bundle}"));

    /// <summary>Ends a run that is under way, and waits for it.</summary>
    public async Task<bool> CancelAsync(string id, CancellationToken cancellationToken)
    {
        if (Asked() is not { Status.IsOver: false, ProcessId: { } process })
            return false;
        runner.Terminate(id, process);
        for (var waited = 0; waited < 300 && Asked() is { Status.IsOver: false }; waited++)
            await Task.Delay(50, cancellationToken).ConfigureAwait(false);
        return true;

        LocalRun? Asked() => store.Read(FileOf(id), LocalJson.Readable.LocalRun) is { } run ? _lost.Asked(run) : null;
    }

    public string UrlOf(LocalRun run) => FileUrl.Of(LogOf(run.Id));

    /// <summary>What a run has told so far.</summary>
    public IReadOnlyList<string> LinesOf(string id)
    {
        try
        {
            using var file = RegularFile.Open(LogOf(id));
            using var reader = new StreamReader(file);
            return reader
                .ReadToEnd()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Length > 9 ? line[9..] : line)
                .ToArray();
        }
        catch (IOException)
        {
            return [];
        }
    }

    public string LogOf(string id) => LogOf(store, id);

    public static string LogOf(LocalStore store, string id) => store.PathOf($"{RunFolders.Of(id)}/log.txt");

    public static string FileOf(string id) => RunFolders.FileIn(RunFolders.Of(id));

    public static string LockOf(string id) => $"{RunFolders.Of(id)}/run.lock";

    /// <summary>Marks runs whose process is gone as failed, and removes what they left.</summary>
    public void Sweep() => _lost.Sweep();

    // Plan and registration stay; what was refused stays known, for the implementer.
    private static LocalRun Anew(LocalRun run) =>
        run with
        {
            Jobs = [.. run.Jobs.Where(job => job.Name is not (RunStage.Implement or RunStage.Deliver))],
            Earlier = run.WithEarlier(job => job.Name == RunStage.Implement),
        };

    private async Task<LocalRun> BegunAsync(LocalRun run, int process, CancellationToken cancellationToken)
    {
        while (true)
        {
            // Looked at before the file: whoever is gone now may have begun, and ended.
            var isGone = !RunnerProcess.IsAlive(process);
            if (store.Read(FileOf(run.Id), LocalJson.Readable.LocalRun) is { HasBegun: true } begun)
                return begun;
            // Ctrl+C reaches both processes: what ended by it is cancelled by whoever follows, and has not failed.
            if (isGone)
                await Task.Delay(Grace, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancellationToken.IsCancellationRequested)
                return run;
            if (isGone && _lost.NeverBegun(run) is { HasBegun: true } ended)
            {
                var output = store.PathOf($"{RunFolders.Of(ended.Id)}/{Output}");
                throw OneShotErrors.RunnerFailed($"its process ended before it began; see {output}.");
            }

            await Task.Delay(10, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
