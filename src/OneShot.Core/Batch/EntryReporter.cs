namespace OneShot.Core.Batch;

/// <summary>
/// What one entry of a batch tells: its newest line is shown beside it,
/// all of them are for who looks for a fault, and warnings are everybody's.
/// </summary>
/// <param name="reporter">The batch's.</param>
/// <param name="number">The entry.</param>
/// <param name="newest">Shows the newest line.</param>
internal sealed class EntryReporter(IReporter reporter, int number, Action<string> newest) : IReporter
{
    public void Progress(string line)
    {
        newest(line);
        reporter.Trace($"{number}: {line}");
    }

    public void Doing(string? activity)
    {
        if (activity is not null)
            newest(activity);
    }

    public void Warn(string line) => reporter.Warn($"{number}: {line}");

    public void Trace(string line) => reporter.Trace($"{number}: {line}");

    public void Show(string heading, string text) => reporter.Show($"{number}: {heading}", text);

    public void Hide(string secret) => reporter.Hide(secret);
}
