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
}
