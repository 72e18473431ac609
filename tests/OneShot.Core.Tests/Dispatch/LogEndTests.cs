using OneShot.Core.Dispatch;

namespace OneShot.Core.Tests.Dispatch;

/// <summary>The end of a job's log as people read it; what its programs printed is anybody's text.</summary>
public sealed class LogEndTests
{
    private const string At = "2026-11-30T12:00:00.1234567Z ";

    [Fact]
    public void It_ends_with_the_last_error_and_has_no_times_colours_and_commands() =>
        End(
                "\uFEFF2026-11-30T11:59:00.0000000Z ##[group]Run npm test",
                At + "\u001b[36;1mnpm test\u001b[0m",
                At + "##[endgroup]",
                At + "::set-output name=x::y",
                At + "::add-mask::hunter2",
                At + "  1) adds\u0007 \u202Enumbers",
                At,
                At + "##[error]Process completed with exit code 1.",
                At + "Post job cleanup.",
                At + "[command]/usr/bin/git version",
                ""
            )
            .ShouldBe([
                "Run npm test",
                "npm test",
                "y",
                "1) adds numbers",
                "error: Process completed with exit code 1.",
            ]);

    [Fact]
    public void No_line_of_it_is_one_that_a_runner_acts_on()
    {
        var lines = End(
            At + "##[add-path]/evil",
            At + "x ##[set-env name=A;]b",
            At + "::::error::no",
            At + "::x::::y::z"
        );
        lines.ShouldAllBe(line =>
            !line.StartsWith("::", StringComparison.Ordinal) && !line.Contains("##[", StringComparison.Ordinal)
        );
        lines.Count.ShouldBe(4);
    }

    [Fact]
    public void Secrets_are_masked_those_of_this_machine_too()
    {
        const string token = "ghp_" + "0123456789abcdef0123456789abcdef0123";
        var lines = End(
            At + $"Authorization: Bearer {token}",
            At + "https://mona:hunter22@example.com/x",
            At + "it is correct-horse-battery"
        );
        string.Join('\n', lines).ShouldNotContain(token);
        string.Join('\n', lines).ShouldNotContain("hunter22");
        lines[^1].ShouldBe("it is ***");
    }

    [Fact]
    public void There_are_twenty_lines_of_it_and_long_ones_are_cut()
    {
        var lines = End([.. Enumerable.Range(1, 5000).Select(i => $"{At}line {i} {new string('x', 2000)}")]);
        lines.Count.ShouldBe(20);
        lines[^1].ShouldStartWith("line 5000 xxx");
        lines.ShouldAllBe(line => line.Length <= 301);
        End("").ShouldBeEmpty();
    }

    private static IReadOnlyList<string> End(params string[] lines) =>
        LogEnd.Of(string.Join("\r\n", lines), ["correct-horse-battery"]);
}
