using OneShot.Core.Text;

namespace OneShot.Agents.Sessions;

/// <summary>
/// The last lines of a session that a person can read: what the
/// agent said and did, and what it printed beside its events.
/// </summary>
internal sealed class AgentTail
{
    private const int Most = 10;

    // Looking through millions of letters for three hundred takes seconds, in which nobody reads what comes next.
    private const int Longest = 16 * 1024;

    private readonly Lock _lock = new();
    private readonly Queue<string> _lines = new();

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lock)
                return [.. _lines];
        }
    }

    /// <summary>Adds a line.</summary>
    /// <param name="line">The line, without secrets: when it is cut, nobody finds the half of one.</param>
    public void Add(string line)
    {
        var text = SafeText.Excerpt(line.Length > Longest ? line[..Longest] : line, 300);

        // Brackets and the frames of a stack trace push out the line that tells something.
        if (!text.Any(char.IsLetterOrDigit) || text.TrimStart().StartsWith("at ", StringComparison.Ordinal))
            return;
        lock (_lock)
        {
            _lines.Enqueue(text);
            if (_lines.Count > Most)
                _lines.Dequeue();
        }
    }
}
