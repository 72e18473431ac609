using Xunit;
using Xunit.Abstractions;

namespace OneShot.Testing;

/// <summary>Tells in which order an assembly's classes begin.</summary>
/// <param name="first">Parts of their names, in the order; all others come after.</param>
public abstract class CollectionOrder(params string[] first) : ITestCollectionOrderer
{
    /// <inheritdoc/>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => Rank(collection.DisplayName));

    private int Rank(string name)
    {
        var rank = Array.FindIndex(first, part => name.Contains(".Tests." + part, StringComparison.Ordinal));
        return rank < 0 ? first.Length : rank;
    }
}
