using System.Globalization;
using OneShot.Core.Agents;
using OneShot.Core.Errors;
using OneShot.Core.Runs;
using OneShot.Core.Storage;

namespace OneShot.Local;

/// <summary>The runs of the local forge: a folder each, <c>runs/ID/</c>, with its file, its log and what goes from job to job.</summary>
internal sealed class LocalRuns(LocalStore store, RunnerProcess runner, string repository, AgentLimits limits, TimeProvider clock)
{
    /// <summary>How long a runner may take to begin.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public LocalRun? Find(string id) => store.Read(FileOf(id), LocalJson.Readable.LocalRun) is { } run ? Seen(run) : null;

    public LocalRun Get(string id) => Find(id) ?? throw OneShotErrors.NotFound(LocalTexts.Forge, $"read the run {id}");

    /// <summary>Starts a run, unless it is under way or was done well: then that one is it.</summary>
    public async Task<LocalRun> StartAsync(NewRun run, CancellationToken cancellationToken)
    {
        var known = Find(run.Id.Value);
        if (known is { Status: not "completed" } or { Conclusion: "success" or "neutral" }) return known;
        var begun = known is null || known.Conclusion == "cancelled"
            ? new LocalRun { Id = run.Id.Value, CreatedAt = clock.GetUtcNow(), Repository = repository, Inputs = run.Inputs, Limits = limits, Attempt = (known?.Attempt ?? 0) + 1 }
            : known with { Status = "queued", Conclusion = null, EndedAt = null, Attempt = known.Attempt + 1, Limits = limits };
        store.Write(FileOf(begun.Id), begun, LocalJson.Readable.LocalRun);
        await runner.StartAsync(store.Folder, begun.Id, cancellationToken).ConfigureAwait(false);
        var deadline = clock.GetUtcNow() + Patience;
        while (Find(begun.Id) is { Status: "queued" } && clock.GetUtcNow() < deadline) await Task.Delay(20, cancellationToken).ConfigureAwait(false);
        return Find(begun.Id) is { Status: not "queued" } started ? started : throw OneShotErrors.RunnerFailed($"it did not begin within {Patience.TotalSeconds:0} s; its log is {LogOf(begun.Id)}.");
    }

    /// <summary>Ends a run that is under way, and waits for it.</summary>
    public async Task CancelAsync(string id, CancellationToken cancellationToken)
    {
        if (Find(id) is not { Status: not "completed", ProcessId: { } process }) return;
        RunnerProcess.Terminate(process);
        for (var waited = 0; waited < 300 && Find(id) is { Status: not "completed" }; waited++) await Task.Delay(50, cancellationToken).ConfigureAwait(false);
    }

    public string UrlOf(LocalRun run) => new Uri(LogOf(run.Id)).AbsoluteUri;

    /// <summary>What a run has told so far.</summary>
    public IReadOnlyList<string> LinesOf(string id)
    {
        try
        {
            using var file = new FileStream(LogOf(id), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(file);
            return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Length > 9 ? line[9..] : line).ToArray();
        }
        catch (IOException)
        {
            return [];
        }
    }

    public string LogOf(string id) => store.PathOf($"runs/{id}/log.txt");

    public static string FileOf(string id) => $"runs/{id}/run.json";

    public static string LockOf(string id) => $"runs/{id}/run.lock";

    /// <summary>Marks runs whose process is gone as failed, and removes what they left.</summary>
    public void Sweep()
    {
        if (!Directory.Exists(store.PathOf("runs"))) return;
        foreach (var folder in Directory.EnumerateDirectories(store.PathOf("runs"))) Find(Path.GetFileName(folder));
        foreach (var folder in new[] { "pulls", "issues" }) AtomicFile.Sweep(store.PathOf(folder), TimeSpan.FromMinutes(1));
    }

    // A runner holds its run's lock for as long as it lives: one that is free belongs to nobody any more.
    private LocalRun Seen(LocalRun run)
    {
        if (run.Status != "in_progress") return run;
        using var held = FileLock.TryTake(store.PathOf(LockOf(run.Id)));
        if (held is null || store.Read(FileOf(run.Id), LocalJson.Readable.LocalRun) is not { Status: "in_progress" } now) return store.Read(FileOf(run.Id), LocalJson.Readable.LocalRun) ?? run;
        foreach (var clone in now.Clones) Folders.Remove(clone);
        var line = OneShotErrors.RunnerLost(LogOf(run.Id)).Error.Message;
        File.AppendAllText(LogOf(run.Id), string.Create(CultureInfo.InvariantCulture, $"{clock.GetLocalNow():HH:mm:ss} {line}\n"));
        var lost = now with
        {
            Status = "completed",
            Conclusion = "failure",
            EndedAt = clock.GetUtcNow(),
            Activity = null,
            Clones = [],
            Jobs = now.Jobs.Select(job => job.Conclusion is null ? job with { Conclusion = "failure", Error = line, EndedAt = clock.GetUtcNow() } : job).ToArray(),
        };
        store.Write(FileOf(run.Id), lost, LocalJson.Readable.LocalRun);
        AtomicFile.Sweep(Path.GetDirectoryName(store.PathOf(FileOf(run.Id)))!, TimeSpan.Zero);
        return lost;
    }
}
