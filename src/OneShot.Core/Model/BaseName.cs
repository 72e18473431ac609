namespace OneShot.Core.Model;

/// <summary>
/// What a person may call a branch to start from: its own name, its full name as git shows it, or the remote's.
/// </summary>
internal static class BaseName
{
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
        var tracking = RefName.OfRemote(remote);
        var named = $"{remote}/";
        List<(string, string)> found = [];
        if (RefName.BranchOf(name) is { } branch)
            found.AddRange([(name, branch), (tracking + branch, branch)]);
        if (RefName.Below(tracking, name) is { } told)
            found.Add((name, told));
        found.AddRange([(RefName.OfBranch(name), name), (tracking + name, name)]);
        if (RefName.Below(named, name) is { } there)
            found.Add((tracking + there, there));
        return found;
    }

    /// <summary>The branches of the remote that a name can mean, in the same order.</summary>
    /// <param name="name">The name.</param>
    /// <param name="remote">The remote's name.</param>
    /// <returns>Names of branches, each once.</returns>
    public static IReadOnlyList<string> On(string name, string remote) =>
        [.. In(name, remote).Select(one => one.Branch).Distinct()];

    /// <summary>The branch of the remote that a name means there.</summary>
    /// <param name="name">The name; <see langword="null"/> for none.</param>
    /// <param name="remote">The remote's name.</param>
    /// <param name="refs">What the remote has.</param>
    /// <returns>The branch's name; the name itself when there is none, which is told where it is looked for.</returns>
    public static string? Of(string? name, string remote, RemoteRefs refs)
    {
        ArgumentNullException.ThrowIfNull(refs);
        return name is null ? null : On(name, remote).FirstOrDefault(branch => refs.Branch(branch) is not null) ?? name;
    }

    /// <summary>The refs to ask a remote for, to find out what names mean there.</summary>
    /// <param name="names">The names; those that are <see langword="null"/> ask for nothing.</param>
    /// <param name="remote">The remote's name.</param>
    /// <returns>Full ref names, each once.</returns>
    public static IReadOnlyList<string> RefsOf(IEnumerable<string?> names, string remote) =>
        [.. names.OfType<string>().SelectMany(name => On(name, remote)).Distinct().Select(RefName.OfBranch)];
}
