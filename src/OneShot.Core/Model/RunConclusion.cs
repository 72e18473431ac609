using System.Text.Json.Serialization;

namespace OneShot.Core.Model;

/// <summary>How a run, or a job of one, ended.</summary>
/// <param name="Word">The word for it, as GitHub has it.</param>
[JsonConverter(typeof(WordConverter<RunConclusion>))]
internal sealed record RunConclusion(string Word) : IWord<RunConclusion>
{
    /// <summary>All was done.</summary>
    public static readonly RunConclusion Success = new("success");

    /// <summary>There was nothing to do: the prompt was rejected, or nothing had to change.</summary>
    public static readonly RunConclusion Neutral = new("neutral");

    /// <summary>It did not have to run.</summary>
    public static readonly RunConclusion Skipped = new("skipped");

    /// <summary>Something failed.</summary>
    public static readonly RunConclusion Failure = new("failure");

    /// <summary>It took too long.</summary>
    public static readonly RunConclusion TimedOut = new("timed_out");

    /// <summary>Somebody stopped it.</summary>
    public static readonly RunConclusion Cancelled = new("cancelled");

    /// <summary>Whether all was done.</summary>
    public bool IsSuccess => this == Success;

    /// <summary>Whether it ended well, with nothing to do or not.</summary>
    public bool IsGood => this == Success || this == Neutral;

    /// <summary>Whether it did not end well, as far as this version knows.</summary>
    public bool IsBad => this == Failure || this == TimedOut || this == Cancelled;

    /// <inheritdoc/>
    public static RunConclusion Of(string word) => new(word);

    /// <inheritdoc/>
    public override string ToString() => Word;
}
