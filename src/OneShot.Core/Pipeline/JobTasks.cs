using OneShot.Core.Dispatch;
using OneShot.Core.Errors;
using OneShot.Core.Judging;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Protection;
using OneShot.Core.Text;

namespace OneShot.Core.Pipeline;

/// <summary>
/// One one-shot on the workflow's side: a method per task, each by itself in
/// whichever job calls it. They hand files over in a folder (<c>--hand-over</c>, else
/// the work tree's <c>.impl</c>), and take the rest from arguments and environment.
/// </summary>
/// <param name="request">What is told.</param>
/// <param name="ports">Everything outside.</param>
internal sealed partial class JobTasks(JobRequest request, JobPorts ports) : IVerb
{
    private readonly JobSite _site = new(request, ports);

    /// <summary>What it was told, and what was found or made so far.</summary>
    public PipelineReceipt Receipt { get; private set; } =
        new()
        {
            Id = request.Given.DistinctId,
            Branch = request.Given.BranchName,
            PrNumber = request.Given.PrNumber,
            Agent = request.Agent,
            Model = request.Model,
            SubmittedBy = request.Given.SubmittedBy,
            RunId = request.RunId,
            RunUrl = request.RunUrl,
        };

    Receipt IVerb.Receipt => Receipt;

    /// <summary>Makes sure that this run is the only one of its one-shot, and tells that planning begins.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running task.</returns>
    /// <exception cref="OneShotException">One of OS4.</exception>
    public Task PrepareRunAsync(CancellationToken cancellationToken) =>
        TaskAsync(async () =>
        {
            var oneShot = _site.OneShot("PrepareRun");

            // Before an agent is paid, and told to whoever waits.
            await _site
                .TellingAsync(
                    oneShot,
                    PipelineTask.PrepareRun,
                    () => _site.SettleForRunAsync(cancellationToken),
                    cancellationToken
                )
                .ConfigureAwait(false);
            var forge = await _site.ForgeAsync(cancellationToken).ConfigureAwait(false);
            var lack = await _site.LackOfHashAsync(cancellationToken).ConfigureAwait(false);
            var prepare = new PrepareRun(forge, oneShot, ports.Reporter, ports.Clock);
            var older = await prepare
                .RunAsync(request.Workflow, request.RunId, lack, cancellationToken)
                .ConfigureAwait(false);
            Receipt = Receipt with { Proceed = older is null };
            if (older is not null)
                ports.Reporter.Warn($"{older.Url} is already working on {oneShot.Id}: this run ends here");
            else if (lack is not null)
                ports.Reporter.Warn(lack);
            if (older is not null)
                return;
            await _site
                .TellingAsync(
                    oneShot,
                    PipelineTask.PrepareRun,
                    async () =>
                    {
                        if (
                            await prepare.ReadIssueAsync(_site.HandOver, cancellationToken).ConfigureAwait(false) is
                            { } read
                        )
                            ports.Reporter.Progress(read.Told);
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
            Receipt = Receipt with
            {
                Baseline = await HasBaselineAsync(oneShot.Agent, cancellationToken).ConfigureAwait(false),
            };
        });

    /// <summary>Puts the prompt where the planner reads it, and finds trunk.</summary>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>The running task.</returns>
    /// <exception cref="OneShotException">OS6013: the prompt is not the one that was dispatched.</exception>
    public Task PreparePlanningAsync(CancellationToken cancellationToken) =>
        TaskAsync(async () =>
        {
            var prompt = _site.Reporting(AgentPhase.Plan, () => PreparePlanning.Run(ports.Tree, request.PromptSha256));
            var trunk =
                request.Forge.Base
                ?? await ports.Places.FindTrunkAsync(request.Forge.RemoteName, cancellationToken).ConfigureAwait(false);
            Receipt = Receipt with { Base = trunk };
            ports.Reporter.Progress(
                $"prompt of {prompt.Bytes.Length} bytes, sha256 {prompt.Sha256[..12]}, is in "
                    + $"{PlanFiles.Folder}/{PlanFiles.Task}; trunk is {trunk ?? "not known here (--base=BRANCH)"}"
            );
        });

    /// <summary>
    /// Installs the agent's program, and takes from a lent machine what the agent could become root by.
    /// </summary>
    /// <param name="cancellationToken">Ends the installation.</param>
    /// <returns>The running task.</returns>
    /// <exception cref="OneShotException">OS3034, or OS3060: a sandbox is required, and can't be had.</exception>
    public Task PrepareAgentAsync(CancellationToken cancellationToken) =>
        TaskAsync(async () =>
        {
            try
            {
                await _site.SettleAsync(cancellationToken).ConfigureAwait(false);
                var agent = AgentName.Parse(request.Agent);
                await RequiredSandbox
                    .CheckAsync(ports.Agents, _site.Terms, agent, mayInstall: true, isFloor: false, cancellationToken)
                    .ConfigureAwait(false);
                Receipt = Receipt with
                {
                    AgentFolder = await ports.Agents.InstallAsync(agent, cancellationToken).ConfigureAwait(false),
                };
            }
            catch (OneShotException exception) when (request.HandOver is not null)
            {
                // It does not know for which of them it prepares.
                foreach (var phase in Enum.GetValues<AgentPhase>())
                    _site.Failed(phase, exception);
                throw;
            }

            await ports.Agents.ConfineAsync(cancellationToken).ConfigureAwait(false);
        });

    /// <summary>Agent session 1.</summary>
    /// <param name="cancellationToken">Ends the agent.</param>
    /// <returns>The running task.</returns>
    /// <exception cref="OneShotException">OS3030, or one of OS6 or OS7.</exception>
    public Task RunPlanningAsync(CancellationToken cancellationToken) =>
        TaskAsync(() =>
            _site.PhaseAsync(
                "RunPlanning",
                AgentPhase.Plan,
                async (tree, task) =>
                    PhaseReport.Of(
                        await new RunPlanning(ports.Agents, tree, ports.Reporter)
                            .RunAsync(task, _site.HandOver, ports.Reporter.Doing, cancellationToken)
                            .ConfigureAwait(false),
                        []
                    ),
                cancellationToken
            )
        );

    /// <summary>Checks what the planner wrote, and hands it over.</summary>
    /// <returns>The running task.</returns>
    /// <exception cref="OneShotException">OS6010 to OS6012.</exception>
    public Task ValidatePlanAsync() =>
        TaskAsync(() =>
        {
            Tell(_site.Reporting(AgentPhase.Plan, () => ValidatePlan.Run(_site.Own, _site.Agent, _site.HandOver)));
            return Task.CompletedTask;
        });

    /// <summary>Saves the plan as an issue; a planning that failed is told on the pull request.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running task.</returns>
    /// <exception cref="OneShotException">What the planning failed with, or one of OS4.</exception>
    public Task SavePlanAsync(CancellationToken cancellationToken) =>
        TaskAsync(async () =>
        {
            var oneShot = _site.OneShot("SavePlan");
            if (PhaseReport.Read(_site.HandOver, AgentPhase.Plan) is { Failure: { } failed })
                throw await _site
                    .ToldAsync(oneShot, PipelineTable.WorkOf(PipelineTask.RunPlanning), failed, cancellationToken)
                    .ConfigureAwait(false);
            await _site
                .TellingAsync(
                    oneShot,
                    PipelineTask.SavePlan,
                    async () =>
                    {
                        if (_site.Plan is null)
                            throw await _site
                                .LostAsync(oneShot.Branch, OneShotErrors.PhaseLost("planning"), cancellationToken)
                                .ConfigureAwait(false);
                        var forge = await _site.ForgeAsync(cancellationToken).ConfigureAwait(false);
                        var result = await new SavePlan(forge, oneShot, ports.Reporter)
                            .RunAsync(_site.HandOver, PhaseReport.Used(_site.HandOver), cancellationToken)
                            .ConfigureAwait(false);
                        Tell(result);
                        if (result.IssueNumber is not { } number)
                            return;
                        ports.Reporter.Progress($"plan saved as issue #{number}");
                        Receipt = Receipt with
                        {
                            Summary =
                                $"### Plan #{number}: {Receipt.IssueTitle}\n\n{SafeText.Inactive(_site.PlanText)}",
                        };
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
        });

    /// <summary>Links issue, pull request and run.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running task.</returns>
    /// <exception cref="OneShotException">One of OS4: nothing of it could be done.</exception>
    public Task RegisterPlanAsync(CancellationToken cancellationToken) =>
        TaskAsync(async () =>
        {
            var oneShot = _site.OneShot("RegisterPlan");
            if (_site.Issue is not { } issue)
            {
                if (_site.Plan is not { Rejected: true })
                    throw OneShotErrors.ArgumentNeeded("RegisterPlan", "issue-number");
                ports.Reporter.Progress("the prompt was rejected: there is no plan to register");
                return;
            }

            var forge = await _site.ForgeAsync(cancellationToken).ConfigureAwait(false);
            var registered = await new RegisterPlan(forge, oneShot, ports.Reporter)
                .RunAsync(issue, cancellationToken)
                .ConfigureAwait(false);
            Receipt = Receipt with
            {
                IssueNumber = issue,
                PlanSha256 = _site.Plan?.PlanSha256,
                PlanCommentId = _site.Plan?.PlanCommentId,
                Registered = registered,
            };
            ports.Reporter.Progress(
                $"plan #{issue} is registered: "
                    + $"{string.Join(", ", registered.Select(pair => $"{pair.Key} {(pair.Value ? "done" : "failed")}"))}"
            );
        });

    /// <summary>Gets the plan from its issue, and hands it over.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running task.</returns>
    /// <exception cref="OneShotException">OS4003, OS4016, OS5018 or OS6011.</exception>
    public Task PrepareImplementationAsync(CancellationToken cancellationToken) =>
        TaskAsync(async () =>
        {
            var oneShot = _site.OneShot("PrepareImplementation");
            var issue = _site.Issue ?? throw OneShotErrors.ArgumentNeeded("PrepareImplementation", "issue-number");
            await _site
                .TellingAsync(
                    oneShot,
                    PipelineTask.PrepareImplementation,
                    async () =>
                    {
                        var forge = await _site.ForgeAsync(cancellationToken).ConfigureAwait(false);
                        var plan = await new PrepareImplementation(forge, oneShot, ports.Reporter)
                            .RunAsync(_site.RegisteredAs(issue), _site.HandOver, cancellationToken)
                            .ConfigureAwait(false);
                        RequireGreenTrunk();
                        Tell(_site.Plan!);
                        ports.Reporter.Progress($"plan of {plan.Text.Length} characters from issue #{issue}");
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
        });

    /// <summary>Agent session 2; the commits leave as a bundle.</summary>
    /// <param name="cancellationToken">Ends the agent.</param>
    /// <returns>The running task.</returns>
    /// <exception cref="OneShotException">OS3030, or one of OS6 or OS7.</exception>
    public Task RunImplementationAsync(CancellationToken cancellationToken) =>
        TaskAsync(() =>
            _site.PhaseAsync(
                "RunImplementation",
                AgentPhase.Implement,
                async (tree, task) =>
                {
                    var made = await new ImplementationRounds(
                        new RunImplementation(ports.Agents, tree),
                        tree.Start,
                        await RoundsAsync(tree, task, cancellationToken).ConfigureAwait(false),
                        ports.Reporter
                    )
                        .RunAsync(task, _site.HandOver, ports.Reporter.Doing, cancellationToken)
                        .ConfigureAwait(false);
                    Receipt = Receipt with { Commit = made.Work.Commit, Changed = made.Work.Commit is not null };
                    FindingsText.Tell(made.Work, ports.Reporter);
                    return PhaseReport.Of(made);
                },
                cancellationToken
            )
        );

    /// <summary>
    /// Brings the bundle's commits to the branch and tells the result;
    /// an implementing that failed is told on the pull request.
    /// </summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running task.</returns>
    /// <exception cref="OneShotException">What the implementing failed with, OS5002, OS6014, or one of OS4.</exception>
    public Task DeliverImplementationAsync(CancellationToken cancellationToken) =>
        TaskAsync(async () =>
        {
            var oneShot = _site.OneShot("DeliverImplementation");
            var report = PhaseReport.Read(_site.HandOver, AgentPhase.Implement);
            if (
                (
                    report is null
                        ? await _site
                            .LostAsync(oneShot.Branch, OneShotErrors.PhaseLost("implementing"), cancellationToken)
                            .ConfigureAwait(false)
                        : report.Failure
                ) is
                { } failed
            )
                throw await _site
                    .ToldAsync(oneShot, PipelineTable.WorkOf(PipelineTask.RunImplementation), failed, cancellationToken)
                    .ConfigureAwait(false);
            await _site
                .TellingAsync(
                    oneShot,
                    PipelineTask.DeliverImplementation,
                    () => DeliverAsync(oneShot, report!, cancellationToken),
                    cancellationToken
                )
                .ConfigureAwait(false);
        });

    private async Task DeliverAsync(OneShotInfo oneShot, PhaseReport report, CancellationToken cancellationToken)
    {
        await _site.SettleForDeliveryAsync(cancellationToken).ConfigureAwait(false);
        var start = _site.HandOver.ReadStart();
        if (!await ports.Repository.HasCommitAsync(start, cancellationToken).ConfigureAwait(false))
            throw await _site
                .LostAsync(oneShot.Branch, OneShotErrors.BranchMoved(oneShot.Branch), cancellationToken)
                .ConfigureAwait(false);
        var bundle = File.Exists(_site.HandOver[PlanFiles.Bundle]) ? _site.HandOver[PlanFiles.Bundle] : null;
        using var delivery = await ports
            .Places.DeliveryAsync(await _site.StateAsync(cancellationToken).ConfigureAwait(false), cancellationToken)
            .ConfigureAwait(false);
        var deliver = new DeliverImplementation(
            await _site.ForgeAsync(cancellationToken).ConfigureAwait(false),
            ports.Repository,
            delivery,
            oneShot,
            ProtectPolicies.Of(_site.Terms.ToLimits()),
            ports.Reporter
        )
        {
            IsVerified = _site.Terms.VerifiedCommits,
            Verify = _site.Terms.ToLimits().Verify,
            VerifyCommand = _site.Terms.ToLimits().VerifyCommand,
            Trunk = token => ports.Places.StartOfAsync(start, token),
            CanVerify = request.CanVerify,
            CanAwaitChecks = request.CanAwaitChecks,
            LargeFileConfig = token =>
                ports.Places.ReadTrunkAsync(".lfsconfig", request.Forge.Base, request.Forge.RemoteName, token),
        };
        var notes = new DeliveryNotes(
            PhaseReport.Used(_site.HandOver),
            AgentSummary.Read(_site.HandOver),
            request.BuiltInToken
        )
        {
            Title = _site.Plan?.Title,
            Rounds = report.RoundsTold,
            LeftOut = report.NotGathered,
            SubmittedBy = _site.OtherAsker,
        };
        var delivered = await deliver
            .RunAsync(
                await _site.RemoteAsync(cancellationToken).ConfigureAwait(false),
                start,
                bundle,
                notes,
                cancellationToken
            )
            .ConfigureAwait(false);
        var (commit, told, _) = delivered;
        Receipt = Receipt with
        {
            Commit = commit,
            Changed = commit is not null,
            Verify = commit is not null && delivered.IsToBeVerified && deliver.Verify != VerifyMode.Checks,
            AwaitChecks = commit is not null && delivered.IsToBeVerified && deliver.Verify == VerifyMode.Checks,
            StaysDraft = delivered.StaysDraft,
            Rounds = report.RoundsDone,
            Summary = $"### One-shot `{oneShot.Id}`\n\n{told}",
        };
        ports.Reporter.Progress(
            commit is null ? "nothing to deliver" : $"{oneShot.Branch} is at {CommitName.Short(commit)}"
        );
    }

    /// <inheritdoc/>
    public OneShotException About(OneShotException failure) => failure;

    /// <inheritdoc/>
    public void Dispose()
    {
        ports.Places.Dispose();
        ports.Forges.Dispose();
    }

    private void Tell(PlanResult result)
    {
        Receipt = Receipt with
        {
            IssueNumber = result.IssueNumber,
            PlanSha256 = result.PlanSha256,
            PlanCommentId = result.PlanCommentId,
            IssueTitle = result.Title is { } title ? SafeText.Title(title, 100) : null,
            Rejected = result.Rejected,
        };
        if (result.Rejected)
        {
            Receipt = Receipt with { Summary = $"### Rejected\n\n{result.ShownReason}" };
            ports.Reporter.Warn($"rejected: {result.Reason}");
        }
        else
            ports.Reporter.Progress($"plan: {result.Title}");
    }

    private async Task TaskAsync(Func<Task> task)
    {
        Receipt = Receipt with { Summary = null };
        try
        {
            await task().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw OneShotErrors.Cancelled();
        }
    }
}
