using OneShot.Core.Model;
using OneShot.Core.Pipeline;

namespace OneShot.Tests.Jobs;

/// <summary>The jobs of a dispatched one-shot: each on a machine of its own, files handed over in a folder.</summary>
public sealed class JobMachine : IDisposable
{
    private readonly DispatchReceipt _receipt;

    public JobMachine()
        : this(new PeerRepository()) { }

    public JobMachine(PeerRepository peer)
    {
        Peer = peer;
        _receipt = new Dispatching(Peer, Peer.LocalClone()).RunAsync().GetAwaiter().GetResult();
        HandOver = new ImplFolder(Peer.Folder["hand-over"]);
        Directory.CreateDirectory(HandOver.Path);
    }

    public PeerRepository Peer { get; }

    internal ImplFolder HandOver { get; }

    public RecordingReporter Reporter { get; } = new();

    /// <summary>The time of its machines.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>What the last agent was told.</summary>
    public string AgentTold => File.ReadAllText(Peer.Folder["told.txt"]);

    /// <summary>What the machine's environment holds beside.</summary>
    public Dictionary<string, string?> Variables { get; } = [];

    public string Branch => _receipt.Branch;

    public OneShotSettings Settings(string script = "exit 0", string? agentEnv = null) =>
        new()
        {
            AgentEnv = agentEnv,
            DistinctId = _receipt.Id,
            BranchName = Branch,
            PrNumber = _receipt.PrNumber,
            Agent = "command",
            Sandbox = "none",
            AgentCommand =
                $"sh '{Peer.Folder.Write("agent.sh", $"set -e\ncat > '{Peer.Folder["told.txt"]}'\n" + script + "\n")}'",
            HandOver = HandOver.Path,
            Repo = Peer.FullName,
            Forge = "github",
            RunUrl = "https://example.com/runs/77",
            GitTimeout = 240,
        };

    /// <summary>Runs tasks in one job, on a fresh clone.</summary>
    internal async Task JobAsync(OneShotSettings settings, params Func<JobTasks, Task>[] tasks) =>
        await JobAsync(Clone(), settings, tasks);

    internal async Task JobAsync(GitRepo clone, OneShotSettings settings, params Func<JobTasks, Task>[] tasks)
    {
        using var session = OneShotVerbs.CreateJobs(settings, HostOf(clone));
        foreach (var task in tasks)
            await task(session);
        Last = session.Receipt;
    }

    /// <summary>What holds of the agent of a job, once its options and trunk's file are laid under what it is told.</summary>
    internal async Task<Core.Model.AgentLimits> LimitsAsync(GitRepo clone, OneShotSettings settings)
    {
        var host = HostOf(clone);
        var ports = OneShotVerbs.JobPorts(settings, host);
        using var forges = ports.Forges;
        var site = new JobSite(OneShotVerbs.JobRequest(settings, host), ports);
        await site.SettleAsync(default);
        return site.Terms.ToLimits();
    }

    private OneShotHost HostOf(GitRepo clone) =>
        new(clone.Path, clone.Path, Reporter)
        {
            Clock = Clock,
            Variable = name =>
                name == "PATH"
                    ? Environment.GetEnvironmentVariable(name)
                    : Variables.GetValueOrDefault(name) ?? Peer.Environment.GetValueOrDefault(name),
        };

    internal PipelineReceipt? Last { get; private set; }

    public GitRepo Clone() =>
        GitRepo.Clone(Peer.Bare.Path, Peer.Folder[$"job-{Guid.NewGuid():N}"[..12]], "--branch", Branch);

    public async Task PlanAsync(string script = PlannerScript.Good, string? agentEnv = null)
    {
        await JobAsync(
            Settings(script, agentEnv),
            jobs => jobs.PreparePlanningAsync(default),
            jobs => jobs.RunPlanningAsync(default),
            jobs => jobs.ValidatePlanAsync()
        );
        await JobAsync(Settings(), jobs => jobs.SavePlanAsync(default), jobs => jobs.RegisterPlanAsync(default));
    }

    public Task ImplementAsync(string script, string? agentEnv = null) =>
        JobAsync(
            Settings(script, agentEnv),
            jobs => jobs.PrepareImplementationAsync(default),
            jobs => jobs.RunImplementationAsync(default)
        );

    public Task DeliverAsync() => JobAsync(Settings(), jobs => jobs.DeliverImplementationAsync(default));

    public void Dispose() => Peer.Dispose();
}
