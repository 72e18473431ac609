using OneShot.Core.Text;

namespace OneShot.Core.Judging;

/// <summary>
/// Links that lead out of the tree, into a git directory or nowhere:
/// followed through all other links, as every system would.
/// </summary>
internal static class LinkRules
{
    /// <summary>
    /// Finds the links that have to be taken out. A link of trunk's that
    /// leaves takes those delivered ones out that it leaves through.
    /// </summary>
    /// <param name="linksOfResult">Every link of the tree as it
    /// would be, trunk's among them, and what it leads to.</param>
    /// <param name="delivered">Those of them that are new or changed.</param>
    /// <returns>Of the delivered ones those that can't stay, each with the rest of
    /// a sentence, such as <c>is a link out of the tree, by docs/up</c>.</returns>
    public static IReadOnlyDictionary<string, string> Leaving(
        IReadOnlyDictionary<string, string> linksOfResult,
        IReadOnlySet<string> delivered
    )
    {
        ArgumentNullException.ThrowIfNull(linksOfResult);
        ArgumentNullException.ThrowIfNull(delivered);
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!linksOfResult.Keys.Any(delivered.Contains))
            return found;

        // A link that stays in on Linux may leave where another spelling is the same name, and the other way round.
        LinkTree[] trees =
        [
            new(linksOfResult, delivered, isFolded: false),
            new(linksOfResult, delivered, isFolded: true),
        ];
        foreach (var tree in trees)
            tree.AddFaults(found);

        // What led through a link that is gone leads somewhere else now.
        int known;
        do
        {
            known = found.Count;
            foreach (var tree in trees)
                tree.AddTouched(found);
        } while (found.Count > known);

        return found;
    }

    /// <summary>
    /// Finds the links of trunk's that have to stay: without them another link of trunk's would leave that didn't.
    /// </summary>
    /// <param name="linksOfTrunk">Every link of trunk's, and what it leads to.</param>
    /// <param name="linksOfResult">Every link of the tree as it would be.</param>
    /// <param name="gone">Those of trunk's that would be gone, or no link any more.</param>
    /// <returns>Those that have to stay, each with the rest of a sentence.</returns>
    public static IReadOnlyDictionary<string, string> Missed(
        IReadOnlyDictionary<string, string> linksOfTrunk,
        IReadOnlyDictionary<string, string> linksOfResult,
        IReadOnlySet<string> gone
    )
    {
        ArgumentNullException.ThrowIfNull(linksOfTrunk);
        ArgumentNullException.ThrowIfNull(linksOfResult);
        ArgumentNullException.ThrowIfNull(gone);
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        if (gone.Count == 0)
            return found;
        var none = new HashSet<string>();
        foreach (var isFolded in new[] { false, true })
        {
            var before = new LinkTree(linksOfTrunk, none, isFolded);
            var left = before.Leaving().ToHashSet(StringComparer.Ordinal);
            foreach (
                var path in new LinkTree(linksOfResult, none, isFolded)
                    .Leaving()
                    .Where(path => linksOfTrunk.ContainsKey(path) && !left.Contains(path))
            )
            {
                var reason = $"is a link without which {SafeText.Excerpt(path, 80)} leads out of the tree";
                foreach (var through in before.ThroughOf(path).Where(gone.Contains))
                    found.TryAdd(through, reason);
            }
        }

        return found;
    }
}
