using OneShot.Core.Text;

namespace OneShot.Core.Tests.Text;

/// <summary>How long ago something was is said in one unit, and never as more than it is.</summary>
public sealed class AgeTextTests
{
    [Theory]
    [InlineData(-120, "just now")]
    [InlineData(59, "just now")]
    [InlineData(60, "1 min")]
    [InlineData(3599, "59 min")]
    [InlineData(3600, "1 h")]
    [InlineData(86_399, "23 h")]
    [InlineData(86_400, "1 d")]
    [InlineData(400 * 86_400, "400 d")]
    public void It_is_said_in_one_unit(int seconds, string said) =>
        AgeText.Of(TimeSpan.FromSeconds(seconds)).ShouldBe(said);
}
