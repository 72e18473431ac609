namespace OneShot.EndToEnd.Tests.Packages;

/// <summary>
/// What OneShotInit puts into a repository, run as GitHub would run it: its first job
/// really installs the tool, or builds the repository's own build, from packages.
/// </summary>
public abstract class ScaffoldedTests : IDisposable
{
    private static PackageFeed Feed => PackageFeed.Instance;

    private readonly TempFolder _folder = new("scaffolded");

    private delegate Outcome OneShot(GitRepo repo, Dictionary<string, string?> environment, string word);

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private static async Task RunsAsync(GitRepo repo, OneShot oneshot)
    {
        repo.Write(".gitignore", "bin/\nobj/\n");
        File.Copy(Feed.Configuration, repo["NuGet.config"]);
        var init = oneshot(repo, Feed.Environment, "init");
        init.ExitCode.ShouldBe(0, init.All);
        repo.Git("add", "-A");
        var files = repo.Git("ls-files").Split('\n').ToDictionary(file => file, file => File.ReadAllText(repo[file]));
        files.Keys.ShouldContain(".github/workflows/one-shot.yml");

        using var github = new WorkflowPeer(files, builds: true);
        github.Peer.Server(
            new
            {
                secrets = new[] { "ANTHROPIC_API_KEY", "ONESHOT_TOKEN" },
                workflowPermissions = new { can_approve_pull_request_reviews = true },
            }
        );
        var user = Feed.With(github.Peer.Environment);
        var doctor = oneshot(github.Peer.Clone("user"), user, "doctor");
        doctor.ExitCode.ShouldBe(0, doctor.All);

        foreach (var name in new[] { "NUGET_PACKAGES", "DOTNET_CLI_HOME", "MSBUILDDISABLENODEREUSE" })
            github.Machine[name] = Feed.Environment[name]!;
        github.Agent();
        var inputs = await github.DispatchAsync();
        var run = github.Run(inputs);
        run.Conclusion.ShouldBe("success", run.ToString());
        ((bool)github.Peer.Pull(1)["draft"]!).ShouldBeFalse();
        github.Peer.Bare.Git("show", $"{inputs["branch_name"]}:new.txt").ShouldBe("new");
    }

    public sealed class Tool : ScaffoldedTests
    {
        [Fact]
        public Task A_repository_without_a_build() =>
            RunsAsync(
                GitRepo.Init(_folder["work"]),
                (repo, environment, word) => Launch.Run(repo.Path, environment, Feed.InstalledTool, word)
            );
    }

    public sealed class Frosting : ScaffoldedTests
    {
        [Fact]
        public async Task A_repository_with_a_Cake_Frosting_build_of_its_own()
        {
            var example = FrostingExample.Copy(_folder["example"]);
            var repo = GitRepo.Init(_folder["work"]);
            foreach (var file in example.Git("ls-files", "--", "build").Split('\n'))
                repo.Write(file, File.ReadAllText(example[file]));
            string[] run = ["run", "--no-build", "--project", example["build"], "--"];
            await RunsAsync(
                repo,
                (there, environment, word) =>
                    Launch.Run(
                        there.Path,
                        environment,
                        "dotnet",
                        [.. run, word == "init" ? "--target=OneShotInit" : "--target=OneShotDoctor"]
                    )
            );
        }
    }
}
