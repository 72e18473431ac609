using System.Diagnostics;
using System.Globalization;
using Cake.Core.Diagnostics;
using OneShot.Terminal;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace OneShot.Frosting.Output;

/// <summary>
/// On a terminal: one line with a spinner, the time and the activity, rewritten in place below the
/// log. Spectre's own live displays expect to be told of every write to the console, and hide the
/// cursor, which a killed process can't bring back; Cake writes by itself, and this hides nothing.
/// </summary>
internal sealed class TerminalLine : ILive
{
    private readonly Lock _lock = new();
    private readonly Stopwatch _watch = new();
    private readonly TextWriter _terminal = Console.Out;
    private readonly Profile _profile;
    private readonly Spinner _spinner;
    private Timer? _timer;
    private string? _activity;
    private int _frame;
    private bool _isShown;
    private bool _isStopped;

    private TerminalLine(Profile profile)
    {
        _profile = profile;
        _spinner = profile.Capabilities.Unicode ? Spinner.Known.Dots : Spinner.Known.Line;
    }

    /// <summary>
    /// The line, where somebody sits at a terminal that can rewrite one,
    /// wants to see more than errors, and did not ask for plain output.
    /// </summary>
    public static TerminalLine? For(IOneShotContext context) =>
        ProfileOf(context) is { } profile ? new TerminalLine(profile) : null;

    /// <summary>The terminal, where what stands on it may be rewritten.</summary>
    public static Profile? ProfileOf(IOneShotContext context)
    {
        var profile = Colours.NewConsole().Profile;
        var ci = context.Environment.GetEnvironmentVariable("CI");
        return IsWanted(ci, context.Log.Verbosity, profile.Capabilities) ? profile : null;
    }

    /// <summary>Whether somebody looks at it: no build server, not quiet, and a terminal that can do it.</summary>
    internal static bool IsWanted(string? ci, Verbosity verbosity, IReadOnlyCapabilities capabilities) =>
        ci is null or "" or "false"
        && verbosity >= Verbosity.Normal
        && capabilities is { Ansi: true, ColorSystem: not ColorSystem.NoColors };

    public void Doing(string? activity)
    {
        lock (_lock)
        {
            if (_isStopped || activity == _activity)
                return;
            _activity = activity;
            if (activity is null)
                End();
            else if (_timer is null)
                Begin();
        }
    }

    public void Above(Action print)
    {
        lock (_lock)
        {
            Clear();
            print();
            Draw();
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isStopped = true;
            End();
        }
    }

    private void Begin()
    {
        _watch.Restart();
        _timer = new Timer(_ => Turn(), null, TimeSpan.Zero, _spinner.Interval);
    }

    private void End()
    {
        _timer?.Dispose();
        _timer = null;
        _activity = null;
        Clear();
    }

    private void Turn()
    {
        lock (_lock)
        {
            _frame = (_frame + 1) % _spinner.Frames.Count;
            Draw();
        }
    }

    private void Draw()
    {
        if (_activity is null)
            return;
        // the spinner, a blank, and the last column, after which some terminals begin a new line
        var room = Math.Max(1, _profile.Width - 3);
        var text = Segment.Truncate(new Segment($"{Elapsed(_watch.Elapsed)} {_activity}"), room)?.Text;
        Write($"\r\e[36m{_spinner.Frames[_frame]}\e[0m {text}\e[K");
        _isShown = true;
    }

    private void Clear()
    {
        if (_isShown)
            Write("\r\e[K");
        _isShown = false;
    }

    private void Write(string text)
    {
        try
        {
            _terminal.Write(text);
            _terminal.Flush();
        }
        catch (IOException)
        {
            _isStopped = true; // the terminal is gone
            _activity = null;
        }
    }

    /// <summary>A time as a clock shows it.</summary>
    public static string Elapsed(TimeSpan time) =>
        time.ToString(time.TotalHours < 1 ? @"m\:ss" : @"h\:mm\:ss", CultureInfo.InvariantCulture);
}
