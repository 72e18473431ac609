using OneShot.Core.Ports;
using OneShot.Core.Receipts;
using OneShot.Core.Repositories;
using OneShot.Core.Settings;
using OneShot.Git;

namespace OneShot.Local;

/// <summary>Opens the local forge of a repository.</summary>
internal sealed class LocalForges(GitRunner git, string folder, TimeProvider clock, PreviewLog? preview)
{
    public IForge Open(OneShotSettings settings, RepositoryState state)
    {
        var author = state.Author is { } ident ? Identity.Parse(ident).Name : Environment.UserName;
        var store = new LocalStore(Path.Combine(state.CommonDirectory, "oneshot"));
        var limits = new LocalLimits
        {
            PlanMinutes = settings.PlanMinutes ?? 30,
            ImplementMinutes = settings.ImplementMinutes ?? 60,
            Turns = settings.MaxTurns,
            CostUsd = settings.MaxCostUsd,
            Command = settings.AgentCommand,
            Variables = settings.AgentEnv?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
        };
        var runs = new LocalRuns(store, new RunnerProcess(AppContext.BaseDirectory), folder, limits, clock);
        var forge = new LocalForge(new LocalThreads(store, author, clock), runs, new LocalTrunk(git, settings.Base, settings.Remote ?? "origin"), new LocalReport(store, git), author, clock);
        if (preview is not null) return new PreviewLocalForge(forge, preview);
        runs.Sweep();
        return forge;
    }
}
