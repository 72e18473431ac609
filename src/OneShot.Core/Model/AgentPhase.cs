namespace OneShot.Core.Model;

/// <summary>What an agent is started for.</summary>
internal enum AgentPhase
{
    /// <summary>Agent session 1.</summary>
    Plan,

    /// <summary>Agent session 2.</summary>
    Implement,
}
