using OneShot.Core.Model;

namespace OneShot.Core.Pipeline;

/// <summary>What became of an agent's work.</summary>
/// <param name="Commit">The branch's new commit; <see langword="null"/> when nothing is delivered.</param>
/// <param name="Told">What the pull request was told.</param>
/// <param name="Refusal">What was taken out; <see langword="null"/> when nothing was.</param>
internal sealed record Delivery(string? Commit, string Told, Refusal? Refusal)
{
    /// <summary>Whether the commit waits under a ref of its own, because the branch is its user's.</summary>
    public bool IsWaiting { get; init; }

    /// <summary>Whether it is verified next, and not ready before.</summary>
    public bool IsToBeVerified { get; init; }

    /// <summary>Why it is not; <see langword="null"/> where it is.</summary>
    public string? NotVerified { get; init; }

    /// <summary>Whether somebody has to look at it, however it is verified.</summary>
    public bool StaysDraft { get; init; }
}
