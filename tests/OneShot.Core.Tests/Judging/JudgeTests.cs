using OneShot.Core.Judging;
using OneShot.Core.Model;
using OneShot.Core.Protection;

namespace OneShot.Core.Tests.Judging;

/// <summary>What is taken of two whole trees.</summary>
public sealed class JudgeTests
{
    private static readonly ProtectPolicies Kept = ProtectPolicies.Usual.WithOwn(["docs/KEPT.md"]);

    [Fact]
    public async Task A_file_does_not_push_out_a_folder_whose_files_stay()
    {
        var found = await JudgeAsync(
            new() { ["libs/one"] = "@1", ["libs/other.md"] = "other" },
            new() { ["libs"] = "no folder any more" }
        );
        found.Taken.Select(file => file.Path).ShouldBe(["libs/other.md"]);
        Reason(found, "libs").ShouldBe("lies where a folder is whose files stay");
    }

    [Fact]
    public async Task A_folder_does_not_push_out_a_file_that_stays()
    {
        var found = await JudgeAsync(new() { ["docs/KEPT.md"] = "kept" }, new() { ["docs/KEPT.md/a.md"] = "a" });
        found.Taken.ShouldBeEmpty();
        Reason(found, "docs/KEPT.md/a.md").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_link_of_trunks_that_keeps_another_inside_stays()
    {
        var trunk = new Dictionary<string, string> { ["up"] = "→deep/er/folder", ["there"] = "→up/../../x" };
        var found = await JudgeAsync(trunk, new(trunk) { ["up"] = "a file now" });
        found.Taken.ShouldBeEmpty();
        Reason(found, "up").ShouldBe("is a link without which there leads out of the tree");

        found = await JudgeAsync(trunk, new() { ["up/in.txt"] = "a folder now", ["there"] = trunk["there"] });
        found.Taken.ShouldBeEmpty();
        Reason(found, "up/in.txt").ShouldBe("lies in a folder where a file is that stays");
    }

    [Fact]
    public async Task A_large_text_of_other_letters_is_looked_at_by_a_person()
    {
        var text = new string('é', (int)ContentRules.LargestText / 2);
        (await JudgeAsync([], new() { ["a.txt"] = text })).Findings.ShouldBeEmpty();
        var finding = (await JudgeAsync([], new() { ["a.txt"] = text + "e" })).Findings.ShouldHaveSingleItem();
        (finding.Policy, finding.Reason).ShouldBe(
            (Policy.Ask, "has more than 4 MB of text, too much to be looked at for invisible characters")
        );
        (
            await JudgeAsync([], new() { ["a.txt"] = new string('e', (int)ContentRules.LargestText + 1) })
        ).Findings.ShouldBeEmpty();
    }

    private static async Task<Judgement> JudgeAsync(Dictionary<string, string> start, Dictionary<string, string> result)
    {
        using var delivery = new TreeDelivery(start, result);
        return await new Judge(delivery, Kept).RunAsync(delivery.Delivered, default);
    }

    private static string? Reason(Judgement judgement, string path) =>
        judgement.Findings.SingleOrDefault(finding => finding.Path == path && finding.Policy == Policy.Block)?.Reason;
}
