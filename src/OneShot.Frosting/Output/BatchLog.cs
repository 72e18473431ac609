using OneShot.Terminal;

namespace OneShot.Frosting.Output;

/// <summary>A batch in a log: a line for every change, and one now and then while nothing changes.</summary>
internal sealed class BatchLog : BatchView
{
    private readonly Lock _lock = new();
    private readonly LogReporter _log;
    private readonly Heartbeat _heartbeat;
    private IReadOnlyList<BatchedOneShot> _all = [];
    private int _over;

    public BatchLog(IOneShotContext context)
    {
        _log = new LogReporter(context, this);
        _heartbeat = new Heartbeat(new LogReporter(context).Progress, TimeProvider.System);
    }

    public override void Begin(IReadOnlyList<BatchedOneShot> oneShots)
    {
        _all = oneShots;
        _log.Progress(oneShots.Count == 1 ? "1 one-shot" : $"{oneShots.Count} one-shots");
    }

    public override void Changed(BatchedOneShot oneShot)
    {
        if (oneShot.IsOver)
            _over++;
        _log.Progress($"{oneShot.Number}/{_all.Count} {BatchWords.Line(oneShot)}");
    }

    public override void Doing(int number, string activity)
    {
        lock (_lock)
            _heartbeat.Doing($"{_over} of {_all.Count} are over; number {number}: {activity}");
    }

    public override void Above(Action print)
    {
        lock (_lock)
            _heartbeat.Above(print);
    }

    public override void Dispose() => _heartbeat.Dispose();
}
