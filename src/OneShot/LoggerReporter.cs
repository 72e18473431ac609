using Microsoft.Extensions.Logging;

namespace OneShot;

/// <summary>Tells a program's log what happens.</summary>
internal sealed partial class LoggerReporter(ILogger logger) : IReporter
{
    private readonly ILogger _logger = logger;

    public void Progress(string line) => Told(line);

    public void Doing(string? activity)
    {
        if (activity is not null)
            Under(activity);
    }

    public void Warn(string line) => Warned(line);

    public void Trace(string line) => Traced(line);

    public void Show(string heading, string text) => Shown(heading, text);

    public void Hide(string secret)
    {
        // Whoever writes to this one has taken the secrets out.
    }

    [LoggerMessage(1, LogLevel.Information, "{Line}")]
    private partial void Told(string line);

    [LoggerMessage(2, LogLevel.Trace, "{Activity}")]
    private partial void Under(string activity);

    [LoggerMessage(3, LogLevel.Warning, "{Line}")]
    private partial void Warned(string line);

    [LoggerMessage(4, LogLevel.Debug, "{Line}")]
    private partial void Traced(string line);

    [LoggerMessage(5, LogLevel.Information, "{Call}\n{Text}")]
    private partial void Shown(string call, string text);
}
