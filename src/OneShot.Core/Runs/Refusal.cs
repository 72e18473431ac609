using System.Text.Json.Serialization;

namespace OneShot.Core.Runs;

/// <summary>
/// What of a session's work was not delivered. Paths and reasons come from an agent's work, and are cleaned where this is made.
/// </summary>
/// <param name="Reason">Why nothing of it could be; <see langword="null"/> when files were taken out.</param>
/// <param name="Files">The files that were taken out, the first of them, each with its reason.</param>
/// <param name="Count">How many were taken out.</param>
public sealed record Refusal(string? Reason, IReadOnlyList<string> Files, int Count)
{
    /// <summary>The most files that are kept.</summary>
    public const int Most = 100;

    /// <summary>The refusal as a few words.</summary>
    [JsonIgnore]
    public string Told => Reason ?? FormattableString.Invariant($"{Count} file{(Count == 1 ? "" : "s")} taken out");
}
