namespace OneShot.Core.Jobs;

/// <summary>An agent's commits, unpacked where they hurt nobody.</summary>
/// <param name="Start">The commit they stand on.</param>
/// <param name="Commit">The last of them.</param>
/// <param name="Files">The files that they change, compared with the start.</param>
/// <param name="Commits">How many they are.</param>
/// <param name="AddedLines">The lines they add, for the search for secrets; path and line.</param>
public sealed record Delivered(string Start, string Commit, IReadOnlyList<DeliveredFile> Files, int Commits, IReadOnlyList<(string Path, string Line)> AddedLines);
