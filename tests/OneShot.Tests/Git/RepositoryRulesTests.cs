using OneShot.Tests.Jobs;
using OneShot.Tests.Local;

namespace OneShot.Tests.Git;

/// <summary>
/// A whole one-shot, on both forges, whatever the repository
/// ignores and sets: its rules are for the user's own commands.
/// </summary>
public sealed class RepositoryRulesTests
{
    private const string Work = """
        printf 'one\ntwo\n' > src/app.txt; echo x > new.bin; echo y > README.md
        mkdir -p made; echo z > made/notes.md; git -c core.safecrlf=false add -f made
        """;

    [Theory]
    [InlineData("files")]
    [InlineData("commands")]
    public Task A_one_shot_on_this_machine(string kind) =>
        RepositoryRules.WithAsync(
            RepositoryRules.Settings[kind],
            async settings =>
            {
                if (OperatingSystem.IsWindows())
                    return;
                using var here = new LocalOneShot();
                here.Repo.Commit("Rules", ".gitignore", RepositoryRules.Ignored);
                here.Repo.Commit("Filters", ".gitattributes", "*.key filter=somebodys\n");
                RepositoryRules.Set(here.Repo, here.Folder, settings);
                var before = here.Untouched();
                var receipt = await here.RunAsync(PlannerScript.Good, Work);
                here.Untouched().ShouldBe(before);
                Changed(here.Repo, receipt.Branch).ShouldBe(["README.md", "new.bin", "src/app.txt"]);
                here.Repo.Git("cat-file", "-p", receipt.Branch + ":src/app.txt").ShouldBe("one\ntwo");
                here.Log(receipt.Id)
                    .ShouldContain("left out: made/notes.md is new and a rule ignores it, though the agent added it");
                here.Log(receipt.Id).ShouldContain("somebodys");
                here.Pull(receipt.PrNumber!.Value).GetProperty("comments").ToString().ShouldContain("made/notes.md");
            }
        );

    [Fact]
    public Task A_one_shot_in_a_workflow() =>
        RepositoryRules.WithAsync(
            [.. RepositoryRules.Settings.Values.SelectMany(some => some)],
            async settings =>
            {
                if (OperatingSystem.IsWindows())
                    return;
                var peer = new PeerRepository();
                var seed = peer.Seed;
                seed.Commit("Rules", ".gitignore", RepositoryRules.Ignored);
                seed.Git("push", "--quiet", peer.Bare.Path, "main");
                using var machine = new JobMachine(peer);
                GitRepo Clone()
                {
                    var clone = machine.Clone();
                    RepositoryRules.Set(clone, peer.Folder, settings);
                    return clone;
                }

                Task JobAsync(string script, params Func<Core.Pipeline.JobTasks, Task>[] tasks) =>
                    machine.JobAsync(Clone(), machine.Settings(script), tasks);
                await JobAsync(
                    PlannerScript.Good,
                    job => job.PreparePlanningAsync(default),
                    job => job.RunPlanningAsync(default),
                    job => job.ValidatePlanAsync()
                );
                await JobAsync("exit 0", job => job.SavePlanAsync(default), job => job.RegisterPlanAsync(default));
                await JobAsync(
                    Work,
                    job => job.PrepareImplementationAsync(default),
                    job => job.RunImplementationAsync(default)
                );
                await JobAsync("exit 0", job => job.DeliverImplementationAsync(default));
                Changed(peer.Bare, machine.Branch).ShouldBe(["README.md", "new.bin", "src/app.txt"]);
                peer.Bare.Git("cat-file", "-p", machine.Branch + ":src/app.txt").ShouldBe("one\ntwo");
                peer.Comments(1).ShouldContain(comment => comment.Contains("made/notes.md", StringComparison.Ordinal));
            }
        );

    [Fact]
    public async Task A_failure_names_the_setting()
    {
        string[] all = [.. RepositoryRules.Settings.Values.SelectMany(some => some)];
        var failure = await Should.ThrowAsync<InvalidOperationException>(() =>
            RepositoryRules.WithAsync(
                all,
                some => some.Contains("diff.noprefix=true") ? throw new IOException("x") : Task.CompletedTask
            )
        );
        failure.Message.ShouldBe("With diff.noprefix=true: x");
        failure = await Should.ThrowAsync<InvalidOperationException>(() =>
            RepositoryRules.WithAsync(all, _ => throw new IOException("x"))
        );
        failure.Message.ShouldBe("With none of the settings: x");
        failure = await Should.ThrowAsync<InvalidOperationException>(() =>
            RepositoryRules.WithAsync(
                all[..4],
                some => some.Count > 3 ? throw new IOException("x") : Task.CompletedTask
            )
        );
        failure.Message.ShouldBe($"With {string.Join(", ", all[..4])}: x");
    }

    private static string[] Changed(GitRepo repo, string branch) =>
        repo.Git("diff-tree", "-r", "--name-only", "main", branch).Split('\n');
}
