using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Core.Pipeline;

/// <summary>What the workflow's jobs are told about their one-shot.</summary>
/// <param name="Id">The one-shot.</param>
/// <param name="Branch">Its branch.</param>
/// <param name="PrNumber">Its pull request.</param>
/// <param name="Agent">The agent.</param>
/// <param name="Model">The model; <see langword="null"/> leaves it to the agent.</param>
/// <param name="PromptSha256">SHA-256 of the prompt's bytes; <see langword="null"/> when nobody told.</param>
/// <param name="PlanIssue">The issue that it plans for.</param>
/// <param name="SubmittedBy">Who asked for it.</param>
/// <param name="RunUrl">The run's page.</param>
internal sealed record OneShotInfo(
    string Id,
    string Branch,
    int PrNumber,
    string Agent,
    string? Model,
    string? PromptSha256,
    int? PlanIssue,
    string? SubmittedBy,
    string? RunUrl
)
{
    /// <summary>What whoever reads of it types to reach OneShot, such as <c>./build.sh</c>.</summary>
    public string Command { get; init; } = FaceCommand.Default;

    /// <summary>The run, as it is named to people.</summary>
    public RunReference Run => new(Id, Agent, RunUrl, Command);

    /// <summary>
    /// The hidden line that begins a comment or an issue of this one-shot: writing it twice is writing it once.
    /// </summary>
    /// <param name="what">What the comment is about, such as <c>plan</c>.</param>
    /// <returns>One line.</returns>
    public string Marker(string what) => HiddenMarker.Of(Id, what);

    /// <summary>The name of the file that keeps what a phase's agent prints.</summary>
    /// <param name="phase">The phase.</param>
    /// <returns>The name.</returns>
    public static string LogOf(AgentPhase phase) => NameOf(phase) + ".agent.log";

    /// <summary>An agent's session for this one-shot.</summary>
    /// <param name="phase">What it is started for.</param>
    /// <param name="tree">The work tree.</param>
    /// <param name="log">A folder for what the agent prints: <c>plan.agent.log</c>, <c>implement.agent.log</c>.</param>
    /// <param name="limits">What it may use.</param>
    /// <returns>The session.</returns>
    public AgentTask Session(AgentPhase phase, IWorkTree tree, string log, AgentLimits limits)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(limits);
        return new AgentTask(
            Agent,
            Model,
            phase,
            AgentInstructions.For(phase, tree.Folder),
            tree.Folder,
            Path.Combine(log, LogOf(phase)),
            limits.TimeOf(phase)
        )
        {
            RetryLimit = TimeSpan.FromSeconds(limits.RetrySeconds),
            Turns = limits.Turns,
            CostUsd = limits.CostUsd,
            Command = limits.Command,
            Variables = limits.Variables,
            Readable = tree.Borrowed,
            Sandbox = limits.Sandbox,
            AllowedHosts = limits.AllowedHosts,
            Committer = tree.Committer,
            OneShotVariables = new Dictionary<string, string>
            {
                ["ONESHOT_ID"] = Id,
                ["ONESHOT_BRANCH"] = Branch,
                ["ONESHOT_PHASE"] = NameOf(phase),
            },
        };
    }

    private static string NameOf(AgentPhase phase) => phase == AgentPhase.Plan ? RunStage.Plan : RunStage.Implement;
}
