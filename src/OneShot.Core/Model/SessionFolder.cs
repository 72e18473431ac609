namespace OneShot.Core.Model;

/// <summary>
/// What is ours in the folder that is made for a session, and removed after it: whatever else is there, an agent
/// wrote.
/// </summary>
internal static class SessionFolder
{
    /// <summary>The clone that an agent works in.</summary>
    public const string Tree = "tree";

    /// <summary>The session's own home.</summary>
    public const string Home = "home";

    /// <summary>What the proxy of its sandbox is made of.</summary>
    public const string Proxy = "proxy";

    private const string JudgePrefix = "judge-";

    /// <summary>A new name for what looks at its work.</summary>
    /// <returns>A name that nobody can prepare anything under.</returns>
    public static string NewJudge() => $"{JudgePrefix}{Guid.NewGuid():N}";

    /// <summary>Whether a name is one of ours.</summary>
    /// <param name="name">The name.</param>
    /// <returns><see langword="true"/> when it is.</returns>
    public static bool IsOurs(string name) =>
        name is Tree or Home or Proxy || name?.StartsWith(JudgePrefix, StringComparison.Ordinal) == true;
}
