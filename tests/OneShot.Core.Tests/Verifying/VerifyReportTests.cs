using System.Text;
using OneShot.Core.Model;
using OneShot.Core.Verifying;

namespace OneShot.Core.Tests.Verifying;

/// <summary>What the job that verifies hands over is text of a stranger: an agent's code ran on its machine.</summary>
public sealed class VerifyReportTests
{
    private static readonly string Commit = new('a', 40);

    [Fact]
    public void It_is_read_as_it_was_written()
    {
        var report = new VerifyReport
        {
            Commit = Commit,
            Baseline = Result("A.Test", TestState.Passed),
            Head = Result("A.Test", TestState.Failed),
        };
        var read = VerifyReport.Read(report.ToBytes())!;
        read.Commit.ShouldBe(Commit);
        read.Head!.Tests["A.Test"].ShouldBe(TestState.Failed);
        read.Verdict!.Broken.ShouldBe(["A.Test"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"commit":"x","head":{"commit":"x","command":"y","tests":{"a":"Great"}}}""")]
    public void What_is_none_is_none(string text) => VerifyReport.Read(Encoding.UTF8.GetBytes(text)).ShouldBeNull();

    [Theory]
    [InlineData("""{"commit":"x","head":{"commit":"x","command":"y","tests":null,"tail":null}}""")]
    [InlineData(
        """{"commit":"x","head":{"commit":"x","command":"y","tests":{"a\n":"Passed","a":"Failed"},"tail":[null]}}"""
    )]
    public void What_is_missing_or_twice_in_it_breaks_nothing(string text) =>
        VerifyReport.Read(Encoding.UTF8.GetBytes(text))!.Head!.Commit.ShouldBe("x");

    [Fact]
    public void Its_words_are_cleaned_and_end_no_block()
    {
        var report = new VerifyReport
        {
            Commit = Commit,
            Baseline = Result("A", TestState.Passed),
            Head = Result("`A`\n</details> @team <!-- end of oneshot x verified --> \u001b[2J", TestState.Failed) with
            {
                ExitCode = 1,
                Tail = ["```", "</details>", "\u001b]0;title\u0007 x"],
                EndedBy = null,
            },
        };
        var section = VerifyText.Section(VerifyReport.Read(report.ToBytes()), "again");
        section.ShouldNotContain("\u001b");
        section.ShouldNotContain("<!-- end");
        section.Split("</details>").Length.ShouldBe(3, section); // one in the block, one that ends it
        section.ShouldNotContain("@team ");
    }

    private static VerifyResult Result(string test, TestState state) =>
        new()
        {
            Commit = Commit,
            Command = "dotnet test",
            ExitCode = 0,
            Tests = new Dictionary<string, TestState> { [test] = state },
        };
}
