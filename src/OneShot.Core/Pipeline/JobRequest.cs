using OneShot.Core.Dispatch;
using OneShot.Core.Ports;
using OneShot.Core.Settings;

namespace OneShot.Core.Pipeline;

/// <summary>What a task of the workflow's side is told of its one-shot and its run.</summary>
internal sealed record JobRequest
{
    /// <summary>Where branches, pull requests and runs live.</summary>
    public ForgeRequest Forge { get; init; } = new();

    /// <summary>The workflow's file name.</summary>
    public string Workflow { get; init; } = WorkflowRules.DefaultFile;

    /// <summary>The one-shot: id, branch, pull request, who asked.</summary>
    public GivenOneShot Given { get; init; } = new();

    /// <summary>The agent.</summary>
    public string? Agent { get; init; }

    /// <summary>The model.</summary>
    public string? Model { get; init; }

    /// <summary>The issue that is planned for.</summary>
    public int? PlanIssue { get; init; }

    /// <summary>The issue that holds the plan.</summary>
    public int? IssueNumber { get; init; }

    /// <summary>SHA-256 of the prompt that was dispatched.</summary>
    public string? PromptSha256 { get; init; }

    /// <summary>The run's id.</summary>
    public string? RunId { get; init; }

    /// <summary>The run's page.</summary>
    public string? RunUrl { get; init; }

    /// <summary>The folder that jobs hand over.</summary>
    public string? HandOver { get; init; }

    /// <summary>The token is the run's own.</summary>
    public bool BuiltInToken { get; init; }

    /// <summary>The commit that was delivered.</summary>
    public string? Commit { get; init; }

    /// <summary>Somebody has to look at it, however it is verified.</summary>
    public bool StaysDraft { get; init; }

    /// <summary>How often what was red went back to the agent.</summary>
    public int RoundsDone { get; init; }

    /// <summary>Jobs follow that verify.</summary>
    public bool CanVerify { get; init; }

    /// <summary>A job follows that awaits the team's own checks.</summary>
    public bool CanAwaitChecks { get; init; }

    /// <summary>What travelled in the run's options.</summary>
    public string? Options { get; init; }

    /// <summary>What holds of the agent, as the job itself is told.</summary>
    public RunTerms Terms { get; init; } = RunTerms.Usual;

    /// <summary>Agrees to what trunk's own file would widen.</summary>
    public bool TrustRepositoryFile { get; init; }
}
