namespace OneShot.Core.Model;

/// <summary>What a person may call a branch to start from: its own name, its full name as git shows it, or the remote's.</summary>
internal static class BaseName
{
    private const string Heads = "refs/heads/";
    private const string Remotes = "refs/remotes/";

    /// <summary>
    /// The refs that a name can mean, in git's order: a full name before a branch that is called like one, and a branch
    /// before one of the remote.
    /// </summary>
    /// <param name="name">The name.</param>
    /// <param name="remote">The remote's name.</param>
    /// <returns>Full ref names of this repository, each with the name of its branch.</returns>
    public static IReadOnlyList<(string Ref, string Branch)> In(string name, string remote)
    {
        ArgumentNullException.ThrowIfNull(name);
        var tracking = $"{Remotes}{remote}/";
        var named = $"{remote}/";
        List<(string, string)> found = [];
        if (After(name, Heads) is { } branch) found.AddRange([(name, branch), (tracking + branch, branch)]);
        if (After(name, tracking) is { } told) found.Add((name, told));
        found.AddRange([(Heads + name, name), (tracking + name, name)]);
        if (After(name, named) is { } there) found.Add((tracking + there, there));
        return found;
    }

    /// <summary>The branches of the remote that a name can mean, in the same order.</summary>
    /// <param name="name">The name.</param>
    /// <param name="remote">The remote's name.</param>
    /// <returns>Names of branches, each once.</returns>
    public static IReadOnlyList<string> On(string name, string remote)
        => [.. In(name, remote).Select(one => one.Branch).Distinct()];

    private static string? After(string name, string prefix)
        => name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.Ordinal)
            ? name[prefix.Length..]
            : null;
}
