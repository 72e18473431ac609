using System.Text.Json;
using OneShot.Agents.Sessions;
using OneShot.Core.Errors;

namespace OneShot.Agents.Copilot;

/// <summary>Copilot CLI's events. Its result says 0 also when it was ended in the middle of a turn.</summary>
internal sealed class CopilotReader() : AgentReader("copilot")
{
    private int? _status;
    private bool _isInTurn;

    protected override void Event(JsonElement line)
    {
        switch (line.Text("type"))
        {
            case "assistant.turn_start":
                _isInTurn = true;
                Turn();
                break;
            case "assistant.turn_end":
                _isInTurn = false;
                break;
            case "assistant.message":
                Say(line.Text("data", "content"), isWhole: true);
                break;
            case "tool.execution_start":
                Say(
                    $"{line.Text("data", "toolName")} "
                        + $"{line.Text("data", "arguments", "path") ?? line.Text("data", "arguments", "command")}"
                );
                break;
            case "model.call_failure":
                _status = (int?)line.Number("data", "statusCode");
                break;
            case "assistant.turn_retry":
                Retries(_status, line.Text("data", "reason") ?? "");
                break;
            case "session.error":
                var reason = line.Text("data", "message") ?? "";
                Keep(reason);
                Failure = FailureBy((int?)line.Number("data", "statusCode"), reason);
                break;
            case "result":
                SessionId = line.Text("sessionId");
                IsDone = line.Number("exitCode") == 0 && !_isInTurn;
                break;
        }
    }

    protected override OneShotException? ByText(string text) =>
        text.Contains("No authentication information", StringComparison.OrdinalIgnoreCase)
        || text.Contains("requires a local model provider", StringComparison.OrdinalIgnoreCase)
            ? OneShotErrors.AgentKeyMissing(
                Agent,
                "COPILOT_GITHUB_TOKEN, or COPILOT_PROVIDER_BASE_URL and COPILOT_PROVIDER_API_KEY"
            )
            : null;
}
