using System.Text;
using System.Text.Json;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Verifying;

namespace OneShot.Core.Tests.Verifying;

/// <summary>Results of tests, which the code under test may have written itself.</summary>
public sealed class ResultFilesTests : IDisposable
{
    private readonly TempFolder _folder = new("results");
    private readonly TempFolder _checkout = new("checkout");

    [Fact]
    public void TRX_and_JUnit_are_read_wherever_they_lie()
    {
        _folder.Write(
            "a.trx",
            Trx(("Shop.Tests.Good", "Passed"), ("Shop.Tests.Bad", "Failed"), ("Later", "NotExecuted"))
        );
        _folder.Write(
            "deep/junit.xml",
            """
            <testsuites><testsuite name="s"><testcase classname="C" name="ok" />
            <testcase classname="C" name="no"><failure message="x" /></testcase>
            <testcase classname="C" name="later"><skipped /></testcase></testsuite></testsuites>
            """
        );
        Read()
            .ShouldBe(
                new Dictionary<string, TestState>
                {
                    ["C.later"] = TestState.Skipped,
                    ["C.no"] = TestState.Failed,
                    ["C.ok"] = TestState.Passed,
                    ["Later"] = TestState.Skipped,
                    ["Shop.Tests.Bad"] = TestState.Failed,
                    ["Shop.Tests.Good"] = TestState.Passed,
                },
                ignoreOrder: true
            );
    }

    [Fact]
    public void A_test_that_failed_on_one_framework_failed()
    {
        _folder.Write("net8.trx", Trx(("A", "Failed")));
        _folder.Write("net10.trx", Trx(("A", "Passed")));
        Read()["A"].ShouldBe(TestState.Failed);
    }

