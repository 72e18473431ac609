namespace OneShot.Frosting.Output;

/// <summary>
/// For what happens beside the build: only somebody looking for a fault sees its progress, and everybody its warnings.
/// </summary>
/// <param name="log">The build's log.</param>
internal sealed class QuietReporter(IReporter log) : IReporter
{
    public void Progress(string line) => log.Trace(line);

    public void Doing(string? activity)
    {
        // The build is not waiting for anything that would be worth a line.
    }

    public void Warn(string line) => log.Warn(line);

    public void Trace(string line) => log.Trace(line);

    public void Show(string heading, string text) => log.Trace(heading);

    public void Hide(string secret) => log.Hide(secret);
}
