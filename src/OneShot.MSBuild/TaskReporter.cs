using System.Text.RegularExpressions;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using OneShot.Terminal;

namespace OneShot.MSBuild;

/// <summary>
/// Tells the build's log what happens. No secret is written to
/// it, not even to be hidden: a binary log keeps everything.
/// </summary>
/// <param name="log">The task's log.</param>
/// <param name="origin">What warnings say where they come from.</param>
/// <param name="spell">Spells what is told.</param>
/// <param name="clock">The time.</param>
internal sealed partial class TaskReporter(
    TaskLoggingHelper log,
    string origin,
    Func<string, string> spell,
    TimeProvider clock
) : IReporter, IDisposable
{
    private readonly List<string> _gathered = [];
    private readonly Heartbeat _live = new(line => log.LogMessage(MessageImportance.High, spell(line)), clock);

    /// <summary>Whether lines wait for the answer instead of being told at once.</summary>
    public bool Gathers { get; set; }

    /// <summary>What waits for the answer.</summary>
    public IReadOnlyList<string> Gathered => _gathered;

    public void Progress(string line)
    {
        if (Gathers)
            _gathered.Add(spell(line));
        else
            _live.Above(() => log.LogMessage(MessageImportance.High, spell(line)));
    }

    /// <summary>What was asked for, all of it as one message.</summary>
    /// <remarks>
    /// MSBuild's display for terminals shows no message, of whatever importance. It shows what a project made, which
    /// every project tells as "Name -> result". Where the result begins like a path, all of it would be one link.
    /// Told to be quiet (-v:q), no display shows a message, a critical one neither. What a task writes to a console of
    /// its own is in no log, and is not seen where MSBuild runs it in another process.
    /// </remarks>
    /// <param name="heading">The first line.</param>
    /// <param name="lines">The others.</param>
    public void Answer(string heading, params IEnumerable<string> lines)
    {
        log.LogMessage(
            MessageImportance.High,
            string.Join('\n', lines.Select(line => $"  {line}".TrimEnd()).Prepend($"OneShot -> {heading}"))
        );
        _gathered.Clear();
    }

    public void Doing(string? activity)
    {
        if (activity is not null)
            log.LogMessage(MessageImportance.Low, activity);
        _live.Doing(activity);
    }

    public void Warn(string line)
    {
        var code = Code().Match(line);
        _live.Above(() =>
            log.LogWarning(
                subcategory: null,
                code.Success ? code.Groups[1].Value : null,
                helpKeyword: null,
                origin,
                0,
                0,
                0,
                0,
                spell(line.Remove(code.Index, code.Length))
            )
        );
    }

    public void Trace(string line) => log.LogMessage(MessageImportance.Low, line);

    public void Show(string heading, string text) =>
        _gathered.AddRange(text.TrimEnd('\n').Split('\n').Select(line => "    " + line).Prepend(heading));

    public void Hide(string secret)
    {
        // Whoever writes to this one has taken the secrets out.
    }

    public void Dispose() => _live.Dispose();

    // A warning about an error tells its code: where MSBuild has codes, so that NoWarn and the like can name it.
    [GeneratedRegex(@"\b(OS\d{4}): ", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
