using System.Diagnostics;
using System.Globalization;

namespace OneShot.Bench;

/// <summary>
/// Times several things side by side: one round after the other, so that a noisy machine is noisy for all.
/// </summary>
internal static class Measure
{
    /// <summary>A figure, as wide as its column.</summary>
    public static string Column(double value, int width, string format = "0") =>
        value.ToString(format, CultureInfo.InvariantCulture).PadLeft(width);

    /// <summary>Runs every action once a round and returns the median of each in milliseconds.</summary>
    public static double[] SideBySide(int rounds, params Action<int>[] actions)
    {
        foreach (var action in actions)
            action(-1); // warm caches are what a second run has
        var times = actions.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < actions.Length; i++)
            {
                var watch = Stopwatch.StartNew();
                actions[i](round);
                times[i].Add(watch.Elapsed.TotalMilliseconds);
            }
        }

        return times.Select(Median).ToArray();
    }

    public static double Median(IEnumerable<double> values)
    {
        var times = values.Order().ToArray();
        return (times[times.Length / 2] + times[(times.Length - 1) / 2]) / 2;
    }
}
