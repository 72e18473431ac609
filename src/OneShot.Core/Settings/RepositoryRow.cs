namespace OneShot.Core.Settings;

/// <summary>
/// A key of the repository's own file with what stands behind it; what it means is not looked at yet.
/// </summary>
/// <param name="Line">The line of the key.</param>
/// <param name="Name">The key.</param>
/// <param name="IsList">Whether a list stands behind it, or one text.</param>
/// <param name="Texts">The texts, each with its line; of one text just that.</param>
internal sealed record RepositoryRow(int Line, string Name, bool IsList, IReadOnlyList<(int Line, string Text)> Texts);
