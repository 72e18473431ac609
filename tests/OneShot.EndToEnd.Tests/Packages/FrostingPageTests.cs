using System.Text.RegularExpressions;
using OneShot.EndToEnd.Tests.Pages;

namespace OneShot.EndToEnd.Tests.Packages;

/// <summary>The build that the page about ways in shows, as whoever copies it has it.</summary>
public sealed class FrostingPageTests : IDisposable
{
    private static PackageFeed Feed => PackageFeed.Instance;

    private readonly TempFolder _folder = new("frosting-page");

    [Fact]
    public void It_builds_helps_commits_between_two_steps_and_leaves_nothing_behind()
    {
        var repo = GitRepo.Init(_folder["work"]);
        repo.Write(
            "build/Build.csproj",
            "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework>"
                + "</PropertyGroup><ItemGroup>" // as Cake's own template has it: nothing is used that no line names
                + $"<PackageReference Include=\"OneShot.Frosting\" Version=\"{Feed.Version}\" /></ItemGroup></Project>"
        );
        repo.Write("build/Program.cs", Sample);
        repo.Write(".gitignore", "bin/\nobj/\n");
        File.Copy(Feed.Configuration, repo["NuGet.config"]);
        repo.Git("add", "-A");
        repo.Git("commit", "--quiet", "-m", "First");

        var help = Run(repo, "run", "--project", "build");
        help.Output.ShouldContain("--target=OneShot ");

        string[] run =
        [
            "run",
            "--no-build",
            "--project",
            "build",
            "--",
            "--target=OneShot",
            "--forge=local",
            "--agent=rehearsal",
        ];
        Run(repo, [.. run, "--prompt=Add it", "--preview"]);
        Run(repo, [.. run, "--prompt=Add it", "--checkout"]).Output.ShouldContain("the run ended: ready");
        var branch = repo.Git("for-each-ref", "--format=%(refname:short)", "refs/heads/oneshot-*");
        repo.Git("show", branch + ":generated.txt").ShouldBe($"for {branch}");
        repo.Git("branch", "--show-current").ShouldBe("main");
        repo.Git("status", "--porcelain").ShouldBeEmpty();

        // Its task commits before the agent fails, and comes along once more with whoever types it all again.
        string[] other = [.. run.Where(argument => !argument.StartsWith("--agent", StringComparison.Ordinal))];
        string[] failing = [.. other, "--sandbox=none", "--agent-command=exit 1", "--checkout"];
        var failed = Launch.Run(
            repo.Path,
            Feed.Environment,
            "dotnet",
            [.. failing, "--agent=command", "--prompt=Add more"]
        );
        failed.ExitCode.ShouldBe(6, failed.All);
        var told = Regex.Match(failed.Error, "--resume=(?<id>[a-z0-9]{6})(?<more>[^;]*) starts the failed job again");
        told.Groups["more"].Value.ShouldNotContain("--checkout");
        var resumed = Launch.Run(
            repo.Path,
            Feed.Environment,
            "dotnet",
            [.. failing, "--resume=" + told.Groups["id"].Value]
        );
        resumed.ExitCode.ShouldBe(6, resumed.All);
        resumed.All.ShouldNotContain("git commit");
        repo.Git("branch", "--show-current").ShouldBe("main");

        // As Cake's own template has it: the build then starts in its project's folder, and its user is elsewhere.
        repo.Write(
            "build/Build.csproj",
            File.ReadAllText(repo["build/Build.csproj"])
                .Replace(
                    "<OutputType>",
                    "<RunWorkingDirectory>$(MSBuildProjectDirectory)</RunWorkingDirectory><OutputType>",
                    StringComparison.Ordinal
                )
        );
        repo.Write("docs/wish.md", "Add a --verbose flag\n");
        var typed = string.Join(' ', other.Select(word => word == "build" ? "../build" : word)); // seen from docs
        var read = Launch.Run(
            repo["docs"],
            Feed.Environment,
            "sh",
            "-c",
            $"dotnet {typed} --agent=rehearsal --prompt-file=wish.md --preview --result=answer.json"
        );
        read.ExitCode.ShouldBe(0, read.All);
        File.Exists(repo["docs/answer.json"]).ShouldBeTrue();
        var typedHere = typed.Replace("--target=OneShot ", "--target=OneShotHelp ", StringComparison.Ordinal);
        Launch
            .Run(repo["docs"], Feed.Environment, "sh", "-c", "dotnet " + typedHere)
            .Output.ShouldContain("dotnet run --project ../build -- --target=OneShot ");
    }

    public void Dispose() => _folder.Dispose();

    private static string Sample =>
        Page
            .All.Single(page => page.File == "docs/faces.md")
            .Blocks.First(block => block.Language == "csharp" && Regex.IsMatch(block.Text, "CakeHost"))
            .Text;

    private static Outcome Run(GitRepo repo, params string[] arguments)
    {
        var outcome = Launch.Run(repo.Path, Feed.Environment, "dotnet", arguments);
        outcome.ExitCode.ShouldBe(0, outcome.All);
        return outcome;
    }
}
