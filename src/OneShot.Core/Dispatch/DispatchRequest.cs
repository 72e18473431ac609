using OneShot.Core.Ports;
using OneShot.Core.Settings;

namespace OneShot.Core.Dispatch;

/// <summary>What is asked of a dispatch.</summary>
internal record DispatchRequest
{
    /// <summary>What should be done.</summary>
    public PromptRequest Prompt { get; init; } = new();

    /// <summary>The program that plans and implements.</summary>
    public string? Agent { get; init; }

    /// <summary>The model, as the user calls it.</summary>
    public string? Model { get; init; }

    /// <summary>The issue that is planned for.</summary>
    public int? PlanIssue { get; init; }

    /// <summary>The source of the branch's slug instead of the prompt.</summary>
    public string? Slug { get; init; }

    /// <summary>Two dispatches with the same key are one.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Where branches, pull requests and runs live.</summary>
    public ForgeRequest Forge { get; init; } = new();

    /// <summary>The workflow's file name.</summary>
    public string Workflow { get; init; } = WorkflowRules.DefaultFile;

    /// <summary>The branch whose workflow is started; trunk when not given.</summary>
    public string? Ref { get; init; }

    /// <summary>What holds of the run, as it is asked for now.</summary>
    public RunTerms Terms { get; init; } = RunTerms.Usual;

    /// <summary>What travelled to a workflow, for a step that runs there.</summary>
    public string? Options { get; init; }

    /// <summary>Agrees to what trunk's own file would widen on this machine.</summary>
    public bool TrustRepositoryFile { get; init; }

    /// <summary>Checks the branch out for the tasks that follow.</summary>
    public bool Checkout { get; init; }

    /// <summary>Skips the pre-push hook.</summary>
    public bool NoHooks { get; init; }

    /// <summary>Follows the run to its end, wherever it is.</summary>
    public bool Watch { get; init; }

    /// <summary>Leaves a run of this machine to itself.</summary>
    public bool Detach { get; init; }

    /// <summary>How long a run is followed, in minutes.</summary>
    public int? WatchMinutes { get; init; }

    /// <summary>How long a run is looked for that the server did not tell.</summary>
    public TimeSpan RunTimeout { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>The one-shot of a step that runs by itself.</summary>
    public GivenOneShot Given { get; init; } = new();
}
