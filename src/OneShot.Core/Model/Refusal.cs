using System.Text.Json.Serialization;
using OneShot.Core.Errors;
using OneShot.Core.Text;

namespace OneShot.Core.Model;

/// <summary>
/// What of a session's work was not delivered. Paths and reasons
/// come from an agent's work, and are cleaned where this is made.
/// </summary>
/// <param name="Reason">Why nothing of it could be; <see langword="null"/> when files were taken out.</param>
/// <param name="Files">The files that were taken out, the first of them, each with its reason.</param>
/// <param name="Count">How many were taken out.</param>
internal sealed record Refusal(string? Reason, IReadOnlyList<string> Files, int Count)
{
    /// <summary>The most files that are kept.</summary>
    public const int Most = 100;

    /// <summary>What an error refused of a delivery.</summary>
    /// <param name="exception">The error.</param>
    /// <returns>The whole of it; <see langword="null"/> when something else failed.</returns>
    public static Refusal? Of(OneShotException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception.Error.Code == CaughtCode.DeliveryRefused
            ? new Refusal(SafeText.Excerpt(exception.Error.Message, 1000), [], 0)
            : null;
    }

    /// <summary>All of it, a line each.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Lines =>
        Reason is not null ? [.. Files, Reason]
        : Count > Files.Count ? [.. Files, FormattableString.Invariant($"and {Count - Files.Count} more")]
        : Files;

    /// <summary>The refusal as a few words.</summary>
    [JsonIgnore]
    public string Told => Reason ?? FormattableString.Invariant($"{Count} file{(Count == 1 ? "" : "s")} taken out");
}
