using OneShot.Core.Errors;
using OneShot.Local.Store;

namespace OneShot.Local;

/// <summary>A run's file while its process works: changed by one thread at a time, written at every change.</summary>
internal sealed class RunFile(LocalStore store, string id)
{
    private readonly Lock _lock = new();
    private long _said;

    /// <summary>The run, as its file has it.</summary>
    public LocalRun Run { get; private set; } = Read(store, id);

    /// <summary>Reads it anew, where another process may have written it.</summary>
    public void Read() => Run = Read(store, id);

    /// <summary>Changes it.</summary>
    public void Change(Func<LocalRun, LocalRun> change)
    {
        lock (_lock)
        {
            Run = change(Run);
            store.Write(LocalRuns.FileOf(id), Run, LocalJson.Readable.LocalRun);
        }
    }

    /// <summary>Agents say much, from any thread, and people read four times a second at most.</summary>
    public void Say(string activity)
    {
        lock (_lock)
        {
            if (Environment.TickCount64 - _said < 250)
                return;
            _said = Environment.TickCount64;
            try
            {
                Change(run => run with { Activity = activity });
            }
            catch (OneShotException)
            {
                // Only for people; whether the disk is full shows where something has to be kept.
            }
        }
    }

    /// <summary>Nobody says any more what was said.</summary>
    public void Said()
    {
        if (Run.Activity is not null)
            Change(run => run with { Activity = null });
    }

    private static LocalRun Read(LocalStore store, string id) =>
        store.Read(LocalRuns.FileOf(id), LocalJson.Readable.LocalRun)
        ?? throw OneShotErrors.NotFound(LocalTexts.Forge, $"read the run {id}");
}
