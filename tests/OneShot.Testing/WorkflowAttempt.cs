namespace OneShot.Testing;

/// <summary>What happens while a workflow runs, beside its steps.</summary>
public sealed record WorkflowAttempt
{
    public string Workflow { get; init; } = "one-shot.yml";

    /// <summary>The run is cancelled while a job runs a line that holds the script.</summary>
    public (string Job, string Script, int AfterMs)? Cancel { get; init; }

    /// <summary>A shell script that somebody runs before a job begins.</summary>
    public (string Job, string Script)? Meddle { get; init; }

    /// <summary>The attempt before this one; its failed jobs are run again, or all.</summary>
    public WorkflowResult? After { get; init; }

    public bool All { get; init; }

    /// <summary>The run's id; the last dispatched run's if not given.</summary>
    public string? RunId { get; init; }
}
