namespace OneShot.Agents.Tests;

public sealed class CopilotTests() : AgentTests("copilot")
{
    protected override bool TellsTokens => false;

    protected override void RemoveKey(Dictionary<string, string> variables)
    {
        foreach (
            var name in variables
                .Keys.Where(name => name.StartsWith("COPILOT_PROVIDER", StringComparison.Ordinal))
                .ToArray()
        )
            variables.Remove(name);
    }

    public sealed class Service() : ServiceTests("copilot")
    {
        // It tells of no refusal, and ends as if all were well.
        protected override string RefusedCode => "OS6010";
    }
}
