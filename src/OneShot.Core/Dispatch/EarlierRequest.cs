namespace OneShot.Core.Dispatch;

/// <summary>
/// Which earlier one-shot is meant, and what is said of it in case its journal is on another machine.
/// </summary>
/// <param name="Id">Its id.</param>
internal sealed record EarlierRequest(string Id)
{
    /// <summary>The agent.</summary>
    public string? Agent { get; init; }

    /// <summary>The model.</summary>
    public string? Model { get; init; }

    /// <summary>The issue that is planned for.</summary>
    public int? PlanIssue { get; init; }

    /// <summary>The branch that it began at.</summary>
    public string? Base { get; init; }

    /// <summary>The branch whose workflow is started.</summary>
    public string? Ref { get; init; }

    /// <summary>The workflow's file name.</summary>
    public string Workflow { get; init; } = WorkflowRules.DefaultFile;
}