    [Theory]
    [InlineData("<TestRun")]
    [InlineData("<html><body/></html>")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\">]><TestRun>&a;</TestRun>")]
    [InlineData("")]
    public void What_can_t_be_read_is_left_out(string text)
    {
        _folder.Write("bad.trx", text);
        _folder.Write("good.trx", Trx(("A", "Passed")));
        Read().ShouldHaveSingleItem().Key.ShouldBe("A");
    }

    [Fact]
    public void A_link_leads_nowhere_and_a_pipe_holds_nobody_up()
    {
        using var other = new TempFolder("other");
        File.CreateSymbolicLink(_folder["link.trx"], other.Write("secret.trx", Trx(("Secret", "Passed"))));
        System.Diagnostics.Process.Start("mkfifo", [_folder["pipe.trx"]]).WaitForExit();
        Read().ShouldBeEmpty();
    }

    [Fact]
    public void A_folder_that_was_taken_away_has_no_results()
    {
        Directory.Delete(_folder.Path, recursive: true);
        Read().ShouldBeEmpty();
        File.WriteAllText(_folder.Path, "a file");
        Read().ShouldBeEmpty();
        File.Delete(_folder.Path);
        using var other = new TempFolder("other");
        other.Write("secret.trx", Trx(("Secret", "Passed")));
        Directory.CreateSymbolicLink(_folder.Path, other.Path);
        Read().ShouldBeEmpty();
        File.Delete(_folder.Path);
        Directory.CreateDirectory(_folder.Path);
    }

    [Fact]
    public void A_name_is_cleaned_and_cut()
    {
        _folder.Write("a.trx", Trx(("A&#x1b;[31m red\u202Eder " + new string('x', 1000), "Passed")));
        var name = Read().ShouldHaveSingleItem().Key;
        name.Length.ShouldBeLessThanOrEqualTo(301); // with the sign that it was cut
        name.ShouldStartWith("A red");
        name.ShouldNotContain("\u001b");
        name.ShouldNotContain("\u202E");
    }

    [Fact]
    public void What_a_failed_test_said_is_kept_and_that_of_trunk_s_own_failures_last()
    {
        _checkout.Write("tests/CartTests.cs", "");
        var text = string.Concat(
            Enumerable
                .Range(0, 60)
                .Append(99)
                .Select(i =>
                    $"<UnitTestResult testName=\"T{i}\" outcome=\"Failed\"><Output><ErrorInfo><Message>said {i}"
                    + $"{new string('x', 5000)}</Message><StackTrace>   at T.T{i}() in {_checkout.Path}/tests/CartTests.cs:line "
                    + $"{i + 1}</StackTrace></ErrorInfo></Output></UnitTestResult>"
                )
        );
        _folder.Write("a.trx", $"<TestRun><Results>{text}</Results></TestRun>");
        var before = Result() with
        {
            Tests = Enumerable.Range(0, 60).ToDictionary(i => $"T{i}", _ => TestState.Failed),
        };
        var failures = Result(before).Failures;
        failures.Count.ShouldBe(50);
        failures[0].Name.ShouldBe("T99");
        failures[0].Message.ShouldStartWith("said 99");
        failures[0].Message.Length.ShouldBeLessThan(2_100);
        failures[0].Frames.ShouldBe([new FailureFrame("T.T99()", new FailurePlace("tests/CartTests.cs", 100))]);
    }

    [Fact]
    public void Errors_of_a_build_that_failed_are_told_once_wherever_they_stand()
    {
        var file = _checkout.Write("src/Cart.cs", "");
        var project = _checkout.Write("src/Shop.csproj", "");
        _folder.Write("a.sarif", Sarif(file));
        _folder.Write("b.sarif", Sarif(file));
        _folder.Write("broken.sarif", "{");
        _folder.Write("elsewhere.sarif", Sarif("/tmp/other/Cart.cs"));
        _folder.Write("1.binlog", "");
        var logs = new OneLog(
            new BinaryLogError("CS1002", "; expected", file, 7, 37, project),
            new BinaryLogError("MSB3073", "The command exited with code 1.", null, 0, 0, project),
            new BinaryLogError("MSB1009", "Project file does not exist.", null, 0, 0, null)
        );
        Result(logs: logs)
            .Failures.Select(failure => $"{failure.Place} {failure.Project} {failure.Name} {failure.Message}")
            .ShouldBe([
                "src/Cart.cs:7:37 src/Shop.csproj CS1002 ; expected",
                " src/Shop.csproj MSB3073 The command exited with code 1.",
            ]);
        Result(logs: new NoLogs()).Failures.ShouldHaveSingleItem().Name.ShouldBe("CS1002");
        Result(exitCode: 0, logs: logs).Failures.ShouldBeEmpty();
    }

    [Fact]
    public void What_the_command_was_handed_is_in_nothing_that_it_left()
    {
        const string token = "of/the+feed-1";
        _folder.Write("r.trx", Trx(($"Asks {token}", "Failed")));
        var result = new ResultFiles(_folder.Path, _checkout.Path, new NoLogs(), [token], CancellationToken.None).In(
            new VerifyResult
            {
                Commit = "c",
                Command = "test",
                ExitCode = 1,
            }
        );
        JsonSerializer.Serialize(result).ShouldNotContain("of/the");
        result.Tests.Keys.ShouldBe(["Asks ***"]);
        result.Failures[0].Name.ShouldBe("Asks ***");
    }

    public void Dispose()
    {
        _folder.Dispose();
        _checkout.Dispose();
    }

    private static string Sarif(string file) =>
        $$$$"""
            {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"Microsoft (R) Visual C# Compiler"}},"results":[
            {"ruleId":"CS1002","level":"error","message":{"text":"; expected"},"locations":[{"physicalLocation":
            {"artifactLocation":{"uri":"file://{{{{file}}}}"},"region":{"startLine":7,"startColumn":37}}}]},
            {"ruleId":"CA1822","level":"warning","message":{"text":"static"}}]}]}
            """;

    private static string Trx(params (string Name, string Outcome)[] results)
    {
        var text = new StringBuilder(
            "<TestRun xmlns=\"http://microsoft.com/schemas/VisualStudio/TeamTest/2010\"><Results>"
        );
        foreach (var (name, outcome) in results)
            text.Append("<UnitTestResult testName=\"")
                .Append(name)
                .Append("\" outcome=\"")
                .Append(outcome)
                .Append("\" />");
        return text.Append("</Results></TestRun>").ToString();
    }

    private IReadOnlyDictionary<string, TestState> Read() => Result().Tests;

    private VerifyResult Result(VerifyResult? before = null, int exitCode = 1, IBinaryLogs? logs = null) =>
        new ResultFiles(_folder.Path, _checkout.Path, logs ?? new NoLogs(), [], CancellationToken.None).In(
            new VerifyResult
            {
                Commit = new string('a', 40),
                Command = "dotnet test",
                ExitCode = exitCode,
            },
            before
        );

    private sealed class NoLogs : IBinaryLogs
    {
        public IReadOnlyList<BinaryLogError> ReadErrors(
            Stream file,
            long mostBytes,
            int most,
            CancellationToken cancellationToken
        ) => throw new InvalidDataException("it is no binary log");
    }

    private sealed class OneLog(params BinaryLogError[] errors) : IBinaryLogs
    {
        public IReadOnlyList<BinaryLogError> ReadErrors(
            Stream file,
            long mostBytes,
            int most,
            CancellationToken cancellationToken
        ) => errors;
    }
}
