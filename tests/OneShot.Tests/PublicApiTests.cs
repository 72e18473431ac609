namespace OneShot.Tests;

/// <summary>What others compile against changes only on purpose.</summary>
public class PublicApiTests
{
    [Fact]
    public void It_is_the_approved_one() =>
        PublicApi.Differences(typeof(OneShotVerbs).Assembly, "OneShot.Tests").ShouldBeEmpty();
}
