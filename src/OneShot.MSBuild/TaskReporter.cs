using System.Text.RegularExpressions;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace OneShot.MSBuild;

/// <summary>
/// Tells the build's log what happens. No secret is written to
/// it, not even to be hidden: a binary log keeps everything.
/// </summary>
/// <param name="log">The task's log.</param>
/// <param name="origin">What warnings say where they come from.</param>
internal sealed partial class TaskReporter(TaskLoggingHelper log, string origin) : IReporter
{
    public void Progress(string line) => log.LogMessage(MessageImportance.High, Spelling.Of(line));

    public void Doing(string? activity)
    {
        if (activity is not null)
            log.LogMessage(MessageImportance.Low, activity);
    }

    public void Warn(string line)
    {
        var code = Code().Match(line);
        log.LogWarning(
            subcategory: null,
            code.Success ? code.Groups[1].Value : null,
            helpKeyword: null,
            origin,
            0,
            0,
            0,
            0,
            Spelling.Of(line.Remove(code.Index, code.Length))
        );
    }

    public void Trace(string line) => log.LogMessage(MessageImportance.Low, line);

    public void Show(string heading, string text) =>
        log.LogMessage(
            MessageImportance.High,
            $"{heading}\n    {text.Replace("\n", "\n    ", StringComparison.Ordinal)}"
        );

    public void Hide(string secret)
    {
        // Whoever writes to this one has taken the secrets out.
    }

    // A warning about an error tells its code: where MSBuild has codes, so that NoWarn and the like can name it.
    [GeneratedRegex(@"\b(OS\d{4}): ", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
