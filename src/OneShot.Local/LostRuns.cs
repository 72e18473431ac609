using System.Globalization;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Storage;
using OneShot.Local.Store;
using OneShot.Processes;

namespace OneShot.Local;

/// <summary>
/// Finds runs whose process is gone, marks them as failed, and
/// removes what they left: processes, clones, half-written files.
/// </summary>
internal sealed class LostRuns(LocalStore store, TimeProvider clock)
{
    /// <summary>How long a runner may take to begin, where nobody knows its process.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private const string Gone = "Its process ended before it began.";
    private const string GoneAsAsked = "the run was cancelled before it began";

    /// <summary>A run as it is: one that nobody works on any more is ended here.</summary>
    public LocalRun Seen(LocalRun run) => MayBeLost(run, null) ? Look(run, IsGone(run) ? Gone : null) : run;

    /// <summary>The same of a run that was asked to end: one that had not begun is cancelled then, and no failure.</summary>
    public LocalRun Asked(LocalRun run) => IsGone(run) ? Look(run, GoneAsAsked, RunConclusion.Cancelled) : Seen(run);

    /// <summary>A run that was asked for and whose process is known to be gone.</summary>
    public LocalRun NeverBegun(LocalRun run) => Look(run, Gone);

    /// <summary>Looks at all runs that were under way.</summary>
    public void Sweep()
    {
        var runs = store.PathOf("runs");
        if (Directory.Exists(runs))
        {
            // Whoever ends well takes the lock's file along.
            foreach (
                var id in Directory
                    .EnumerateDirectories(runs)
                    .Select(folder => Path.GetFileName(folder)!)
                    .Where(id => File.Exists(store.PathOf(LocalRuns.LockOf(id))))
            )
            {
                if (store.Read(LocalRuns.FileOf(id), LocalJson.Readable.LocalRun) is { } run)
                    Seen(run);
            }
        }

        foreach (var folder in new[] { string.Empty, "pulls", "issues" })
        {
            AtomicFile.Sweep(store.PathOf(folder), TimeSpan.FromMinutes(1), RunnerProcess.IsAlive);
            FileLock.Sweep(store.PathOf(folder));
        }

        RemoveEarlierPrograms();
    }

    // An earlier version kept copies of the program in the repository, and its runs may still run from there.
    private void RemoveEarlierPrograms()
    {
        var programs = store.PathOf("program");
        if (!Directory.Exists(programs))
            return;
        var runs = Directory.Exists(store.PathOf("runs")) ? Directory.EnumerateDirectories(store.PathOf("runs")) : [];
        if (!runs.Any(folder => IsUnderWay(Path.GetFileName(folder))))
            Folders.Remove(programs);
    }

    private bool IsUnderWay(string id)
    {
        try
        {
            var run = store.Read(LocalRuns.FileOf(id), LocalJson.Readable.LocalRun);
            return run is not null && !Seen(run).Status.IsOver;
        }
        catch (OneShotException)
        {
            return true; // nobody knows, and another look will tell
        }
    }

    // A runner holds its run's lock for as long as it lives: one that is free belongs to nobody any more.
    private LocalRun Look(LocalRun run, string? known, RunConclusion? conclusion = null)
    {
        // One looks at a time: a lock that is taken then is the runner's.
        using var looking = store.Hold($"{RunFolders.Of(run.Id)}/look.lock");
        using var held = FileLock.TryTake(store.PathOf(LocalRuns.LockOf(run.Id)));
        var now = store.Read(LocalRuns.FileOf(run.Id), LocalJson.Readable.LocalRun) ?? run;
        return held is null || !MayBeLost(now, known)
            ? now
            : End(
                now,
                known ?? OneShotErrors.RunnerLost(LocalRuns.LogOf(store, run.Id)).Error.Message,
                conclusion ?? RunConclusion.Failure
            );
    }

    private bool MayBeLost(LocalRun run, string? known) =>
        run switch
        {
            _ when run.Status == RunStatus.InProgress => true,
            _ when run.Status == RunStatus.Queued => known is not null
                || IsGone(run)
                || clock.GetUtcNow() - run.QueuedAt > Patience,
            _ => run.Clones.Count > 0,
        };

    private static bool IsGone(LocalRun run) =>
        run.Status == RunStatus.Queued && run.ProcessId is { } process && !RunnerProcess.IsAlive(process);

    private LocalRun End(LocalRun run, string reason, RunConclusion conclusion)
    {
        // What the killed one had started works on, and would write into what is removed.
        ProcessTree.End(RunnerProcess.Mark, run.Id);
        var left = run.Clones.Where(clone => !Folders.Remove(clone)).ToArray();
        var folder = Path.GetDirectoryName(store.PathOf(LocalRuns.FileOf(run.Id)))!;
        foreach (var one in new[] { folder, Path.Combine(folder, "impl") })
            AtomicFile.Sweep(one, TimeSpan.Zero);
        if (run.Status.IsOver)
            return Save(run with { Clones = left });

        File.AppendAllText(
            LocalRuns.LogOf(store, run.Id),
            string.Create(CultureInfo.InvariantCulture, $"{clock.GetLocalNow():HH:mm:ss} warning: {reason}\n")
        );
        var now = clock.GetUtcNow();
        var ended = Save(
            run with
            {
                Status = RunStatus.Completed,
                Conclusion = conclusion,
                EndedAt = now,
                Activity = null,
                Clones = left,
                Jobs = run
                    .Jobs.Select(job =>
                        job.Conclusion is null
                            ? job with
                            {
                                Conclusion = RunConclusion.Failure,
                                Error = reason,
                                EndedAt = now,
                            }
                            : job
                    )
                    .ToArray(),
            }
        );
        Label(ended);
        return ended;
    }

    // Nobody else is left who could.
    private void Label(LocalRun run)
    {
        var threads = new LocalThreads(store, author: "", clock);
        if (
            run.Inputs.TryGetValue("pr_number", out var told)
            && int.TryParse(told, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && threads.Find(number) is { Branch: not null }
        )
            threads.Label(number, run.Stage);
    }

    private LocalRun Save(LocalRun run)
    {
        store.Write(LocalRuns.FileOf(run.Id), run, LocalJson.Readable.LocalRun);
        return run;
    }
}
