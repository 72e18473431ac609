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

    /// <summary>What is said with an id as of a dispatch.</summary>
    /// <param name="id">The id.</param>
    /// <param name="how">The dispatch.</param>
    public static EarlierRequest Of(string id, DispatchRequest how) =>
        new(id)
        {
            Agent = how.Agent,
            Model = how.Model,
            PlanIssue = how.PlanIssue,
            Base = how.Forge.Base,
            Ref = how.Ref,
            Workflow = how.Workflow,
        };
}
