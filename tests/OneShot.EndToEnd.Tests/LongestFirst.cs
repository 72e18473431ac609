using OneShot.EndToEnd.Tests.Packages;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("OneShot.EndToEnd.Tests.LongestFirst", "OneShot.EndToEnd.Tests")]

namespace OneShot.EndToEnd.Tests;

/// <summary>The packages' tests run one after the other, longer than all the others side by side: whoever waits for the last test waits for them.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections)
        => testCollections.OrderByDescending(collection => collection.DisplayName == nameof(PackagesCollection));
}
