using System.Text;
using OneShot.Core.Agents;
using OneShot.Core.Errors;
using OneShot.Core.Plans;
using OneShot.Core.Ports;
using OneShot.Core.Repositories;
using OneShot.Core.Settings;
using OneShot.Core.Steps;

namespace OneShot.Core.Jobs;

/// <summary>Where a job stands: what it is told about its one-shot, its forge, and the folder that jobs hand over.</summary>
internal sealed class JobSite(OneShotSettings settings, JobPorts ports)
{
    private IForge? _forge;
    private RepositoryState? _state;

    /// <summary>The work tree's own folder, in which an agent writes.</summary>
    public ImplFolder Own => ImplFolder.In(ports.Tree);

    /// <summary>The folder that jobs hand over.</summary>
    public ImplFolder HandOver => settings.HandOver is { } folder ? new ImplFolder(Path.GetFullPath(folder, ports.CallerFolder)) : Own;

    /// <summary>What is known of the plan.</summary>
    public PlanResult? Plan => HandOver.Read(PlanFiles.PlanResult, PlanResult.Limit) is { } bytes ? PlanResult.Read(bytes) : null;

    /// <summary>The plan issue: as told, else as handed over.</summary>
    public int? Issue => settings.IssueNumber ?? Plan?.IssueNumber;

    public string Agent => AgentName.Parse(settings.Agent) is var name && name != AgentName.Auto ? name : "the agent";

    public async Task<RepositoryState> StateAsync(CancellationToken cancellationToken)
        => _state ??= await ports.Repository.DescribeAsync(settings.Remote ?? "origin", cancellationToken).ConfigureAwait(false);

    public async Task<IForge> ForgeAsync(CancellationToken cancellationToken)
        => _forge ??= await ports.Forges.SelectAsync(settings, await StateAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Where the one-shot's branch is pushed to.</summary>
    public async Task<Remote> RemoteAsync(CancellationToken cancellationToken)
        => Site.RemoteOf(await StateAsync(cancellationToken).ConfigureAwait(false), await ForgeAsync(cancellationToken).ConfigureAwait(false), settings.Remote ?? "origin");

    /// <summary>What the task is told about its one-shot.</summary>
    /// <exception cref="OneShotException">OS2016: something is not told.</exception>
    public OneShotFacts Facts(string task)
    {
        if (settings.DistinctId is not { } id) throw OneShotErrors.ArgumentNeeded(task, "distinct-id");
        if (settings.BranchName is not { } branch) throw OneShotErrors.ArgumentNeeded(task, "branch-name");
        if (settings.PrNumber is not { } number) throw OneShotErrors.ArgumentNeeded(task, "pr-number");
        return new OneShotFacts(id, branch, number, Agent, settings.Model, settings.PromptSha256, settings.PlanIssue, settings.SubmittedBy, settings.RunUrl);
    }

    /// <summary>Runs an agent's phase in the work tree, and leaves a report of it, however it ends.</summary>
    public async Task PhaseAsync(string task, AgentPhase phase, Func<IWorkTree, AgentTask, Task<AgentUsage>> work, CancellationToken cancellationToken)
    {
        var facts = Facts(task);
        if (AgentName.Parse(settings.Agent) == AgentName.Auto) throw OneShotErrors.AgentToChoose(string.Join(", ", ports.Agents.Installed));
        ports.Agents.Check(facts.Agent, settings.AgentCommand);
        facts = facts with { Model = ModelName.Parse(settings.Model, facts.Agent) };
        var tree = await ports.Places.WatchAsync(await StateAsync(cancellationToken).ConfigureAwait(false), settings.SubmittedBy, cancellationToken).ConfigureAwait(false);
        var changes = await tree.ChangesAsync(cancellationToken).ConfigureAwait(false);
        if (changes.Count > 0) throw OneShotErrors.JobTreeNotClean(task, changes.Count, Text.SafeText.Cut(Text.SafeText.Line(changes[0]), 100));
        HandOver.Make();
        var session = facts.Session(phase, tree, HandOver.Path, AgentLimits.Of(settings));
        try
        {
            new PhaseReport { Usage = await work(tree, session).ConfigureAwait(false) }.Write(HandOver, phase);
        }
        catch (OneShotException exception)
        {
            Failed(phase, exception);
            throw;
        }
        finally
        {
            ports.Reporter.Doing(null);
        }
    }

    /// <summary>Leaves a report of a phase that failed.</summary>
    public void Failed(AgentPhase phase, OneShotException exception) => PhaseReport.Of(exception).Write(HandOver, phase);

    /// <summary>Does what may find an agent's work unusable: then that is told too.</summary>
    public async Task TellingAsync(OneShotFacts facts, string what, Func<Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (OneShotException exception) when (exception.Error.Exit == ExitCode.AgentFailed || exception.Error.Code == "OS5002")
        {
            throw await ToldAsync(facts, what, exception, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Tells a failed phase on the pull request, and on the issue it plans for.</summary>
    /// <returns>The failure.</returns>
    public async Task<OneShotException> ToldAsync(OneShotFacts facts, string what, OneShotException failure, CancellationToken cancellationToken)
    {
        var forge = await ForgeAsync(cancellationToken).ConfigureAwait(false);
        var text = FailureText.For(what, failure.Error, failure.Tail, facts.RunUrl is { } url ? $"To try again, re-run the failed jobs of the [run]({url})." : null);
        await forge.Issues.CommentAsync(facts.PrNumber, facts.Marker("failed"), text, cancellationToken).ConfigureAwait(false);
        if (facts.PlanIssue is { } issue) await forge.Issues.CommentAsync(issue, facts.Marker("failed"), text, cancellationToken).ConfigureAwait(false);
        return failure;
    }

    /// <summary>Where the branch was when the implementer began, as it says itself: the push goes through only if it still is.</summary>
    public string Start => Encoding.ASCII.GetString(HandOver.Read(PlanFiles.Start, 64) ?? []) is { Length: >= 40 and <= 64 } start && start.All(char.IsAsciiHexDigitLower)
        ? start
        : throw OneShotErrors.DeliveryRefused($"{PlanFiles.Folder}/{PlanFiles.Start} names no commit.");
}
