using System.Text.Json;
using OneShot.Core.Agents;
using OneShot.Core.Errors;

namespace OneShot.Agents;

/// <summary>Gemini CLI. Its command line and events: measured with 0.61.0.</summary>
internal sealed class GeminiAgent : AgentProgram
{
    private const string Settings = """
        {"security":{"auth":{"selectedType":"gemini-api-key"}},"telemetry":{"enabled":false},"privacy":{"usageStatisticsEnabled":false},"general":{"disableAutoUpdate":true}}
        """;

    public override string Name => "gemini";

    public override string Program => "gemini";

    public override string Install => "npm install -g @google/gemini-cli";

    public override IReadOnlyList<string> Variables { get; } = ["GEMINI_API_KEY", "GOOGLE_API_KEY", "GOOGLE_GEMINI_BASE_URL", "GOOGLE_CLOUD_PROJECT", "GOOGLE_CLOUD_LOCATION", "GOOGLE_GENAI_USE_VERTEXAI"];

    public override IReadOnlyList<string> CredentialFiles { get; } = [".gemini/oauth_creds.json", ".gemini/google_accounts.json"];

    public override AgentCommand Prepare(AgentTask task, string home)
    {
        var folder = Directory.CreateDirectory(Path.Combine(home, ".gemini")).FullName;
        if (!File.Exists(Path.Combine(folder, "oauth_creds.json"))) File.WriteAllText(Path.Combine(folder, "settings.json"), Settings);
        var arguments = new List<string> { "--output-format", "stream-json", "--approval-mode", "yolo" };
        if (task.Model is { } model) arguments.AddRange(["-m", model]);
        return new AgentCommand(Program, arguments, task.Instructions, new Dictionary<string, string> { ["GEMINI_CLI_TRUST_WORKSPACE"] = "true" });
    }

    public override AgentReader Read() => new Reader();

    private sealed class Reader() : AgentReader("gemini")
    {
        // Its exit code is the service's status, of which the system keeps eight bits.
        public override OneShotException? FailureOf(int exitCode) => exitCode switch
        {
            41 => Failure ?? OneShotErrors.AgentKeyMissing(Agent, "GEMINI_API_KEY"),
            401 & 255 or 403 & 255 => Failure ?? OneShotErrors.AgentKeyRefused(Agent, Short(base.FailureOf(exitCode)?.Error.Message ?? "")),
            429 & 255 or 500 & 255 or 503 & 255 or 529 & 255 => Failure ?? OneShotErrors.AgentOverloaded(Agent, Short(base.FailureOf(exitCode)?.Error.Message ?? "")),
            _ => base.FailureOf(exitCode),
        };

        protected override void Event(JsonElement line)
        {
            SessionId = Text(line, "session_id") ?? SessionId;
            switch (Text(line, "type"))
            {
                case "message":
                    Say(Text(line, "content") ?? "");
                    break;
                case "tool_use":
                    Say($"{Text(line, "tool_name")} {Text(line, "parameters", "file_path") ?? Text(line, "parameters", "command")}");
                    break;
                case "result":
                    InputTokens = Number(line, "stats", "input_tokens");
                    OutputTokens = Number(line, "stats", "output_tokens");
                    Turns = (int?)Number(line, "stats", "tool_calls") + 1;
                    if (Text(line, "status") is "error") Failure = OneShotErrors.AgentFailed(Agent, Short(Text(line, "error", "message") ?? ""));
                    break;
                case null when line.TryGetProperty("error", out var error):
                    var reason = Text(error, "message") ?? "";
                    Failure = ByStatus((int?)Number(error, "code"), reason) ?? OneShotErrors.AgentFailed(Agent, Short(reason));
                    break;
            }
        }
    }
}
