using OneShot.Core.Failures;
using OneShot.Core.Model;

namespace OneShot.Core.Tests.Failures;

/// <summary>Errors of compilers and analyzers, as real builds wrote them.</summary>
public sealed class SarifAndLogTests : IDisposable
{
    private readonly Reading _here = new();

    [Theory]
    [InlineData("from-sarif", "broken.sarif")]
    [InlineData("from-sarif", "broken-1.0.sarif")]
    [InlineData("from-log", "build.log")]
    [InlineData("from-log", "build-terminal.log")]
    public void The_same_error_whatever_tells_it(string argument, string file)
    {
        var failures = _here.Read(argument, Reading.Recorded(file));
        failures
            .Select(failure => (failure.Kind, failure.Name, failure.Message, failure.Place?.ToString()))
            .Distinct()
            .ShouldBe([(FailureKind.Error, "CS1002", "; expected", "src/Broken/Broken.cs:7:37")]);
        FailureGroup.Of(failures).Count.ShouldBe(1);
    }

    [Fact]
    public void A_logs_error_knows_its_project() =>
        _here.Read("from-log", Reading.Recorded("build.log"))[0].Project.ShouldBe("src/Broken/Broken.csproj");

    [Theory]
    [InlineData(
        "src/Broken/Broken.cs(7,37): error CS1002: ; expected",
        "CS1002",
        "; expected",
        "src/Broken/Broken.cs:7:37"
    )]
    [InlineData(
        "Broken.cs(7,37,7,38): error CS1002: ; expected [/x/src/Broken/Broken.csproj::TargetFramework=net10.0]",
        "CS1002",
        "; expected",
        "src/Broken/Broken.cs:7:37"
    )]
    [InlineData(
        @"     2>D:\a\shop\src\Broken\Broken.cs(7,37): error CS1002: ; expected [D:\a\shop\src\Broken\Broken.csproj]",
        "CS1002",
        "; expected",
        "src/Broken/Broken.cs:7:37"
    )]
    [InlineData(
        @"C:\Program Files (x86)\src\Broken\Broken.cs(7): error CS1002: ; expected",
        "CS1002",
        "; expected",
        "src/Broken/Broken.cs:7"
    )]
    [InlineData(
        "2026-11-22T21:24:12.3599731Z ##[error]/x/src/Broken/Broken.cs(7,37): error CS1002: ; expected",
        "CS1002",
        "; expected",
        "src/Broken/Broken.cs:7:37"
    )]
    [InlineData(
        "/x/src/Broken/Broken.csproj : error NU1101: Unable to find package Shop. [/x/Shop.sln]",
        "NU1101",
        "Unable to find package Shop.",
        "src/Broken/Broken.csproj"
    )]
    [InlineData(
        "MSBUILD : error MSB1009: Project file does not exist.",
        "MSB1009",
        "Project file does not exist.",
        null
    )]
    [InlineData(
        "CSC : error CS5001: Program does not contain a static 'Main' method",
        "CS5001",
        "Program does not contain a static 'Main' method",
        null
    )]
    [InlineData("x.targets(3,3): error : the user's own", "", "the user's own", null)]
    [InlineData("LINK : fatal error LNK1104: cannot open file 'x.lib'", "LNK1104", "cannot open file 'x.lib'", null)]
    public void A_line_of_any_tool_that_writes_them_as_msbuild_does(
        string line,
        string code,
        string message,
        string? place
    )
    {
        var failure = _here.Text("from-log", "one\n" + line + "\r\ntwo").Single();
        (failure.Name, failure.Message, failure.Place?.ToString()).ShouldBe((code, message, place));
    }

    [Theory]
    [InlineData("    0 Error(s)")]
    [InlineData("Build succeeded.")]
    [InlineData("src/Broken/Broken.cs(7,37): warning CS0168: error is never used")]
    [InlineData("an error happened somewhere")]
    public void Other_lines_are_none(string line) =>
        Should.Throw<OneShotException>(() => _here.Text("from-log", line)).Error.Code.ShouldBe("OS2043");

    [Fact]
    public void A_log_of_powershell_is_utf_16()
    {
        File.WriteAllText(
            _here.Folder["utf16.log"],
            "src/Broken/Broken.cs(7,37): error CS1002: é",
            System.Text.Encoding.Unicode
        );
        _here.Read("from-log", _here.Folder["utf16.log"]).Single().Message.ShouldBe("é");
    }

    [Fact]
    public void A_log_that_is_one_line_of_megabytes_or_no_text_at_all_is_read_quickly()
    {
        Should
            .Throw<OneShotException>(() => _here.Text("from-log", new string('x', 20_000_000) + ": error CS1: y"))
            .Error.Code.ShouldBe("OS2043");
        File.WriteAllBytes(
            _here.Folder["binary"],
            Enumerable.Range(0, 2_000_000).Select(i => (byte)(i * 7919)).ToArray()
        );
        Should
            .Throw<OneShotException>(() => _here.Read("from-log", _here.Folder["binary"]))
            .Error.Code.ShouldBe("OS2043");
    }

    [Theory]
    [InlineData(
        """{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"Semgrep"}},"results":[null,{"ruleId":"X1","level":"error","message":{"text":"m"}},{"ruleId":"X2","level":"warning","message":{"text":"m"}},{"ruleId":"X3","message":{"text":"m"}},{"ruleId":"X4","level":"error","message":{"text":"m"},"suppressions":[{"kind":"inSource"}]},{"ruleId":"X5","level":"error","kind":"pass","message":{"text":"m"}}]},null]}"""
    )]
    [InlineData(
        "\uFEFF{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"Semgrep\"}},\"results\":[{\"ruleId\":\"X1\",\"level\":\"error\",\"message\":{}}]}]}"
    )]
    public void Only_errors_that_nobody_suppressed_count(string sarif)
    {
        var failure = _here.Text("from-sarif", sarif).Single();
        (failure.Name, failure.Tool).ShouldBe(("X1", "Semgrep"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<TestRun/>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"version":"3.0","runs":[]}""")]
    [InlineData("""{"version":"2.1.0","runs":[{"results":"none"}]}""")]
    [InlineData(
        """{"version":"2.1.0","runs":[{"results":[{"level":"error","message":{"text":"m"},"locations":[{"physicalLocation":{"region":{"startLine":"x"}}}]}]}]}"""
    )]
    public void What_is_no_sarif_is_told(string text) =>
        Should.Throw<OneShotException>(() => _here.Text("from-sarif", text)).Error.Code.ShouldBe("OS2042");

    [Theory]
    [InlineData("file:///work/shop/src/Broken/Broken.cs", "src/Broken/Broken.cs:3")]
    [InlineData("src/Broken/Broken.cs", "src/Broken/Broken.cs:3")]
    [InlineData("src%2FBroken%2FBroken.cs", "src/Broken/Broken.cs:3")]
    [InlineData("file:///etc/passwd", null)]
    [InlineData("../../etc/passwd", null)]
    public void A_place_is_a_file_of_the_repository_or_none(string uri, string? place) =>
        _here
            .Text(
                "from-sarif",
                """{"version":"2.1.0","runs":[{"results":[{"ruleId":"X","level":"error","message":{"text":"m"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"URI"},"region":{"startLine":3}}}]}]}]}""".Replace(
                    "URI",
                    uri,
                    StringComparison.Ordinal
                )
            )
            .Single()
            .Place?.ToString()
            .ShouldBe(place);

    public void Dispose() => _here.Dispose();
}
