using Xunit.Abstractions;

[assembly: TestCollectionOrderer("OneShot.EndToEnd.Tests.LongestFirst", "OneShot.EndToEnd.Tests")]

namespace OneShot.EndToEnd.Tests;

/// <summary>
/// The long classes begin first, so that no core stands idle at the end. One of them makes
/// the packages meanwhile; those that begin with the packages come when they are there.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Order =
    [
        "Packages.ContentTests",
        "Workflows.FailedRunTests",
        "Workflows.MeddledRunTests",
        "Workflows.CancelledRunTests",
        "Workflows.ByHandTests",
        "Packages.ExamplesTests+Frosting",
        "Packages.MSBuildTests",
        "Packages.ScaffoldedTests",
        "Faces.ScenarioTests",
        "Packages.",
        "RedBuildTests",
        "Pages.CommandTests",
        "BootstrapTests",
        "Workflows.",
    ];

    /// <inheritdoc/>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => Rank(collection.DisplayName));

    private static int Rank(string name)
    {
        var rank = Array.FindIndex(Order, part => name.Contains(".Tests." + part, StringComparison.Ordinal));
        return rank < 0 ? Order.Length : rank;
    }
}
