using OneShot.Core.Text;

namespace OneShot.Core.Tests.Text;

public class SafeTextTests
{
    [Theory]
    [InlineData("@team", "@\u200Bteam")]
    [InlineData("Closes #12", "Closes #\u200B12")]
    [InlineData("fixes GH-7", "fixes GH-\u200B7")]
    [InlineData("see https://github.com/a/b/issues/3", "see https://github.com/a/b/issues/\u200B3")]
    [InlineData("C# and F#", "C# and F#")]
    [InlineData("a @ b", "a @ b")]
    public void A_title_mentions_nobody_and_closes_nothing(string text, string title) =>
        SafeText.Title(text, 60).ShouldBe(title);

    [Fact]
    public void Directions_and_zero_width_characters_do_not_reach_a_title() =>
        SafeText.Title("a\u202Eb\u200Bc\u2066d\uFEFFe", 60).ShouldBe("abcde");

    [Fact]
    public void A_family_stays_a_family() => SafeText.Title("👨‍👩‍👧 works", 60).ShouldBe("👨‍👩‍👧 works");

    [Fact]
    public void Sixty_characters_are_sixty_as_people_count_them()
    {
        SafeText.Title(new string('x', 60), 60).ShouldBe(new string('x', 60));
        SafeText.Title(new string('x', 61), 60).ShouldBe(new string('x', 60) + "…");
        SafeText
            .Title(string.Concat(Enumerable.Repeat("👍🏽", 61)), 60)
            .ShouldBe(string.Concat(Enumerable.Repeat("👍🏽", 60)) + "…");
    }

    [Fact]
    public void A_tower_of_accents_is_cut_all_the_same() =>
        SafeText.Title("a" + new string('\u0301', 5000), 60).Length.ShouldBeLessThan(256);

    [Theory]
    [InlineData("::set-output name=a::b", "\u200B::set-output name=a::b")]
    [InlineData("x ##[error]y", "x ##\u200B[error]y")]
    [InlineData("two\nlines\u2028three", "two lines three")]
    [InlineData("esc\u001B[31m", "esc [31m")]
    [InlineData("std::vector", "std::vector")]
    public void A_line_of_a_log_is_one_line_and_no_command(string text, string line) =>
        SafeText.Line(text).ShouldBe(line);

    [Theory]
    [InlineData("plain", 3)]
    [InlineData("```\ncode\n```", 4)]
    [InlineData("````````", 9)]
    public void A_fence_is_longer_than_any_in_the_text(string text, int ticks)
    {
        var (block, isCut) = SafeText.Fenced(text, 1000);
        block.ShouldStartWith(new string('`', ticks) + "text\n");
        block.ShouldEndWith("\n" + new string('`', ticks));
        isCut.ShouldBeFalse();
    }

    [Fact]
    public void A_text_is_cut_before_a_fence_of_absurd_length()
    {
        var (block, isCut) = SafeText.Fenced("before\n" + new string('`', 30_000), 60_000);
        isCut.ShouldBeTrue();
        block.ShouldBe("```text\nbefore\n```");
    }

    [Fact]
    public void A_cut_leaves_no_half_character() => SafeText.Start("ab👍", 3).ShouldBe("ab");
}
