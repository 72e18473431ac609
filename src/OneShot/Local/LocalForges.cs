using OneShot.Core.Agents;
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
        var runs = new LocalRuns(store, new RunnerProcess(AppContext.BaseDirectory), folder, AgentLimits.Of(settings), clock);
        var forge = new LocalForge(new LocalThreads(store, author, clock), runs, new GitTrunk(git, settings.Base, settings.Remote ?? "origin"), new LocalReport(store, git), author, clock);
        if (preview is not null) return new PreviewLocalForge(forge, preview);
        runs.Sweep();
        return forge;
    }
}
