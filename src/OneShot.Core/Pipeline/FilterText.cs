using OneShot.Core.Ports;
using OneShot.Core.Text;

namespace OneShot.Core.Pipeline;

/// <summary>Tells, before a session begins, of files that an agent does not see as people do.</summary>
internal static class FilterText
{
    private const int Most = 5;

    /// <summary>Tells it.</summary>
    /// <param name="tree">The tree of the session.</param>
    /// <param name="reporter">Is told.</param>
    public static void Tell(IWorkTree tree, IReporter reporter)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(reporter);
        if (tree.Filters.Count > 0)
        {
            reporter.Warn(
                ".gitattributes, or attributes of your own, names filters that are not run for an agent: "
                    + $"{Listed(tree.Filters)}. It sees such files as git keeps them, "
                    + "and what it changes in them is not delivered "
                    + $"({WayOut(tree.Filters)})"
            );
        }

        if (tree.Pointers.Count > 0)
        {
            reporter.Warn(
                $"the content of large files is not here, and the agent sees their pointers: {Listed(tree.Pointers)} "
                    + "(git lfs fetch brings it, which is done here for at most 1 GB; "
                    + "in a workflow, lfs: true at its checkout, "
                    + "which OneShotInit writes where .gitattributes names lfs)"
            );
        }
    }

    private static string WayOut(IReadOnlyList<string> filters)
    {
        const string Lfs = "lfs needs git-lfs here";
        if (!filters.Contains("lfs"))
            return "on your machine: --filters=NAME";
        return filters.Count == 1 ? Lfs : Lfs + "; others, on your machine: --filters=NAME";
    }

    private static string Listed(IReadOnlyList<string> names) =>
        Few.Of(names.Select(name => SafeText.Excerpt(name, 80)), names.Count, Most);
}
