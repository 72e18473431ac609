using OneShot.Core.Judging;
using OneShot.Core.Ports;

namespace OneShot.Core.Model;

/// <summary>What was gathered of a session's work.</summary>
/// <param name="Commit">A commit that holds it; <see langword="null"/> when nothing changed.</param>
/// <param name="LeftOut">What could not be gathered.</param>
public sealed record Collected(string? Commit, IReadOnlyList<Finding> LeftOut)
{
    /// <summary>Tells what was gathered.</summary>
    /// <param name="reporter">Is told.</param>
    public void Tell(IReporter reporter)
    {
        ArgumentNullException.ThrowIfNull(reporter);
        foreach (var finding in LeftOut) reporter.Warn($"left out: {FindingsText.Line(finding)}");
        reporter.Progress(Commit is { } commit ? $"implemented ({commit[..10]})" : LeftOut.Count > 0 ? "nothing of what the agent made can be delivered" : "the agent changed nothing");
    }
}
