using System.Globalization;
using System.Text.RegularExpressions;
using OneShot.Core.Text;

namespace OneShot.Core.Model;

/// <summary>What the sessions of a one-shot cost, as people are told it, and where a pull request tells it.</summary>
internal static partial class UsageText
{
    /// <summary>Says it: <c>$0.42, 17 turns, 3 min 10 s of agents' time</c>.</summary>
    /// <param name="sessions">The sessions.</param>
    /// <returns>One line; <see langword="null"/> where there was none.</returns>
    public static string? Of(IReadOnlyCollection<AgentUsage> sessions)
    {
        if (sessions.Count == 0)
            return null;
        var dollars = Dollars(sessions) ?? "the agent does not say";
        var turns =
            sessions.All(session => session.Turns is null) ? ""
            : sessions.Sum(session => (long?)session.Turns) is var sum and not 1
                ? string.Create(CultureInfo.InvariantCulture, $", {sum} turns")
            : ", 1 turn";
        var time = DurationText.Of(TimeSpan.FromSeconds(sessions.Sum(session => session.Seconds)));
        return $"{dollars}{turns}, {time} of agents' time";
    }

    /// <summary>Says the money alone; one that was cut off before it told its cost makes the rest a part of it.</summary>
    /// <param name="sessions">The sessions.</param>
    /// <returns>Such as <c>$0.42</c>; <see langword="null"/> where none of them tells.</returns>
    public static string? Dollars(IReadOnlyCollection<AgentUsage> sessions)
    {
        if (sessions.All(session => session.CostUsd is null))
            return null;
        var sum = string.Create(CultureInfo.InvariantCulture, $"${sessions.Sum(session => session.CostUsd):0.00}");
        return sessions.Any(session => session.CostUsd is null) ? $"at least {sum}" : sum;
    }

    /// <summary>The money in a line that tells it all.</summary>
    /// <param name="told">The line.</param>
    /// <returns>Such as <c>at least $0.42</c>; <see langword="null"/> where it tells none.</returns>
    public static string? DollarsIn(string? told) =>
        told?.Split(',')[0] is { } first && first.Contains('$', StringComparison.Ordinal) ? first : null;

    /// <summary>Says it in the text that tells a result.</summary>
    /// <param name="sessions">The sessions.</param>
    /// <returns>The beginning of a line of Markdown; <see langword="null"/> where there was no session.</returns>
    public static string? Told(IReadOnlyCollection<AgentUsage> sessions) =>
        Of(sessions) is { } cost ? $"Cost: {cost}" : null;

    /// <summary>Finds it in a pull request's body, which anybody who may write to the repository can change.</summary>
    /// <param name="body">The body.</param>
    /// <param name="marker">The hidden line that the result begins with.</param>
    /// <returns>The line, with nothing else in it; <see langword="null"/> where there is none.</returns>
    public static string? Find(string body, string marker)
    {
        var from = body.IndexOf(marker, StringComparison.Ordinal);
        return from >= 0 && InBody().Match(body, from) is { Success: true } told ? told.Groups["cost"].Value : null;
    }

    [GeneratedRegex(
        """
            ^Cost:\ (?<cost>
                (?:the\ agent\ does\ not\ say|(?:at\ least\ )?\$[0-9]{1,12}\.[0-9]{2})
                (?:,\ [0-9]{1,12}\ turns?)?
                ,\ (?:[0-9.]{1,9}\ (?:ms|s)|[0-9]{1,9}\ min\ [0-9]{1,2}\ s|[0-9]{1,9}\ h\ [0-9]{1,2}\ min)\ of\ agents'\ time
            )
            """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.Multiline | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex InBody();
}
