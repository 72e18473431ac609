using System.Globalization;
using System.Text.Json;
using OneShot.Core.Agents;
using OneShot.Core.Errors;

namespace OneShot.Agents;

/// <summary>Claude Code. Its command line and events: measured with 2.1.197.</summary>
internal sealed class ClaudeAgent : AgentProgram
{
    public override string Name => "claude";

    public override string Program => "claude";

    public override string Install => "npm install -g @anthropic-ai/claude-code";

    public override IReadOnlyList<string> Variables { get; } =
        ["ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_BASE_URL", "CLAUDE_CODE_OAUTH_TOKEN", "CLAUDE_CODE_USE_BEDROCK", "CLAUDE_CODE_USE_VERTEX", "ANTHROPIC_MODEL", "ANTHROPIC_SMALL_FAST_MODEL", "API_TIMEOUT_MS"];

    public override IReadOnlyList<string> CredentialFiles { get; } = [".claude/.credentials.json"];

    public override AgentCommand Prepare(AgentTask task, string home)
    {
        // The tree is a private clone that is thrown away: asking for permissions would ask nobody.
        var arguments = new List<string> { "--print", "--output-format", "stream-json", "--verbose", "--permission-mode", "bypassPermissions" };
        if (task.Model is { } model) arguments.AddRange(["--model", model]);
        if (task.Turns is { } turns) arguments.AddRange(["--max-turns", turns.ToString(CultureInfo.InvariantCulture)]);
        if (task.CostUsd is { } cost) arguments.AddRange(["--max-budget-usd", cost.ToString(CultureInfo.InvariantCulture)]);
        return new AgentCommand(Program, arguments, task.Instructions, new Dictionary<string, string>
        {
            ["CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC"] = "1",
            ["CLAUDE_CODE_MAX_RETRIES"] = "3", // its own 10 take over a minute, also for a wrong key
            ["DISABLE_AUTOUPDATER"] = "1",
            ["DISABLE_TELEMETRY"] = "1",
            ["IS_SANDBOX"] = "1", // it refuses to run as root otherwise
        });
    }

    public override AgentReader Read() => new Reader();

    private sealed class Reader() : AgentReader("claude")
    {
        private bool _ended;

        public override OneShotException? FailureOf(int exitCode)
            => base.FailureOf(exitCode) ?? (_ended ? null : OneShotErrors.AgentFailed(Agent, "it ended without a result."));

        protected override void Event(JsonElement line)
        {
            switch (Text(line, "type"))
            {
                case "system" when Text(line, "subtype") == "api_retry":
                    Say($"waiting for the service: {Text(line, "error") ?? Text(line, "error_status")}");
                    break;
                case "system":
                    SessionId = Text(line, "session_id") ?? SessionId;
                    break;
                case "assistant":
                    foreach (var part in line.GetProperty("message").GetProperty("content").EnumerateArray()) Part(part);
                    break;
                case "result":
                    End(line);
                    break;
            }
        }

        private void Part(JsonElement part)
        {
            if (Text(part, "type") == "text") Say(Text(part, "text") ?? "");
            if (Text(part, "type") == "tool_use") Say($"{Text(part, "name")} {Text(part, "input", "file_path") ?? Text(part, "input", "command") ?? Text(part, "input", "pattern")}");
        }

        private void End(JsonElement line)
        {
            _ended = true;
            Turns = (int?)Number(line, "num_turns");
            InputTokens = Number(line, "usage", "input_tokens") + (Number(line, "usage", "cache_read_input_tokens") ?? 0) + (Number(line, "usage", "cache_creation_input_tokens") ?? 0);
            OutputTokens = Number(line, "usage", "output_tokens");
            CostUsd = Decimal(line, "total_cost_usd");
            if (!line.TryGetProperty("is_error", out var error) || error.ValueKind != JsonValueKind.True) return;
            var reason = Text(line, "result") ?? string.Empty;
            Failure = (Text(line, "subtype"), Text(line, "stop_reason")) switch
            {
                ("error_max_turns", _) => OneShotErrors.AgentOutOfTurns(Agent),
                ("error_max_budget_usd", _) => OneShotErrors.AgentOutOfBudget(Agent),
                (_, "refusal") => OneShotErrors.AgentRefused(Agent, Short(reason)),
                _ when reason.Contains("Not logged in", StringComparison.OrdinalIgnoreCase) => OneShotErrors.AgentKeyMissing(Agent, "ANTHROPIC_API_KEY"),
                _ => ByStatus((int?)Number(line, "api_error_status"), reason) ?? OneShotErrors.AgentFailed(Agent, Short(reason)),
            };
        }
    }
}
