using OneShot.Core.Text;

namespace OneShot.Terminal;

/// <summary>
/// Where lines can't be rewritten: a line now and then while nothing else
/// is printed, so that a log that stands still is not taken for a hang.
/// </summary>
/// <param name="print">Prints a line.</param>
/// <param name="clock">The time.</param>
internal sealed class Heartbeat(Action<string> print, TimeProvider clock) : ILive
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    private DateTimeOffset? _begun;
    private DateTimeOffset _printed;

    public void Doing(string? activity)
    {
        var now = clock.GetUtcNow();
        if (activity is null || _begun is null)
            (_begun, _printed) = (activity is null ? null : now, now);
        if (activity is null || now - _printed < Silence)
            return;
        print($"still at it after {DurationText.Of(now - _begun!.Value)}: {activity}");
        _printed = now;
    }

    public void Above(Action print)
    {
        print();
        _printed = clock.GetUtcNow();
    }

    public void Dispose()
    {
        // There is nothing on the terminal to take away.
    }
}
