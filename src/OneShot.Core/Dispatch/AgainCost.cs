using System.Globalization;
using OneShot.Core.Model;

namespace OneShot.Core.Dispatch;

/// <summary>
/// What another implementing session may cost, as far as anybody
/// can know: as much as the last one, and no more than the limits.
/// </summary>
internal static class AgainCost
{
    public static string Of(AgentUsage? last, AgentLimits limits)
    {
        var time = limits.TimeOf(AgentPhase.Implement);
        var most = List(
            limits.CostUsd is { } dollars ? Invariant($"${dollars:0.00}") : null,
            limits.Turns is { } turns ? Invariant($"{turns} turns") : null,
            time.TotalMinutes >= 1 ? Invariant($"{time.TotalMinutes:0.#} min") : Invariant($"{time.TotalSeconds:0} s")
        );
        var used = last is null
            ? null
            : List(
                last.CostUsd is { } cost ? Invariant($"${cost:0.00}") : "a cost that its agent does not report",
                last.Turns is { } taken ? Invariant($"{taken} turns") : null,
                Time(last.Seconds)
            );
        used ??= "not known";
        return $"Another implementing session may cost as much as the last one ({used}); its limit is {most}.";
    }

    private static string Time(double seconds) =>
        TimeSpan.FromSeconds(Math.Clamp(seconds, 0, 86_399)).ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);

    private static string List(params string?[] parts) => string.Join(", ", parts.OfType<string>());

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
