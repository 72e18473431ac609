using System.Text.Json.Serialization;

namespace OneShot;

/// <summary>
/// What a dispatch would answer, and what it would do. What only a server can tell, and what
/// would be made, is <see langword="null"/>: commit, pull request, run, and who asks.
/// </summary>
public sealed record PreviewReceipt : DispatchReceipt
{
    /// <summary>Every call that would change something, in its order.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<PreviewedCall> Calls { get; init; }

    /// <summary>What would stop the dispatch, as far as it was found out without writing.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<string> Obstacles { get; init; }
}
