namespace OneShot.Tool.Tests;

public class PublicApiTests
{
    [Fact]
    public void A_program_has_none() => PublicApi.Of(typeof(Face).Assembly).ShouldBeEmpty();
}
