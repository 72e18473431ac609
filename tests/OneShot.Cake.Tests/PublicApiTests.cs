namespace OneShot.Cake.Tests;

/// <summary>What scripts are written against changes only on purpose.</summary>
public class PublicApiTests
{
    [Fact]
    public void It_is_the_approved_one() =>
        PublicApi.Differences(typeof(OneShotAliases).Assembly, "OneShot.Cake.Tests").ShouldBeEmpty();
}
