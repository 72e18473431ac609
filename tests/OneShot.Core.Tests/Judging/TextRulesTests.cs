using OneShot.Core.Judging;

namespace OneShot.Core.Tests.Judging;

public class TextRulesTests
{
    [Theory]
    [InlineData("", "plain\r\n\ttext")]
    [InlineData("", "\uFEFFusing System;")]
    [InlineData(
        "",
        "family 👨\u200D👩\u200D👧 flag 🏳\uFE0F\u200D🌈 heart ❤\uFE0F key 1\uFE0F\u20E3 hand 👍🏽 ♀\uFE0F ©\uFE0F"
    )]
    [InlineData("", "👩🏽\u200D🚀 and 🧑\u200D⚖\uFE0F")]
    [InlineData("", "نمی\u200Cخواهم")]
    [InlineData("", "क्\u200Dष")]
    [InlineData("", "葛\U000E0100城")]
    [InlineData("a\u200Bb", "a\u200Bb and more")]
    [InlineData("x\u202Ey\nz", "z\nx\u202Ey")]
    [InlineData("a\u200B\u200B", "a\u200B")]
    [InlineData("", "no\u00A0break – “quotes” 日本語 🚀")]
    public void Honest_text_has_no_fault(string before, string after) => TextRules.Fault(before, after).ShouldBeNull();

    [Theory]
    [InlineData("", "one\nif (admin\u202E) {", "brings in characters that turn its direction (U+202E in line 2)")]
    [InlineData(
        "",
        "a\u2066b\u2069",
        "brings in characters that turn its direction (U+2066 in line 1, U+2069 in line 1)"
    )]
    [InlineData("", "a\u200Bb", "brings in characters that are invisible (U+200B in line 1)")]
    [InlineData(
        "",
        "a\u200B\u202E",
        "brings in characters that are invisible or turn its direction (U+200B in line 1, U+202E in line 1)"
    )]
    [InlineData("a\u200Bb\n", "a\u200Bb\n\nc\u200Bd", "brings in characters that are invisible (U+200B in line 3)")]
    [InlineData("", "x\uFEFFy", "brings in characters that are invisible (U+FEFF in line 1)")]
    [InlineData("", "\uFEFF\uFEFFy", "brings in characters that are invisible (U+FEFF in line 1)")]
    [InlineData("", "var \u3164 = 1;", "brings in characters that are invisible (U+3164 in line 1)")]
    [InlineData("", "// a\u2028run();", "brings in characters that are invisible (U+2028 in line 1)")]
    [InlineData("", "a\u00ADb", "brings in characters that are invisible (U+00AD in line 1)")]
    [InlineData("", "a\u200Db", "brings in characters that are invisible (U+200D in line 1)")]
    [InlineData(
        "",
        "😀\uFE0F\uFE01\uFE02",
        "brings in characters that are invisible (U+FE01 in line 1, U+FE02 in line 1)"
    )]
    [InlineData("", "a\uFE0Fb", "brings in characters that are invisible (U+FE0F in line 1)")]
    [InlineData("", "a\U000E0041", "brings in characters that are invisible (U+E0041 in line 1)")]
    public void What_misleads_is_told_with_its_line(string before, string after, string said) =>
        TextRules.Fault(before, after).ShouldBe(said);

    [Fact]
    public void Only_some_are_named() =>
        TextRules
            .Fault("", "\u200B\u200C\u200D\u2060\u2061\u2062\u2063\u2064")
            .ShouldNotBeNull()
            .ShouldEndWith(" and 3 more)");

    [Fact]
    public void Broken_text_is_no_reason_to_stop() =>
        TextRules.Fault("", "a" + (char)0xD83D + "\u200Bb").ShouldNotBeNull();
}
