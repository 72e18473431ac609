using System.Globalization;

namespace OneShot.GitHub;

/// <summary>
/// Keeps many dispatches under GitHub's limits for what makes something: 80 requests a minute
/// and 500 an hour. Not System.Threading.RateLimiting, which is no part of the base framework,
/// can't be told of requests that a killed process made, and knows no clock but the machine's.
/// </summary>
/// <remarks>
/// https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits;
/// the second between two requests that is asked for there, too, is kept on average.
/// </remarks>
/// <param name="perMinute">The limit of a minute.</param>
/// <param name="perHour">The limit of an hour.</param>
/// <param name="reporter">Is told of long waits.</param>
/// <param name="clock">The time.</param>
internal sealed class ContentPace(int perMinute, int perHour, IReporter reporter, TimeProvider clock)
{
    /// <summary>Shorter waits are not worth a line.</summary>
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(5);

    // A second more than a minute and an hour: requests that leave at the right time may arrive closer to each other.
    private readonly (int Limit, TimeSpan Time, string Name)[] _windows =
    [
        (perMinute, TimeSpan.FromSeconds(61), "minute"),
        (perHour, TimeSpan.FromSeconds(3601), "hour"),
    ];
    private readonly List<DateTimeOffset> _times = [];
    private DateTimeOffset _notBefore;
    private DateTimeOffset _told;

    /// <summary>Counts requests that were made before.</summary>
    public void Made(IEnumerable<DateTimeOffset> times)
    {
        lock (_times)
        {
            _times.AddRange(times);
            _times.Sort();
        }
    }

    /// <summary>The server asks for patience: all of them wait.</summary>
    public void Pause(TimeSpan time)
    {
        lock (_times)
            _notBefore = Later(_notBefore, clock.GetUtcNow() + time);
    }

    /// <summary>Waits until one more request may be made.</summary>
    /// <param name="doing">Is told of every wait.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task WaitAsync(Action<string> doing, CancellationToken cancellationToken)
    {
        var (time, why) = Take();
        while (Left(time) is { Ticks: > 0 } wait)
        {
            var line = string.Create(
                CultureInfo.InvariantCulture,
                $"waits {Math.Ceiling(wait.TotalSeconds):0} s: {why}"
            );
            doing(line);
            if (IsNews(wait))
                reporter.Progress(line);
            await Task.Delay(wait, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    // Who comes next gets the next time that is free: the requests
    // before it are counted although they are not made yet.
    private (DateTimeOffset Time, string Why) Take()
    {
        lock (_times)
        {
            var now = clock.GetUtcNow();
            _times.RemoveAll(time => time <= now - _windows[^1].Time);
            var (next, why) = (Later(now, _notBefore), "GitHub requests it");
            foreach (var (limit, time, name) in _windows)
            {
                if (_times.Count >= limit && _times[^limit] + time > next)
                    (next, why) = (
                        _times[^limit] + time,
                        string.Create(CultureInfo.InvariantCulture, $"GitHub's limit of {limit} a {name}")
                    );
            }

            _times.Add(next);
            return (next, why);
        }
    }

    private TimeSpan Left(DateTimeOffset time)
    {
        lock (_times)
            return Later(time, _notBefore) - clock.GetUtcNow();
    }

    // Those that wait behind the first have nothing new to tell.
    private bool IsNews(TimeSpan wait)
    {
        lock (_times)
        {
            var now = clock.GetUtcNow();
            if (wait < Short || now < _told)
                return false;
            _told = now + wait;
            return true;
        }
    }

    private static DateTimeOffset Later(DateTimeOffset first, DateTimeOffset second) => first > second ? first : second;
}
