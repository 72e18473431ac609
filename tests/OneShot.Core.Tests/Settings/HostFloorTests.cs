using OneShot.Core.Model;

namespace OneShot.Core.Tests.Settings;

public class HostFloorTests
{
    [Theory]
    [InlineData("example.com", "example.com", true)]
    [InlineData("example.com", "EXAMPLE.com:443", true)]
    [InlineData("example.com", "example.com:80", true)]
    [InlineData("example.com", "example.com:8443", false)]
    [InlineData("example.com:8443", "example.com:8443", true)]
    [InlineData("example.com:443", "example.com", false)]
    [InlineData("example.com", "a.example.com", false)]
    [InlineData("*.example.com", "a.example.com", true)]
    [InlineData("*.example.com", "*.a.example.com", true)]
    [InlineData("*.example.com", "*.example.com", true)]
    [InlineData("*.example.com", "example.com", false)]
    [InlineData("*.example.com", "badexample.com", false)]
    [InlineData("a.example.com", "*.example.com", false)]
    public void A_list_covers_what_it_names_and_what_is_below_its_patterns(string listed, string asked, bool covered) =>
        HostName.Covers(listed, asked).ShouldBe(covered);
}
