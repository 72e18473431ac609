using OneShot.Core.Batch;
using OneShot.Core.Dispatch;
using OneShot.Core.Model;

namespace OneShot.Core.Tests.Batch;

/// <summary>What makes an entry another one, and what does not.</summary>
public class BatchKeyTests
{
    private static readonly DispatchRequest Asked = new() { IdempotencyKey = "batch", Agent = "claude" };

    [Fact]
    public void The_same_is_the_same() =>
        KeyOf("Add it", Asked)
            .ShouldBe(KeyOf("Add it\r\n", Asked with { Watch = true, NoHooks = true, WatchMinutes = 9 }));

    [Fact]
    public void Everything_that_is_asked_makes_another() =>
        new[]
        {
            KeyOf("Add it", Asked),
            KeyOf("Add it.", Asked),
            KeyOf("Add it", Asked, 2),
            KeyOf("Add it", Asked with { IdempotencyKey = "nightly" }),
            KeyOf("Add it", Asked with { Slug = "x" }),
            KeyOf("Add it", Asked with { Model = "x" }),
            KeyOf("Add it", Asked with { Agent = "codex" }),
            KeyOf("Add it", Asked with { Forge = new() { Base = "x" } }),
            KeyOf("Add it", Asked with { PlanIssue = 7 }),
        }.ShouldBeUnique();

    [Fact]
    public void No_text_can_look_like_two() =>
        KeyOf("Add it", Asked with { Slug = "a\n1 b", Model = null })
            .ShouldNotBe(KeyOf("Add it", Asked with { Slug = "a", Model = "b" }));

    private static string KeyOf(string prompt, DispatchRequest asked, int occurrence = 1) =>
        BatchKey.Of(asked, PromptRules.FromText(prompt, PromptSource.File, "it"), occurrence);
}
