using OneShot.Batches;
using OneShot.Core.Model;

namespace OneShot.Tests.Batches;

/// <summary>Unquoted text that YAML would cut, or take for something else: an error that shows what to write.</summary>
public class UnclearYamlTests
{
    [Theory]
    [InlineData("- Add it\n- Fix issue #42 in the parser\n", 2, "a comment", "\"Fix issue #42 in the parser\"")]
    [InlineData("- prompt: Say \"hi\" in C:\\x #1\n", 1, "a comment", "\"Say \\\"hi\\\" in C:\\\\x #1\"")]
    [InlineData(
        "- \U0001f600\U0001f600 日本 issue\t# 42\n",
        1,
        "a comment",
        "\"\U0001f600\U0001f600 日本 issue # 42\""
    )]
    [InlineData("- Fix it\r\n- Fix issue #42\r\n", 2, "a comment", "\"Fix issue #42\"")]
    [InlineData("- Add\n  it all #1\n", 1, "a comment", "\"Add it all #1\"")]
    [InlineData("- #42 is wrong\n", 1, "a comment", "\"#42 is wrong\"")]
    [InlineData("- prompt: Add it\n  plan-issue: #42\n", 2, "a comment", "\"#42\"")]
    [InlineData("- prompt: Add it\n  slug: x # short\n", 2, "a comment", "\"x # short\"")]
    [InlineData("- {prompt: Fix it #42\n  }\n", 1, "a comment", "\"Fix it #42\"")]
    [InlineData("- Add it\n-\n", 2, "a text is expected here", "\"\"")]
    [InlineData("- prompt: Add it\n  model:\n", 2, "a text is expected here", "\"\"")]
    [InlineData("- {prompt: Fix it, the parser}\n", 1, "a text is expected here", "\"\"")]
    [InlineData("- ~\n", 1, "~ is nothing", "\"~\"")]
    [InlineData("- prompt: null\n", 1, "null is nothing", "\"null\"")]
    [InlineData("- NULL\n", 1, "NULL is nothing", "\"NULL\"")]
    [InlineData("- 7\n", 1, "'7' is a number", "\"7\"")]
    [InlineData("- 0x1F\n", 1, "'0x1F' is a number", "\"0x1F\"")]
    [InlineData("- 1e309\n", 1, "'1e309' is a number", "\"1e309\"")]
    [InlineData("- -.inf\n", 1, "'-.inf' is a number", "\"-.inf\"")]
    [InlineData("- .NaN\n", 1, "'.NaN' is a number", "\".NaN\"")]
    [InlineData("- 12:30:45\n", 1, "'12:30:45' is a number", "\"12:30:45\"")]
    [InlineData("- prompt: Add it\n  base: 2.0\n", 2, "'2.0' is a number", "\"2.0\"")]
    [InlineData("- prompt: Add it\n  slug: 1_000\n", 2, "'1_000' is a number", "\"1_000\"")]
    [InlineData("- true\n", 1, "'true' is true or false", "\"true\"")]
    [InlineData("- No\n", 1, "'No' is true or false", "\"No\"")]
    [InlineData("- prompt: Add it\n  plan-issue: on\n", 2, "'on' is true or false", "\"on\"")]
    [InlineData("- 2026-11-29\n", 1, "'2026-11-29' is a date", "\"2026-11-29\"")]
    [InlineData("- 2026-11-29 05:30:10 +01:00\n", 1, "is a date", "\"2026-11-29 05:30:10 +01:00\"")]
    [InlineData("- Add it\n- one\u2028two\n", 2, "U+2028 ends a line", "\\u2028 in double quotes")]
    [InlineData("- Fix it\0 and more\n", 1, "U+0000 ends a line or the whole", "\\u0000 in double quotes")]
    [InlineData("- 'one\u0085two'\n", 1, "U+0085 ends a line", "\\u0085 in double quotes")]
    public void It_is_told_with_its_line_and_what_to_write(string text, int line, string reason, string instead)
    {
        var error = Should.Throw<OneShotException>(() => Read(text)).Error;
        error.Code.ShouldBe("OS2115");
        error.Message.ShouldStartWith($"'t.yaml', line {line}: ");
        error.Message.ShouldContain(reason);
        error.Next.ShouldStartWith($"Write {instead};");
    }

    [Theory]
    [InlineData("- Fix issue#42 in C#\n", "Fix issue#42 in C#")]
    [InlineData("- 'Fix issue #42' # the parser\n", "Fix issue #42")]
    [InlineData("- \"Fix issue #42\"\n", "Fix issue #42")]
    [InlineData("- | # the parser\n  Fix issue #42\n  # no comment\n", "Fix issue #42\n# no comment\n")]
    [InlineData("# first\n- Fix it\n# last\n", "Fix it")]
    [InlineData("- '7'\n", "7")]
    [InlineData("- \"null\"\n", "null")]
    [InlineData("- 7 tests fail\n", "7 tests fail")]
    [InlineData("- Nothing\n", "Nothing")]
    [InlineData("- \"\\u2028\"\n", "\u2028")]
    public void What_is_clear_arrives_whole(string text, string prompt) =>
        Read(text).Single().Values.Single().Value.ShouldBe(prompt);

    [Theory]
    [InlineData("7")]
    [InlineData("'7'")]
    [InlineData("\"7\"")]
    public void A_number_may_stand_in_quotes_where_one_is_meant(string issue) =>
        Read($"- prompt: Fix it\n  plan_issue: {issue}\n").Single().Values[1].ShouldBe(new("plan_issue", "7"));

    private static IReadOnlyList<BatchRow> Read(string text) => new PromptsFormat().Read("t.yaml", text, 500);
}
