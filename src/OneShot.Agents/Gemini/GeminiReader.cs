using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using OneShot.Agents.Sessions;
using OneShot.Core.Errors;

namespace OneShot.Agents.Gemini;

/// <summary>
/// Gemini CLI's events, and what it prints beside them: that it tries again is on standard error only.
/// </summary>
internal sealed partial class GeminiReader() : AgentReader("gemini")
{
    public override void Error(string line)
    {
        if (Attempt().Match(line) is { Success: true } attempt)
        {
            var status = attempt.Groups[1].Success
                ? int.Parse(attempt.Groups[1].Value, CultureInfo.InvariantCulture)
                : (int?)null;
            Retries(
                status,
                Message().Match(line) is { Success: true } message
                    ? message.Groups[1].Value
                    : line[attempt.Length..].Trim()
            );
        }
        else if (!Noise().IsMatch(line))
        {
            Keep(line);
        }
    }

    // Its exit code is the service's status, of which the system keeps eight bits.
    public override OneShotException? FailureOf(int exitCode) =>
        (Failure, exitCode) switch
        {
            (_, 41) => OneShotErrors.AgentKeyMissing(Agent, "GEMINI_API_KEY"),
            ({ Error.Code: CaughtCode.AgentFailed }, 401 & 255 or 403 & 255) => OneShotErrors.AgentKeyRefused(
                Agent,
                Reason
            ),
            ({ Error.Code: CaughtCode.AgentFailed }, 429 & 255 or 500 & 255 or 503 & 255 or 529 & 255) =>
                OneShotErrors.AgentOverloaded(Agent, Reason),
            _ => base.FailureOf(exitCode),
        };

    private string Reason { get; set; } = "";

    protected override void Event(JsonElement line)
    {
        SessionId = line.Text("session_id") ?? SessionId;
        switch (line.Text("type"))
        {
            case "message" when line.Text("role") == "assistant":
                ModelSpoke();
                Say(line.Text("content"), isWhole: !line.IsTrue("delta"));
                break;
            case "tool_use":
                ModelSpoke();
                Say(
                    $"{line.Text("tool_name")} "
                        + $"{line.Text("parameters", "file_path") ?? line.Text("parameters", "command")}"
                );
                break;
            case "tool_result":
                ToolAnswered();
                break;
            case "error":
                Keep(line.Text("message") ?? "");
                break;
            case "result":
                InputTokens = line.Number("stats", "input_tokens");
                OutputTokens = line.Number("stats", "output_tokens");
                IsDone = line.Text("status") == "success";
                if (line.Text("status") == "error")
                    Fail((int?)line.Number("error", "code"), line.Text("error", "message") ?? "");
                break;
            case null when line.TryGetProperty("error", out var error):
                Fail((int?)error.Number("code"), error.Text("message") ?? "");
                break;
        }
    }

    private void Fail(int? status, string message)
    {
        Reason = Short(Message().Match(message) is { Success: true } inner ? inner.Groups[1].Value : message);
        Keep(Reason);
        Failure = FailureBy(status is >= 400 ? status : ServiceError.StatusIn(message), Reason);
    }

    [GeneratedRegex(
        @"^Attempt \d+ failed(?: with status (\d+))?\. Retrying with backoff\.\.\.",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Attempt();

    [GeneratedRegex(@"""message"":\s*""((?:[^""\\]|\\.){1,500})""", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Message();

    [GeneratedRegex(
        @"256-color|^YOLO mode|^\[STARTUP\]|^Ripgrep is not available|^Loaded cached credentials",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Noise();
}
