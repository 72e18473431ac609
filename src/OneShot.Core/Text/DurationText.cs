namespace OneShot.Core.Text;

/// <summary>A duration as people say it.</summary>
internal static class DurationText
{
    /// <summary>Says it in at most two units: <c>820 ms</c>, <c>7.2 s</c>, <c>1 min 30 s</c>, <c>2 h 5 min</c>.</summary>
    /// <param name="time">The duration.</param>
    public static string Of(TimeSpan time) =>
        time switch
        {
            { TotalSeconds: < 1 } => FormattableString.Invariant($"{time.TotalMilliseconds:0} ms"),
            { TotalSeconds: < 10 } => FormattableString.Invariant($"{time.TotalSeconds:0.0} s"),
            { TotalMinutes: < 1 } => FormattableString.Invariant($"{time.TotalSeconds:0} s"),
            { TotalHours: < 1 } => FormattableString.Invariant($"{(int)time.TotalMinutes} min {time.Seconds} s"),
            _ => FormattableString.Invariant($"{(int)time.TotalHours} h {time.Minutes} min"),
        };

    /// <summary>Says a limit, which is a whole number of one unit: <c>120 min</c>, <c>90 s</c>, <c>500 ms</c>.</summary>
    /// <param name="limit">The limit.</param>
    public static string Whole(TimeSpan limit) =>
        limit switch
        {
            { Ticks: > 0 } when limit.Ticks % TimeSpan.TicksPerMinute == 0 => $"{(long)limit.TotalMinutes} min",
            { TotalSeconds: >= 1 } => FormattableString.Invariant($"{limit.TotalSeconds:0.#} s"),
            _ => FormattableString.Invariant($"{limit.TotalMilliseconds:0} ms"),
        };
}
