namespace OneShot.Agents.Sessions;

/// <summary>What a session may use, where that can be seen while it works.</summary>
/// <param name="Turns">The most turns.</param>
/// <param name="CostUsd">The most it may cost.</param>
/// <param name="Retrying">How long its service may give nothing but failures.</param>
internal sealed record AgentBounds(int? Turns, decimal? CostUsd, TimeSpan Retrying);
