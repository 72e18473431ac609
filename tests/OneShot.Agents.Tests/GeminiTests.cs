namespace OneShot.Agents.Tests;

public sealed class GeminiTests() : AgentTests("gemini")
{
    protected override void RemoveKey(Dictionary<string, string> variables) => variables.Remove("GEMINI_API_KEY");

    public sealed class Service() : ServiceTests("gemini")
    {
        // It tells of no refusal, and ends as if all were well.
        protected override string RefusedCode => "OS6010";
    }
}
