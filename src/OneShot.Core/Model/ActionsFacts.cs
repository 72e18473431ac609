namespace OneShot.Core.Model;

/// <summary>Whether a repository runs workflows.</summary>
/// <param name="IsEnabled">Whether it runs any.</param>
/// <param name="Allowed">Whose actions they may use: <c>all</c>, <c>local_only</c>
/// or <c>selected</c>; <see langword="null"/> when it is not told.</param>
internal sealed record ActionsFacts(bool IsEnabled, string? Allowed);
