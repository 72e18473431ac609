namespace OneShot.Core.Model;

/// <summary>The branch that one-shots start from.</summary>
/// <param name="Name">Its name, without <c>refs/heads/</c>.</param>
/// <param name="Commit">Where it is; <see langword="null"/> when only the remote knows.</param>
internal sealed record Trunk(string Name, string? Commit = null)
{
    /// <summary>
    /// What it was read from, as people call it, such as <c>origin/main</c>;
    /// <see langword="null"/> for a branch of that name.
    /// </summary>
    public string? From { get; init; }
}
