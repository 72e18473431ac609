using System.Text;
using OneShot.Core.Dispatch;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Places;
using OneShot.Core.Ports;
using OneShot.Core.Settings;

namespace OneShot.Core.Pipeline;

/// <summary>
/// Where a job stands: what it is told about its one-shot, its forge, and the folder that jobs hand over.
/// </summary>
internal sealed class JobSite(JobRequest request, JobPorts ports)
{
    private IForge? _forge;
    private RepositoryState? _state;
    private bool _isSettled;

    /// <summary>What holds of the job's agent and of what it made.</summary>
    public RunTerms Terms { get; private set; } = request.Terms;

    /// <summary>
    /// What an agent, or what verifies, may use. In a run, the job's limit is the same number of minutes: whoever used
    /// them up would take everything with it.
    /// </summary>
    public AgentLimits Limits =>
        Terms.ToLimits() with
        {
            Reserve = request.RunId is null ? TimeSpan.Zero : TimeSpan.FromMinutes(5),
        };

    /// <summary>The work tree's own folder, in which an agent writes.</summary>
    public ImplFolder Own => ImplFolder.In(ports.Tree);

    /// <summary>The folder that jobs hand over.</summary>
    public ImplFolder HandOver =>
        request.HandOver is { } folder ? new ImplFolder(Path.GetFullPath(folder, ports.CallerFolder)) : Own;

    /// <summary>What is known of the plan.</summary>
    public PlanResult? Plan =>
        HandOver.Read(PlanFiles.PlanResult, PlanResult.Limit) is { } bytes ? PlanResult.Read(bytes) : null;

    /// <summary>The plan that is handed over.</summary>
    public string PlanText =>
        HandOver.Read(PlanFiles.Plan, Model.Plan.Most * 4) is { } bytes ? Encoding.UTF8.GetString(bytes) : string.Empty;

    /// <summary>The plan issue: as told, else as handed over.</summary>
    public int? Issue => request.IssueNumber ?? Plan?.IssueNumber;

    /// <summary>
    /// What is known of the plan that was registered on an issue:
    /// as told, or as a run's options say, else as handed over.
    /// </summary>
    public RegisteredPlan RegisteredAs(int issue)
    {
        var file = File();
        file.LayOptions(request.Options);
        Terms = file.Terms;
        var handed = Plan?.Registered is { } registered && registered.Issue == issue ? registered : null;
        return new RegisteredPlan(issue, Terms.PlanComment ?? handed?.Comment, Terms.PlanSha256 ?? handed?.Sha256);
    }

    /// <summary>
    /// The plan that was registered, as told and never as handed over: where code of an agent ran, that may be made up.
    /// </summary>
    public RegisteredPlan? ToldPlan =>
        request.IssueNumber is { } issue && Terms.PlanSha256 is { } sha256
            ? new RegisteredPlan(issue, Terms.PlanComment, sha256)
            : null;

    /// <summary>
    /// What is told of a workflow that an earlier OneShotInit wrote, and that hands
    /// no plan's hash on; <see langword="null"/> when it does, or can't be read.
    /// </summary>
    public async Task<string?> LackOfHashAsync(CancellationToken cancellationToken)
    {
        var file = request.Workflow;
        var text = await WorkflowAsync(file, cancellationToken).ConfigureAwait(false);
        var called = await WorkflowAsync(PlanHashRules.Called, cancellationToken).ConfigureAwait(false);
        if (PlanHashRules.LackOf(file, text, called) is not { } lack)
            return null;
        return $"{lack} {OneShotError.Spelled(PlanHashRules.FixOf(text!), ports.Command)}.";
    }

    // Whoever checks out something else than trunk is not kept from working by what is only told.
    private async Task<string?> WorkflowAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return await ports
                .Places.ReadTrunkAsync(
                    WorkflowRules.Folder + file,
                    request.Forge.Base,
                    request.Forge.RemoteName,
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (OneShotException)
        {
            return null;
        }
    }

    public string Agent => AgentName.Parse(request.Agent) is var name && name != AgentName.Auto ? name : "the agent";

    /// <summary>
    /// Who asked, where that is not who started the run: whoever may start a workflow may write any name there.
    /// </summary>
    public string? OtherAsker =>
        string.Equals(request.Given.SubmittedBy, ports.Actor, StringComparison.OrdinalIgnoreCase)
            ? null
            : request.Given.SubmittedBy;

    public async Task<RepositoryState> StateAsync(CancellationToken cancellationToken) =>
        _state ??= await ports
            .Repository.DescribeAsync(request.Forge.RemoteName, cancellationToken)
            .ConfigureAwait(false);

