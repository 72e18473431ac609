using OneShot.Core.Model;

namespace OneShot.Core.Tests.Model;

public class DistinctIdTests
{
    [Fact]
    public void Drawn_ids_have_six_characters_and_begin_with_a_letter()
    {
        var ids = Enumerable.Range(0, 2000).Select(_ => DistinctId.Draw().Value).ToArray();
        ids.ShouldAllBe(id =>
            id.Length == 6
            && char.IsAsciiLetterLower(id[0])
            && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
        );
        ids.Distinct().Count().ShouldBeGreaterThan(1990);
    }

    [Fact]
    public void The_same_key_is_the_same_id_on_every_machine()
    {
        DistinctId
            .FromKey("github.com/acme/shop", "nightly")
            .Value.ShouldBe(DistinctId.FromKey("github.com/acme/shop", "nightly").Value);
        DistinctId
            .FromKey("github.com/acme/shop", "nightly")
            .ShouldNotBe(DistinctId.FromKey("github.com/acme/other", "nightly"));
    }

    [Theory]
    [InlineData("k3x9a2", true)]
    [InlineData("K3X9A2", true)]
    [InlineData("3kx9a2", false)]
    [InlineData("k3x9a", false)]
    [InlineData("k3x9a2b", false)]
    [InlineData("k3x9a\n", false)]
    [InlineData("../../", false)]
    [InlineData(null, false)]
    public void Only_ids_are_read(string? text, bool isId) => DistinctId.TryParse(text, out _).ShouldBe(isId);

    [Theory]
    [InlineData("one-shot k3x9a2", true)]
    [InlineData("[k3x9a2] something", true)]
    [InlineData("one-shot k3x9a2b", false)]
    [InlineData("ak3x9a2", false)]
    [InlineData(null, false)]
    public void A_run_is_known_by_the_id_as_a_word(string? name, bool isIn) =>
        DistinctId.Parse("k3x9a2").IsIn(name).ShouldBe(isIn);
}
