using OneShot.Core.Failures;
using OneShot.Core.Model;

namespace OneShot.Core.Tests.Failures;

/// <summary>Result files pile up: what counts is how each test ended last, and nothing that failed is hidden.</summary>
public sealed class NewestResultTests : IDisposable
{
    private readonly Reading _here = new();

    [Fact]
    public void A_test_that_was_mended_is_not_told_and_one_that_broke_since_is() =>
        Read(
                Trx(
                    "a",
                    Result("Mended", "Failed", "10:00"),
                    Result("Broke", "Passed", "10:00"),
                    Result("Red", "Failed", "10:00")
                ),
                Trx("b", Result("Mended", "Passed", "11:00"), Result("Broke", "Failed", "11:00"))
            )
            .ShouldBe(["Broke", "Red"]);

    [Fact]
    public void The_time_decides_and_not_the_files_name() =>
        Read(
                Trx("a", Result("T", "Passed", "11:00")),
                Trx("b", Result("T", "Failed", "10:00")),
                Trx("c", Result("U", "Failed", "10:00"))
            )
            .ShouldBe(["U"]);

    [Fact]
    public void A_retry_that_passed_in_the_same_file_is_what_counts() =>
        Read(
                Trx(
                    "a",
                    Result("T", "Failed", "10:00"),
                    Result("T", "Passed", "10:01"),
                    Result("U", "Passed", "10:00"),
                    Result("U", "Failed", "10:01")
                )
            )
            .ShouldBe(["U"]);

    [Fact]
    public void Without_times_what_stands_later_is_newer() =>
        Read(Trx("a", Result("T", "Failed"), Result("T", "Passed"), Result("U", "Failed"))).ShouldBe(["U"]);

    [Fact]
    public void Rows_of_the_same_name_are_not_each_others_retries()
    {
        Read(Trx("a", Result("Row", "Failed", "10:00", "1"), Result("Row", "Passed", "10:01", "2"))).ShouldBe(["Row"]);
        Read(
                Trx(
                    "a",
                    """<UnitTestResult testId="1" testName="All" outcome="Failed"><InnerResults>"""
                        + """<UnitTestResult testId="1" testName="Row" outcome="Failed"/>"""
                        + """<UnitTestResult testId="1" testName="Row" outcome="Passed"/></InnerResults>"""
                        + """</UnitTestResult>"""
                )
            )
            .ShouldBe(["Row"]);
    }

    [Fact]
    public void Results_of_another_machine_in_another_folder_are_results_of_their_own()
    {
        var linux = _here.Folder.Write("linux/r.trx", Trx(Result("T", "Failed", "10:00", machine: "linux")));
        var windows = _here.Folder.Write("windows/r.trx", Trx(Result("T", "Passed", "11:00", machine: "windows")));
        Names(_here.Read("from-trx", linux, windows)).ShouldBe(["T"]);

        // A container has another name every time, and its files pile up in one folder.
        Read(
                Trx("a", Result("T", "Failed", "10:00", machine: "4f2a")),
                Trx("b", Result("T", "Passed", "11:00", machine: "9c1d")),
                Trx("c", Result("U", "Failed"))
            )
            .ShouldBe(["U"]);
    }

    [Fact]
    public void A_framework_is_told_where_it_differs()
    {
        Read(OfFramework("net8.0", "Failed", "m", "Failed"), OfFramework("net10.0", "Passed", "m", "Failed"))
            .ShouldBe(["Both", "One (on net8.0, not on net10.0)"]);
        var failures = _here.Read(
            "from-trx",
            Files(
                OfFramework("net8.0", "Failed", "one way", "Passed"),
                OfFramework("net10.0", "Failed", "another way", "Passed")
            )
        );
        failures
            .Select(failure => $"{failure.FullName}: {failure.Message}")
            .ShouldBe(["One (on net8.0): one way", "One (on net10.0): another way"], ignoreOrder: true);
        ReproduceCommand
            .Of(
                _here.Read(
                    "from-trx",
                    Files(
                        OfFramework("net8.0", "Failed", "m", "Passed"),
                        OfFramework("net10.0", "Passed", "m", "Passed")
                    )
                )
            )
            .ShouldBe(["dotnet test --framework net8.0 --filter \"FullyQualifiedName=One\""]);
    }

