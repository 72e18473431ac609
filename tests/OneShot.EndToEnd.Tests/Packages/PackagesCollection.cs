namespace OneShot.EndToEnd.Tests.Packages;

/// <summary>The tests of the packages, which are made once.</summary>
[CollectionDefinition(nameof(PackagesCollection))]
public sealed class PackagesCollection : ICollectionFixture<PackageFeed>;
