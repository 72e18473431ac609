using OneShot.Core.Model;
using OneShot.Core.Secrets;

namespace OneShot.Git;

/// <summary>New files that an agent's git was told to keep: those that rules ignore all the same are told.</summary>
/// <param name="paths">Their paths, in ordinal order.</param>
internal sealed class AddedFiles(SortedSet<string> paths)
{
    private const int MostNamed = 5;

    private readonly SortedSet<string> _ignored = new(StringComparer.Ordinal);

    /// <summary>A file or folder is ignored.</summary>
    /// <param name="root">The top of the tree.</param>
    /// <param name="name">Its path there.</param>
    public void Ignore(string root, string name)
    {
        if (paths.Contains(name))
            _ignored.Add(name);

        // An agent chooses how many there are of both: what lies in a folder stands together, up to the sign after '/'.
        var inside = paths
            .GetViewBetween(name + "/", name + "0")
            .Where(path => path.StartsWith(name + "/", StringComparison.Ordinal));
        _ignored.UnionWith(inside.Where(path => Path.Exists(Path.Combine(root, path))));
    }

    /// <summary>What to tell of them: few by name, since all of what a build makes may be among them.</summary>
    /// <param name="secrets">What no name shows.</param>
    public IEnumerable<Finding> Findings(KnownSecrets secrets)
    {
        var more = _ignored.Count - MostNamed;
        string Reason(int i) =>
            "is new and a rule ignores it, though the agent added it"
            + (more > 0 && i == MostNamed - 1 ? $", as are {more} others" : "");
        return _ignored
            .Take(MostNamed)
            .Select((path, i) => new Finding(secrets.Without(path), Policy.Block, Reason(i)));
    }
}
