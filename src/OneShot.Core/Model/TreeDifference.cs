namespace OneShot.Core.Model;

/// <summary>How two commits' trees differ.</summary>
/// <param name="From">The one tree's id.</param>
/// <param name="To">The other tree's id.</param>
/// <param name="Files">The paths that differ.</param>
internal sealed record TreeDifference(string From, string To, IReadOnlyList<ChangedFile> Files);
