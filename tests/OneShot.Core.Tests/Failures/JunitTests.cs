using OneShot.Core.Failures;

namespace OneShot.Core.Tests.Failures;

/// <summary>JUnit XML as test runners of several languages write it.</summary>
public sealed class JunitTests : IDisposable
{
    private readonly Reading _here = new();

    public JunitTests()
    {
        foreach (
            var file in new[]
            {
                "tests/test_cart.py",
                "src/cart.test.js",
                "src/cart.js",
                "app/src/test/java/com/shop/CartTest.java",
                "app/src/main/java/com/shop/Cart.java",
                "cart/cart_test.go",
            }
        )
            _here.Folder.Write(file, "");
    }

    [Theory]
    [InlineData(
        "pytest.xml",
        "out/junit.xml",
        "tests.test_cart.test_total[2-3-6]: assert 5 == 6 @ tests/test_cart.py:7",
        "tests.test_cart.TestBasket.test_load: failed on setup with \"FileNotFoundError: monday\" @ "
            + "tests/test_cart.py:12"
    )]
    [InlineData(
        "gradle.xml",
        "app/build/test-results/test/TEST-com.shop.CartTest.xml",
        "com.shop.CartTest.totalIsPriceTimesCount(): org.opentest4j.AssertionFailedError: expected: "
            + "<6> but was: <5> @ app/src/test/java/com/shop/CartTest.java:12"
    )]
    [InlineData(
        "surefire.xml",
        "app/target/surefire-reports/TEST-com.shop.CartTest.xml",
        "com.shop.CartTest.loads: java.io.IOException: No basket @ app/src/main/java/com/shop/Cart.java:9",
        "com.shop.CartTest.timesOut: java.lang.AssertionError @ app/src/test/java/com/shop/CartTest.java:30"
    )]
    [InlineData(
        "jest.xml",
        "junit.xml",
        "cart total is price times count: Error: expect(received).toBe(expected) // Object.is "
            + "equality @ src/cart.test.js:5:26"
    )]
    [InlineData(
        "go.xml",
        "report.xml",
        "example.com/shop/cart.TestTotal: Failed @ cart/cart_test.go:9",
        "example.com/shop/cart.TestPanics: Failed @ cart/cart_test.go:15"
    )]
    public void The_failing_tests_of_a_file_in_the_shape_of(string file, string there, params string[] told)
    {
        var path = _here.Folder.Write(there, File.ReadAllText(Reading.Recorded(file)));
        var failures = _here.Read("from-junit", path);
        failures
            .Select(failure =>
                $"{failure.Name}: {failure.Message.Split('\n')[0]} @ "
                + failure.Frames.FirstOrDefault(frame => frame.Place is not null)?.Place
            )
            .ShouldBe(told, ignoreOrder: true);
        ReproduceCommand.Of(failures).ShouldBeEmpty("nobody knows how these tests are run");
    }

    [Fact]
    public void A_test_that_passed_when_it_was_run_again_is_none()
    {
        Names(
                """<testsuite name="s"><testcase classname="A" name="flaky"><flakyFailure message="m"/>"""
                    + """</testcase><testcase classname="A" name="red"><failure message="m"/>"""
                    + """<rerunFailure message="n"/></testcase></testsuite>"""
            )
            .ShouldBe(["A.red"]);
        Names(
                """<testsuite name="s"><testcase classname="A" name="retried"><failure message="m"/>"""
                    + """</testcase><testcase classname="A" name="retried"/>"""
                    + """<testcase classname="A" name="red"><failure/></testcase></testsuite>"""
            )
            .ShouldBe(["A.red"]);
        Names(
                """<testsuites><testsuite name="chrome"><testcase name="opens"><failure/></testcase>"""
                    + """</testsuite><testsuite name="firefox"><testcase name="opens"/></testsuite>"""
                    + """</testsuites>"""
            )
            .ShouldBe(["opens"], "another suite is no retry");
    }

