using System.Text.Json;
using OneShot.Agents.Sessions;
using OneShot.Core.Errors;

namespace OneShot.Agents.Codex;

/// <summary>
/// Codex's events. What it calls a turn is the whole session; a
/// turn here is what the model says between two answers of tools.
/// </summary>
internal sealed class CodexReader() : AgentReader("codex")
{
    protected override void Event(JsonElement line)
    {
        switch (line.Text("type"))
        {
            case "thread.started":
                SessionId = line.Text("thread_id");
                break;
            case "item.started":
                ModelSpoke();
                Say(line.Text("item", "command") ?? "");
                break;
            case "item.completed":
                Item(line.GetProperty("item"));
                break;
            case "error"
                when line.Text("message") is { } reason && reason.StartsWith("Reconnecting", StringComparison.Ordinal):
                Retries(ServiceError.StatusIn(reason), reason);
                break;
            case "turn.completed":
                IsDone = true;
                InputTokens = (InputTokens ?? 0) + (line.Number("usage", "input_tokens") ?? 0);
                OutputTokens = (OutputTokens ?? 0) + (line.Number("usage", "output_tokens") ?? 0);
                break;
            case "turn.failed":
                var failed = Unwrapped(line.Text("error", "message") ?? "");
                Keep(failed);
                Failure = FailureBy(null, failed);
                break;
        }
    }

    private void Item(JsonElement item)
    {
        switch (item.Text("type"))
        {
            case "error":
                Keep(item.Text("message") ?? ""); // a warning: those that end it come as turn.failed
                break;
            case "agent_message" or "reasoning":
                ModelSpoke();
                Say(item.Text("text"), isWhole: true);
                break;
            default:
                ModelSpoke();
                ToolAnswered();
                break;
        }
    }

    // Some of the service's answers are passed on as they came.
    private static string Unwrapped(string message)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            return $"{document.RootElement.Text("error", "message")} "
                + $"({document.RootElement.Text("error", "code") ?? document.RootElement.Text("error", "type")})";
        }
        catch (JsonException)
        {
            return message;
        }
    }

    protected override OneShotException? ByText(string text) =>
        text.Contains("Missing environment variable", StringComparison.OrdinalIgnoreCase)
        || text.Contains("not logged in", StringComparison.OrdinalIgnoreCase)
            ? OneShotErrors.AgentKeyMissing(Agent, "CODEX_API_KEY or OPENAI_API_KEY")
            : null;
}
