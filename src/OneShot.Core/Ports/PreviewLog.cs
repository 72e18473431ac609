using OneShot.Core.Model;

namespace OneShot.Core.Ports;

/// <summary>What a preview found: the calls it did not make, and what would stop what it is of.</summary>
/// <param name="reporter">Shows it to a person at once.</param>
/// <param name="command">What the user types to reach the face.</param>
/// <param name="of">What it is of, as a line begins with it.</param>
internal sealed class PreviewLog(IReporter reporter, string command, string of = PreviewWords.Dispatch)
{
    private readonly List<PreviewedCall> _calls = [];
    private readonly List<string> _obstacles = [];

    /// <summary>The calls, in their order.</summary>
    public IReadOnlyList<PreviewedCall> Calls => _calls;

    /// <summary>What would stop it.</summary>
    public IReadOnlyList<string> Obstacles => _obstacles;

    /// <summary>Notes a call that would be made.</summary>
    /// <param name="call">The command, or the method and address.</param>
    /// <param name="text">What would be sent with it.</param>
    public void Add(string call, string text)
    {
        _calls.Add(new PreviewedCall(call, text));
        reporter.Show(call, text);
    }

    /// <summary>Notes that it would fail.</summary>
    /// <param name="exception">How.</param>
    public void Stop(OneShotException exception)
    {
        var line = exception.Error.ToLine(command);
        if (_obstacles.Contains(line))
            return;
        _obstacles.Add(line);
        reporter.Warn(PreviewWords.Stop(line, of));
    }
}
