using System.Text;
using OneShot.Core.Dispatch;
using OneShot.Core.Errors;
using OneShot.Core.Judging;
using OneShot.Core.Model;
using OneShot.Core.Pipeline;
using OneShot.Core.Places;
using OneShot.Core.Ports;
using OneShot.Core.Protection;
using OneShot.Git;
using OneShot.Local.Store;
using OneShot.Processes;

namespace OneShot.Local;

/// <summary>The workflow's jobs on this machine, through the same steps that a workflow calls. Two clones, two agent processes; nothing passes between them but the plan.</summary>
internal sealed class LocalJobs(LocalStore store, OneShotFacts facts, IForge forge, IGitRepository repository, Remote own, GitClones clones, IAgents agents, RunLog log)
{
    private readonly FilterCommands _filters = new(store, facts.Id, clones, log);

    public OneShotFacts Facts => facts;

    public bool IsRejected => Result is { Rejected: true };

    /// <summary>Where the jobs leave files for the next one.</summary>
    public ImplFolder Impl => new(store.PathOf($"runs/{facts.Id}/impl"));

    private PlanResult? Result => Impl.Read(PlanFiles.PlanResult, PlanResult.Limit) is { } bytes ? PlanResult.Read(bytes) : null;

    public Task<AgentUsage?> PlanAsync(LocalRun run, Action<LocalRun> save, Action<string> activity, CancellationToken cancellationToken) => InCloneAsync(run, save, async tree =>
    {
        PreparePlanning.Run(tree.Folder, facts.PromptSha256);
        Impl.Remove(PlanFiles.Issue);
        if (facts.PlanIssue is { } issue)
            Impl.Write(PlanFiles.Issue, (await new ReadPlanIssue(forge).RunAsync(issue, cancellationToken).ConfigureAwait(false)).Write());
        var usage = await new RunPlanning(agents, tree, log).RunAsync(Session(run, AgentPhase.Plan, tree), Impl, activity, cancellationToken).ConfigureAwait(false);
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

    public async Task<AgentUsage?> ImplementAsync(LocalRun run, Action<LocalRun> save, Action<string> activity, CancellationToken cancellationToken)
    {
        if (Impl.Keep(PlanFiles.Bundle) is { } kept) log.Progress($"what an earlier session made is kept as {kept}");
        var used = await InCloneAsync(run, save, async tree =>
        {
            var registered = Result!.Registered!;
            await new PrepareImplementation(forge, facts, log).RunAsync(registered with { Sha256 = run.PlanSha256 ?? registered.Sha256 }, Impl, cancellationToken).ConfigureAwait(false);
            if (run.Refused is { } refused) Impl.Write(PlanFiles.Refused, Encoding.UTF8.GetBytes(string.Join('\n', refused.Lines)));
            var (usage, work) = await new RunImplementation(agents, tree).RunAsync(Session(run, AgentPhase.Implement, tree), Impl, activity, cancellationToken).ConfigureAwait(false);
            FindingsText.Tell(work, log);
            PhaseReport.Of(usage, work.LeftOut).Write(Impl, AgentPhase.Implement);
            return usage;
        }, cancellationToken).ConfigureAwait(false);
        save(run with { Refused = null }); // other work is there now
        return used;
    }

    public async Task<AgentUsage?> DeliverAsync(LocalRun run, Action<LocalRun> save, Action<string> activity, CancellationToken cancellationToken)
    {
        var root = Root(run, save);
        try
        {
            await _filters.TellAsync(cancellationToken).ConfigureAwait(false);
            using var delivery = await clones.DeliveryAsync(root, cancellationToken).ConfigureAwait(false);
            var start = Encoding.ASCII.GetString(Impl.Read(PlanFiles.Start, 64) ?? throw OneShotErrors.DeliveryRefused($"{PlanFiles.Start} names no commit."));
            var bundle = File.Exists(Impl[PlanFiles.Bundle]) ? Impl[PlanFiles.Bundle] : null;
            var deliver = new DeliverImplementation(forge, repository, delivery, facts, ProtectPolicies.Of(run.Limits), log) { Onto = await OntoAsync(run, start, cancellationToken).ConfigureAwait(false) };
            var delivered = await deliver.RunAsync(own, start, bundle, Notes(run), cancellationToken).ConfigureAwait(false);
            var (commit, _, refusal) = delivered;
            save(run with { Commit = commit ?? run.Commit, Refused = refusal, Clones = [root] });
            if (!delivered.IsWaiting) log.Progress(commit is null ? "nothing to deliver" : $"{facts.Branch} is at {commit[..10]}");
            return null;
        }
        catch (OneShotException exception) when (exception.Error.Code == "OS6014")
        {
            save(run with { Refused = Refusal.Of(exception), Clones = [root] });
            throw;
        }
        finally
        {
            Folders.Remove(root);
        }
    }

    // What is judged once more by other policies was delivered in part, and goes on from there.
    private async Task<string?> OntoAsync(LocalRun run, string start, CancellationToken cancellationToken)
    {
        if (run.Commit is not { } earlier || earlier == start) return null;
        var waiting = WaitingResult.RefOf(facts.Id);
        var refs = await repository.ListRemoteAsync(own, ["refs/heads/" + facts.Branch, waiting], cancellationToken).ConfigureAwait(false);
        if (refs.Refs.GetValueOrDefault(waiting) != earlier && refs.Branch(facts.Branch) != earlier) return null;

        // A session that began where its user has taken it holds it already.
        return await repository.StandsOnAsync(start, earlier, cancellationToken).ConfigureAwait(false) ? earlier : null;
    }

    private DeliveryNotes Notes(LocalRun run)
    {
        var usages = run.Jobs.Concat(run.Earlier ?? []).Select(job => job.Usage).OfType<AgentUsage>();
        return new DeliveryNotes([.. usages], AgentSummary.Read(Impl))
        {
            Title = Result?.Title,
            LeftOut = PhaseReport.Read(Impl, AgentPhase.Implement)?.NotGathered ?? [],
            IsMore = run.Commit is not null,
        };
    }

    private async Task<AgentUsage?> InCloneAsync(LocalRun run, Action<LocalRun> save, Func<IWorkTree, Task<AgentUsage>> work, CancellationToken cancellationToken)
    {
        var root = Root(run, save);
        try
        {
            await _filters.TellAsync(cancellationToken).ConfigureAwait(false);
            var refs = await repository.ListRemoteAsync(own, ["refs/heads/" + facts.Branch, WaitingResult.RefOf(facts.Id)], cancellationToken).ConfigureAwait(false);
            var commit = refs.Branch(facts.Branch);

            // An earlier result that waits still is what more work stands on, unless its user has taken it.
            if (refs.Refs.TryGetValue(WaitingResult.RefOf(facts.Id), out var waiting)
                && (commit is null || !await repository.StandsOnAsync(waiting, commit, cancellationToken).ConfigureAwait(false))) commit = waiting;
            if (commit is null) throw OneShotErrors.BranchMoved(facts.Branch);
            var tree = await clones.CloneAsync(root, facts.Branch, commit, cancellationToken).ConfigureAwait(false);
            FilterText.Tell(tree, log);
            LocalRuns.RequireRoom(store); // before an agent is paid for what then finds none
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
        var root = Path.Combine(TemporaryFolder.Path, $"oneshot-{facts.Id}-{Guid.NewGuid():N}"[..24]);
        save(run with { Clones = [root] });
        Folders.Make(root);
        return root;
    }

    private AgentTask Session(LocalRun run, AgentPhase phase, IWorkTree tree) => facts.Session(phase, tree, store.PathOf("runs/" + facts.Id), run.Limits) with { Scratch = Path.GetDirectoryName(tree.Folder), Hidden = [run.Repository, store.Folder], Used = usage => PhaseReport.Keep(usage, Impl, phase) };
}
