using OneShot.Core.Model;
using OneShot.Core.Verifying;

namespace OneShot.Core.Tests.Verifying;

/// <summary>What is red, for an agent and on the pull request: by name, and with what was said about it.</summary>
public sealed class RedTextTests
{
    private static readonly Failure Error = new(FailureKind.Error, "CS1002", "; expected")
    {
        Place = new FailurePlace("src/Cart.cs", 7, 37),
        Project = "src/Shop.csproj",
    };

    [Fact]
    public void Tests_that_are_red_now_are_told_with_message_and_frames_and_those_of_before_are_not()
    {
        var text = Red(
            Result(
                1,
                ("Shop.Bad", TestState.Failed),
                ("Shop.Old", TestState.Failed),
                ("Shop.Good", TestState.Passed)
            ) with
            {
                Failures = [Test("Shop.Bad", "expected 3, was 4"), Test("Shop.Old", "as ever")],
            },
            Result(1, ("Shop.Old", TestState.Failed), ("Shop.Good", TestState.Passed))
        );
        text.ShouldStartWith("`dotnet test`, the repository's own build and tests: it is red, exit code 1 (");
        text.ShouldContain("Shop.Bad\n\nexpected 3, was 4\n\nat Shop.Bad() in tests/BadTests.cs:5\n");
        text.ShouldContain("dotnet test --filter \"FullyQualifiedName=Shop.Bad\"");
        text.ShouldNotContain("as ever");
        text.ShouldNotContain("the last line");
    }

    [Fact]
    public void Errors_of_the_build_are_told_with_their_places()
    {
        var text = Red(Result(1) with { Failures = [Error] }, Result(0));
        text.ShouldContain("error CS1002: ; expected\n\nsrc/Cart.cs:7:37\n");
        text.ShouldContain("dotnet build src/Shop.csproj");
        text.ShouldNotContain("the last line");
    }

    [Fact]
    public void Where_neither_is_known_the_end_of_what_was_printed_is() =>
        Red(Result(3), Result(0)).ShouldContain("```text\nthe last line\n```");

    [Fact]
    public void A_test_without_a_word_is_told_by_its_name()
    {
        var text = Red(Result(1, ("Shop.Mute", TestState.Failed)), Result(0, ("Shop.Mute", TestState.Passed)));
        text.ShouldContain("Red, and not before (1):\n\n- `Shop.Mute`");
    }

    [Fact]
    public void A_run_that_broke_off_is_told_though_it_is_no_test()
    {
        var crash = new Failure(FailureKind.Test, "the test run of Shop.Tests.dll", "Stack overflow.");
        Red(Result(1) with { Failures = [crash] }, Result(0)).ShouldContain("Stack overflow.");
    }

    [Fact]
    public void It_is_never_longer_than_an_agent_reads()
    {
        var many = Enumerable.Range(0, 100).ToArray();
        var text = Red(
            Result(1, [.. many.Select(i => ($"T{i}{new string('n', 290)}", TestState.Failed))]) with
            {
                Failures =
                [
                    .. many.Select(i =>
                        Test($"T{i}{new string('n', 290)}", $"{(char)('a' + i)}{new string('x', 1900)}")
                    ),
                ],
            },
            Result(0)
        );
        text.Length.ShouldBeLessThan(20_000);
        text.ShouldContain("more different failures are not shown here.");
    }

    [Fact]
    public void The_pull_request_names_errors_and_says_what_tests_said()
    {
        var report = new VerifyReport
        {
            Commit = new string('a', 40),
            Baseline = Result(0, ("Shop.Bad", TestState.Passed)),
            Head = Result(1, ("Shop.Bad", TestState.Failed)) with
            {
                Failures = [Error, Test("Shop.Bad", "expected </details> @team\n```\u001b[2J <!-- end of it -->")],
            },
        };
        var section = VerifyText.Section(VerifyReport.Read(report.ToBytes()), "again");
        section.ShouldContain("Errors of the build (1):\n\n- `src/Cart.cs:7:37: CS1002 ; expected`\n");
        section.ShouldContain("Red since the one-shot's commit (1):\n\n- `Shop.Bad`: green on trunk\n");
        section.ShouldContain("````text\nShop.Bad\n\nexpected ");
        section.ShouldNotContain("\u001b");
        section.ShouldNotContain("<!-- end");
        section.ShouldNotContain("@team");
        section.Split("</details>").Length.ShouldBe(3, section); // each ends one of two, and the test's is none
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[null,{}]")]
    [InlineData("""[{"kind":"Test","name":null,"frames":[null,{"method":null}],"place":{"path":null}}]""")]
    public void Failures_that_somebody_made_up_break_nothing(string failures)
    {
        var text =
            """{"commit":"x","baseline":{"commit":"w","command":"y"},"head":{"commit":"x","command":"y","exit_code":1,"""
            + $"\"failures\":{failures}}}}}";
        var report = VerifyReport.Read(System.Text.Encoding.UTF8.GetBytes(text))!;
        RedText.Red(report.Verdict!).ShouldNotBeEmpty();
        VerifyText.Section(report, null).ShouldNotBeEmpty();
    }

    private static string Red(VerifyResult head, VerifyResult baseline) => RedText.Red(new Verdict(baseline, head));

    private static Failure Test(string name, string message) =>
        new(FailureKind.Test, name, message)
        {
            Frames = [new FailureFrame($"{name}()", new FailurePlace("tests/BadTests.cs", 5))],
        };

    private static VerifyResult Result(int exitCode, params (string Name, TestState State)[] tests) =>
        new()
        {
            Commit = new string('a', 40),
            Command = "dotnet test",
            ExitCode = exitCode,
            Seconds = 3,
            Tests = tests.ToDictionary(test => test.Name, test => test.State),
            Tail = ["the last line"],
        };
}
