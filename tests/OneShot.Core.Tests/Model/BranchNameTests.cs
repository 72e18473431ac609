using OneShot.Core.Model;

namespace OneShot.Core.Tests.Model;

public class BranchNameTests
{
    private static readonly DateTimeOffset Evening = new(2026, 1, 5, 21, 7, 0, TimeSpan.FromHours(2));

    [Theory]
    [InlineData("Add a --verbose flag", null, "oneshot-add-a-verbose-flag-01-05-2107")]
    [InlineData("Add a --verbose flag", 123, "P123-add-a-verbose-flag-01-05-2107")]
    [InlineData("Add a --verbose flag to the plan submit command", null, "oneshot-add-a-verbose-flag-to-t-01-05-2107")]
    [InlineData("One thing that ends just before a dash", null, "oneshot-one-thing-that-ends-jus-01-05-2107")]
    [InlineData("exactly-twenty-two-cha -r", null, "oneshot-exactly-twenty-two-cha-01-05-2107")]
    [InlineData("Überprüfe den Großhändler", null, "oneshot-uberprufe-den-grosshand-01-05-2107")]
    [InlineData("日本語だけ", null, "oneshot-work-01-05-2107")]
    [InlineData("ends like one -01-15-1430", null, "oneshot-ends-like-one-01-15-143-01-05-2107")]
    [InlineData("!!!", 2147483647, "P2147483647-work-01-05-2107")]
    public void The_name_tells_what_and_when(string text, int? issue, string name)
    {
        var made = BranchName.Create(Slug.From(text), issue, Evening).Value;
        made.ShouldBe(name);
        made[..^"-01-05-2107".Length].Length.ShouldBeLessThanOrEqualTo(31);
    }

    [Fact]
    public void A_taken_name_gets_a_number()
    {
        var name = BranchName.Create(Slug.From("a"), null, Evening);
        name.Next().Value.ShouldBe("oneshot-a-01-05-2107-2");
        name.Next().Next().Value.ShouldBe("oneshot-a-01-05-2107-3");
        name.Next().Ref.ShouldBe("refs/heads/oneshot-a-01-05-2107-2");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uD83D")]
    [InlineData("ﬁne Ⅷ", "fine-viii")]
    [InlineData("Søren & Łukasz", "soren-lukasz")]
    [InlineData("  --a--b__c  ", "a-b-c")]
    [InlineData("line one\nline two\n", "line-one-line-two")]
    public void A_slug_is_made_of_anything(string text, string slug = "work") => Slug.From(text).Value.ShouldBe(slug);
}
