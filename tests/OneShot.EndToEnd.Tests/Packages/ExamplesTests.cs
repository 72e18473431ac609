using System.Text.RegularExpressions;

namespace OneShot.EndToEnd.Tests.Packages;

/// <summary>
/// The examples, as somebody has them who copies a folder: built and run from the packages. They run side by side.
/// </summary>
public abstract class ExamplesTests : IDisposable
{
    private static PackageFeed Feed => PackageFeed.Instance;

    private static readonly string[] Here = ["--forge=local", "--agent=rehearsal"];

    private readonly TempFolder _folder = new("example");

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private GitRepo Copy(string example) => Copy(example, _folder[example]);

    internal static GitRepo Copy(string example, string path)
    {
        var repo = GitRepo.Init(path);
        var files = new GitRepo(Repository.Root)
            .Git("ls-files", "--cached", "--others", "--exclude-standard", "--", "examples/" + example)
            .Split('\n');
        foreach (var file in files)
            repo.Write(
                Path.GetRelativePath("examples/" + example, file),
                Feed.Fit(File.ReadAllText(Path.Combine(Repository.Root, file)))
            );
        File.Copy(Feed.Configuration, repo["NuGet.config"]);
        repo.Git("add", "-A");
        repo.Git("commit", "--quiet", "-m", "First");
        return repo;
    }

    private static IEnumerable<KeyValuePair<string, string>> Files(GitRepo repo) =>
        repo.Git("ls-files").Split('\n').Select(file => KeyValuePair.Create(file, File.ReadAllText(repo[file])));

    private Outcome Run(GitRepo repo, int exit, string program, params string[] arguments)
    {
        // A script is compiled once for all commands of a test.
        var environment = Feed.With([new("CAKE_SETTINGS_ENABLESCRIPTCACHE", "true")]);
        var outcome = Launch.Run(repo.Path, environment, program, arguments);
        outcome.ExitCode.ShouldBe(exit, outcome.All);
        return outcome;
    }

    public sealed class Frosting : ExamplesTests
    {
        [Fact]
        public void A_pipeline_whose_tests_are_red_asks_once_and_fails_still()
        {
            var repo = FrostingExample.Copy(_folder["frosting"]);
            Run(repo, 0, "dotnet", "run", "--no-build", "--project", "build").All.ShouldNotContain("one-shot");

            repo.Commit(
                "Break it",
                "src/Shop/Cart.cs",
                "namespace Shop;\n\npublic static class Cart\n{\n    public static int Total(int price, int count) "
                    + "=> price + count;\n}\n"
            );
            string[] red = ["run", "--no-build", "--project", "build", "--", .. Here, "--on-failure=always"];
            var first = Regex
                .Match(Run(repo, 1, "dotnet", red).All, "Test failed: the one-shot (\\w+) is about it")
                .Groups[1]
                .Value;
            Run(
                repo,
                0,
                "dotnet",
                "run",
                "--no-build",
                "--project",
                "build",
                "--",
                "--target=OneShot",
                "--resume=" + first
            )
                .All.ShouldContain("the run ended: ready");
            var branch = repo.Git("for-each-ref", "--format=%(refname:short)", "refs/heads/oneshot-*");
            var asked = repo.Git("log", "--format=%H", "--diff-filter=A", branch, "--", ".worker-impl/task.md");
            repo.Git("show", $"{asked}:.worker-impl/task.md")
                .ShouldContain("Shop.Tests.CartTests.Total_is_price_times_count");
        }

        [Fact]
        public void None_is_left_out() =>
            Directory
                .GetDirectories(Path.Combine(Repository.Root, "examples"))
                .Select(Path.GetFileName)
                .ShouldBe(
                    ["cake-git", "frosting", "library", "msbuild", "nightly", "script", "tool"],
                    ignoreOrder: true
                );
    }

