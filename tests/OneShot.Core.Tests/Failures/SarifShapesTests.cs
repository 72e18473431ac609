namespace OneShot.Core.Tests.Failures;

/// <summary>SARIF as compilers and analyzers of several makers write it.</summary>
public sealed class SarifShapesTests : IDisposable
{
    private readonly Reading _here = new();

    [Theory]
    [InlineData(
        "roslyn.sarif",
        "CS1002 ; expected src/Broken/Broken.cs:7:37 -",
        "CA1822 Member 'One' does not access instance data src/Broken/Broken.cs:5:9 -"
    )]
    [InlineData(
        "codeql.sarif",
        "js/sql-injection This query depends on a [user-provided value](1). src/Shop/Cart.cs:12:20 CodeQL",
        "cs/useless-assignment This assignment to total is useless. src/Shop/Cart.cs:3:9 CodeQL"
    )]
    [InlineData(
        "eslint.sarif",
        "no-undef 'basket' is not defined. src/Shop/Cart.cs:2:1 ESLint",
        "ESL0999 Parsing error: Unexpected token src/Broken/Broken.cs ESLint"
    )]
    [InlineData("semgrep.sarif", "csharp.sqli Untrusted input reaches a query. src/Shop/Cart.cs:8:13 Semgrep OSS")]
    public void The_errors_of_a_file_in_the_shape_of(string file, params string[] told) =>
        _here
            .Read("from-sarif", Reading.Recorded(file))
            .Select(failure =>
                $"{failure.Name} {failure.Message} {failure.Place} {failure.Tool ?? "-"}".Replace(
                    "  ",
                    " ",
                    StringComparison.Ordinal
                )
            )
            .ShouldBe(told);

    [Theory]
    [InlineData("", "\"level\":\"error\"", true)]
    [InlineData("", "\"level\":\"warning\"", false)]
    [InlineData("", "", false)]
    [InlineData("\"defaultConfiguration\":{\"level\":\"error\"}", "", true)]
    [InlineData("\"defaultConfiguration\":{\"level\":\"error\"}", "\"kind\":\"fail\"", true)]
    [InlineData("\"defaultConfiguration\":{\"level\":\"error\"}", "\"kind\":\"review\"", false)]
    [InlineData("\"defaultConfiguration\":{\"level\":\"error\"}", "\"level\":\"note\"", false)]
    [InlineData("", "\"level\":\"error\",\"kind\":\"informational\"", false)]
    [InlineData("", "\"level\":\"error\",\"baselineState\":\"new\"", true)]
    [InlineData("", "\"level\":\"error\",\"baselineState\":\"updated\"", true)]
    [InlineData("", "\"level\":\"error\",\"baselineState\":\"absent\"", false)]
    [InlineData("", "\"level\":\"error\",\"baselineState\":\"unchanged\"", false)]
    [InlineData("", "\"level\":\"error\",\"suppressions\":[]", true)]
    [InlineData("", "\"level\":\"error\",\"suppressions\":[{\"kind\":\"external\"}]", false)]
    [InlineData("", "\"level\":\"error\",\"suppressions\":[{\"kind\":\"external\",\"status\":\"accepted\"}]", false)]
    [InlineData("", "\"level\":\"error\",\"suppressions\":[{\"kind\":\"external\",\"status\":\"rejected\"}]", true)]
    [InlineData(
        "",
        "\"level\":\"error\",\"suppressions\":[{\"kind\":\"inSource\"},"
            + "{\"kind\":\"external\",\"status\":\"underReview\"}]",
        true
    )]
    public void Whether_a_result_is_an_error(string rule, string result, bool isError)
    {
        var text = """
            {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"T","rules":[{"id":"X"RULE}]}},
              "results":[{"ruleId":"X","message":{"text":"m"}RESULT}]}]}
            """.Replace("RULE", rule.Length > 0 ? "," + rule : "", StringComparison.Ordinal).Replace(
            "RESULT",
            result.Length > 0 ? "," + result : "",
            StringComparison.Ordinal
        );
        if (isError)
            _here.Text("from-sarif", text).Single().Name.ShouldBe("X");
        else
            Should.Throw<OneShotException>(() => _here.Text("from-sarif", text)).Error.Code.ShouldBe("OS2043");
    }

    [Theory]
    [InlineData("\"ruleIndex\":1", "X2", "two")]
    [InlineData("\"rule\":{\"index\":1}", "X2", "two")]
    [InlineData("\"rule\":{\"id\":\"X2\"}", "X2", "two")]
    [InlineData("\"ruleId\":\"X2/7\"", "X2/7", "two")]
    [InlineData("\"rule\":{\"id\":\"E1\",\"index\":0,\"toolComponent\":{\"index\":0}}", "E1", "of an extension")]
    [InlineData("\"rule\":{\"id\":\"E1\",\"toolComponent\":{\"name\":\"ext\"}}", "E1", "of an extension")]
    [InlineData("\"ruleIndex\":99", "", "It has no message.")]
    [InlineData("\"ruleIndex\":-1", "", "It has no message.")]
    public void A_rule_is_found_however_a_result_names_it(string named, string name, string message)
    {
        var level = message == "It has no message." ? ",\"level\":\"error\"" : "";
        var failure = _here
            .Text(
                "from-sarif",
                """
                {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"T","rules":[{"id":"X1"},{"id":"X2",
                  "defaultConfiguration":{"level":"error"},"messageStrings":{"default":{"text":"two"}}}]},
                  "extensions":[{"name":"ext","rules":[{"id":"E1","defaultConfiguration":{"level":"error"},
                    "messageStrings":{"default":{"text":"of an extension"}}}]}]},
                  "results":[{NAMED,"message":{"id":"default"}LEVEL}]}]}
                """.Replace("NAMED", named, StringComparison.Ordinal).Replace("LEVEL", level, StringComparison.Ordinal)
            )
            .Single();
        (failure.Name, failure.Message).ShouldBe((name, message));
    }

