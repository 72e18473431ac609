using OneShot.Core.Model;
using OneShot.Core.Text;

namespace OneShot.Core.Tests.Model;

/// <summary>A verdict in numbers: as a pull request tells it, which anybody there can edit, and as people read it.</summary>
public sealed class VerdictTests
{
    private const string Marker = "<!-- oneshot k3x9a2 verified -->";
    private const string Good =
        """<!-- oneshot-verdict {"verified":true,"tests":{"passed":212,"failed":0,"fixed":1,"broken":0},"rounds":2} -->""";

    private static readonly VerdictSummary Green = new(true, new TestCounts(212, 0, 1, 0), 2);

    [Fact]
    public void It_is_read_as_it_was_written()
    {
        VerdictMarker.Write(Green).ShouldBe(Good);
        Find(Good).ShouldBe(Green);
        VerdictMarker.Find($"A body\r\n\r\n{Marker}\r\n{Good}\r\n### Verified\r\n", "k3x9a2").ShouldBe(Green);
    }

    [Theory]
    [InlineData("")]
    [InlineData("### Verified")]
    [InlineData("<!-- oneshot-verdict null -->")]
    [InlineData("<!-- oneshot-verdict {} -->")]
    [InlineData("<!-- oneshot-verdict {\"verified\":true,\"tests\":null,\"rounds\":0} -->")]
    [InlineData("<!-- oneshot-verdict {\"verified\":true,\"tests\":{\"passed\":1},\"rounds\":0} -->")]
    [InlineData("<!-- oneshot-verdict {\"verified\":\"yes\"} -->")]
    public void What_is_none_is_none(string line) => Find(line).ShouldBeNull();

    [Theory]
    [InlineData(-1, 0, 0, 0, 0)]
    [InlineData(0, 0, 0, 0, -1)]
    [InlineData(0, 0, 0, 0, 2_000_000_000)]
    [InlineData(2_000_000_000, 0, 0, 0, 0)]
    [InlineData(1, 0, 2, 0, 0)]
    [InlineData(1, 0, 0, 1, 0)]
    [InlineData(1, 1, 0, 1, 0)] // green, with a test that it broke
    public void Numbers_that_can_not_be_are_not_told(int passed, int failed, int mended, int broken, int rounds) =>
        Find(VerdictMarker.Write(new(true, new(passed, failed, mended, broken), rounds))).ShouldBeNull();

    [Fact]
    public void It_stands_in_its_own_section_of_its_own_one_shot_and_is_one_short_line()
    {
        VerdictMarker.Find($"{Good}\n{Marker}\n### Verified\n{Good}", "k3x9a2").ShouldBeNull();
        VerdictMarker.Find($"{Marker}\n{Good}", "another").ShouldBeNull();
        Find(Good.Replace("{\"v", "{" + new string(' ', 300) + "\"v", StringComparison.Ordinal)).ShouldBeNull();
        var prompt = SafeText.Fenced($"{Marker}\n{Good.Replace("true", "false", StringComparison.Ordinal)}", 1000);
        VerdictMarker
            .Find($"{prompt.Block.Replace("k3x9a2", "another", StringComparison.Ordinal)}\n{Marker}\n{Good}", "k3x9a2")
            .ShouldBe(Green);
    }

    [Theory]
    [InlineData(true, 212, 0, 0, 0, 0, "verified: 212 tests passed", "212 passed")]
    [InlineData(true, 212, 0, 1, 0, 2, "verified: 212 tests passed (1 fixed), after 2 rounds", "212 passed, 2 rounds")]
    [InlineData(true, 1, 2, 0, 0, 0, "verified: 1 test passed, 2 failed", "1 passed")]
    [InlineData(
        false,
        209,
        3,
        0,
        2,
        1,
        "not verified: 3 tests failed (2 broken), 209 passed, after 1 round",
        "3 failed, 1 round"
    )]
    [InlineData(false, 5, 1, 1, 1, 0, "not verified: 1 test failed (broken), 5 passed (1 fixed)", "1 failed")]
    [InlineData(true, 0, 0, 0, 0, 0, "verified: no test is known by name", "yes")]
    [InlineData(false, 0, 0, 0, 0, 0, "not verified: no test is known by name", "no")]
    public void It_is_said_in_a_line_and_in_a_few_words(
        bool verified,
        int passed,
        int failed,
        int mended,
        int broken,
        int rounds,
        string line,
        string few
    )
    {
        var verdict = new VerdictSummary(verified, new TestCounts(passed, failed, mended, broken), rounds);
        VerdictWords.Line(verdict).ShouldBe(line);
        VerdictWords.Short(verdict).ShouldBe(few);
    }

    private static VerdictSummary? Find(string line) =>
        VerdictMarker.Find($"A body\n\n{Marker}\n{line}\n### Verified\n", "k3x9a2");
}
