using System.Text;
using OneShot.Core.Agents;
using OneShot.Core.Errors;
using OneShot.Core.Jobs;
using OneShot.Core.Plans;
using OneShot.Core.Ports;
using OneShot.Core.Repositories;
using OneShot.Git;

namespace OneShot.Local;

/// <summary>The workflow's jobs on this machine, through the same steps that a workflow calls. Two clones, two agent processes; nothing passes between them but the plan.</summary>
internal sealed class LocalJobs(LocalStore store, OneShotFacts facts, IForge forge, IGitRepository repository, Remote own, GitClones clones, IAgents agents, RunLog log)
{
    public OneShotFacts Facts => facts;

    public bool IsRejected => Result is { Rejected: true };

    public bool HasChanged => File.Exists(Impl[PlanFiles.Bundle]);

    private ImplFolder Impl => new(store.PathOf($"runs/{facts.Id}/impl"));

    private PlanResult? Result => Impl.Read(PlanFiles.PlanResult, PlanResult.Limit) is { } bytes ? PlanResult.Read(bytes) : null;

    public Task<AgentUsage?> PlanAsync(LocalRun run, Action<LocalRun> save, Action<string> activity, CancellationToken cancellationToken) => InCloneAsync(run, save, async tree =>
    {
        PreparePlanning.Run(tree.Folder, facts.PromptSha256);
        var usage = await new RunPlanning(agents, tree, log).RunAsync(Session(run, AgentPhase.Plan, tree), activity, cancellationToken).ConfigureAwait(false);
        var result = ValidatePlan.Run(ImplFolder.In(tree.Folder), facts.Agent, Impl);
        log.Progress(result.Rejected ? $"rejected: {result.Reason}" : $"planned: {result.Title}");
        return usage;
    }, cancellationToken);

    public async Task<AgentUsage?> RegisterAsync(LocalRun run, Action<LocalRun> save, Action<string> activity, CancellationToken cancellationToken)
    {
        var result = await new SavePlan(forge, facts).RunAsync(Impl, cancellationToken).ConfigureAwait(false);
        if (result.IssueNumber is not { } issue) return null;
        log.Progress($"plan saved as issue #{issue}");
        await new RegisterPlan(forge, facts, log).RunAsync(issue, cancellationToken).ConfigureAwait(false);
        return null;
    }

    public Task<AgentUsage?> ImplementAsync(LocalRun run, Action<LocalRun> save, Action<string> activity, CancellationToken cancellationToken) => InCloneAsync(run, save, async tree =>
    {
        await new PrepareImplementation(forge, facts).RunAsync(Result!.IssueNumber!.Value, Impl, cancellationToken).ConfigureAwait(false);
        var (usage, commit) = await new RunImplementation(agents, tree).RunAsync(Session(run, AgentPhase.Implement, tree), Impl, activity, cancellationToken).ConfigureAwait(false);
        log.Progress(commit is null ? "the agent changed nothing" : $"implemented ({commit[..10]})");
        return usage;
    }, cancellationToken);

    public async Task<AgentUsage?> DeliverAsync(LocalRun run, Action<LocalRun> save, Action<string> activity, CancellationToken cancellationToken)
    {
        var root = Root(run, save);
        try
        {
            var delivery = await clones.DeliveryAsync(root, cancellationToken).ConfigureAwait(false);
            var start = Encoding.ASCII.GetString(Impl.Read(PlanFiles.Start, 64) ?? throw OneShotErrors.DeliveryRefused($"{PlanFiles.Start} names no commit."));
            var usages = run.Jobs.Select(job => job.Usage).OfType<AgentUsage>().ToArray();
            var (commit, _) = await new DeliverImplementation(forge, repository, delivery, facts, [.. DeliveryRules.Protected, .. run.Limits.ProtectedPaths]).RunAsync(own, start, HasChanged ? Impl[PlanFiles.Bundle] : null, new DeliveryNotes(usages, AgentSummary.Read(Impl)), cancellationToken).ConfigureAwait(false);
            save(run with { Commit = commit, Clones = [root] });
            log.Progress(commit is null ? "nothing to deliver" : $"{facts.Branch} is at {commit[..10]}");
            return null;
        }
        finally
        {
            Folders.Remove(root);
        }
    }

    private async Task<AgentUsage?> InCloneAsync(LocalRun run, Action<LocalRun> save, Func<IWorkTree, Task<AgentUsage>> work, CancellationToken cancellationToken)
    {
        var root = Root(run, save);
        try
        {
            var refs = await repository.ListRemoteAsync(own, ["refs/heads/" + facts.Branch], cancellationToken).ConfigureAwait(false);
            var commit = refs.Branch(facts.Branch) ?? throw OneShotErrors.BranchMoved(facts.Branch);
            var tree = await clones.CloneAsync(root, facts.Branch, commit, cancellationToken).ConfigureAwait(false);
            try
            {
                return await work(tree).ConfigureAwait(false);
            }
            finally
            {
                foreach (var trick in tree.Tried) log.Warn(trick);
            }
        }
        finally
        {
            Folders.Remove(root);
        }
    }

    // Known to the run's file before it is used: whoever finds the run dead removes it.
    private string Root(LocalRun run, Action<LocalRun> save)
    {
        var root = Path.Combine(Path.GetTempPath(), $"oneshot-{facts.Id}-{Guid.NewGuid():N}"[..24]);
        save(run with { Clones = [root] });
        Folders.Make(root);
        return root;
    }

    private AgentTask Session(LocalRun run, AgentPhase phase, IWorkTree tree) => facts.Session(phase, tree, store.PathOf("runs/" + facts.Id), run.Limits) with { Scratch = Path.GetDirectoryName(tree.Folder), Hidden = [run.Repository, store.Folder] };
}
