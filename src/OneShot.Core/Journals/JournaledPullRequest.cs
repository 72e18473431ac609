namespace OneShot.Core.Journals;

/// <summary>A one-shot's pull request.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Url">Its page.</param>
/// <param name="IsOver">Whether it was merged or closed when last seen.</param>
internal sealed record JournaledPullRequest(int Number, string Url, bool IsOver = false);