    public async Task<IForge> ForgeAsync(CancellationToken cancellationToken) =>
        _forge ??= await ports
            .Forges.SelectAsync(
                request.Forge with
                {
                    Terms = () => Terms,
                },
                await StateAsync(cancellationToken).ConfigureAwait(false),
                cancellationToken
            )
            .ConfigureAwait(false);

    /// <summary>Where the one-shot's branch is pushed to.</summary>
    public async Task<Remote> RemoteAsync(CancellationToken cancellationToken) =>
        OneShotLocation.RemoteOf(
            await StateAsync(cancellationToken).ConfigureAwait(false),
            await ForgeAsync(cancellationToken).ConfigureAwait(false),
            request.Forge.RemoteName
        );

    /// <summary>What the task is told about its one-shot.</summary>
    /// <exception cref="OneShotException">OS2016: something is not told.</exception>
    public OneShotInfo OneShot(string task)
    {
        if (request.Given.DistinctId is not { } id)
            throw OneShotErrors.ArgumentNeeded(task, "distinct-id");
        if (request.Given.BranchName is not { } branch)
            throw OneShotErrors.ArgumentNeeded(task, "branch-name");
        if (request.Given.PrNumber is not { } number)
            throw OneShotErrors.ArgumentNeeded(task, "pr-number");
        return new OneShotInfo(
            id,
            branch,
            number,
            Agent,
            request.Model,
            request.PromptSha256,
            request.PlanIssue,
            request.Given.SubmittedBy,
            request.RunUrl
        )
        {
            Command = ports.Command,
        };
    }

