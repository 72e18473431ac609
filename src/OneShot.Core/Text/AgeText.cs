namespace OneShot.Core.Text;

/// <summary>How long ago something was, as people say it: roughly.</summary>
internal static class AgeText
{
    /// <summary>Says it in one unit, cut off: <c>just now</c>, <c>3 min</c>, <c>2 h</c>, <c>5 d</c>.</summary>
    /// <param name="age">How long ago; of a clock that goes before ours it is negative, which is now.</param>
    public static string Of(TimeSpan age) =>
        age switch
        {
            { TotalMinutes: < 1 } => "just now",
            { TotalHours: < 1 } => FormattableString.Invariant($"{(int)age.TotalMinutes} min"),
            { TotalDays: < 1 } => FormattableString.Invariant($"{(int)age.TotalHours} h"),
            _ => FormattableString.Invariant($"{(int)age.TotalDays} d"),
        };
}
