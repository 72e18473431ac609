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
                .ShouldBe(["frosting", "msbuild", "nightly", "script", "tool"], ignoreOrder: true);
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
