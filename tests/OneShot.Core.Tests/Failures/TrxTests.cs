using System.Text;
using OneShot.Core.Failures;

namespace OneShot.Core.Tests.Failures;

/// <summary>What test runs wrote, and what nobody's test run wrote.</summary>
public sealed class TrxTests : IDisposable
{
    private readonly Reading _here = new();

    [Fact]
    public void The_failing_tests_of_a_real_run_with_their_places_in_the_repository()
    {
        var failures = _here.Read("from-trx", Reading.Recorded("shop.trx"));
        failures
            .Select(failure => failure.Name)
            .Order()
            .ShouldBe([
                "Shop.Tests.CartTests.A_basket_is_loaded",
                "Shop.Tests.CartTests.Total_is_price_times_count(price: 2, count: 3, total: 6)",
                "Shop.Tests.CartTests.Total_is_price_times_count(price: 4, count: 5, total: 20)",
            ]);
        var basket = failures.Single(failure => failure.Method == "Shop.Tests.CartTests.A_basket_is_loaded");
        basket.Message.ShouldBe("System.IO.FileNotFoundException : No basket monday, token ***");
        basket
            .Frames.Where(frame => frame.Place is not null)
            .Select(frame => $"{frame.Method} {frame.Place}")
            .ShouldBe([
                "Shop.Cart.Load(String file) src/Shop/Cart.cs:7",
                "Shop.Tests.CartTests.A_basket_is_loaded() tests/Shop.Tests/CartTests.cs:13",
            ]);
    }

    [Theory]
    [InlineData("Shop.CartTests.Adds(x: 1)", "Shop.CartTests.Adds(x: 1)")]
    [InlineData("Adds", "Shop.CartTests.Adds")]
    [InlineData("Adds (1,2)", "Shop.CartTests.Adds (1,2)")]
    [InlineData("two and two", "Shop.CartTests.Adds (two and two)")]
    public void A_name_tells_the_class_whatever_the_framework_calls_the_test(string name, string told) =>
        _here
            .Text(
                "from-trx",
                $"""<TestRun><Results><UnitTestResult testId="1" testName="{name}" outcome="Failed"/></Results><TestDefinitions><UnitTest id="1"><TestMethod className="Shop.CartTests, Shop.Tests, Version=1.0.0.0" name="Adds"/></UnitTest></TestDefinitions></TestRun>"""
            )
            .Single()
            .ShouldSatisfyAllConditions(
                failure => failure.Name.ShouldBe(told),
                failure => failure.Method.ShouldBe("Shop.CartTests.Adds")
            );

    [Fact]
    public void Results_inside_of_a_result_are_told_and_not_the_one_around_them() =>
        _here
            .Text(
                "from-trx",
                """<TestRun><Results><UnitTestResult testName="All" outcome="Failed"><InnerResults><UnitTestResult testName="One" outcome="Passed"/><UnitTestResult testName="Two" outcome="Failed"/></InnerResults></UnitTestResult></Results></TestRun>"""
            )
            .Select(failure => failure.Name)
            .ShouldBe(["Two"]);

    [Fact]
    public void A_run_that_broke_off_is_a_failure() =>
        _here
            .Text(
                "from-trx",
                """<TestRun><ResultSummary outcome="Failed"><RunInfos><RunInfo outcome="Error"><Text>The active test run was aborted. Reason: Test host process crashed</Text></RunInfo></RunInfos></ResultSummary></TestRun>"""
            )
            .Single()
            .Message.ShouldContain("crashed");

    [Theory]
    [InlineData("at A.B.C() in /work/elsewhere/src/Shop/Cart.cs:line 7", "src/Shop/Cart.cs:7")]
    [InlineData(@"at A.B.C() in D:\a\shop\src\Shop\Cart.cs:line 7", "src/Shop/Cart.cs:7")]
    [InlineData("at A.B.C() in /_/src/Shop/Cart.cs:line 7", "src/Shop/Cart.cs:7")]
    [InlineData(@"   bei A.B.C() in C:\x\src\Shop\Cart.cs:Zeile 7.", "src/Shop/Cart.cs:7")]
    [InlineData("at A.B.C() in /work/shop/Cart.cs:line 7", null)]
    [InlineData("at A.B.C() in /work/../../etc/passwd:line 1", null)]
    [InlineData("at A.B.C() in /etc/passwd:line 1", null)]
    [InlineData("at A.B.C() in /x/.git/config:line 1", null)]
    [InlineData("at A.B.C()", null)]
    public void A_frame_is_a_file_of_the_repository_wherever_it_was_built(string line, string? place)
    {
        _here.Folder.Write(".git/config", "");
        _here.Test("T", "m", line).Frames.Single().Place?.ToString().ShouldBe(place);
    }

