namespace OneShot.Local;

/// <summary>What an agent may use, and see.</summary>
internal sealed record LocalLimits
{
    public int PlanMinutes { get; init; } = 30;

    public int ImplementMinutes { get; init; } = 60;

    public int? Turns { get; init; }

    public decimal? CostUsd { get; init; }

    /// <summary>The command of the agent <c>command</c>.</summary>
    public string? Command { get; init; }

    /// <summary>Names of the user's variables that an agent gets.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];
}
