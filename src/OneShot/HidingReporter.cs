using System.Collections.Concurrent;
using OneShot.Core.Text;

namespace OneShot;

/// <summary>Takes the secrets of one call out of everything that is told of it.</summary>
/// <param name="reporter">Tells it.</param>
internal sealed class HidingReporter(IReporter reporter) : IReporter
{
    private readonly ConcurrentBag<string> _secrets = [];

    public void Progress(string line) => reporter.Progress(Clean(SafeText.Line(line)));

    public void Doing(string? activity) => reporter.Doing(activity is null ? null : Clean(SafeText.Line(activity)));

    public void Warn(string line) => reporter.Warn(Clean(SafeText.Line(line)));

    public void Trace(string line) => reporter.Trace(Clean(SafeText.Line(line)));

    public void Show(string heading, string text) =>
        reporter.Show(Clean(SafeText.Line(heading)), Clean(string.Join('\n', text.Split('\n').Select(SafeText.Line))));

    public void Hide(string secret)
    {
        _secrets.Add(secret);
        reporter.Hide(secret);
    }

    public string Clean(string text) => SafeText.Without(_secrets, text);

    public OneShotException Clean(OneShotException exception) => exception.Hiding(Clean);
}
