namespace OneShot.Core.Model;

/// <summary>What was gathered of a session's work.</summary>
/// <param name="Commit">A commit that holds it; <see langword="null"/> when nothing changed.</param>
/// <param name="LeftOut">What could not be gathered.</param>
internal sealed record Collected(string? Commit, IReadOnlyList<Finding> LeftOut);
