namespace OneShot.MSBuild.Tests;

/// <summary>Where somebody sits in front of columns, a line is folded below its own last column.</summary>
public sealed class FoldingTests
{
    [Theory]
    [InlineData("pass  git   2.50.1", "pass  git   2.50.1")]
    [InlineData(
        "FAIL  agents  None is installed on this one",
        "FAIL  agents  None is\n              installed on\n              this one"
    )]
    [InlineData(
        "              -> Install one of them now",
        "              -> Install\n              one of them\n              now"
    )]
    [InlineData("a sentence without columns at all, folded", "a sentence without columns\nat all, folded")]
    [InlineData("pass  at  /a/path/that/is/longer/than/the/room", "pass  at  /a/path/that/is/longer/than/the/room")]
    public void Each_word_stays_whole(string line, string folded) =>
        string.Join('\n', Folding.Of(line, 27)).ShouldBe(folded);

    [Fact]
    public void A_log_has_no_columns() => Folding.Room.ShouldBeGreaterThan(500);
}
