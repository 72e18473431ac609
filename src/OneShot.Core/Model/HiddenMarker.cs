namespace OneShot.Core.Model;

/// <summary>
/// The hidden line that begins a comment, an issue or a part of a body of a one-shot: writing it twice is writing it once.
/// </summary>
internal static class HiddenMarker
{
    /// <summary>What a pull request and its comments tell of how a run ended.</summary>
    public const string Result = "result";

    /// <summary>What a pull request and its comments tell of verifying.</summary>
    public const string Verified = "verified";

    /// <summary>Writes it.</summary>
    /// <param name="id">The one-shot.</param>
    /// <param name="what">What the text is about, such as <c>plan</c>.</param>
    /// <returns>One line.</returns>
    public static string Of(string id, string what) => $"<!-- oneshot {id} {what} -->";
}
