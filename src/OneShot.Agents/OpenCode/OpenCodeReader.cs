using System.Text.Json;
using System.Text.RegularExpressions;
using OneShot.Agents.Sessions;
using OneShot.Core.Errors;

namespace OneShot.Agents.OpenCode;

/// <summary>
/// opencode's events. It has no result line: what was used is the
/// sum of its steps, and the last of them tells how it ended.
/// </summary>
internal sealed partial class OpenCodeReader() : AgentReader("opencode")
{
    private int _errors;
    private bool _isInStep;
    private string? _logged;

    public override void Error(string line)
    {
        if (Logged().Match(line) is not { Success: true } logged)
        {
            Keep(line);
            return;
        }

        var reason = logged.Groups["reason"].Value;
        _logged = reason;
        if (!line.Contains("message=\"stream error\"", StringComparison.Ordinal))
            Keep(reason);
        else if (line.Contains("small=false", StringComparison.Ordinal))
            Retries(ServiceError.StatusIn(reason), reason); // the small model only names the session
    }

    protected override void Event(JsonElement line)
    {
        SessionId = line.Text("sessionID") ?? SessionId;
        switch (line.Text("type"))
        {
            case "step_start":
                if (_isInStep)
                    Retries(null, "its answer broke off"); // it begins the same step again, without a word
                (_isInStep, IsDone) = (true, false);
                break;
            case "text":
                ModelSpoke();
                Say(line.Text("part", "text"), isWhole: true);
                break;
            case "tool_use":
                ModelSpoke();
                Say(
                    $"{line.Text("part", "tool")} "
                        + $"{line.Text("part", "state", "input", "filePath") ?? line.Text("part", "state", "input", "command")}"
                );
                break;
            case "step_finish":
                Step(line.GetProperty("part"));
                break;
            case "error":
                Fail(line.GetProperty("error"));
                break;
        }
    }

    private void Step(JsonElement part)
    {
        InputTokens =
            (InputTokens ?? 0)
            + (part.Number("tokens", "input") ?? 0)
            + (part.Number("tokens", "cache", "read") ?? 0)
            + (part.Number("tokens", "cache", "write") ?? 0);
        OutputTokens =
            (OutputTokens ?? 0) + (part.Number("tokens", "output") ?? 0) + (part.Number("tokens", "reasoning") ?? 0);
        if (part.Dollars("cost") is { } cost)
            CostUsd = (CostUsd ?? 0) + cost;
        _isInStep = false;
        ToolAnswered();
        if (part.Text("reason") == "unknown")
            Retries(null, "an answer that is none"); // and asks again at once, for ever
        IsDone = part.Text("reason") is "stop" or "end_turn";
        Failure = part.Text("reason") switch
        {
            "length" => OneShotErrors.AgentFailed(Agent, "an answer reached the model's limit of length."),
            "content-filter" => OneShotErrors.AgentRefused(Agent, LastWords ?? "a filter held its answer back."),
            _ => null, // what went wrong before, it got over
        };
    }

    private void Fail(JsonElement error)
    {
        var reason = error.Text("data", "message") ?? error.Text("name") ?? "";
        if (reason.Contains("Check server logs", StringComparison.Ordinal))
            reason = _logged ?? reason;
        Keep(reason);
        Failure = FailureBy((int?)error.Number("data", "statusCode"), reason);

        // A prompt that is too long makes it shorten, ask and fail again for ever.
        if (++_errors >= 3)
            End(Failure);
    }

    [GeneratedRegex(
        """^timestamp=\S+ level=\w+ .*?\b(?:error\.error|error)="(?<reason>(?:[^"\\]|\\.)*)""",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Logged();
}
