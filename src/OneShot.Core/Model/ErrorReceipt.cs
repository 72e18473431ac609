using System.Text.Json.Serialization;

namespace OneShot.Core.Model;

/// <summary>What a failed command answers.</summary>
/// <param name="Error">What happened.</param>
/// <param name="Resume">The one-shot that <c>--resume</c>
/// finishes; <see langword="null"/> when nothing was made.</param>
internal sealed record ErrorReceipt(FailureDetail Error, string? Resume)
{
    /// <summary>Always <see langword="false"/>.</summary>
    [JsonPropertyOrder(-2)]
    public bool Success { get; init; }

    /// <summary>The format of the JSON.</summary>
    [JsonPropertyOrder(-1)]
    public int Format { get; } = 2;

    /// <summary>Of <c>OneShotDoctor</c>: what it found.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Check>? Checks { get; init; }

    /// <summary>Of <c>OneShotDoctor</c> with <c>--fix</c>: what it did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Fixed { get; init; }

    /// <summary>Of <c>OneShotBatch</c>: its one-shots, in the file's order: those that were dispatched, too.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<BatchedOneShot>? Batch { get; init; }

    /// <summary>Of a dispatch: whether what was delivered is green, where it was verified.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Verified => Verdict?.Verified;

    /// <summary>Of a dispatch: how its tests ended, where it was verified.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TestCounts? Tests => Verdict?.Tests;

    /// <summary>Of a dispatch: how often what was red went back to the agent, where it was verified.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Rounds => Verdict?.Rounds;

    internal VerdictSummary? Verdict { get; init; }
}