    /// <summary>
    /// Lays what travelled in the run's options, and trunk's own file,
    /// under what the task is told. Called where no agent was yet.
    /// </summary>
    /// <exception cref="OneShotException">OS2080 to OS2088, OS2105, OS2116, OS3081 or OS3082.</exception>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        if (_isSettled)
            return;
        if (Terms.Filters is not null)
            throw OneShotErrors.FiltersNotInWorkflow();
        var file = File();
        file.LayOptions(request.Options);
        Task<string?> TrunkAsync(string path) =>
            ports.Places.ReadTrunkAsync(path, request.Forge.Base, request.Forge.RemoteName, cancellationToken);
        file.Lay(
            await TrunkAsync(RepositoryFile.Path).ConfigureAwait(false),
            await TrunkAsync(RepositoryFile.Misnamed).ConfigureAwait(false)
        );
        if (file.HasToAsk)
            await file.AgreeAsync(
                    await StateAsync(cancellationToken).ConfigureAwait(false),
                    null,
                    null,
                    cancellationToken
                )
                .ConfigureAwait(false);
        Terms = file.Terms;
        _isSettled = true;
    }

    private TrunkFile File() =>
        new(ports.RepositoryFile, ports.Consents, ports.Reporter, Terms, request.TrustRepositoryFile);

    /// <summary>The same in a run's first job, which also looks whether what is asked for can be delivered.</summary>
    public async Task SettleForRunAsync(CancellationToken cancellationToken)
    {
        await SettleAsync(cancellationToken).ConfigureAwait(false);
        var forge = await ForgeAsync(cancellationToken).ConfigureAwait(false);
        if (Terms.VerifiedCommits && forge.Commits is null)
            throw OneShotErrors.CommitsNotVerified(forge.Name);
        if (request.BuiltInToken && ChecksRules.AreAsked(Terms))
            ports.Reporter.Warn($"--verify=checks: {Verifying.ChecksText.BuiltIn}");
        await WorkflowsRight
            .CheckTokenAsync(forge, Terms, request.BuiltInToken, ports.Reporter, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>
    /// The same where no agent was, for what becomes of protected files: a workflow of an
    /// earlier OneShotInit, which lacks the file here, loses nothing that was paid for.
    /// </summary>
    public async Task SettleForDeliveryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SettleAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OneShotException exception) when (exception.Error.Code == CaughtCode.RepositoryFileNotHere)
        {
            ports.Reporter.Warn(
                $"{exception.Error.Message} What it says of protected files is not known here, and the usual holds."
            );
        }
    }

    /// <summary>Runs an agent's phase in the work tree, and leaves a report of it, however it ends.</summary>
    public async Task PhaseAsync(
        string task,
        AgentPhase phase,
        Func<IWorkTree, AgentTask, Task<PhaseReport>> work,
        CancellationToken cancellationToken
    )
    {
        var oneShot = OneShot(task);
        PhaseReport.Remove(HandOver, phase); // of an earlier attempt
        try
        {
            var (tree, session) = await SessionAsync(task, oneShot, phase, cancellationToken).ConfigureAwait(false);
            (await work(tree, session).ConfigureAwait(false)).Write(HandOver, phase);
        }
        catch (OneShotException exception)
        {
            throw Failed(phase, exception);
        }
        catch (OperationCanceledException)
        {
            Failed(phase, OneShotErrors.Cancelled());
            throw;
        }
        finally
        {
            ports.Reporter.Doing(null);
        }
    }

    private async Task<(IWorkTree Tree, AgentTask Session)> SessionAsync(
        string task,
        OneShotInfo oneShot,
        AgentPhase phase,
        CancellationToken cancellationToken
    )
    {
        if (AgentName.Parse(request.Agent) == AgentName.Auto)
            throw AgentName.ToChoose(ports.Agents.Installed);
        await SettleAsync(cancellationToken).ConfigureAwait(false);
        ports.Agents.Check(oneShot.Agent, Terms.AgentCommand);
        oneShot = oneShot with { Model = ModelName.Parse(request.Model, oneShot.Agent) };
        var tree = await ports
            .Places.WatchAsync(await StateAsync(cancellationToken).ConfigureAwait(false), cancellationToken)
            .ConfigureAwait(false);
        var changes = await tree.ChangesAsync(cancellationToken).ConfigureAwait(false);
        if (changes.Count > 0)
            throw OneShotErrors.JobTreeNotClean(task, changes.Count, Text.SafeText.Excerpt(changes[0], 100));
        HandOver.Make();
        FilterText.Tell(tree, ports.Reporter);
        return (
            tree,
            oneShot.Session(phase, tree, HandOver.Path, Limits) with
            {
                FeedFiles = await FeedFilesAsync(cancellationToken).ConfigureAwait(false),
                Used = usage => PhaseReport.Keep(usage, HandOver, phase),
            }
        );
    }

    // An earlier attempt's agent may have written the branch's own: which hosts may be reached is trunk's to say.
    private async Task<IReadOnlyList<(string Name, string Text)>> FeedFilesAsync(CancellationToken cancellationToken)
    {
        var found = new List<(string, string)>();
        foreach (var name in FeedFile.In(ports.Tree))
        {
            try
            {
                if (
                    await ports
                        .Places.ReadTrunkAsync(name, request.Forge.Base, request.Forge.RemoteName, cancellationToken)
                        .ConfigureAwait(false) is
                    { } text
                )
                    found.Add((name, text));
            }
            catch (OneShotException exception)
            {
                ports.Reporter.Warn($"the feeds of {name} are not allowed: {exception.Error.Message}");
            }
        }

        return found;
    }

    /// <summary>Leaves a report of a phase that failed.</summary>
    public OneShotException Failed(AgentPhase phase, OneShotException exception) =>
        PhaseReport.Leave(HandOver, phase, exception, isRun: request.RunId is not null);

    /// <summary>Does a part of an agent's phase; its error is reported to the next job.</summary>
    public T Reporting<T>(AgentPhase phase, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (OneShotException exception)
        {
            throw Failed(phase, exception);
        }
    }

    /// <summary>Why something is missing: nothing could even begin when the branch is gone.</summary>
    public async Task<OneShotException> LostAsync(
        string branch,
        OneShotException otherwise,
        CancellationToken cancellationToken
    )
    {
        var refs = await ports
            .Repository.ListRemoteAsync(
                await RemoteAsync(cancellationToken).ConfigureAwait(false),
                [RefName.OfBranch(branch)],
                cancellationToken
            )
            .ConfigureAwait(false);
        return refs.Branch(branch) is null ? OneShotErrors.BranchGone(branch) : otherwise;
    }

    /// <summary>Does what may fail after somebody waits for it on the pull request: then that is told there.</summary>
    public async Task TellingAsync(
        OneShotInfo oneShot,
        PipelineTask task,
        Func<Task> work,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (OneShotException exception)
        {
            throw await ToldAsync(oneShot, PipelineTable.WorkOf(task), exception, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Tells an error on the pull request, and on the issue it
    /// plans for; telling it may fail too, and must not hide it.
    /// </summary>
    /// <returns>The error.</returns>
    public async Task<OneShotException> ToldAsync(
        OneShotInfo oneShot,
        PipelineWork work,
        OneShotException failure,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var forge = await ForgeAsync(cancellationToken).ConfigureAwait(false);
            await ErrorComment
                .WriteAsync(
                    forge,
                    oneShot,
                    PhaseReport.Used(HandOver),
                    work,
                    failure,
                    ports.Reporter,
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (OneShotException untold)
        {
            ports.Reporter.Warn($"the pull request could not be updated: {untold.Error.Message}");
        }

        return failure;
    }
}