    [Theory]
    [InlineData("{\"id\":\"a\",\"arguments\":[\"x\",\"y\"]}", "x {then} y, x")]
    [InlineData("{\"id\":\"a\",\"arguments\":[\"x\"]}", "x {then} {1}, x")]
    [InlineData("{\"id\":\"g\"}", "of all rules")]
    [InlineData("{\"text\":\"it is {0}\",\"arguments\":[\"x\"]}", "it is x")]
    [InlineData("{\"markdown\":\"*m*\"}", "*m*")]
    [InlineData("{\"id\":\"unknown\"}", "It has no message.")]
    public void A_message_is_put_together(string message, string told) =>
        _here
            .Text(
                "from-sarif",
                """
                {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"T",
                  "globalMessageStrings":{"g":{"text":"of all rules"}},"rules":[{"id":"X",
                  "messageStrings":{"a":{"text":"{0} {{then}} {1}, {0}"}}}]}},"results":[{"ruleId":"X",
                  "ruleIndex":0,"level":"error","message":MESSAGE}]}]}
                """.Replace("MESSAGE", message, StringComparison.Ordinal)
            )
            .Single()
            .Message.ShouldBe(told);

    [Theory]
    [InlineData("{\"uri\":\"Broken.cs\",\"uriBaseId\":\"SRC\"}", "src/Broken/Broken.cs:3")]
    [InlineData("{\"uri\":\"src/Broken/Broken.cs\",\"uriBaseId\":\"%SRCROOT%\"}", "src/Broken/Broken.cs:3")]
    [InlineData("{\"index\":1}", "src/Broken/Broken.cs:3")]
    [InlineData("{\"index\":2}", "src/Broken/Broken.cs:3")]
    [InlineData("{\"index\":99}", null)]
    [InlineData("{\"uri\":\"x\",\"uriBaseId\":\"LOOP\"}", null)]
    [InlineData("{\"uri\":\"file:///build/shop/src/Broken/Broken.cs\"}", "src/Broken/Broken.cs:3")]
    public void A_file_is_found_however_a_location_names_it(string artifact, string? place) =>
        _here
            .Text(
                "from-sarif",
                """
                {"version":"2.1.0","runs":[{"originalUriBaseIds":{"ROOT":{"uri":"file:///build/shop/"},
                  "SRC":{"uri":"src/Broken/","uriBaseId":"ROOT"},"LOOP":{"uri":"a/","uriBaseId":"LOOP"}},
                  "artifacts":[{"location":{"uri":"a.cs"}},{"location":{"uri":"Broken.cs","uriBaseId":"SRC"}},
                    {"location":{"index":1}}],
                  "results":[{"ruleId":"X","level":"error","message":{"text":"m"},
                    "locations":[{"physicalLocation":{"artifactLocation":ARTIFACT,
                    "region":{"startLine":3.0}}}]}]}]}
                """.Replace("ARTIFACT", artifact, StringComparison.Ordinal)
            )
            .Single()
            .Place?.ToString()
            .ShouldBe(place);

    [Fact]
    public void A_configuration_of_the_run_wins_over_the_rules_own() =>
        _here
            .Text(
                "from-sarif",
                """
                {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"T","rules":[{"id":"X"},{"id":"Y",
                  "defaultConfiguration":{"level":"error"}}]}},
                  "invocations":[{"executionSuccessful":true,
                    "ruleConfigurationOverrides":[{"descriptor":{"id":"X"},"configuration":{"level":"error"}},
                    {"descriptor":{"index":1},"configuration":{"level":"note"}}]}],
                  "results":[{"ruleId":"X","message":{"text":"m"}},{"ruleId":"Y","message":{"text":"m"}}]}]}
                """
            )
            .Select(failure => failure.Name)
            .ShouldBe(["X"]);

    [Fact]
    public void A_tool_that_could_not_do_its_work_is_an_error() =>
        _here
            .Text(
                "from-sarif",
                """
                {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"T"}},"results":[],
                  "invocations":[{"executionSuccessful":false,
                  "toolExecutionNotifications":[{"level":"warning","message":{"text":"slow"}},{"level":"error",
                    "descriptor":{"id":"T9"},"message":{"text":"it broke"}}]}]}]}
                """
            )
            .Select(failure => $"{failure.Name} {failure.Message} {failure.Tool}")
            .ShouldBe(["T9 it broke T"]);

    [Theory]
    [InlineData("3", 3)]
    [InlineData("3.0", 3)]
    [InlineData("3e0", 3)]
    [InlineData("1e300", 0)]
    [InlineData("2.5", 0)]
    [InlineData("-1", 0)]
    public void A_number_is_whole_however_it_is_written(string number, int line) =>
        _here
            .Text(
                "from-sarif",
                """
                {"version":"2.1.0","runs":[{"results":[{"level":"error","message":{"text":"m"},
                  "locations":[{"physicalLocation":{"artifactLocation":{"uri":"src/Broken/Broken.cs"},
                  "region":{"startLine":NUMBER}}}]}]}]}
                """.Replace("NUMBER", number, StringComparison.Ordinal)
            )
            .Single()
            .Place!.Line.ShouldBe(line);

    public void Dispose() => _here.Dispose();
}
