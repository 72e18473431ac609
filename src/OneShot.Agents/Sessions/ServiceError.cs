using System.Globalization;
using System.Text.RegularExpressions;
using OneShot.Core.Errors;

namespace OneShot.Agents.Sessions;

/// <summary>
/// What an error of an agent's service means, whichever agent passes
/// it on: by its status, else by the words that all of them use.
/// </summary>
internal static partial class ServiceError
{
    public static OneShotException? Of(string agent, int? status, string reason) =>
        (status ?? StatusIn(reason)) switch
        {
            401 or 403 => OneShotErrors.AgentKeyRefused(agent, reason),
            408 or 429 or >= 500 => OneShotErrors.AgentOverloaded(agent, reason),
            _ when Refusal().IsMatch(reason) => OneShotErrors.AgentRefused(agent, reason),
            _ when Connection().IsMatch(reason) => OneShotErrors.AgentOverloaded(agent, reason),
            _ => null,
        };

    /// <summary>The status that a message names.</summary>
    public static int? StatusIn(string text) =>
        Status().Match(text) is { Success: true } match
            ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : null;

    [GeneratedRegex(
        @"(?:\b(?:status:?|HTTP|API Error:|error:)|""code"":)\s*([45]\d\d)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Status();

    [GeneratedRegex(
        @"usage policy|content[ _-]?filter|content[ _-]policy|invalid_prompt|flagged as|PROHIBITED_CONTENT|blocked by safety|\bSAFETY\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Refusal();

    [GeneratedRegex(
        @"ECONN|ETIMEDOUT|connection|disconnected|fetch failed|terminated|socket|overloaded|high demand|rate limit|not valid JSON|parse JSON|Incomplete JSON|parse the response|without sending any chunks|timed out",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Connection();
}
