using System.Text.Json.Serialization;
using OneShot.Core.Model;

namespace OneShot;

/// <summary>One one-shot of a batch.</summary>
/// <param name="Number">Its place in the file, counted from 1.</param>
/// <param name="Prompt">The first line of its prompt.</param>
/// <param name="State">
/// How far it is: <c>waiting</c>, <c>started</c>, <c>branched</c>, <c>opened</c>;
/// in the end <c>dispatched</c>, <c>success</c> where its run was followed,
/// <c>previewed</c>, <c>done</c> if it was dispatched by an earlier
/// command, <c>failed</c>, <c>stopped</c>, or <c>not_started</c>.
/// </param>
public sealed record BatchedOneShot(int Number, string Prompt, string State)
{
    internal BatchStage Stage => new(State);

    /// <summary>Its distinct id.</summary>
    public string? Id => Receipt?.Id;

    /// <summary>
    /// What a dispatch of it alone would answer; of a failed one
    /// what was made; <see langword="null"/> when nothing was.
    /// </summary>
    public Receipt? Receipt { get; init; }

    /// <summary>What it failed with.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FailureDetail? Error { get; init; }

    /// <summary>Whether no more happens to it.</summary>
    [JsonIgnore]
    public bool IsOver => Stage.IsOver;

    /// <summary>Whether something happens to it now.</summary>
    [JsonIgnore]
    public bool IsUnderWay => Stage.IsUnderWay;
}