    public sealed class CakeGit : ExamplesTests
    {
        [Fact]
        public void What_its_aliases_commit_between_two_steps_is_in_the_pull_request()
        {
            var repo = Copy("cake-git");
            repo.Git("config", "user.name", "Ada");
            repo.Git("config", "user.email", "ada@example.com");
            string[] ask = ["--target=OneShot", .. Here, "--checkout", "--prompt=Add a page on refunds"];
            Run(repo, 0, "dotnet", ["run", "--project", "build", "--", .. ask])
                .Output.ShouldContain("the run ended: ready");
            var branch = repo.Git("for-each-ref", "--format=%(refname:short)", "refs/heads/oneshot-*");
            repo.Git("log", "--format=%s", "main.." + branch)
                .Split('\n')
                .ShouldBe([
                    "Add a page on refunds (rehearsal)",
                    "Bring the index up to date",
                    "One-shot: Add a page on refunds",
                ]);
            repo.Git("show", branch + ":pages/index.md").ShouldBe("- [Orders](orders.md)\n- [Shipping](shipping.md)");
            repo.Git("branch", "--show-current").ShouldBe("main");
            repo.Git("status", "--porcelain").ShouldBeEmpty();
        }

        [Fact]
        public void Where_git_knows_nobody_nothing_is_left_behind()
        {
            var repo = Copy("cake-git");
            Run(repo, 0, "dotnet", "build", "build");
            string[] ask = ["--target=OneShot", .. Here, "--checkout", "--prompt=Add a page on refunds"];
            var nobody = Feed.With([new("HOME", _folder["nobody"]), new("XDG_CONFIG_HOME", _folder["nobody"])]);
            var outcome = Launch.Run(
                repo.Path,
                nobody,
                "dotnet",
                ["run", "--no-build", "--project", "build", "--", .. ask]
            );
            outcome.ExitCode.ShouldBe(1, outcome.All);
            outcome.Error.ShouldContain("git knows nobody to commit as");
            repo.Git("branch", "--show-current").ShouldBe("main");
            repo.Git("status", "--porcelain").ShouldBeEmpty();
        }
    }

    public sealed class Library : ExamplesTests
    {
        [Fact]
        public void A_program_asks_the_repositories_that_it_opens()
        {
            var repo = Copy("library");
            var clean = GitRepo.Init(_folder["clean"]);
            clean.Commit("First", "address.txt", "Old Street 1\n");
            var dirty = GitRepo.CopyOf(clean.Path, _folder["dirty"]).KnowItsFiles();
            dirty.Write("address.txt", "not committed");
            var worktree = _folder["worktree"];
            clean.Git("worktree", "add", "--quiet", worktree);
            string[] asked = ["run", "--project", "src", "--", "Use the new address"];
            var outcome = Run(repo, 1, "dotnet", [.. asked, clean.Path, dirty.Path, worktree, _folder["nothing"]]);
            outcome.Output.ShouldContain($"{clean.Path}/: ready, Use the new address (rehearsal)");
            outcome.Output.ShouldContain($"{worktree}/: ready, Use the new address (rehearsal)");
            outcome.Output.ShouldContain($"{dirty.Path}: left out, it has work that is not committed");
            outcome.Error.ShouldContain($"{_folder["nothing"]}: no repository");
            dirty.Git("branch", "--list", "oneshot-*").ShouldBeEmpty();
            dirty.Git("status", "--porcelain").ShouldNotBeEmpty();
        }
    }