    [Fact]
    public void A_crash_is_told_beside_failing_tests_and_what_only_repeats_them_is_not()
    {
        var hang = _here.Read("from-trx", Reading.Recorded("hang.trx"));
        hang.Select(failure => failure.Name)
            .ShouldBe(
                [
                    "Shop.Tests.CartTests.Total_is_price_times_count(price: 4, count: 5, total: 20)",
                    "Shop.Tests.CartTests.A_basket_is_loaded",
                    "the test run of Shop.Tests.dll",
                ],
                ignoreOrder: true
            );
        var run = hang.Single(failure => failure.Name.StartsWith("the test run", StringComparison.Ordinal)).Message;
        run.ShouldBe(
            "The active test run was aborted. Reason: Test host process crashed\nData collector "
                + "'Blame' message: The specified inactivity time of 5 seconds has elapsed. Collecting "
                + "hang dumps from testhost and its child processes."
        );
        var crash = _here.Read("from-trx", Reading.Recorded("crash.trx")).Single();
        crash.Message.ShouldStartWith(
            "The active test run was aborted. Reason: Test host process crashed : Process terminated.\nerror: gone\n"
        );
    }

    [Fact]
    public void A_crash_that_a_newer_run_of_the_same_tests_did_not_have_is_over()
    {
        const string aborted =
            """<ResultSummary outcome="Failed"><RunInfos><RunInfo outcome="Error">"""
            + """<Text>The active test run was aborted.</Text></RunInfo></RunInfos></ResultSummary>""";
        static string Run(string results, string more, string finish, string assembly) =>
            $"""
                <TestRun><Times finish="2026-11-29T{finish}:00+00:00"/><Results>{results}</Results><TestDefinitions>
                <UnitTest id="1" storage="/x/{assembly}.dll">
                <TestMethod codeBase="/x/bin/net10.0/{assembly}.dll" className="A" name="B"/></UnitTest>
                </TestDefinitions>{more}</TestRun>
                """;
        Read(
                Run(Result("T", "Passed", "10:00", "1"), aborted, "10:00", "One"),
                Run(Result("T", "Passed", "11:00", "1"), "", "11:00", "Two")
            )
            .ShouldBe(["the test run of One.dll"]);
        Should
            .Throw<OneShotException>(() =>
                Read(
                    Run(Result("T", "Passed", "10:00", "1"), aborted, "10:00", "One"),
                    Run(Result("T", "Passed", "11:00", "1"), "", "11:00", "One")
                )
            )
            .Error.Code.ShouldBe("OS2043");
    }

    [Theory]
    [InlineData("")]
    [InlineData("<TestRun><Results>")]
    public void A_file_that_was_not_written_to_its_end_hides_no_other_and_is_named(string text)
    {
        Read(text, Trx("b", Result("T", "Failed"))).ShouldBe(["T"]);
        _here.Warnings.Single().ShouldStartWith("out/0.trx can't be read as TRX, and is left out: ");

        var green = Should.Throw<OneShotException>(() => Read(text, Trx("b", Result("T", "Passed")))).Error;
        (green.Code, green.Exit).ShouldBe(("OS2121", ExitCode.BadInput));
        green.Message.ShouldContain("out/0.trx");
        Should.Throw<OneShotException>(() => Read(text, text)).Error.Code.ShouldBe("OS2042");
    }

    [Fact]
    public void Many_files_that_can_not_be_read_are_counted()
    {
        Read([.. Enumerable.Repeat("", 12), Trx("b", Result("T", "Failed"))]).ShouldBe(["T"]);
        _here.Warnings.Count.ShouldBe(6);
        _here.Warnings[^1].ShouldBe("7 more files can't be read, and are left out.");
    }

