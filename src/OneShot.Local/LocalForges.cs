using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Git;
using OneShot.Local.Reports;
using OneShot.Local.Store;

namespace OneShot.Local;

/// <summary>Opens the local forge of a repository.</summary>
internal sealed class LocalForges(
    GitRunner git,
    string folder,
    IRunner runner,
    TimeProvider clock,
    Func<string, string?> variable,
    PreviewLog? preview
)
{
    public IForge Open(ForgeRequest request, RepositoryState state)
    {
        var author = Identity.Of(state).Name;
        var store = StoreOf(state.CommonDirectory);

        // The terms as they are when the run starts: trunk's own file has its say before. What a resume leaves out
        // holds as it was said at first.
        var runs = RunsOf(
            store,
            before => request.Terms().ToLimits(before),
            () => request.Terms().PlanSha256,
            request.Remote
        );
        var forge = new LocalForge(
            new LocalThreads(store, author, clock),
            runs,
            new GitTrunk(git, request.Base, request.RemoteName),
            ReportOf(store),
            author,
            clock
        )
        {
            Also = token => UserFilters.ReadAsync(git, request.Terms().ToLimits().Filters, token),
        };
        if (preview is not null)
            return new PreviewLocalForge(forge, preview);
        runs.Sweep();
        return forge;
    }

    public IReports Reports(string commonDirectory)
    {
        var store = StoreOf(commonDirectory);
        var threads = new LocalThreads(store, Environment.UserName, clock);
        return new LocalReports(threads, RunsOf(store, _ => new AgentLimits()), ReportOf(store));
    }

    private static LocalStore StoreOf(string commonDirectory) => new(Path.Combine(commonDirectory, "oneshot"));

    private LocalRuns RunsOf(
        LocalStore store,
        Func<AgentLimits?, AgentLimits> limits,
        Func<string?>? plan = null,
        string? remote = null
    ) => new(store, runner, folder, limits, clock, plan) { Remote = remote };

    private LocalReport ReportOf(LocalStore store) => new(store, git, clock, variable);
}
