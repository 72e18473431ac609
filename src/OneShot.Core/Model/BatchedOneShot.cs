using System.Text.Json.Serialization;
using OneShot.Core.Model;

namespace OneShot;

/// <summary>One one-shot of a batch.</summary>
/// <param name="Number">Its place in the file, counted from 1.</param>
/// <param name="Prompt">The first line of its prompt.</param>
/// <param name="State">
/// How far it is: <c>waiting</c> until its turn comes, <c>begun</c>, <c>branched</c>, <c>opened</c>, <c>queued</c>; where
/// its run was followed how that ended, as <see cref="OneShotState.State"/> has it, and where it was stopped how far it
/// had come; <c>failed</c>, or <c>previewed</c>. <c>unknown</c> of one that an earlier command dispatched, where its run
/// was not asked.
/// </param>
internal sealed record BatchedOneShot(int Number, string Prompt, string State)
{
    [JsonIgnore]
    public OneShotStage Stage => new(State);

    /// <summary>Whether an earlier command dispatched it, and this one had nothing to do.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Earlier { get; init; }

    /// <summary>Its distinct id.</summary>
    public string? Id => Receipt?.Id;

    /// <summary>
    /// What a dispatch or a preview of it alone would answer; of a failed one
    /// what was made; <see langword="null"/> when nothing was.
    /// </summary>
    public DispatchReceipt? Receipt { get; init; }

    /// <summary>What it failed with.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FailureDetail? Error { get; init; }

    /// <summary>Whether whoever stopped the batch stopped it on its way.</summary>
    [JsonIgnore]
    public bool IsStopped { get; init; }

    /// <summary>Whether no more happens to it.</summary>
    [JsonIgnore]
    public bool IsOver => Stage != OneShotStage.Waiting && !IsUnderWay;

    /// <summary>Whether something happens to it now.</summary>
    [JsonIgnore]
    public bool IsUnderWay => Stage.IsBeforeRun && !IsStopped;
}