    [Fact]
    public void Characters_that_xml_forbids_do_not_refuse_a_file()
    {
        var message = "a\u0001b\u001B[31mred\u001B[0m\uFFFEc";
        var file = _here.Folder["out/raw.trx"];
        _here.Folder.Write("out/raw.trx", "");
        File.WriteAllBytes(
            file,
            [
                .. System.Text.Encoding.UTF8.GetBytes(
                    "<?xml version=\"1.0\" encoding=\"utf-8\"?><TestRun><Results><UnitTestResult testName=\"T\u0002\" "
                        + $"outcome=\"Failed\"><Output><ErrorInfo><Message>{message}"
                ),
                0xC3,
                0x28,
                0,
                .. "</Message></ErrorInfo></Output></UnitTestResult></Results></TestRun>"u8,
            ]
        );
        var failure = _here.Read("from-trx", file).Single();
        failure.Name.ShouldBe("T‹U+0002›");
        failure.Message.ShouldBe("a‹U+0001›bred\uFFFEc\uFFFD(‹U+0000›");
    }

    [Fact]
    public void Nothing_failed_is_said_only_of_what_was_understood()
    {
        Should
            .Throw<OneShotException>(() =>
                Read(
                    """<TestRun><Results/><ResultSummary outcome="Failed">"""
                        + """<Counters total="3" failed="2"/></ResultSummary></TestRun>"""
                )
            )
            .Error.Message.ShouldContain("it counts 2 failed tests and reports none");
    }

    [Fact]
    public void More_results_than_the_limit_are_refused() =>
        Should
            .Throw<OneShotException>(() =>
                Read(
                    "<TestRun><Results>"
                        + string.Concat(
                            Enumerable.Repeat(
                                "<UnitTestResult testName=\"T\" outcome=\"Passed\"/>",
                                FailureLimits.Results + 1
                            )
                        )
                        + "</Results></TestRun>"
                )
            )
            .Error.Message.ShouldContain($"more than {FailureLimits.Results} results");

    public void Dispose() => _here.Dispose();

    private static string Result(
        string name,
        string outcome,
        string? time = null,
        string id = "",
        string machine = ""
    ) =>
        $"""<UnitTestResult testId="{(id.Length > 0 ? id : name)}" testName="{name}" outcome="{outcome}" """
        + $"""computerName="{machine}" {(time is null ? "" : $"endTime=\"2026-11-29T{time}:00.0000000+00:00\"")}>"""
        + "<Output><ErrorInfo><Message>m</Message></ErrorInfo></Output></UnitTestResult>";

    private static string Trx(params string[] results) =>
        $"<TestRun><Results>{string.Concat(results.Where(result => result.StartsWith('<')))}</Results></TestRun>";

    private static string OfFramework(string framework, string one, string message, string both) =>
        $"""
            <TestRun><Results>{Result("One", one, "10:00", "1").Replace(
                ">m<",
                $">{message}<",
                StringComparison.Ordinal
            )}{Result("Both", both, "10:00", "2")}</Results>
            <TestDefinitions><UnitTest id="1"><TestMethod codeBase="/x/bin/Debug/{framework}/Shop.dll"/></UnitTest>
            <UnitTest id="2"><TestMethod codeBase="/x/bin/Shop/release_{framework}/Shop.dll"/></UnitTest>
            </TestDefinitions></TestRun>
            """;

    private static string[] Names(IEnumerable<Failure> failures) =>
        failures.Select(failure => failure.FullName).Order(StringComparer.Ordinal).ToArray();

    private string[] Files(params string[] files) =>
        files.Select((text, i) => _here.Folder.Write($"out/{i}.trx", text)).ToArray();

    private string[] Read(params string[] files) => Names(_here.Read("from-trx", Files(files)));
}
