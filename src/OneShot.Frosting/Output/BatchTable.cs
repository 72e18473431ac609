using System.Diagnostics;
using System.Globalization;
using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace OneShot.Frosting.Output;

/// <summary>
/// On a terminal: a row for each one-shot with its newest line, rewritten in place below the log; where the
/// terminal has fewer rows, those under way and those that ended last. Drawn by itself for the reasons that
/// <see cref="TerminalLine"/> is: Cake writes to the console, too, and a killed process leaves nothing hidden.
/// </summary>
internal sealed class BatchTable : BatchView
{
    private readonly Lock _lock = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly TextWriter _terminal = Console.Out;
    private readonly IOneShotContext _context;
    private readonly Profile _profile;
    private readonly Spinner _spinner;
    private BatchedOneShot[] _all = [];
    private string[] _activities = [];
    private readonly List<int> _ended = [];
    private Timer? _timer;
    private int _frame;
    private int _drawn;
    private bool _isStopped;

    private BatchTable(IOneShotContext context, Profile profile)
    {
        (_context, _profile) = (context, profile);
        _spinner = profile.Capabilities.Unicode ? Spinner.Known.Dots : Spinner.Known.Line;
    }

    /// <summary>
    /// The table, where somebody sits at a terminal that can rewrite one,
    /// wants to see more than errors, and did not ask for plain output.
    /// </summary>
    public static new BatchTable? For(IOneShotContext context) =>
        TerminalLine.ProfileOf(context) is { } profile ? new BatchTable(context, profile) : null;

    public override void Begin(IReadOnlyList<BatchedOneShot> oneShots)
    {
        lock (_lock)
        {
            if (_isStopped)
                return;
            _all = [.. oneShots.Select(one => one with { Prompt = _context.Shown(one.Prompt) })];
            _activities = new string[_all.Length];
            _timer = new Timer(_ => Turn(), null, TimeSpan.Zero, _spinner.Interval);
        }
    }

    public override void Changed(BatchedOneShot oneShot)
    {
        var told = oneShot.Error is { } error ? _context.Shown($"{error.Code}: {error.Message}") : "";
        lock (_lock)
        {
            if (_all.Length == 0)
                return;
            _all[oneShot.Number - 1] = oneShot with { Prompt = _all[oneShot.Number - 1].Prompt };
            if (!oneShot.IsOver)
                return;
            _activities[oneShot.Number - 1] = told;
            _ended.Add(oneShot.Number);
        }
    }

    public override void Doing(int number, string activity)
    {
        var told = _context.Shown(activity);
        lock (_lock)
        {
            if (_activities.Length > 0)
                _activities[number - 1] = told;
        }
    }

    public override void Above(Action print)
    {
        lock (_lock)
        {
            Clear();
            print();
            Draw();
        }
    }

    public override void Dispose()
    {
        lock (_lock)
        {
            _isStopped = true;
            _timer?.Dispose();
            Clear();
        }
    }

    private void Turn()
    {
        lock (_lock)
        {
            _frame = (_frame + 1) % _spinner.Frames.Count;
            Draw();
        }
    }

    // In one write, over what stands there: nothing flickers. The last line
    // has no end, so that a terminal that is full scrolls by none too many.
    private void Draw()
    {
        if (_isStopped || _timer is null)
            return;
        var rows = Rows()
            .Append($"{_ended.Count} of {_all.Length} in {TerminalLine.Elapsed(_watch.Elapsed)}")
            .ToArray();
        Write(Top + string.Join("\e[K\n", rows) + "\e[K\e[J");
        _drawn = rows.Length;
    }

    private void Clear()
    {
        if (_drawn > 0)
            Write(Top + "\e[J");
        _drawn = 0;
    }

    private string Top => _drawn > 1 ? string.Create(CultureInfo.InvariantCulture, $"\r\e[{_drawn - 1}A") : "\r";

    private IEnumerable<string> Rows()
    {
        var room = Math.Max(1, _profile.Height - 2);
        if (_all.Length <= room)
            return _all.Select(Row);
        var underWay = _all.Where(one => one.IsUnderWay).Select(one => one.Number).Take(room).ToArray();
        return underWay.Concat(_ended.TakeLast(room - underWay.Length)).Order().Select(number => Row(_all[number - 1]));
    }

    private string Row(BatchedOneShot one)
    {
        var (sign, colour) = one.IsUnderWay
            ? (_spinner.Frames[_frame], Color.Aqua)
            : BatchWords.Sign(one, _profile.Capabilities.Unicode);
        var room = Math.Max(10, _profile.Width - 3);
        var digits = _all.Length.ToString(CultureInfo.InvariantCulture).Length;
        var texts = string.Create(
            CultureInfo.InvariantCulture,
            $"{one.Number.ToString(CultureInfo.InvariantCulture).PadLeft(digits)} {(one.Id ?? "-").PadRight(6)} "
                + $"{BatchWords.Of(one).PadRight(11)} {BatchWords.PullRequest(one).PadRight(5)} "
        );
        var text = texts + Cell(one.Prompt, Math.Clamp(room / 3, 10, 40)) + "  " + _activities[one.Number - 1];
        return $"\e[{ColourOf(colour)}m{sign}\e[0m {Segment.Truncate(new Segment(text), room)?.Text}";
    }

    private static string Cell(string text, int width)
    {
        var cut = new StringBuilder(Segment.Truncate(new Segment(text), width)?.Text);
        return cut.Append(' ', Math.Max(0, width - new Segment(cut.ToString()).CellCount())).ToString();
    }

    private static string ColourOf(Color colour) =>
        colour switch
        {
            _ when colour == Color.Red => "31",
            _ when colour == Color.Green => "32",
            _ when colour == Color.Olive => "33",
            _ when colour == Color.Aqua => "36",
            _ => "90",
        };

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
        }
    }
}
