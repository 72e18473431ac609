using Cake.Core.Diagnostics;
using OneShot.Core.Receipts;
using OneShot.Core.Text;
using OneShot.Terminal;

namespace OneShot.Frosting.Output;

/// <summary>Tells a person what happens, through Cake's log: its verbosity, its colours, its <c>NO_COLOR</c>.</summary>
/// <param name="context">The build.</param>
/// <param name="live">Shows what is under way meanwhile.</param>
internal sealed class LogReporter(IOneShotContext context, ILive? live = null) : IReporter
{
    private const int Indent = 4;
    private const int Widest = 40;

    public void Progress(string line) => Write(Verbosity.Normal, LogLevel.Information, SafeText.Line(line));

    public void Doing(string? activity) => live?.Doing(activity is null ? null : context.Shown(activity));

    public void Warn(string line)
    {
        Write(Verbosity.Minimal, LogLevel.Warning, SafeText.Line(line));
        ActionsOutput.Warned(context.Shown(line), context.Environment.GetEnvironmentVariable);
    }

    public void Trace(string line) => Write(Verbosity.Diagnostic, LogLevel.Debug, SafeText.Line(line));

    public void Show(string heading, string text)
    {
        Write(Verbosity.Normal, LogLevel.Information, SafeText.Line(heading));
        foreach (var line in text.Split('\n'))
            Write(Verbosity.Normal, LogLevel.Information, SafeText.Line(line), Indent + Math.Min(Blanks(line), Widest));
    }

    public void Hide(string secret)
    {
        lock (context.OneShotProgress.Secrets)
        {
            if (!context.OneShotProgress.Secrets.Add(secret))
                return;
        }

        if (context.Environment.GetEnvironmentVariable("GITHUB_ACTIONS") is "true")
            Console.WriteLine(ActionsCommand.Mask(secret));
    }

    private static int Blanks(string line) => line.Length - line.TrimStart(' ').Length;

    // A line is data: its braces are no placeholders.
    private void Write(Verbosity verbosity, LogLevel level, string line, int indent = 0)
    {
        line = new string(' ', indent) + context.Shown(line);
        if (live is null || verbosity > context.Log.Verbosity)
            Print();
        else
            live.Above(Print);

        void Print() =>
            context.Log.Write(
                verbosity,
                level,
                line.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)
            );
    }
}
