using OneShot.Tests.Jobs;
using OneShot.Tests.Local;

namespace OneShot.Tests.Git;

/// <summary>A whole one-shot, on both forges, whatever the repository ignores and sets: its rules are for the user's own commands.</summary>
public sealed class RepositoryRulesTests
{
    private const string Work = "printf 'one\\ntwo\\n' > src/app.txt; mkdir -p made; echo x > new.bin; echo y > README.md; echo z > made/notes.md";

    [Theory]
    [InlineData("files")]
    [InlineData("commands")]
    public async Task A_one_shot_on_this_machine(string kind)
    {
        if (OperatingSystem.IsWindows()) return;
        using var here = new LocalOneShot();
        here.Repo.Commit("Rules", ".gitignore", RepositoryRules.Ignored);
        here.Repo.Commit("Filters", ".gitattributes", "*.key filter=somebodys\n");
        RepositoryRules.Set(here.Repo, here.Folder, kind);
        var before = here.Untouched();
        var receipt = await here.RunAsync(PlannerScript.Good, Work + "; git add -f made");
        here.Untouched().ShouldBe(before);
        here.Repo.Git("-c", "color.ui=false", "diff-tree", "-r", "--name-only", "main", receipt.Branch!).Split('\n').ShouldBe(["README.md", "new.bin", "src/app.txt"]);
        here.Repo.Git("cat-file", "-p", receipt.Branch + ":src/app.txt").ShouldBe("one\ntwo");
        here.Log(receipt.Id!).ShouldContain("left out: made/notes.md is new and a rule ignores it, though the agent added it");
        here.Log(receipt.Id!).ShouldContain("somebodys");
        here.Pull(receipt.PrNumber!.Value).GetProperty("comments").ToString().ShouldContain("made/notes.md");
    }

    [Fact]
    public async Task A_one_shot_in_a_workflow()
    {
        if (OperatingSystem.IsWindows()) return;
        var peer = new PeerRepository(files: new Dictionary<string, string> { [".gitignore"] = RepositoryRules.Ignored });
        using var machine = new JobMachine(peer);
        GitRepo Clone()
        {
            var clone = machine.Clone();
            RepositoryRules.Set(clone, peer.Folder, [.. RepositoryRules.Settings.Keys]);
            return clone;
        }

        await machine.JobAsync(Clone(), machine.Settings(PlannerScript.Good), jobs => jobs.PreparePlanningAsync(default), jobs => jobs.RunPlanningAsync(default), jobs => jobs.ValidatePlanAsync());
        await machine.JobAsync(Clone(), machine.Settings(), jobs => jobs.SavePlanAsync(default), jobs => jobs.RegisterPlanAsync(default));
        await machine.JobAsync(Clone(), machine.Settings(Work + "; git add -f made"), jobs => jobs.PrepareImplementationAsync(default), jobs => jobs.RunImplementationAsync(default));
        await machine.JobAsync(Clone(), machine.Settings(), jobs => jobs.DeliverImplementationAsync(default));
        peer.Bare.Git("diff-tree", "-r", "--name-only", "main", machine.Branch).Split('\n').ShouldBe(["README.md", "new.bin", "src/app.txt"]);
        peer.Bare.Git("cat-file", "-p", machine.Branch + ":src/app.txt").ShouldBe("one\ntwo");
        peer.Comments(1).ShouldContain(comment => comment.Contains("made/notes.md", StringComparison.Ordinal));
    }
}
