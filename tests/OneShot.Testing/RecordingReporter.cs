namespace OneShot.Testing;

/// <summary>Keeps every line, for assertions.</summary>
public sealed class RecordingReporter : IReporter
{
    private readonly List<string> _lines = [];
    private readonly Lock _lock = new();

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lock)
                return _lines.ToArray();
        }
    }

    public IReadOnlyList<string> Secrets { get; private set; } = [];

    /// <summary>What was under way, one after the other; <see langword="null"/> for nothing.</summary>
    public IReadOnlyList<string?> Activities { get; private set; } = [];

    public string Text => string.Join('\n', Lines);

    public int Processes =>
        Lines.Count(line =>
            line.StartsWith("trace: git ", StringComparison.Ordinal)
            && !line.Contains("exit code", StringComparison.Ordinal)
        );

    public int Requests =>
        Lines.Count(line =>
            line.StartsWith("trace: GET ", StringComparison.Ordinal)
            || line.StartsWith("trace: POST ", StringComparison.Ordinal)
            || line.StartsWith("trace: PATCH ", StringComparison.Ordinal)
        );

    public void Progress(string line) => Add(line);

    public void Doing(string? activity)
    {
        lock (_lock)
        {
            if (Activities.LastOrDefault("") != activity)
                Activities = [.. Activities, activity];
        }
    }

    public void Warn(string line) => Add("warning: " + line);

    public void Trace(string line) => Add("trace: " + line);

    public void Show(string heading, string text) => Add($"{heading}\n{text}");

    public void Hide(string secret) => Secrets = [.. Secrets, secret];

    private void Add(string line)
    {
        lock (_lock)
            _lines.Add(line);
    }
}
