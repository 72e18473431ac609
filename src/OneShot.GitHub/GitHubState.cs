namespace OneShot.GitHub;

/// <summary>The word of GitHub's API for where an issue or a pull request stands.</summary>
internal static class GitHubState
{
    private const string Open = "open";

    /// <summary>Whether it is the word of one that is open.</summary>
    public static bool IsOpen(string? state) => state == Open;
}
