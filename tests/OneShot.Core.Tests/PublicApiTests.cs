using OneShot.Core.Model;

namespace OneShot.Core.Tests;

/// <summary>What others compile against changes only on purpose.</summary>
public class PublicApiTests
{
    [Fact]
    public void It_is_the_approved_one() =>
        PublicApi.Differences(typeof(Prompt).Assembly, "OneShot.Core.Tests").ShouldBeEmpty();
}
