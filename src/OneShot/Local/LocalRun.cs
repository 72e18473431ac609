using OneShot.Core.Agents;
using OneShot.Core.Errors;

namespace OneShot.Local;

/// <summary>A run of the local forge, as its file tells it: <c>runs/ID/run.json</c>.</summary>
internal sealed record LocalRun
{
    public int Version { get; init; } = 1;

    /// <summary>The run's id, which is the one-shot's.</summary>
    public required string Id { get; init; }

    /// <summary><c>queued</c>, <c>in_progress</c> or <c>completed</c>.</summary>
    public string Status { get; init; } = "queued";

    /// <summary><c>success</c>, <c>neutral</c> (rejected, or nothing to change), <c>failure</c>, <c>timed_out</c> or <c>cancelled</c>.</summary>
    public string? Conclusion { get; init; }

    /// <summary>What it failed with.</summary>
    public OneShotError? Error { get; init; }

    /// <summary>1 for the first, one more for each resume.</summary>
    public int Attempt { get; init; } = 1;

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When this attempt was asked for.</summary>
    public DateTimeOffset QueuedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public int? ProcessId { get; init; }

    /// <summary>The folder whose repository it works for.</summary>
    public required string Repository { get; init; }

    /// <summary>What the workflow of another forge would be told.</summary>
    public required IReadOnlyDictionary<string, string> Inputs { get; init; }

    public AgentLimits Limits { get; init; } = new();

    /// <summary>What it does now.</summary>
    public string? Activity { get; init; }

    public IReadOnlyList<LocalJob> Jobs { get; init; } = [];

    /// <summary>Where it left the branch.</summary>
    public string? Commit { get; init; }

    /// <summary>Folders that have to be removed when it is over.</summary>
    public IReadOnlyList<string> Clones { get; init; } = [];
}
