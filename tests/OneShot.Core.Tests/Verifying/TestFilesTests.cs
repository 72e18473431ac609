using System.Text;
using OneShot.Core.Model;
using OneShot.Core.Verifying;

namespace OneShot.Core.Tests.Verifying;

/// <summary>Results of tests, which the code under test may have written itself.</summary>
public sealed class TestFilesTests : IDisposable
{
    private readonly TempFolder _folder = new("results");

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
    public void A_name_is_cleaned_and_cut()
    {
        _folder.Write("a.trx", Trx(("A&#x1b;[31m red\u202Eder " + new string('x', 1000), "Passed")));
        var name = Read().ShouldHaveSingleItem().Key;
        name.Length.ShouldBeLessThanOrEqualTo(301); // with the sign that it was cut
        name.ShouldStartWith("A red");
        name.ShouldNotContain("\u001b");
        name.ShouldNotContain("\u202E");
    }

    public void Dispose() => _folder.Dispose();

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

    private IReadOnlyDictionary<string, TestState> Read() =>
        TestFiles.Read(_folder.Path, _folder.Path, CancellationToken.None);
}
