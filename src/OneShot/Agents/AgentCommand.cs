namespace OneShot.Agents;

/// <summary>How an agent's program is started. The prompt is never an argument.</summary>
/// <param name="Program">The program: a name on the PATH, or a path.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Input">What it reads on standard input.</param>
/// <param name="Environment">Variables of the agent's own, beside those every agent gets.</param>
internal sealed record AgentCommand(string Program, IReadOnlyList<string> Arguments, string Input, IReadOnlyDictionary<string, string> Environment);
