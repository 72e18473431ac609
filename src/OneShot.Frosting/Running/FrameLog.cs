using System.Globalization;
using Cake.Core.Diagnostics;
using OneShot.Core.Text;

namespace OneShot.Frosting.Running;

/// <summary>Cake's log, below whose headings it is written: prints the one that waits first.</summary>
/// <param name="scope">Knows whether one of OneShot's tasks has refused.</param>
/// <param name="inner">Cake's own log, or the build's.</param>
/// <param name="frame">The headings.</param>
internal sealed class FrameLog(RunScope scope, Lazy<ICakeLog> inner, Frame frame) : ICakeLog
{
    /// <summary>How the engine begins to tell of an error, which it then tells a second time (Cake 7.0.0).</summary>
    private const string EngineError = "An error occurred when executing task";

    public Verbosity Verbosity
    {
        get => inner.Value.Verbosity;
        set => inner.Value.Verbosity = value;
    }

    public void Write(Verbosity verbosity, LogLevel level, string format, params object[] args)
    {
        var isTwice = scope.Failure is not null && format.StartsWith(EngineError, StringComparison.Ordinal);
        if (verbosity > Verbosity || (isTwice && Verbosity <= Verbosity.Normal))
            return;
        if (level <= LogLevel.Error && !scope.HasStarted && Verbosity <= Verbosity.Normal)
        {
            // The runner says it, with its code and what to type.
            scope.Refusal ??= SafeText
                .Line(string.Format(CultureInfo.InvariantCulture, format, args))
                .Replace("Error: ", "", StringComparison.Ordinal);
            return;
        }

        frame.Print();
        inner.Value.Write(verbosity, level, format, args);
    }
}
