namespace OneShot.Agents.Sessions;

/// <summary>How an agent's program is started. The prompt is never an argument.</summary>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Input">What it reads on standard input.</param>
internal sealed record AgentCommand(IReadOnlyList<string> Arguments, string Input)
{
    /// <summary>Variables of the agent's own, beside those every session gets.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
