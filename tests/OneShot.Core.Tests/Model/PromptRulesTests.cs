using System.Text;
using OneShot.Core.Model;

namespace OneShot.Core.Tests.Model;

public class PromptRulesTests
{
    [Theory]
    [InlineData("one", "one\n")]
    [InlineData("one\n", "one\n")]
    [InlineData("one\n\n\n", "one\n")]
    [InlineData("\uFEFFone\r\ntwo\rthree", "one\ntwo\nthree\n")]
    [InlineData("  indented\n\ttab", "  indented\n\ttab\n")]
    [InlineData("\n\nlate", "\n\nlate\n")]
    public void Line_ends_and_the_end_are_normalised(string given, string kept) =>
        PromptRules.FromText(given, PromptSource.Argument, "--prompt").Text.ShouldBe(kept);

    [Fact]
    public void The_hash_is_of_the_bytes_of_the_task_file()
    {
        var prompt = PromptRules.FromBytes("Füge hinzu\r\n"u8, PromptSource.File, "'a'");
        Encoding.UTF8.GetString(prompt.Bytes.Span).ShouldBe("Füge hinzu\n");
        prompt.Sha256.ShouldBe("977d57a3dc262e4399d3d83ebf04a3bdbb54b0e6010919b3f1207445880e8ad5");
    }

    [Theory]
    [InlineData("", "OS2002")]
    [InlineData(" \t\r\n ", "OS2002")]
    [InlineData("\u200B\u2060\uFEFF", "OS2002")]
    [InlineData("a\0b", "OS2006")]
    [InlineData("a\u001Bb", "OS2006")]
    [InlineData("a\u007Fb", "OS2006")]
    [InlineData("a\u0085b", "OS2006")]
    [InlineData("half \uD83D pair", "OS2005")]
    [InlineData("undecodable \uFFFD", "OS2005")]
    public void What_is_no_prompt_is_refused(string given, string code) =>
        Failing(() => PromptRules.FromText(given, PromptSource.Argument, "--prompt")).Error.Code.ShouldBe(code);

    [Fact]
    public void A_control_character_is_named_with_its_line() =>
        Failing(() => PromptRules.FromText("one\ntwo\u0007", PromptSource.Argument, "--prompt"))
            .Error.Message.ShouldBe("The prompt from --prompt holds the control character U+0007 in line 2.");

    [Fact]
    public void Bytes_that_are_no_utf8_are_refused_with_their_place() =>
        Failing(() => PromptRules.FromBytes([0x61, 0xC3, 0x28], PromptSource.File, "'a'"))
            .Error.Message.ShouldBe("The prompt from 'a' is not valid UTF-8 (byte 1).");

    [Fact]
    public void The_replacement_character_is_text_in_a_file() =>
        PromptRules.FromText("\uFFFD", PromptSource.File, "'a'").Text.ShouldBe("\uFFFD\n");

    [Theory]
    [InlineData(PromptSource.Argument, 128 * 1024)]
    [InlineData(PromptSource.Environment, 128 * 1024)]
    [InlineData(PromptSource.File, 256 * 1024)]
    [InlineData(PromptSource.StandardInput, 256 * 1024)]
    [InlineData(PromptSource.Code, 256 * 1024)]
    public void The_limit_is_in_bytes_and_one_more_is_refused(PromptSource source, int limit)
    {
        var most = string.Concat(Enumerable.Repeat("é", limit / 2));
        PromptRules.FromText(most, source, "there").Text.Length.ShouldBe((limit / 2) + 1);
        Failing(() => PromptRules.FromText(most + "x", source, "there")).Error.Code.ShouldBe("OS2004");
    }

    private static OneShotException Failing(Action action) => Should.Throw<OneShotException>(action);
}
