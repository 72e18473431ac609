using System.Text.Json;
using OneShot.Core.Agents;
using OneShot.Core.Errors;

namespace OneShot.Agents;

/// <summary>GitHub Copilot CLI. Its command line and events: measured with 1.0.102.</summary>
internal sealed class CopilotAgent : AgentProgram
{
    public override string Name => "copilot";

    public override string Program => "copilot";

    public override string Install => "npm install -g @github/copilot";

    // Its own token is one of GitHub's, under a name of its own: the forge's are never handed on.
    public override IReadOnlyList<string> Variables { get; } = ["COPILOT_GITHUB_TOKEN", "COPILOT_OFFLINE", "COPILOT_PROVIDER_BASE_URL", "COPILOT_PROVIDER_API_KEY", "COPILOT_PROVIDER_TYPE", "COPILOT_MODEL"];

    public override IReadOnlyList<string> CredentialFiles { get; } = [".copilot/config.json"];

    public override AgentCommand Prepare(AgentTask task, string home)
    {
        // It has no prompt on standard input beside its own dialogue: the argument only names the file that holds it.
        File.WriteAllText(Path.Combine(home, "instructions.md"), task.Instructions);
        var arguments = new List<string> { "--allow-all-tools", "--allow-all-paths", "--output-format", "json" };
        if (task.Model is { } model) arguments.AddRange(["--model", model]);
        arguments.AddRange(["-p", $"Read the file {Path.Combine(home, "instructions.md")} and do exactly what it says."]);
        return new AgentCommand(Program, arguments, string.Empty, new Dictionary<string, string> { ["COPILOT_AUTO_UPDATE"] = "false" });
    }

    public override AgentReader Read() => new Reader();

    private sealed class Reader() : AgentReader("copilot")
    {
        protected override void Event(JsonElement line)
        {
            switch (Text(line, "type"))
            {
                case "session.error":
                    var reason = Text(line, "data", "message") ?? Text(line, "message") ?? "";
                    Failure = ByStatus((int?)(Number(line, "data", "statusCode") ?? Number(line, "statusCode")), reason) ?? OneShotErrors.AgentFailed(Agent, Short(reason));
                    break;
                case "assistant.message":
                    Turns = (Turns ?? 0) + 1;
                    Say(Text(line, "data", "content") ?? "");
                    break;
                case "tool.execution_start":
                    Say($"{Text(line, "data", "toolName")} {Text(line, "data", "arguments", "path") ?? Text(line, "data", "arguments", "command")}");
                    break;
                case "result":
                    SessionId = Text(line, "sessionId");
                    break;
            }
        }

        protected override OneShotException? ByText(string text)
            => text.Contains("No authentication information", StringComparison.OrdinalIgnoreCase) ? OneShotErrors.AgentKeyMissing(Agent, "COPILOT_GITHUB_TOKEN") : null;
    }
}
