namespace OneShot.Core.Judging;

/// <summary>Links that lead out of the tree, into a git directory or nowhere: followed through all other links, as every system would.</summary>
public static class LinkRules
{
    /// <summary>Finds the links that have to be taken out. A link of trunk's that leaves takes those delivered ones out that it leaves through.</summary>
    /// <param name="linksOfResult">Every link of the tree as it would be, trunk's among them, and what it leads to.</param>
    /// <param name="delivered">Those of them that are new or changed.</param>
    /// <returns>Of the delivered ones those that can't stay, each with the rest of a sentence, such as <c>is a link out of the tree, by docs/up</c>.</returns>
    public static IReadOnlyDictionary<string, string> Leaving(
        IReadOnlyDictionary<string, string> linksOfResult,
        IReadOnlySet<string> delivered
    )
    {
        ArgumentNullException.ThrowIfNull(linksOfResult);
        ArgumentNullException.ThrowIfNull(delivered);
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!linksOfResult.Keys.Any(delivered.Contains)) return found;

        // A link that stays in on Linux may leave where another spelling is the same name, and the other way round.
        LinkTree[] trees = [new(linksOfResult, delivered, isFolded: false), new(linksOfResult, delivered, isFolded: true)];
        foreach (var tree in trees) tree.AddFaults(found);

        // What led through a link that is gone leads somewhere else now.
        int known;
        do
        {
            known = found.Count;
            foreach (var tree in trees) tree.AddTouched(found);
        }
        while (found.Count > known);

        return found;
    }
}
