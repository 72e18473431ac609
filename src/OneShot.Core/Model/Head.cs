namespace OneShot.Core.Model;

/// <summary>What is checked out.</summary>
/// <param name="Branch">The branch, without <c>refs/heads/</c>; <see langword="null"/> when HEAD is detached.</param>
/// <param name="Commit">The commit; <see langword="null"/> on a branch without commits.</param>
internal sealed record Head(string? Branch, string? Commit)
{
    /// <inheritdoc/>
    public override string ToString() => Branch ?? Commit ?? "HEAD";
}