    public sealed class Script : ExamplesTests
    {
        [Fact]
        public void A_script()
        {
            var repo = Copy("script");
            Run(repo, 0, "dotnet", "tool", "restore");
            var asked = Run(repo, 0, "dotnet", ["cake", "--prompt=Add a \"word\" {0} & $HOME", .. Here]);
            asked.Output.ShouldContain("the run ended: ready");
            asked.Output.ShouldContain("undo: dotnet cake --undo=");
            var tidied = Run(repo, 0, "dotnet", ["cake", "--target=Tidy", .. Here]);
            tidied.Output.ShouldContain("asked on oneshot-tidy-");
            var status = Run(repo, 0, "dotnet", "cake", "--target=Status").Output;
            status.ShouldContain("ready Sort the words in words.txt and remove doubles");
            status.ShouldContain("ready Add a \"word\" {0} & $HOME");

            var undo = tidied
                .Output.Split('\n')
                .Single(line => line.StartsWith("undo: ", StringComparison.Ordinal))
                .Split(' ')[1..];
            Run(repo, 0, undo[0], undo[1..]);
            repo.Git("branch", "--list", "oneshot-tidy-*").ShouldBeEmpty();
            repo.Git("status", "--porcelain").ShouldBeEmpty();
        }
    }

    public sealed class Solution : ExamplesTests
    {
        [Fact]
        public void A_solution()
        {
            var repo = Copy("msbuild");
            string[] asked = ["-p:OneShotForge=local", "-p:OneShotAgent=rehearsal", "-p:OneShotPrompt=Add a discount"];
            Run(repo, 0, "dotnet", "build", "-tl:off", "-v:q").All.ShouldNotContain("OneShot");
            Run(repo, 0, "dotnet", ["build", "-tl:off", "--no-restore", "-t:OneShot", .. asked])
                .Output.ShouldContain("the run ended: ready");
            repo.Git("branch", "--list", "oneshot-add-a-discount-*").Split('\n').Length.ShouldBe(1);
            Run(repo, 0, "dotnet", ["build", "src/Shop", "-tl:off", "--no-restore", "-t:Ask", .. asked])
                .Output.ShouldContain("asked on oneshot-add-a-discount-");
            repo.Git("status", "--porcelain").ShouldBeEmpty();
        }
    }

    public sealed class Tool : ExamplesTests
    {
        [Fact]
        public void The_tool_alone()
        {
            var repo = Copy("tool");
            Run(repo, 0, "dotnet", "tool", "restore");
            Run(repo, 0, "dotnet", "oneshot", "--version").Output.ShouldBe(Feed.Version + "\n");
            Run(repo, 0, "dotnet", ["oneshot", "Greet in French too", .. Here])
                .Output.ShouldContain("the run ended: ready");
            Run(repo, 0, "dotnet", "oneshot", "init").All.ShouldContain(".github/workflows/one-shot.yml");
        }
    }

    public sealed class Nightly : ExamplesTests
    {
        [Fact]
        public void Every_night()
        {
            var repo = Copy("nightly");
            using var github = new WorkflowPeer(
                WorkflowPeer.Own.Concat(Files(repo)).ToDictionary(file => file.Key, file => file.Value),
                builds: true
            );
            foreach (var (name, value) in Feed.Environment)
                github.Machine[name] = value!;
            var nightly = new WorkflowAttempt { Workflow = "nightly.yml", RunId = "77" };
            var run = github.Run([], nightly);
            run.Conclusion.ShouldBe("success", run.ToString());
            github
                .Peer.Pulls.Select(pull => (string)pull!["head_ref"]!)
                .Select(branch => branch[..^11])
                .ShouldBe(["oneshot-patch-updates", "oneshot-slowest-test"], ignoreOrder: true);
            github
                .Peer.Runs.Select(one => (string?)one!["inputs"]!["model_name"])
                .Where(model => model is { Length: > 0 })
                .ShouldBe(["opus"]);
            github
                .Peer.Bare.Git("log", "-1", "--format=%an <%ae>", (string)github.Peer.Pulls[0]!["head_ref"]!)
                .ShouldBe("octo-cat <octo-cat@users.noreply.github.com>", "the machine knows nobody");

            github.Run([], nightly).Conclusion.ShouldBe("success");
            (github.Peer.Pulls.Count, github.Peer.Runs.Count).ShouldBe(
                (2, 2),
                "the same night again is the same night"
            );
        }
    }
}