    [Fact]
    public void Newer_files_count_over_older_ones()
    {
        static string At(string time, string content) =>
            $"""<testsuite name="s" timestamp="2026-11-29T{time}:00">"""
            + $"""<testcase classname="A" name="t">{content}</testcase><testcase classname="A" name="u">"""
            + $"""<failure/></testcase></testsuite>""";
        var old = _here.Folder.Write("out/b.xml", At("10:00", "<failure/>"));
        var young = _here.Folder.Write("out/a.xml", At("11:00", ""));
        _here.Read("from-junit", old, young).Select(failure => failure.Name).ShouldBe(["A.u"]);
    }

    [Theory]
    [InlineData("from-trx", "out/file is JUnit XML, and is read as that (--from-junit).")]
    [InlineData("from-junit", null)]
    public void The_other_argument_reads_it_too_and_says_so(string argument, string? word)
    {
        _here
            .Text(
                argument,
                """<testsuites><testsuite name="s"><testcase classname="A" name="red"><failure/>"""
                    + """</testcase></testsuite></testsuites>"""
            )
            .Single()
            .Name.ShouldBe("A.red");
        _here
            .Reporter.Lines.SingleOrDefault(line => line.Contains("is read as that", StringComparison.Ordinal))
            .ShouldBe(word);
    }

    [Fact]
    public void A_trx_file_by_the_argument_for_junit_is_read_as_one()
    {
        _here
            .Text(
                "from-junit",
                """<TestRun><Results><UnitTestResult testName="T" outcome="Failed"/></Results></TestRun>"""
            )
            .Single()
            .Name.ShouldBe("T");
        _here.Reporter.Text.ShouldContain("out/file is TRX, and is read as that (--from-trx).");
    }

