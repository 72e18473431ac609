using System.Globalization;
using OneShot.RepositoryFiles;

namespace OneShot.Tests.RepositoryFiles;

public sealed class RepositoryYamlTests
{
    private const string Path = ".oneshot/oneshot.yaml";

    [Fact]
    public void Texts_and_lists_come_with_their_lines()
    {
        var rows = new RepositoryYaml().Read(
            Path,
            "# ours\nversion: 1\nsandbox: 'required' # always\n\nallow-hosts:\n  - a.example\n  - \"*.b.example\"\n"
        );
        rows.Select(row =>
                (
                    row.Line,
                    row.Name,
                    row.IsList,
                    string.Join(
                        ' ',
                        row.Texts.Select(text =>
                            string.Create(CultureInfo.InvariantCulture, $"{text.Line}={text.Text}")
                        )
                    )
                )
            )
            .ShouldBe([
                (2, "version", false, "2=1"),
                (3, "sandbox", false, "3=required"),
                (5, "allow-hosts", true, "6=a.example 7=*.b.example"),
            ]);
    }

    [Theory]
    [InlineData("sandbox: [a, [b]]", 1, "a list holds texts only")]
    [InlineData("version: 1\nsandbox: {a: b}", 2, "'sandbox' has to be a text or a list of texts")]
    [InlineData("- version", 1, "it has to be keys and values")]
    [InlineData("just text", 1, "it has to be keys and values")]
    [InlineData("version: &v 1\nsandbox: *v", 1, "anchors are not used here")]
    [InlineData("version: 1\nsandbox: *v", 2, "aliases are not used here")]
    [InlineData("version: 1\nallow-hosts: &a [x]", 2, "anchors are not used here")]
    [InlineData("version: 1\nallow-hosts: [*a]", 2, "aliases are not used here")]
    [InlineData("version: !!int 1", 1, "tags are not used here")]
    [InlineData("!x\nversion: 1", 1, "tags are not used here")]
    [InlineData("version: 1\n---\nversion: 1", 2, "there is a second document")]
    [InlineData("? [a]\n: b", 1, "a key has to be a text")]
    [InlineData("version: 1\nsandbox: null", 2, "null is nothing, and a text is meant. Write \"null\"")]
    [InlineData("version: 1\nsandbox:", 2, "a text is expected here")]
    [InlineData("version: 1\nsandbox: # none", 2, "there is no text")]
    [InlineData(
        "version: 1\nallow-hosts: [a.example, 10.0]",
        2,
        "'10.0' is a number, and a text is meant. Write \"10.0\""
    )]
    [InlineData("version: 1\nsandbox: off", 2, "'off' is true or false")]
    [InlineData("version: true", 1, "'true' is true or false")]
    [InlineData("version: 1\nneeds: 2026-11-29", 2, "is a date")]
    [InlineData("version: 1\n# a\u0085sandbox: none", 2, "U+0085 ends a line")]
    [InlineData("version: 1\nsandbox: \"open", 2, "it is no YAML")]
    [InlineData("version: [1", 2, "it is no YAML")]
    [InlineData("version: 1\n\tsandbox: x", 1, "it is no YAML")]
    public void What_is_more_than_that_is_told_with_its_line(string text, int line, string said)
    {
        var error = Should.Throw<OneShotException>(() => new RepositoryYaml().Read(Path, text)).Error;
        error.Code.ShouldBe("OS2083");
        error.Message.ShouldContain(said);
        error.Message.ShouldContain($"line {line}:");
    }

    [Theory]
    [InlineData("version: 1 # a number")]
    [InlineData("version: '1'")]
    [InlineData("version: \"1\"")]
    public void A_number_may_stand_in_quotes_where_one_is_meant(string text) =>
        new RepositoryYaml().Read(Path, text).Single().Texts.ShouldBe([(1, "1")]);

    [Fact]
    public void A_file_has_an_end() =>
        Should
            .Throw<OneShotException>(() => new RepositoryYaml().Read(Path, "version: 1\n" + new string('#', 70_000)))
            .Error.Message.ShouldContain("64 KiB");

    [Fact]
    public void Nesting_without_end_is_no_danger() =>
        Should
            .Throw<OneShotException>(() => new RepositoryYaml().Read(Path, "version: " + new string('[', 30_000)))
            .Error.Code.ShouldBe("OS2083");

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    public void An_empty_file_has_no_rows(string text) => new RepositoryYaml().Read(Path, text).ShouldBeEmpty();
}
