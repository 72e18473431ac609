namespace OneShot.Core.Journals;

/// <summary>What was checked out before <c>--checkout</c>.</summary>
/// <param name="Branch">The branch; <see langword="null"/> when HEAD was detached.</param>
/// <param name="Commit">The commit.</param>
/// <param name="RestoredAt">When it was checked out again.</param>
internal sealed record JournaledCheckout(string? Branch, string? Commit, DateTimeOffset? RestoredAt)
{
    /// <summary>
    /// The worktree whose HEAD was moved, as <see cref="Model.RepositoryState.WorktreeName"/> tells it.
    /// </summary>
    public string? Worktree { get; init; }
}
