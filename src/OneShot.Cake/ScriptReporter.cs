using Cake.Core;
using Cake.Core.Diagnostics;
using OneShot.Core.Receipts;

namespace OneShot.Cake;

/// <summary>
/// Tells a person what happens, through the script's log: its verbosity, its colours, its <c>NO_COLOR</c>.
/// </summary>
/// <param name="context">The script.</param>
internal sealed class ScriptReporter(ICakeContext context) : IReporter
{
    public static void Tell(ICakeContext context, string line, Verbosity verbosity = Verbosity.Normal) =>
        Write(context, verbosity, LogLevel.Information, line);

    public void Progress(string line) => Tell(context, line);

    public void Doing(string? activity)
    {
        // A script's log has no last line to rewrite.
    }

    public void Warn(string line)
    {
        Write(context, Verbosity.Minimal, LogLevel.Warning, "warning: " + line);
        if (IsInActions)
            Console.Error.WriteLine(ActionsCommand.Warning(line));
    }

    public void Trace(string line) => Write(context, Verbosity.Diagnostic, LogLevel.Debug, line);

    public void Show(string heading, string text)
    {
        Progress(heading);
        foreach (var line in text.Split('\n'))
            Progress("    " + line);
    }

    public void Hide(string secret)
    {
        if (IsInActions)
            Console.WriteLine(ActionsCommand.Mask(secret));
    }

    private bool IsInActions => context.Environment.GetEnvironmentVariable("GITHUB_ACTIONS") is "true";

    // A line is data: its braces are no placeholders.
    private static void Write(ICakeContext context, Verbosity verbosity, LogLevel level, string line) =>
        context.Log.Write(
            verbosity,
            level,
            line.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)
        );
}
