using OneShot.Agents.Sessions;
using OneShot.Core.Model;

namespace OneShot.Agents.Gemini;

/// <summary>Gemini CLI. Its command line and events: measured with 0.61.0.</summary>
internal sealed class GeminiAgent() : AgentProgram(GeminiDescriptor.Value)
{
    public override AgentCommand Prepare(AgentTask task, AgentHome home)
    {
        // Without a terminal it asks nobody how to log in, and has to be told.
        var way =
            home.Variable("GOOGLE_GENAI_USE_VERTEXAI") == "true" ? "vertex-ai"
            : home.Variable("GEMINI_API_KEY") is null && home.Has(GeminiDescriptor.LogIn) ? "oauth-personal"
            : "gemini-api-key";
        home.Write(
            ".gemini/settings.json",
            $$$"""
            {"security":{"auth":{"selectedType":"{{{way}}}"}},"telemetry":{"enabled":false},"privacy":{"usageStatisticsEnabled":false},"general":{"enableAutoUpdate":false,"enableAutoUpdateNotification":false}}
            """
        );
        var arguments = new List<string> { "--output-format", "stream-json", "--approval-mode", "yolo" };
        if (task.Model is { } model)
            arguments.AddRange(["-m", model]);
        return new AgentCommand(arguments, task.Instructions);
    }

    public override AgentReader Read() => new GeminiReader();
}
