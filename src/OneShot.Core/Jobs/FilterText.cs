using OneShot.Core.Ports;
using OneShot.Core.Text;

namespace OneShot.Core.Jobs;

/// <summary>Tells, before a session begins, of files that an agent does not see as people do.</summary>
public static class FilterText
{
    private const int Most = 5;

    /// <summary>Tells it.</summary>
    /// <param name="tree">The tree of the session.</param>
    /// <param name="reporter">Is told.</param>
    public static void Tell(IWorkTree tree, IReporter reporter)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(reporter);
        if (tree.Filters.Count == 0) return;
        var names = tree.Filters.Select(name => SafeText.Cut(SafeText.Line(name), 80));
        reporter.Warn(
            $".gitattributes names filters, and none is run for an agent: {Few.Of(names, tree.Filters.Count, Most)}. It sees such files as git keeps "
            + "them, and what it changes in them is not delivered");
    }
}
