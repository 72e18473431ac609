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

    [Fact]
    public void A_red_one_tells_of_each_test_since_when_it_is_red_and_what_became_of_the_others()
    {
        var trunk = Result(
            ("Was.Green", TestState.Passed),
            ("Was.Skipped", TestState.Skipped),
            ("Was.Red", TestState.Failed),
            ("Is.Mended", TestState.Failed),
            ("Is.Gone", TestState.Passed),
            ("Is.Skipped", TestState.Passed),
            ("Is.Same", TestState.Passed)
        );
        var head = Result(
            ("Was.Green", TestState.Failed),
            ("Was.Skipped", TestState.Failed),
            ("Was.Red", TestState.Failed),
            ("Is.Mended", TestState.Passed),
            ("Is.Skipped", TestState.Skipped),
            ("Is.Same", TestState.Passed),
            ("Is.New", TestState.Passed),
            ("New.Red", TestState.Failed)
        );
        var text = VerifyText.Section(Report(trunk with { ExitCode = 1 }, head with { ExitCode = 1 }), null);
        text.ShouldStartWith("### Not verified: it is red\n\n`dotnet test` at aaaaaaa");
        text.ShouldEndWith(
            """
            Red since the one-shot's commit (3):

            - `Was.Green`: green on trunk
            - `Was.Skipped`: skipped on trunk
            - `New.Red`: not on trunk

            No longer run, though they were before (2):

            - `Is.Gone`: not there any more
            - `Is.Skipped`: skipped now

            Green since the one-shot's commit, and red on trunk (1):

            - `Is.Mended`

            Red on trunk, too (1):

            - `Was.Red`

            New, and green (1):

            - `Is.New`

            """.ReplaceLineEndings("\n")
        );
    }

    [Fact]
    public void Of_a_command_without_names_it_is_said_as_well_and_of_a_trunk_without_tests_nothing_is()
    {
        var none = Result();
        VerifyText
            .Section(Report(none, none with { ExitCode = 1 }), null)
            .ShouldStartWith("### Not verified: it is red since the one-shot's commit\n");
        var red = Result(("A", TestState.Failed)) with { ExitCode = 1 };
        var text = VerifyText.Section(Report(none with { ExitCode = 1 }, red), null);
        text.ShouldContain("Red, and on trunk no test was run (1):\n\n- `A`\n");
    }

    [Fact]
    public void Of_many_tests_a_part_is_named()
    {
        var red = Enumerable.Range(0, 5000).Select(at => ($"A.{at}", TestState.Failed)).ToArray();
        var text = VerifyText.Section(Report(Result(), Result(red) with { ExitCode = 1 }), null);
        text.ShouldContain("(5000):");
        text.ShouldContain("- `A.19`\n- and 4980 more\n");
        text.Length.ShouldBeLessThan(2000);
    }

    private static VerifyReport Report(VerifyResult trunk, VerifyResult head) =>
        new()
        {
            Commit = Commit,
            Baseline = trunk,
            Head = head,
        };

    private static VerifyResult Result(params (string Test, TestState State)[] tests) =>
        new()
        {
            Commit = Commit,
            Command = "dotnet test",
            ExitCode = 0,
            Tests = tests.ToDictionary(test => test.Test, test => test.State),
        };

    private static VerifyResult Result(string test, TestState state) =>
        new()
        {
            Commit = Commit,
            Command = "dotnet test",
            ExitCode = 0,
            Tests = new Dictionary<string, TestState> { [test] = state },
        };
}
