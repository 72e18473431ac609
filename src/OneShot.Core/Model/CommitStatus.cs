namespace OneShot.Core.Model;

/// <summary>What is said of a commit: https://docs.github.com/rest/commits/statuses.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="State"><c>success</c>, <c>failure</c>, <c>error</c> or <c>pending</c>.</param>
/// <param name="Description">One line; the forge takes 140 characters.</param>
/// <param name="Url">The page that tells more.</param>
internal sealed record CommitStatus(string Commit, string State, string Description, string? Url)
{
    /// <summary>The name under which it stands beside those of others.</summary>
    public const string Context = "oneshot/verify";
}
