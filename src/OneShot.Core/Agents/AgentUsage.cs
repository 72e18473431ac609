namespace OneShot.Core.Agents;

/// <summary>What an agent used in one session, as far as it tells.</summary>
/// <param name="Turns">Its turns.</param>
/// <param name="InputTokens">Tokens it read, cached ones included.</param>
/// <param name="OutputTokens">Tokens it wrote.</param>
/// <param name="CostUsd">What it says it cost, in US dollars.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="SessionId">Its own name for the session.</param>
public sealed record AgentUsage(int? Turns, long? InputTokens, long? OutputTokens, decimal? CostUsd, double Seconds, string? SessionId)
{
    /// <summary>The tools it wanted and was not allowed to use.</summary>
    public IReadOnlyList<string> Denied { get; init; } = [];

    /// <summary>The sandbox it ran in; <see langword="null"/> when nobody told, or when no program ran.</summary>
    public SandboxReport? Sandbox { get; init; }

    /// <summary>The last thing it said, on one line.</summary>
    public string? LastWords { get; init; }
}
