using OneShot.Core.Failures;
using OneShot.Core.Model;

namespace OneShot.Core.Tests.Failures;

/// <summary>
/// Outputs of builds and test runs as they really are: of terminals, of other compilers, with failing tests inside.
/// </summary>
public sealed class LogTests : IDisposable
{
    private readonly Reading _here = new();

    public LogTests() => _here.Folder.Write("src/Fs/Prices.fs", "");

    [Theory]
    [InlineData("test-terminal.log")]
    [InlineData("test-plain.log")]
    public void Failing_tests_of_a_real_test_run(string file)
    {
        var failures = _here.Read("from-log", Reading.Recorded(file));
        failures
            .Select(failure => (failure.Kind, failure.Name, failure.Method))
            .ShouldBe([
                (
                    FailureKind.Test,
                    "Shop.Tests.CartTests.Total_is_price_times_count(price: 4, count: 5, total: 20)",
                    "Shop.Tests.CartTests.Total_is_price_times_count"
                ),
                (
                    FailureKind.Test,
                    "Shop.Tests.CartTests.A_basket_is_loaded",
                    "Shop.Tests.CartTests.A_basket_is_loaded"
                ),
            ]);
        failures
            .Select(failure => failure.Message)
            .ShouldBe([
                "Assert.Equal() Failure: Values differ\nExpected: 20\nActual:   9",
                "System.InvalidOperationException : error: no basket\nsecond line",
            ]);
        failures
            .Select(failure => failure.Frames[0].Place?.ToString())
            .ShouldBe(["tests/Shop.Tests/CartTests.cs:10", "tests/Shop.Tests/CartTests.cs:13"]);
    }

    [Fact]
    public void A_host_that_crashed_in_a_real_test_run_is_a_failure_once()
    {
        var failure = _here.Read("from-log", Reading.Recorded("test-crash-terminal.log")).Single();
        (failure.Kind, failure.Name).ShouldBe((FailureKind.Test, "the test run of Shop.Tests.dll"));
        failure.Message.ShouldStartWith(
            "The active test run was aborted. Reason: Test host process crashed : Process terminated.\nerror: gone"
        );
    }

    [Theory]
    [InlineData("fsharp.log")]
    [InlineData("fsharp-terminal.log")]
    public void Messages_of_the_fsharp_compiler_are_of_several_lines(string file)
    {
        var groups = FailureGroup.Of(_here.Read("from-log", Reading.Recorded(file)));
        groups
            .Select(group => $"{group.First.Name} {string.Join(' ', group.Items)}")
            .ShouldBe(
                ["FS0001 src/Fs/Prices.fs:8:49", "FS0001 src/Fs/Prices.fs:6:46", "FS0001 src/Fs/Prices.fs:8:44"],
                ignoreOrder: true
            );
        groups
            .Single(group => group.Items[0].Contains(":6:", StringComparison.Ordinal))
            .First.Message.ShouldBe(
                "This expression was expected to have type\n    'string'\nbut here has type\n    'int'"
            );
    }

    [Theory]
    [InlineData("System.Exception: error: no basket")]
    [InlineData("System.InvalidOperationException : error: no basket")]
    [InlineData("   System.InvalidOperationException : error: no basket")]
    [InlineData("Unhandled exception. System.Exception: error: no basket")]
    [InlineData("System.Exception: error CS1002: ; expected")]
    [InlineData("[xUnit.net 00:00:00.15]       src/Broken/Broken.cs(7,37): error CS1002: ; expected")]
    [InlineData("info: Shop.Cart[0] request failed: error: timeout")]
    [InlineData("2026-11-29 10:00:01 worker: error: retrying")]
    public void A_programs_own_talk_of_errors_is_no_build_error(string line) =>
        Should.Throw<OneShotException>(() => _here.Text("from-log", line)).Error.Code.ShouldBe("OS2043");

    [Theory]
    [InlineData("EXEC : error : it went wrong")]
    [InlineData("src/Broken/Broken.csproj : error : it went wrong")]
    [InlineData("src/Broken/Broken.cs:3:5: error: it went wrong")]
    [InlineData(
        "\u001B[1m/x/src/Broken/\u001B[0mBroken.cs(7,37): \u001B[31;1merror\u001B[m "
            + "\u001B[31;1mXY1\u001B[m: it went wrong"
    )]
    [InlineData("MSBUILD : error XY1: it went wrong")]
    public void An_error_without_a_code_needs_a_tool_a_place_or_a_file(string line) =>
        _here.Text("from-log", line).Single().Message.ShouldBe("it went wrong");

    [Fact]
    public void A_place_in_the_way_of_other_compilers_is_read() =>
        _here
            .Text("from-log", "src/Broken/Broken.cs:3:5: error: it went wrong")
            .Single()
            .Place!.ToString()
            .ShouldBe("src/Broken/Broken.cs:3:5");

    [Fact]
    public void A_test_without_a_message_or_a_stack_ends_where_the_next_line_begins()
    {
        var failures = _here.Text(
            "from-log",
            "    /x/T.cs(1): error TESTERROR: \n      Shop.One (2ms): Error Message: m\n    "
                + "/x/T.cs(2): error TESTERROR: \n      Shop.Two(a: \"x (y)\") (3s 2ms): Error Message: n\n"
                + "    src/Broken/Broken.cs(1,2): error CS1: z\n  Failed Shop.Three [1 ms]\n"
                + "src/Broken/Broken.cs(1,2): error CS2: z"
        );
        failures
            .Select(failure => failure.Name)
            .ShouldBe(["Shop.One", "Shop.Two(a: \"x (y)\")", "CS1", "Shop.Three", "CS2"]);
        failures[3].Message.ShouldBe("It has no message.");
    }

    [Fact]
    public void A_message_of_megabytes_in_a_log_is_read_to_its_limit()
    {
        var failure = _here
            .Text(
                "from-log",
                "  Failed Shop.Three [1 ms]\n  Error Message:\n"
                    + string.Concat(Enumerable.Repeat(new string('m', 1000) + "\n", 2000))
            )
            .Single();
        failure.Message.Length.ShouldBeInRange(FailureLimits.Read - 100, FailureLimits.Read);
    }

    [Theory]
    [InlineData("Build FAILED.\n    0 Warning(s)\n    2 Error(s)")]
    [InlineData("Build \u001B[31;1mfailed with 2 error(s)\u001B[m in 1.0s")]
    [InlineData(
        "Failed!  - Failed:     2, Passed:     2, Skipped:     0, Total:     4, Duration: 24 ms - "
            + "Shop.Tests.dll (net10.0)"
    )]
    public void A_log_that_counts_errors_and_tells_none_was_not_understood(string text) =>
        Should
            .Throw<OneShotException>(() => _here.Text("from-log", text))
            .Error.Message.ShouldContain("it counts 2 errors and reports none");

    public void Dispose() => _here.Dispose();
}
