using System.Text.RegularExpressions;

namespace OneShot.EndToEnd.Tests.Packages;

/// <summary>What <c>Pack --stand-in</c> tells to type next, typed as it stands.</summary>
public sealed class NextLinesTests : IDisposable
{
    private static PackageFeed Feed => PackageFeed.Instance;

    private readonly TempFolder _folder = new("next-lines");

    [Fact]
    public void The_lines_for_each_way_in_work_one_after_the_other()
    {
        var lines = Lines();
        lines.Length.ShouldBe(9);

        // In a repository that knows where to get what others made: no test asks the network.
        var repo = GitRepo.Init(_folder["work"]);
        File.Copy(Feed.ConfigurationOfOthers, repo["NuGet.config"]);
        foreach (
            var (folder, item) in new[]
            {
                ("build", "<PackageReference Include=\"Cake.Frosting\" Version=\"7.0.0\" />"),
                ("src", ""),
            }
        )
            repo.Write(
                $"{folder}/{folder}.csproj",
                "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>"
                    + $"<ItemGroup>{item}</ItemGroup></Project>"
            );
        repo.Write(".gitignore", "bin/\nobj/\n");
        repo.Git("add", "-A");
        repo.Git("commit", "--quiet", "-m", "First");
        foreach (var line in lines[..^1])
            Type(repo.Path, line);

        repo.Git("branch", "--list", "oneshot-add-a-verbose-flag-*").ShouldNotBeEmpty();
        Type(repo.Path, "dotnet build src -tl:off -t:OneShotStatus").Output.ShouldContain("Add a --verbose flag");
        File.ReadAllText(repo["build/obj/project.assets.json"]).ShouldContain($"\"Cake.Frosting/{Feed.CakeVersion}\"");

        repo.Write("build.cake", lines[^1].Trim() + "\nforeach (var one in OneShotStatus()) Information(one.State);\n");
        var script = Type(repo.Path, $"dotnet '{Testing.Faces.ScriptFace.Cake}' --agnet=claude").Output;
        script.ShouldContain("ready");
        Regex.Count(script, "There is no argument --agnet. Did you mean --agent\\?").ShouldBe(1, script);
    }

    [Fact]
    public void Without_a_file_of_its_own_the_repository_gets_one_and_the_users_stays()
    {
        Directory.CreateDirectory(_folder["empty"]);
        foreach (var line in Lines()[..2])
            Type(_folder["empty"], line);
        File.ReadAllText(_folder["empty/NuGet.config"]).ShouldContain("key=\"oneshot\"");
        Directory
            .EnumerateFiles(_folder.Path, "NuGet.Config", SearchOption.AllDirectories)
            .ShouldAllBe(file => !File.ReadAllText(file).Contains("oneshot", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    private static string[] Lines() =>
        [
            .. Regex
                .Matches(Feed.Told, "^ {4}(\\S.*)$", RegexOptions.Multiline)
                .Select(match => match.Groups[1].Value)
                .Where(line => !line.StartsWith("artifacts", StringComparison.Ordinal)),
        ];

    private Outcome Type(string folder, string line)
    {
        var environment = Feed.With([new("HOME", _folder["home"])]);
        Directory.CreateDirectory(_folder["home"]);
        var outcome = Launch.Run(folder, environment, "sh", "-c", line);
        outcome.ExitCode.ShouldBe(0, $"{line}\n{outcome.All}");
        return outcome;
    }
}