    [Theory]
    [InlineData("", "Root element is missing")]
    [InlineData("no xml", "Data at the root level is invalid")]
    [InlineData("<TestRun><Results>", "Unexpected end of file")]
    [InlineData("<html></html>", "it does not begin with a TestRun")]
    [InlineData("\0\0\0\0", "Data at the root level is invalid")]
    [InlineData(
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><TestRun>&b;</TestRun>",
        "DTD"
    )]
    [InlineData("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><TestRun>&a;</TestRun>", "DTD")]
    public void What_is_no_test_results_is_told_in_one_line(string text, string reason)
    {
        var error = Should.Throw<OneShotException>(() => _here.Text("from-trx", text)).Error;
        (error.Code, error.Exit).ShouldBe(("OS2042", ExitCode.BadInput));
        error.Message.ShouldStartWith("'out/file' can't be read as TRX: ");
        error.Message.ShouldContain(reason);
    }

    [Fact]
    public void Results_deep_inside_of_each_other_are_refused_and_cost_no_stack()
    {
        const string begin = "<UnitTestResult outcome=\"Failed\">";
        var deep = new StringBuilder("<TestRun>").Insert(9, begin, 200_000).ToString();
        Should.Throw<OneShotException>(() => _here.Text("from-trx", deep)).Error.Code.ShouldBe("OS2042");
        _here
            .Text(
                "from-trx",
                "<TestRun>"
                    + new StringBuilder().Insert(0, "<a>", 100_000).Insert(300_000, "</a>", 100_000)
                    + begin
                    + "</UnitTestResult></TestRun>"
            )
            .Count.ShouldBe(1);
    }

    [Fact]
    public void A_file_beyond_the_limit_is_refused_and_one_just_below_it_read()
    {
        var path = _here.Folder.Write("out/large.trx", "<TestRun><Results/><x>");
        using (var file = File.Open(path, FileMode.Append))
        {
            var part = Encoding.ASCII.GetBytes(new string('y', 1024 * 1024));
            for (var i = 0; i < 63; i++)
                file.Write(part);
            file.Write("</x><Results><UnitTestResult testName=\"T\" outcome=\"Failed\"/></Results></TestRun>"u8);
        }

        _here.Read("from-trx", path).Count.ShouldBe(1);
        using (var file = File.Open(path, FileMode.Append))
            file.Write(new byte[2 * 1024 * 1024]);
        using (var file = File.Create(_here.Folder["out/100.trx"]))
            file.SetLength(100L * 1024 * 1024);
        foreach (var argument in new[] { "from-sarif", "from-log" })
            Should
                .Throw<OneShotException>(() => _here.Read(argument, _here.Folder["out/100.trx"]))
                .Error.Code.ShouldBeOneOf("OS2042", "OS2043");
        Should
            .Throw<OneShotException>(() => _here.Read("from-log", _here.Folder["out/100.trx"]))
            .Error.Message.ShouldContain("more than 64 MB");
    }

    [Fact]
    public void Characters_that_a_prompt_may_not_hold_are_shown_or_taken_out()
    {
        var failure = _here.Test("T\u202E", "&#x1B;[31mred&#x1B;[0m&#0;&#xD800; a&#7;b");
        failure.Message.ShouldBe("red‹U+0000›\uFFFD a‹U+0007›b");
        failure.Name.ShouldBe("T‹U+202E›");
    }

    [Fact]
    public void A_message_of_megabytes_is_read_to_its_limit() =>
        _here.Test("T", new string('m', 5_000_000)).Message.Length.ShouldBe(FailureLimits.Read);

    [Fact]
    public void A_text_is_not_searched_for_ever() =>
        _here
            .Test(
                "T(" + new string('(', 50_000),
                new string('/', 50_000) + new string(':', 50_000),
                string.Join('\n', Enumerable.Repeat("   at " + new string('a', 3000) + "(", 2000))
            )
            .Frames.ShouldBeEmpty();

    public void Dispose() => _here.Dispose();
}
