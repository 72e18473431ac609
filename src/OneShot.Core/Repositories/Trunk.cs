namespace OneShot.Core.Repositories;

/// <summary>The branch that one-shots start from.</summary>
/// <param name="Name">Its name, without <c>refs/heads/</c>.</param>
/// <param name="Commit">Where it is; <see langword="null"/> when only the remote knows.</param>
public sealed record Trunk(string Name, string? Commit = null);
