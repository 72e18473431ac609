using OneShot.Core.Model;

namespace OneShot.Core.Tests.Model;

public sealed class HostNameTests
{
    [Theory]
    [InlineData("example.com")]
    [InlineData("Example.com:8443")]
    [InlineData("*.example.com")]
    [InlineData("localhost:5000")]
    [InlineData("10.0.0.1")]
    public void One_host_is_taken(string text) => HostName.IsValid(text).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("*.com")]
    [InlineData("*.")]
    [InlineData("a.*.com")]
    [InlineData("https://example.com")]
    [InlineData("example.com/path")]
    [InlineData("me@example.com")]
    [InlineData("example.com:0")]
    [InlineData("example.com:65536")]
    [InlineData("example.com:")]
    [InlineData("a:b:c")]
    [InlineData("exa mple.com")]
    [InlineData("-example.com")]
    [InlineData("example..com")]
    [InlineData("exämple.com")]
    [InlineData("example.com\n")]
    public void Anything_else_is_not(string text) => HostName.IsValid(text).ShouldBeFalse();

    [Fact]
    public void A_name_has_an_end()
    {
        HostName.IsValid(string.Join('.', Enumerable.Repeat(new string('a', 62), 4)) + ".b").ShouldBeTrue();
        HostName.IsValid(string.Join('.', Enumerable.Repeat(new string('a', 62), 5))).ShouldBeFalse();
        HostName.IsValid(new string('a', 64)).ShouldBeFalse();
    }
}
