namespace OneShot.Core.Model;

/// <summary>A variable that holds a key of an agent's, and where the key belongs.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Hosts">The hosts it is for.</param>
/// <param name="Address">The variable that names another address, whose host takes the place of <paramref name="Hosts"/>.</param>
internal sealed record AgentKey(string Variable, IReadOnlyList<string> Hosts, string? Address = null)
{
    /// <summary>Whether the session has to hold the key itself, because the agent looks into it or exchanges it for another.</summary>
    public bool IsHeld { get; init; }
}
