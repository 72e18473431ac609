using System.Globalization;
using System.Text.Json;
using OneShot.Core.Agents;
using OneShot.Core.Errors;
using OneShot.Core.Text;

namespace OneShot.Agents;

/// <summary>Reads one session's output, line by line: what the agent does, what it used, how it ended.</summary>
/// <param name="agent">The agent, for errors.</param>
internal abstract class AgentReader(string agent)
{
    /// <summary>Lines of people, for an error when nothing else explains it.</summary>
    private readonly Queue<string> _tail = new();

    /// <summary>Is told what the agent does.</summary>
    public Action<string> Activity { get; set; } = _ => { };

    protected string Agent => agent;

    protected int? Turns { get; set; }

    protected long? InputTokens { get; set; }

    protected long? OutputTokens { get; set; }

    protected decimal? CostUsd { get; set; }

    protected string? SessionId { get; set; }

    /// <summary>What the agent itself says it failed with.</summary>
    protected OneShotException? Failure { get; set; }

    /// <summary>Reads a line of standard output; lines that are no events are kept for errors.</summary>
    public void Output(string line)
    {
        if (!line.StartsWith('{'))
        {
            Keep(line);
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(line);
            Event(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            Keep(line); // cut off, or of a shape that this version does not know
        }
    }

    /// <summary>Reads a line of standard error.</summary>
    public void Error(string line) => Keep(line);

    public AgentUsage Usage(TimeSpan time) => new(Turns, InputTokens, OutputTokens, CostUsd, Math.Round(time.TotalSeconds, 1), SessionId);

    /// <summary>What the session failed with; <see langword="null"/> when it did not.</summary>
    public virtual OneShotException? FailureOf(int exitCode)
        => Failure ?? (exitCode == 0 ? null : ByText(string.Join(' ', _tail)) ?? OneShotErrors.AgentFailed(agent, Why(exitCode)));

    protected abstract void Event(JsonElement line);

    /// <summary>Says what the agent does, as one short line.</summary>
    protected void Say(string text)
    {
        var line = SafeText.Cut(SafeText.Line(Redaction.Of(text)), 120);
        if (line.Length > 0) Activity(line);
    }

    /// <summary>The failure that a status of the service stands for.</summary>
    protected OneShotException? ByStatus(int? status, string reason) => status switch
    {
        401 or 403 => OneShotErrors.AgentKeyRefused(agent, Short(reason)),
        429 or >= 500 => OneShotErrors.AgentOverloaded(agent, Short(reason)),
        _ => null,
    };

    /// <summary>The failure that the words of a message stand for, where no status is told.</summary>
    protected virtual OneShotException? ByText(string text) => null;

    protected static string Short(string text) => SafeText.Cut(SafeText.Line(Redaction.Of(text)), 300) is { Length: > 0 } line ? line : "it gave no reason.";

    protected static string? Text(JsonElement element, params string[] path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element)) return null;
        }

        return element.ValueKind switch { JsonValueKind.String => element.GetString(), JsonValueKind.Number => element.GetRawText(), _ => null };
    }

    protected static long? Number(JsonElement element, params string[] path) => (long?)Decimal(element, path);

    protected static decimal? Decimal(JsonElement element, params string[] path)
        => decimal.TryParse(Text(element, path), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private string Why(int exitCode) => _tail.Count == 0 ? $"exit code {exitCode}." : Short($"{string.Join(' ', _tail.TakeLast(3))} (exit code {exitCode})");

    private void Keep(string line)
    {
        if (string.IsNullOrWhiteSpace(line)) return;
        _tail.Enqueue(SafeText.Cut(line, 300));
        if (_tail.Count > 8) _tail.Dequeue();
    }
}