    [Theory]
    [InlineData("""<testsuites tests="3" failures="2"/>""", "it counts 2 failed tests and reports none")]
    [InlineData(
        """<testsuite errors="1"><testcase name="green"/></testsuite>""",
        "it counts 1 failed test and reports none"
    )]
    [InlineData("<html/>", "it does not begin with testsuites")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\">]><testsuites>&a;</testsuites>", "DTD")]
    [InlineData("<testsuite><testcase>", "Unexpected end of file")]
    public void What_is_not_understood_is_not_called_green(string text, string reason) =>
        Should
            .Throw<OneShotException>(() => _here.Text("from-junit", text))
            .Error.ShouldSatisfyAllConditions(
                error => error.Code.ShouldBe("OS2042"),
                error => error.Message.ShouldContain(reason)
            );

    [Theory]
    [InlineData("""<testsuites/>""")]
    [InlineData(
        """<testsuite tests="1" failures="0" errors="0"><testcase name="green"/>"""
            + """<testcase name="skipped"><skipped message="error"/></testcase></testsuite>"""
    )]
    public void Green_is_green(string text) =>
        Should.Throw<OneShotException>(() => _here.Text("from-junit", text)).Error.Code.ShouldBe("OS2043");

    [Fact]
    public void A_suite_that_could_not_even_begin_is_a_failure() =>
        _here
            .Text(
                "from-junit",
                """<testsuite name="com.shop.CartTest">"""
                    + """<error type="java.lang.NoClassDefFoundError" message="Basket">trace</error>"""
                    + """</testsuite>"""
            )
            .Single()
            .ShouldSatisfyAllConditions(
                failure => failure.Name.ShouldBe("com.shop.CartTest"),
                failure => failure.Message.ShouldBe("java.lang.NoClassDefFoundError: Basket\ntrace")
            );

    [Theory]
    [InlineData("A.b", "t", "A.b.t")]
    [InlineData("", "t", "t")]
    [InlineData("cart", "cart adds", "cart adds")]
    [InlineData("com.shop.CartTest", "com.shop.CartTest.adds", "com.shop.CartTest.adds")]
    public void A_name_tells_the_class_once(string type, string name, string told) =>
        Names($"""<testsuite name="s"><testcase classname="{type}" name="{name}"><failure/></testcase></testsuite>""")
            .ShouldBe([told]);

    [Theory]
    [InlineData("../../etc/passwd:3: error")]
    [InlineData("/etc/passwd:3: error")]
    [InlineData("at x.y.Z(.git/config:3)")]
    public void No_place_is_outside_of_the_repository(string line)
    {
        _here.Folder.Write(".git/config", "");
        _here
            .Text(
                "from-junit",
                $"""<testsuite name="s"><testcase name="t"><failure>{line}</failure></testcase></testsuite>"""
            )
            .Single()
            .Frames.ShouldBeEmpty();
    }

    [Fact]
    public void A_place_that_the_test_case_itself_names_is_told() =>
        _here
            .Text(
                "from-junit",
                """<testsuite name="s" file="src/cart.test.js">"""
                    + """<testcase name="t" file="tests/test_cart.py" line="5"><failure message="m"/>"""
                    + """</testcase><testcase name="u"><failure message="m"/></testcase></testsuite>"""
            )
            .Select(failure => failure.Frames.Single().Place!.ToString())
            .ShouldBe(["tests/test_cart.py:5", "src/cart.test.js"]);

    [Theory]
    [InlineData("<![CDATA[a\u001B[31mred\u001B[0m]] > \u0001<b> ]]>", "ared]] > ‹U+0001›<b>")]
    [InlineData("a\u001B[31mred\u001B[0m \u0001 &lt;b> x", "ared ‹U+0001› <b> x")]
    [InlineData("\u0001<![CDATA[\u0002]]>\u0003", "‹U+0001›‹U+0002›‹U+0003›")]
    public void Characters_that_xml_forbids_are_read_in_every_kind_of_text(string text, string told) =>
        _here
            .Text(
                "from-junit",
                $"""<testsuite name="s"><testcase name="t\u0007"><failure>{text}</failure></testcase></testsuite>"""
            )
            .Single()
            .ShouldSatisfyAllConditions(failure => failure.Message.ShouldBe(told));

    [Theory]
    [InlineData("utf-8", "iso-8859-1", "\uFFFD")]
    [InlineData("iso-8859-1", "iso-8859-1", "é")]
    [InlineData("utf-16", "utf-16", "é")]
    [InlineData("utf-16", "utf-8", "é")]
    public void An_encoding_is_the_one_that_is_told_unless_the_bytes_are_another(string told, string real, string seen)
    {
        var text =
            $"""<?xml version="1.0" encoding="{told}"?><testsuite name="s"><testcase name="t">"""
            + $"""<failure message="é"/></testcase></testsuite>""";
        var encoding = System.Text.Encoding.GetEncoding(real);
        File.WriteAllBytes(
            _here.Folder["encoded.xml"],
            [.. encoding.GetPreamble().Where(_ => real == "utf-16"), .. encoding.GetBytes(text)]
        );
        _here.Read("from-junit", _here.Folder["encoded.xml"]).Single().Message.ShouldBe(seen);
    }

    [Fact]
    public void Suites_deep_inside_of_each_other_cost_no_stack() =>
        Names(
                "<testsuites>"
                    + string.Concat(Enumerable.Repeat("<testsuite>", 50_000))
                    + """<testcase name="t"><failure/></testcase>"""
                    + string.Concat(Enumerable.Repeat("</testsuite>", 50_000))
                    + "</testsuites>"
            )
            .ShouldBe(["t"]);

    [Fact]
    public void More_results_than_the_limit_are_refused()
    {
        var cases = string.Concat(Enumerable.Repeat("<testcase name=\"t\"/>", FailureLimits.Results + 1));
        Should
            .Throw<OneShotException>(() => _here.Text("from-junit", $"<testsuite name=\"s\">{cases}</testsuite>"))
            .Error.Message.ShouldContain($"more than {FailureLimits.Results} results");
    }

    public void Dispose() => _here.Dispose();

    private string[] Names(string text) => _here.Text("from-junit", text).Select(failure => failure.Name).ToArray();
}
