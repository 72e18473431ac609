using System.Text.Json.Serialization;

namespace OneShot.Core.Model;

/// <summary>Where a run is.</summary>
/// <param name="Word">The word for it, as GitHub has it.</param>
[JsonConverter(typeof(WordConverter<RunStatus>))]
internal sealed record RunStatus(string Word) : IWord<RunStatus>
{
    /// <summary>It was asked for, and nobody works on it yet.</summary>
    public static readonly RunStatus Queued = new("queued");

    /// <summary>Somebody works on it.</summary>
    public static readonly RunStatus InProgress = new("in_progress");

    /// <summary>It is over.</summary>
    public static readonly RunStatus Completed = new("completed");

    /// <summary>Whether nobody works on it yet; GitHub has several words for that.</summary>
    public bool IsQueued => Word is "queued" or "requested" or "waiting" or "pending";

    /// <summary>Whether it is over.</summary>
    public bool IsOver => this == Completed;

    /// <inheritdoc/>
    public static RunStatus Of(string word) => new(word);

    /// <inheritdoc/>
    public override string ToString() => Word;
}
