using System.Globalization;
using System.Text;
using OneShot.Core.Dispatch;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Pipeline;
using OneShot.Core.Settings;
using OneShot.Core.Tests.Dispatch;
using OneShot.Testing.Fakes;

namespace OneShot.Core.Tests.Pipeline;

/// <summary>
/// The jobs of a dispatched one-shot, in memory but for the files that they hand over: each on a fresh work tree.
/// </summary>
internal sealed class JobMachine : IDisposable
{
    private readonly Machine _machine = new();
    private readonly TempFolder _folder = new("jobs");
    private readonly DispatchReceipt _receipt;
    private int _trees;

    public JobMachine()
    {
        _receipt = _machine.RunAsync().GetAwaiter().GetResult();
        HandOver = new ImplFolder(_folder["hand-over"]);
        Directory.CreateDirectory(HandOver.Path);
        Agents.Install("claude", null);
    }

    public FakeForge Forge => _machine.Forge;

    public FakeRepository Repository => _machine.Repository;

    public FakeAgents Agents { get; } = new();

    public RecordingReporter Reporter { get; } = new();

    public ImplFolder HandOver { get; }

    /// <summary>What whoever reads a comment types.</summary>
    public string Command { get; set; } = FaceCommand.Default;

    /// <summary>What the last agent was told.</summary>
    public string AgentTold { get; private set; } = "";

    public PipelineReceipt? Last { get; private set; }

    public string Id => _receipt.Id;

    public string Branch => _receipt.Branch;

    public string RunId => _receipt.RunId!;

    /// <summary>The commit that the branch is at.</summary>
    public string Tip => Repository.Remote[RefName.OfBranch(Branch)];

    /// <summary>What the pull request was told.</summary>
    public IReadOnlyList<string> Told => Forge.CommentsOf(1);

    public JobRequest Request =>
        new()
        {
            Given = new GivenOneShot
            {
                DistinctId = Id,
                BranchName = Branch,
                PrNumber = _receipt.PrNumber,
            },
            Agent = "claude",
            HandOver = HandOver.Path,
            RunUrl = "https://example.com/runs/77",
            Terms = RunTerms.Of(new OneShotSettings { Sandbox = "none" }),
        };

    /// <summary>Another folder of the machine.</summary>
    public string this[string name] => _folder[name];

    /// <summary>Writes a good plan, and its result.</summary>
    public static void Plan(string tree)
    {
        File.WriteAllText(
            Path.Combine(tree, ".impl/plan.md"),
            "# A plan\n\n## Context\n\nWhat is asked: "
                + File.ReadAllText(Path.Combine(tree, ".impl/task.md"))
                + "\n\n## Changes\n\n- `new.txt`\n\n## Implementation details\n\nWrite the file.\n\n"
                + "## Files not changing\n\nAll others.\n\n## Verification\n\nThe file is there.\n"
        );
        File.WriteAllText(Path.Combine(tree, ".impl/plan-result.json"), """{"title": "Add a file"}""");
    }

    /// <summary>A fresh work tree of the branch.</summary>
    public (string Folder, string Start) Clone()
    {
        var name = "tree" + (++_trees).ToString(CultureInfo.InvariantCulture);
        var start = Tip;
        foreach (var (path, content) in Repository.TreeOf(start))
            _folder.Write($"{name}/{path}", Encoding.UTF8.GetString(content));
        return (_folder[name], start);
    }

    public Task JobAsync(JobRequest request, params Func<JobTasks, Task>[] tasks) => JobAsync(Clone(), request, tasks);

    public async Task JobAsync(
        (string Folder, string Start) tree,
        JobRequest request,
        params Func<JobTasks, Task>[] tasks
    )
    {
        using var job = new JobTasks(request, Ports(tree));
        foreach (var task in tasks)
            await task(job);
        Last = job.Receipt;
    }

    /// <summary>What an agent does from now on.</summary>
    /// <param name="work">Is given the work tree.</param>
    public void Work(Action<string> work) =>
        Agents.Work = (task, _) =>
        {
            AgentTold = task.Instructions;
            work(task.Folder);
            return Task.CompletedTask;
        };

    /// <summary>The planner's job, and the one that saves its plan.</summary>
    /// <param name="work">What the planner does; a good plan if not given.</param>
    /// <param name="change">What is asked of saving it.</param>
    public async Task PlanAsync(Action<string>? work = null, Func<JobRequest, JobRequest>? change = null)
    {
        Work(work ?? Plan);
        await JobAsync(
            Request,
            job => job.PreparePlanningAsync(default),
            job => job.RunPlanningAsync(default),
            job => job.ValidatePlanAsync()
        );
        await JobAsync(
            change?.Invoke(Request) ?? Request,
            job => job.SavePlanAsync(default),
            job => job.RegisterPlanAsync(default)
        );
    }

    public Task ImplementAsync(Action<string> work)
    {
        Work(work);
        return JobAsync(
            Request,
            job => job.PrepareImplementationAsync(default),
            job => job.RunImplementationAsync(default)
        );
    }

    public Task DeliverAsync() => JobAsync(Request, job => job.DeliverImplementationAsync(default));

    public Task SaveAsync() => JobAsync(Request, job => job.SavePlanAsync(default));

    public void Dispose()
    {
        _folder.Dispose();
        _machine.Dispose();
    }

    private JobPorts Ports((string Folder, string Start) tree)
    {
        var ports = FakePorts.For(tree.Folder, Repository, Forge, Reporter, TimeProvider.System);
        return new JobPorts(
            tree.Folder,
            tree.Folder,
            Repository,
            Forge,
            Agents,
            new FakeWorkPlaces(Repository, tree.Folder, tree.Start),
            Reporter,
            TimeProvider.System
        )
        {
            BinaryLogs = ports.BinaryLogs,
            RepositoryFile = ports.RepositoryFile,
            Command = Command,
            Consents = ports.Consents,
        };
    }
}
