using System.Diagnostics;
using System.Text;
using OneShot.Core.Errors;
using OneShot.Core.Judging;
using OneShot.Core.Model;
using OneShot.Core.Pipeline;
using OneShot.Core.Places;
using OneShot.Core.Ports;
using OneShot.Core.Protection;
using OneShot.Core.Text;
using OneShot.Core.Verifying;
using OneShot.Git;
using OneShot.Local.Store;
using OneShot.Processes;

namespace OneShot.Local;

/// <summary>
/// The pipeline's tasks on this machine. Two clones, two agent processes; nothing passes between them but the plan.
/// </summary>
internal sealed class LocalJobs(
    LocalStore store,
    RunFile file,
    OneShotInfo oneShot,
    IForge forge,
    IGitRepository repository,
    Remote own,
    GitClones clones,
    IAgents agents,
    IBinaryLogs logs,
    RunLog log,
    TimeProvider clock
)
{
    private readonly FilterCommands _filters = new(store, oneShot.Id, clones, log);

    public OneShotInfo OneShot => oneShot;

    /// <summary>Whether whoever dispatched it has its branch checked out, and goes back when it is over.</summary>
    public Func<bool> IsLeft { get; init; } = () => false;

    /// <summary>What the agent of the last job used, however that ended; <see langword="null"/> where none worked.</summary>
    public AgentUsage? Usage { get; private set; }

    public bool IsRejected => Result is { Rejected: true };

    /// <summary>Where the jobs leave files for the next one.</summary>
    public ImplFolder Impl => new(store.PathOf(RunFolders.Of(oneShot.Id) + "/impl"));

    private PlanResult? Result =>
        Impl.Read(PlanFiles.PlanResult, PlanResult.Limit) is { } bytes ? PlanResult.Read(bytes) : null;

    private PhaseReport? Implementing => PhaseReport.Read(Impl, AgentPhase.Implement);

    private RegisteredPlan? Registered =>
        Result?.Registered is { } registered ? registered with { Sha256 = Run.PlanSha256 ?? registered.Sha256 } : null;

    private LocalRun Run => file.Run;

    public string OutputOf(string output) =>
        output switch
        {
            "proceed" => "true", // nobody starts a second run of this one-shot
            "issue_number" => $"{Result?.IssueNumber}",
            "verify" => Run is { Commit: not null, IsToBeVerified: true } ? "true" : string.Empty,
            _ => string.Empty,
        };

    public Task TellAsync(PipelineJob job, OneShotException failure) =>
        failure.Error.Code == CaughtCode.NotVerified
            ? Task.CompletedTask // it is told there, with the tests
            : ErrorComment.WriteAsync(forge, oneShot, Run.Usages, job.Work, failure, log, CancellationToken.None);

    /// <summary>Does a job's tasks; those of a job with an agent in a clone of their own.</summary>
    public async Task RunAsync(PipelineJob job, CancellationToken cancellationToken)
    {
        Usage = null;
        if (job.Agent is null)
            await TasksAsync(null!).ConfigureAwait(false); // its tasks look at no tree
        else
            await InCloneAsync(TasksAsync, cancellationToken).ConfigureAwait(false);

        async Task TasksAsync(IWorkTree tree)
        {
            foreach (var task in job.Tasks)
            {
                await TaskAsync(task, tree, cancellationToken).ConfigureAwait(false);
                file.Said(); // what an agent did last is not what is done after it
            }
        }
    }

    private async Task TaskAsync(PipelineTask task, IWorkTree tree, CancellationToken cancellationToken)
    {
        switch (task)
        {
            case PipelineTask.PrepareRun:
                var prepare = new PrepareRun(forge, oneShot, log, clock);
                await prepare.RunAsync(string.Empty, null, null, cancellationToken).ConfigureAwait(false);
                Impl.Remove(PlanFiles.Issue);
                await prepare.ReadIssueAsync(Impl, cancellationToken).ConfigureAwait(false);
                break;
            case PipelineTask.PreparePlanning:
                PreparePlanning.Run(tree.Folder, oneShot.PromptSha256);
                break;
            case PipelineTask.RunPlanning:
                await new RunPlanning(agents, tree, log)
                    .RunAsync(Session(AgentPhase.Plan, tree), Impl, Doing(RunStage.Plan), cancellationToken)
                    .ConfigureAwait(false);
                break;
            case PipelineTask.ValidatePlan:
                var result = ValidatePlan.Run(ImplFolder.In(tree.Folder), oneShot.Agent, Impl);
                log.Progress(result.Rejected ? $"rejected: {result.Reason}" : $"planned: {result.Title}");
                break;
            case PipelineTask.SavePlan:
                var saved = await new SavePlan(forge, oneShot, log)
                    .RunAsync(Impl, Run.Usages, cancellationToken)
                    .ConfigureAwait(false);
                if (saved.IssueNumber is { } number)
                    log.Progress($"plan saved as issue #{number}");
                break;
            case PipelineTask.RegisterPlan when Result?.IssueNumber is { } issue:
                await new RegisterPlan(forge, oneShot, log).RunAsync(issue, cancellationToken).ConfigureAwait(false);
                break;
            case PipelineTask.PrepareImplementation:
                await PrepareImplementationAsync(cancellationToken).ConfigureAwait(false);
                break;
            case PipelineTask.RunImplementation:
                await ImplementAsync(tree, cancellationToken).ConfigureAwait(false);
                break;
            case PipelineTask.DeliverImplementation:
                await DeliverAsync(cancellationToken).ConfigureAwait(false);
                break;
            case PipelineTask.VerifyImplementation:
                await VerifyAsync(cancellationToken).ConfigureAwait(false);
                break;
            case PipelineTask.ConcludeVerification:
                await ConcludeAsync(cancellationToken).ConfigureAwait(false);
                break;
            case PipelineTask.TellCancelled:
                var told = Result?.IssueNumber ?? oneShot.PlanIssue;
                await ErrorComment
                    .CancelledAsync(forge, oneShot, Run.Usages, told, log, cancellationToken)
                    .ConfigureAwait(false);
                log.Warn("the run was cancelled");
                break;
            case PipelineTask.OpenDraftPr
            or PipelineTask.PrepareAgent
            or PipelineTask.RegisterPlan
            or PipelineTask.VerifyBaseline:
                break; // a dispatch has made branch and pull request, the agent is the user's own, and no plan was saved
            default:
                throw new UnreachableException($"no job of this machine knows {task}");
        }
    }

    private async Task PrepareImplementationAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(Impl[PlanFiles.Rounds]) && Impl.Keep(PlanFiles.Bundle) is { } kept)
            log.Progress($"what an earlier session made is kept as {kept}");
        await new PrepareImplementation(forge, oneShot, log)
            .RunAsync(Registered!, Impl, cancellationToken)
            .ConfigureAwait(false);
        if (Run.Limits.NeedsGreenTrunk && await CommandAsync(cancellationToken).ConfigureAwait(false) is { } command)
        {
            using var verify = Verifying(Request(Trunk));
            HandedBaseline.RequireGreen(await verify.BaselineAsync(command, cancellationToken).ConfigureAwait(false));
        }

        if (Run.Refused is { } refused)
            Impl.Write(PlanFiles.Refused, Encoding.UTF8.GetBytes(string.Join('\n', refused.Lines)));
    }

    private async Task ImplementAsync(IWorkTree tree, CancellationToken cancellationToken)
    {
        Impl.Remove(PlanFiles.RoundVerified);
        var verification = await RoundsAsync(tree, cancellationToken).ConfigureAwait(false);
        var made = await new ImplementationRounds(new RunImplementation(agents, tree), tree.Start, verification, log)
        {
            IsKept = true,
        }
            .RunAsync(Session(AgentPhase.Implement, tree), Impl, Doing(RunStage.Implement), cancellationToken)
            .ConfigureAwait(false);
        FindingsText.Tell(made.Work, log);
        PhaseReport.Of(made).Write(Impl, AgentPhase.Implement);
        if (verification?.Last is { } last)
            Impl.Write(PlanFiles.RoundVerified, last.ToBytes());
        file.Change(run => run with { Refused = null }); // other work is there now
    }

    private async Task<RoundVerification?> RoundsAsync(IWorkTree tree, CancellationToken cancellationToken)
    {
        if (clones.Trunk is null || !Run.Limits.HasRounds(oneShot.Agent, Run.Limits.VerifyCommand ?? string.Empty))
            return null; // before git is asked
        return await CommandAsync(cancellationToken).ConfigureAwait(false) is { } command
            ? new RoundVerification(
                tree,
                Request(tree.Start),
                command,
                agents,
                new LocalBaselines(store),
                new GitCheckouts(clones, Root),
                logs,
                log
            )
            : null;
    }

    private string Trunk => clones.Trunk ?? Impl.ReadStart();

    private Task<TrunkCommand?> CommandAsync(CancellationToken cancellationToken) =>
        TrunkCommand.FindAsync(repository.FilesOf(Trunk), Run.Limits.VerifyCommand, cancellationToken);

    private VerifyRequest Request(string commit) =>
        new(Trunk, commit, Run.Limits, store.PathOf(RunFolders.Of(oneShot.Id)))
        {
            Hidden = [Run.Repository, store.Folder],
        };

    private VerifyRun Verifying(VerifyRequest request) =>
        new(request, agents, new GitCheckouts(clones, Root), new LocalBaselines(store), logs, log);

    // The rounds have run it in the same place and in the same way, if all that they made was delivered.
    private async Task<VerifyResult?> KnownAsync(CancellationToken cancellationToken) =>
        Impl.Read(PlanFiles.RoundVerified, VerifyReport.Limit) is { } bytes
        && VerifyReport.Read(bytes) is { } seen
        && seen.Commit == await repository.FilesOf(Run.Commit!).ContentAsync(cancellationToken).ConfigureAwait(false)
            ? seen.Head
            : null;

    private async Task DeliverAsync(CancellationToken cancellationToken)
    {
        var root = Root();
        try
        {
            await _filters.TellAsync(cancellationToken).ConfigureAwait(false);
            using var delivery = await clones.DeliveryAsync(root, cancellationToken).ConfigureAwait(false);
            var start = Impl.ReadStart();
            var bundle = File.Exists(Impl[PlanFiles.Bundle]) ? Impl[PlanFiles.Bundle] : null;
            var deliver = new DeliverImplementation(
                forge,
                repository,
                delivery,
                oneShot,
                ProtectPolicies.Of(Run.Limits),
                log
            )
            {
                Onto = await OntoAsync(start, cancellationToken).ConfigureAwait(false),
                IsLeft = IsLeft(),
                Verify = Run.Limits.Verify,
                VerifyCommand = Run.Limits.VerifyCommand,
                Trunk = _ => Task.FromResult(clones.Trunk ?? start),
            };
            var delivered = await deliver
                .RunAsync(own, start, bundle, Notes(), cancellationToken)
                .ConfigureAwait(false);
            var (commit, _, refusal) = delivered;
            file.Change(run =>
                run with
                {
                    Commit = commit ?? run.Commit,
                    Refused = refusal,
                    IsToBeVerified = commit is not null && delivered.IsToBeVerified,
                    NotVerified = delivered.NotVerified,
                    StaysDraft = delivered.StaysDraft,
                    Verification = null,
                    Jobs = [.. run.Jobs.Where(job => job.Name != RunStage.Verify)], // it was of an earlier delivery
                }
            );
            if (!delivered.IsWaiting)
                log.Progress(
                    commit is null ? "nothing to deliver" : $"{oneShot.Branch} is at {CommitName.Short(commit)}"
                );
        }
        catch (OneShotException exception) when (exception.Error.Code == CaughtCode.DeliveryRefused)
        {
            file.Change(run => run with { Refused = Refusal.Of(exception) });
            throw;
        }
        finally
        {
            Folders.Remove(root);
        }
    }

    private async Task VerifyAsync(CancellationToken cancellationToken)
    {
        Impl.Remove(PlanFiles.Verified);
        var request = Request(Run.Commit!) with { Known = await KnownAsync(cancellationToken).ConfigureAwait(false) };
        Impl.Remove(PlanFiles.RoundVerified); // whoever verifies once more wants it to be run
        using var verify = Verifying(request);
        var report = await verify.RunAsync(repository, cancellationToken).ConfigureAwait(false);
        Impl.Write(PlanFiles.Verified, report.ToBytes());
    }

    private async Task ConcludeAsync(CancellationToken cancellationToken)
    {
        var report = await new PlannedTests(forge, oneShot, log)
            .InAsync(ConcludeVerification.Handed(Impl, Run.Commit!), Registered, cancellationToken)
            .ConfigureAwait(false);
        var rounds = Implementing?.RoundsDone ?? 0;
        file.Change(run => run with { Verification = Verification.Of(report) with { Rounds = rounds } });
        await new ConcludeVerification(forge, repository, oneShot, Run.Limits.Verify, log) { Rounds = rounds }
            .RunAsync(own, Run.Commit!, Run.StaysDraft ?? false, report, cancellationToken)
            .ConfigureAwait(false);
    }

    // What is judged once more by other policies was delivered in part, and goes on from there.
    private async Task<string?> OntoAsync(string start, CancellationToken cancellationToken)
    {
        if (Run.Commit is not { } earlier || earlier == start)
            return null;
        var waiting = WaitingResult.RefOf(oneShot.Id);
        var refs = await repository
            .ListRemoteAsync(own, [RefName.OfBranch(oneShot.Branch), waiting], cancellationToken)
            .ConfigureAwait(false);
        if (refs.Refs.GetValueOrDefault(waiting) != earlier && refs.Branch(oneShot.Branch) != earlier)
            return null;

        // A session that began where its user has taken it holds it already.
        return await repository.StandsOnAsync(start, earlier, cancellationToken).ConfigureAwait(false) ? earlier : null;
    }

    private DeliveryNotes Notes() =>
        new(Run.Usages, AgentSummary.Read(Impl))
        {
            Title = Result?.Title,
            Rounds = Implementing?.RoundsTold,
            LeftOut = Implementing?.NotGathered ?? [],
            IsMore = Run.Commit is not null,
        };

    private async Task InCloneAsync(Func<IWorkTree, Task> work, CancellationToken cancellationToken)
    {
        var root = Root();
        try
        {
            await _filters.TellAsync(cancellationToken).ConfigureAwait(false);
            var refs = await repository
                .ListRemoteAsync(
                    own,
                    [RefName.OfBranch(oneShot.Branch), WaitingResult.RefOf(oneShot.Id)],
                    cancellationToken
                )
                .ConfigureAwait(false);
            var commit = refs.Branch(oneShot.Branch);

            // An earlier result that waits still is what more work stands on, unless its user has taken it.
            if (
                refs.Refs.TryGetValue(WaitingResult.RefOf(oneShot.Id), out var waiting)
                && (
                    commit is null
                    || !await repository.StandsOnAsync(waiting, commit, cancellationToken).ConfigureAwait(false)
                )
            )
                commit = waiting;
            if (commit is null)
                throw OneShotErrors.BranchMoved(oneShot.Branch);
            var tree = await clones.CloneAsync(root, oneShot.Branch, commit, cancellationToken).ConfigureAwait(false);
            FilterText.Tell(tree, log);
            LocalRuns.RequireRoom(store); // before an agent is paid for what then finds none
            try
            {
                await work(tree).ConfigureAwait(false);
            }
            finally
            {
                foreach (var trick in tree.Tried)
                    log.Warn(trick);
            }
        }
        finally
        {
            Folders.Remove(root);
        }
    }

    // Known to the run's file before it is used: whoever finds the run dead removes it.
    private string Root()
    {
        var root = Path.Combine(TemporaryFolder.Path, $"oneshot-{oneShot.Id}-{Guid.NewGuid():N}"[..24]);
        file.Change(run => run with { Clones = [.. run.Clones.Where(Directory.Exists), root] });
        Folders.Make(root);
        return root;
    }

    private Action<string> Doing(string stage) => activity => file.Say($"{stage}: {activity}");

    private AgentTask Session(AgentPhase phase, IWorkTree tree) =>
        oneShot.Session(phase, tree, store.PathOf(RunFolders.Of(oneShot.Id)), Run.Limits) with
        {
            Scratch = Path.GetDirectoryName(tree.Folder),
            Hidden = [Run.Repository, store.Folder],
            Used = usage =>
            {
                Usage = usage;
                PhaseReport.Keep(usage, Impl, phase);
            },
        };
}
