using System.Text.Json;
using OneShot.Core.Agents;
using OneShot.Core.Errors;

namespace OneShot.Agents;

/// <summary>opencode. Its command line and events: measured with 1.18.33.</summary>
internal sealed class OpenCodeAgent : AgentProgram
{
    public override string Name => "opencode";

    public override string Program => "opencode";

    public override string Install => "npm install -g opencode-ai";

    public override IReadOnlyList<string> Variables { get; } = ["ANTHROPIC_API_KEY", "OPENAI_API_KEY", "OPENROUTER_API_KEY", "GEMINI_API_KEY", "OPENCODE_API_KEY", "OPENCODE_CONFIG", "OPENCODE_DISABLE_MODELS_FETCH"];

    public override IReadOnlyList<string> CredentialFiles { get; } = [".local/share/opencode/auth.json"];

    public override AgentCommand Prepare(AgentTask task, string home)
    {
        var arguments = new List<string> { "run", "--format", "json" };
        if (task.Model is { } model) arguments.AddRange(["-m", model]);
        return new AgentCommand(Program, arguments, task.Instructions, new Dictionary<string, string> { ["OPENCODE_DISABLE_AUTOUPDATE"] = "1", ["XDG_DATA_HOME"] = Path.Combine(home, ".local", "share") });
    }

    public override AgentReader Read() => new Reader();

    private sealed class Reader() : AgentReader("opencode")
    {
        // It has no result line: what was used is the sum of its steps.
        protected override void Event(JsonElement line)
        {
            SessionId = Text(line, "sessionID") ?? SessionId;
            switch (Text(line, "type"))
            {
                case "text":
                    Say(Text(line, "part", "text") ?? "");
                    break;
                case "tool_use":
                    Say($"{Text(line, "part", "tool")} {Text(line, "part", "state", "input", "filePath") ?? Text(line, "part", "state", "input", "command")}");
                    break;
                case "step_finish":
                    Turns = (Turns ?? 0) + 1;
                    InputTokens = (InputTokens ?? 0) + (Number(line, "part", "tokens", "input") ?? 0);
                    OutputTokens = (OutputTokens ?? 0) + (Number(line, "part", "tokens", "output") ?? 0);
                    if (Decimal(line, "part", "cost") is { } cost) CostUsd = (CostUsd ?? 0) + cost;
                    break;
                case "error":
                    var reason = Text(line, "error", "data", "message") ?? Text(line, "error", "name") ?? "";
                    Failure = ByStatus((int?)Number(line, "error", "data", "statusCode"), reason) ?? OneShotErrors.AgentFailed(Agent, Short(reason));
                    break;
            }
        }
    }
}
