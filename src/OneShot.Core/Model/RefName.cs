namespace OneShot.Core.Model;

/// <summary>Full names of refs, and the names of the branches in them: the one place that knows git's prefixes.</summary>
internal static class RefName
{
    /// <summary>What all branches are under.</summary>
    public const string Heads = "refs/heads/";

    /// <summary>What all branches of remotes are under, as they were when last fetched.</summary>
    public const string Remotes = "refs/remotes/";

    /// <summary>What GitHub names the commits of pull requests.</summary>
    public const string Pulls = "refs/pull/";

    /// <summary>The ref of a one-shot's idempotency key: <see cref="KeyRef"/>.</summary>
    public const string Keys = "refs/oneshot";

    /// <summary>What results that wait are under: <see cref="WaitingResult"/>.</summary>
    public const string Results = "refs/oneshot-results/";

    /// <summary>A commit under way: it exists only inside of one stream to git.</summary>
    public const string Imports = "refs/oneshot-import/";

    /// <summary>The full name of a branch.</summary>
    /// <param name="branch">The branch's own name.</param>
    public static string OfBranch(string branch) => Heads + branch;

    /// <summary>What the branches of a remote are under.</summary>
    /// <param name="remote">The remote's name.</param>
    public static string OfRemote(string remote) => $"{Remotes}{remote}/";

    /// <summary>The branch of a full name.</summary>
    /// <param name="name">The full name.</param>
    /// <returns>The branch's own name; <see langword="null"/> where it is no branch.</returns>
    public static string? BranchOf(string name) => Below(Heads, name);

    /// <summary>What a name has below a prefix.</summary>
    /// <param name="prefix">The prefix, with its slash.</param>
    /// <param name="name">The full name.</param>
    /// <returns>The rest; <see langword="null"/> where the name is not under it, or is it.</returns>
    public static string? Below(string prefix, string name) =>
        name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : null;
}
