using Cake.Core;
using Cake.Core.Diagnostics;
using OneShot.Core.Receipts;
using OneShot.Terminal;

namespace OneShot.Cake;

/// <summary>
/// Tells a person what happens, through the script's log: its verbosity, its colours, its <c>NO_COLOR</c>.
/// </summary>
/// <param name="context">The script.</param>
/// <param name="live">Shows what is under way.</param>
internal sealed class ScriptReporter(ICakeContext context, ILive? live = null) : IReporter
{
    /// <summary>One whose log tells now and then that something is done, where it would stand still.</summary>
    public static ScriptReporter Waiting(ICakeContext context, TimeProvider clock) =>
        new(context, new Heartbeat(line => Tell(context, line), clock));

    public static void Tell(ICakeContext context, string line, Verbosity verbosity = Verbosity.Normal) =>
        Write(context, verbosity, LogLevel.Information, line);

    public void Progress(string line)
    {
        if (live is null)
            Tell(context, line);
        else
            live.Above(() => Tell(context, line));
    }

    public void Doing(string? activity) => live?.Doing(activity);

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
