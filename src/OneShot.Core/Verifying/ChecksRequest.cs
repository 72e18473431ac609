namespace OneShot.Core.Verifying;

/// <summary>Whose checks are awaited.</summary>
/// <param name="Start">The commit that the one-shot started from.</param>
/// <param name="Commit">The commit that was delivered.</param>
/// <param name="Limit">How long they are awaited.</param>
internal sealed record ChecksRequest(string Start, string Commit, TimeSpan Limit)
{
    /// <summary>The run that waits, whose own jobs are checks, too.</summary>
    public string? Run { get; init; }

    /// <summary>Whether the commit was pushed by a run's own token, for which no workflow starts.</summary>
    public bool IsBuiltInToken { get; init; }
}
