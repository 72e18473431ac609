using System.Text.Json;
using OneShot.Agents.Sessions;
using OneShot.Core.Errors;

namespace OneShot.Agents.Claude;

/// <summary>Claude Code's events: one line each, and a result at the end that tells everything.</summary>
internal sealed class ClaudeReader() : AgentReader("claude")
{
    protected override void Event(JsonElement line)
    {
        if (line.Text("parent_tool_use_id") is not null)
            return; // an agent of its own agent's
        switch (line.Text("type"))
        {
            case "system" when line.Text("subtype") == "api_retry":
                Retries(
                    (int?)line.Number("error_status"),
                    line.Text("error") is { } error and not "unknown" ? error : "the connection broke off"
                ); // 2.1.332 words nothing else of it
                break;
            case "system":
                SessionId = line.Text("session_id") ?? SessionId;
                break;
            // which is how it words its own failures
            case "assistant" when line.Text("message", "model") != "<synthetic>":
                ModelSpoke();
                foreach (var part in line.Items("message", "content"))
                    Part(part);
                break;
            case "user":
                ToolAnswered();
                break;
            case "result":
                Result(line);
                break;
        }
    }

    private void Part(JsonElement part)
    {
        if (part.Text("type") == "text")
            Say(part.Text("text"), isWhole: true);
        if (part.Text("type") == "tool_use")
            Say(
                $"{part.Text("name")} "
                    + $"{part.Text("input", "file_path") ?? part.Text("input", "command") ?? part.Text("input", "pattern")}"
            );
    }

    private void Result(JsonElement line)
    {
        IsDone = true;
        Turns = (int?)line.Number("num_turns") ?? Turns;
        InputTokens =
            line.Number("usage", "input_tokens")
            + (line.Number("usage", "cache_read_input_tokens") ?? 0)
            + (line.Number("usage", "cache_creation_input_tokens") ?? 0);
        OutputTokens = line.Number("usage", "output_tokens");
        CostUsd = line.Dollars("total_cost_usd");
        Denied = line.Items("permission_denials")
            .Select(denial => denial.Text("tool_name"))
            .OfType<string>()
            .Distinct()
            .ToArray();
        if (!line.IsTrue("is_error"))
            return; // its subtype is "success" also where it failed
        var reason = line.Text("result") ?? string.Empty;
        Keep(reason);
        Failure = (line.Text("subtype"), line.Text("stop_reason")) switch
        {
            ("error_max_turns", _) => OneShotErrors.AgentOutOfTurns(Agent),
            ("error_max_budget_usd", _) => OneShotErrors.AgentOutOfBudget(Agent),
            (_, "refusal") => OneShotErrors.AgentRefused(Agent, Short(reason)),
            _ => FailureBy((int?)line.Number("api_error_status"), reason),
        };
    }

    protected override OneShotException? ByText(string text) =>
        text.Contains("Not logged in", StringComparison.OrdinalIgnoreCase)
            ? OneShotErrors.AgentKeyMissing(Agent, "ANTHROPIC_API_KEY")
            : null;
}
