using System.Text.Json;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Secrets;
using OneShot.Core.Text;

namespace OneShot.Agents.Sessions;

/// <summary>
/// Reads one session's output, line by line: what the agent does, what
/// it uses, how it ends. Ends it when it goes beyond what it may.
/// </summary>
/// <param name="agent">The agent, for errors.</param>
internal abstract class AgentReader(string agent)
{
    private readonly AgentTail _printed = new();
    private readonly AgentTail _tail = new();
    private bool _hasAnswer = true;
    private long? _failingSince;
    private int _failures;
    private string _words = string.Empty;

    /// <summary>Is told what the agent does.</summary>
    public Action<string> Activity { get; set; } = _ => { };

    /// <summary>Ends the session.</summary>
    public Action<OneShotException> End { get; set; } = _ => { };

    /// <summary>Takes secrets out of what is printed, before anything is cut.</summary>
    public Func<string, string> Clean { get; set; } = Redaction.Of;

    public AgentBounds Bounds { get; set; } = new(null, null, TimeSpan.MaxValue);

    /// <summary>The last lines, for whoever looks why it failed.</summary>
    public IReadOnlyList<string> Tail => _tail.Lines;

    protected string Agent => agent;

    protected int? Turns { get; set; }

    protected long? InputTokens { get; set; }

    protected long? OutputTokens { get; set; }

    protected decimal? CostUsd { get; set; }

    protected string? SessionId { get; set; }

    protected string? LastWords { get; set; }

    protected IReadOnlyList<string> Denied { get; set; } = [];

    /// <summary>Whether it told that it came to its end, and well.</summary>
    protected bool IsDone { get; set; }

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
        catch (Exception exception)
            when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            Keep(line); // cut off, or of a shape that this version does not know
        }
    }

    /// <summary>Reads a line of standard error.</summary>
    public virtual void Error(string line) => Keep(line);

    public AgentUsage Usage(TimeSpan time) =>
        new(
            Turns,
            InputTokens,
            OutputTokens,
            CostUsd,
            Math.Round(time.TotalSeconds, 1),
            SessionId is null ? null : Clean(SessionId)
        )
        {
            Denied = [.. Denied.Select(Clean)],
            LastWords = LastWords,
        };

    /// <summary>
    /// What the session failed with; <see langword="null"/> when it did not.
    /// Neither an exit code of 0 nor a result that says so is enough: both have to.
    /// </summary>
    public virtual OneShotException? FailureOf(int exitCode)
    {
        if (Failure is not null)
            return Failure;
        if (exitCode != 0)
            return ByText(string.Join(' ', _printed.Lines))
                ?? OneShotErrors.AgentFailed(agent, Why($"exit code {exitCode}"));
        return IsDone ? null : OneShotErrors.AgentFailed(agent, Why("it ended without a result"));
    }

    protected abstract void Event(JsonElement line);

    /// <summary>The error that the words of a message stand for, where no status is told.</summary>
    protected virtual OneShotException? ByText(string text) => null;

    /// <summary>
    /// A turn begins. Whoever used up what it may ends here, and not in the middle of the turn before.
    /// </summary>
    protected void Turn()
    {
        (_failingSince, _failures, _words) = (null, 0, string.Empty);
        Turns = (Turns ?? 0) + 1;
        if (Turns > Bounds.Turns)
            End(OneShotErrors.AgentOutOfTurns(agent));
        else if (CostUsd >= Bounds.CostUsd)
            End(OneShotErrors.AgentOutOfBudget(agent));
    }

    /// <summary>
    /// The model said something, or asked for a tool: what follows upon a tool's answer is a new turn.
    /// </summary>
    protected void ModelSpoke()
    {
        if (_hasAnswer)
            Turn();
        _hasAnswer = false;
    }

    protected void ToolAnswered() => _hasAnswer = true;

    /// <summary>
    /// The service failed, and the agent tries again: it may for a while, but not with a key that is refused.
    /// </summary>
    protected void Retries(int? status, string reason)
    {
        _failingSince ??= Environment.TickCount64;
        _failures++;
        Say($"waiting for the service: {(status is null ? "" : $"{status} ")}{reason}");
        if (_failures < 2)
            return;
        if (status is 401 or 403)
            End(OneShotErrors.AgentKeyRefused(agent, Short(reason)));
        else if (Environment.TickCount64 - _failingSince >= Bounds.Retrying.TotalMilliseconds)
            End(OneShotErrors.AgentOverloaded(agent, Short(reason)));
    }

    /// <summary>Says what the agent does, as one short line.</summary>
    protected void Say(string text)
    {
        var line = SafeText.Excerpt(Clean(text), 120);
        if (line.Length == 0)
            return;
        _tail.Add(line);
        Activity(line);
    }

    /// <summary>Says what the model said.</summary>
    protected void Say(string? words, bool isWhole)
    {
        if (string.IsNullOrWhiteSpace(words))
            return;
        _words = isWhole ? words : _words + words;
        LastWords = SafeText.Excerpt(Clean(_words), 300);
        Say(words);
    }

    /// <summary>Keeps a line that is for people.</summary>
    protected virtual void Keep(string line)
    {
        var text = Clean(line);
        _printed.Add(text);
        _tail.Add(text);
    }

    /// <summary>What the agent says it failed with: by its status, by its words, or as it is.</summary>
    protected OneShotException FailureBy(int? status, string reason) =>
        ServiceError.Of(agent, status, Short(reason))
        ?? ByText(reason)
        ?? OneShotErrors.AgentFailed(agent, Short(reason));

    protected string Short(string text) =>
        SafeText.Excerpt(Clean(text), 300) is { Length: > 0 } line ? line : "it gave no reason.";

    private string Why(string ending) =>
        _printed.Lines.Count == 0 ? $"{ending}." : Short($"{ending}: {string.Join(' ', _printed.Lines.TakeLast(3))}");
}
