using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using OneShot.Agents.Sessions;
using OneShot.Core.Errors;

namespace OneShot.Agents.Pi;

/// <summary>
/// Pi's events. Its exit code is 0 however the session ended: what counts is how its last answer did.
/// </summary>
internal sealed partial class PiReader() : AgentReader("pi")
{
    private bool _isRetrying;
    private bool _hasAnswered;

    protected override void Event(JsonElement line)
    {
        switch (line.Text("type"))
        {
            case "session":
                SessionId = line.Text("id");
                break;
            case "turn_start":
                if (!_isRetrying) // the same turn once more
                    Turn();
                (_isRetrying, _hasAnswered, IsDone) = (false, false, false);
                break;
            case "message_end" when line.Text("message", "role") == "assistant":
                Answer(line.GetProperty("message"));
                break;
            case "tool_execution_start":
                Say(
                    $"{line.Text("toolName")} "
                        + $"{line.Text("args", "path") ?? line.Text("args", "command") ?? line.Text("args", "pattern")}"
                );
                break;
            case "compaction_end":
                Use(line, "result", "usage");
                break;
            case "auto_retry_start":
                _isRetrying = true;
                TriesAgain(line.Text("errorMessage") ?? "");
                break;
            case "summarization_retry_scheduled":
                TriesAgain(line.Text("errorMessage") ?? "");
                break;
            case "agent_settled":
                IsDone = _hasAnswered && !line.IsTrue("aborted");
                break;
        }
    }

    private void Answer(JsonElement message)
    {
        Use(message, "usage");
        var words = message
            .Items("content")
            .Where(part => part.Text("type") == "text")
            .Select(part => part.Text("text"));
        foreach (var text in words)
            Say(text, isWhole: true);
        var stop = message.Text("stopReason");
        _hasAnswered = stop == "stop";
        var reason = message.Text("errorMessage") ?? "";
        Failure = (stop, message.Text("rawStopReason")) switch
        {
            ("stop" or "toolUse", _) => null, // what went wrong before, it got over
            ("length", _) => OneShotErrors.AgentFailed(Agent, "an answer reached the model's limit of length."),
            (_, "refusal") => OneShotErrors.AgentRefused(Agent, Short(words.LastOrDefault() ?? reason)),
            _ => FailureBy(StatusIn(reason), Inner(reason)),
        };
        if (stop is "error")
            Keep(Inner(reason));
    }

    private void TriesAgain(string reason) => Retries(StatusIn(reason), Inner(reason));

    private void Use(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return;
        }

        InputTokens =
            (InputTokens ?? 0)
            + (element.Number("input") ?? 0)
            + (element.Number("cacheRead") ?? 0)
            + (element.Number("cacheWrite") ?? 0);
        OutputTokens = (OutputTokens ?? 0) + (element.Number("output") ?? 0);
        if (element.Dollars("cost", "total") is { } cost)
            CostUsd = (CostUsd ?? 0) + Math.Round(cost, 10); // it adds up binary fractions, with their errors
    }

    // Each service's client words its errors in its own way: 401 {…}, "API error (401): {…}", {"error":{"code":401,…}}.
    private static int? StatusIn(string reason) =>
        Status().Match(reason) is { Success: true } match
            ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : ServiceError.StatusIn(reason);

    private static string Inner(string reason) =>
        Message().Match(reason) is { Success: true } match ? match.Groups[1].Value : reason;

    protected override OneShotException? ByText(string text)
    {
        if (NoKey().Match(text) is { Success: true } missing)
            return OneShotErrors.AgentKeyMissing(
                Agent,
                missing.Groups[1].Value switch
                {
                    "openai" => "OPENAI_API_KEY",
                    "google" => "GEMINI_API_KEY",
                    "openrouter" => "OPENROUTER_API_KEY",
                    _ => "ANTHROPIC_API_KEY, or the key of the provider of its --model",
                }
            );
        if (text.Contains("stream ended", StringComparison.Ordinal))
            return OneShotErrors.AgentOverloaded(Agent, Short(text));
        return text.Contains("does not provide an export named", StringComparison.Ordinal)
            ? OneShotErrors.AgentFailed(Agent, $"it needs Node 22.19 or newer. {Short(text)}")
            : null;
    }

    [GeneratedRegex(@"^(?:[\w ]{0,40}\()?([45]\d\d)\b", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Status();

    [GeneratedRegex(@"""message"":\s*""((?:[^""\\]|\\.){1,500})""", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Message();

    [GeneratedRegex(@"No API key found for ([\w-]{1,60})", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex NoKey();
}
