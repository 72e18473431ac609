[assembly: TestCollectionOrderer("OneShot.EndToEnd.Tests.LongestFirst", "OneShot.EndToEnd.Tests")]

namespace OneShot.EndToEnd.Tests;

/// <summary>
/// The long classes begin first, so that no core stands idle at the end. One of them makes
/// the packages meanwhile; those that begin with the packages come when they are there.
/// </summary>
public sealed class LongestFirst()
    : CollectionOrder(
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
        "Workflows."
    );
