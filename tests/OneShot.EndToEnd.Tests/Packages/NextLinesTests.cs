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

    [Theory]
    [InlineData(null)]
    [InlineData("nuget.config")]
    [InlineData("NuGet.Config")]
    public void The_repository_has_one_file_of_its_own_afterwards_and_the_users_stays(string? file)
    {
        var work = Directory.CreateDirectory(_folder["empty"]);
        if (file is not null)
            _folder.Write($"empty/{file}", "<configuration />");
        foreach (var line in Lines()[..2])
            Type(work.FullName, line);
        var written = work.EnumerateFiles().ShouldHaveSingleItem();
        written.Name.ShouldBe(file ?? "NuGet.config");
        File.ReadAllText(written.FullName).ShouldContain("key=\"oneshot\"");
        Directory
            .EnumerateFiles(_folder["home"], "NuGet.Config", SearchOption.AllDirectories)
            .ShouldAllBe(path => !File.ReadAllText(path).Contains("oneshot", StringComparison.Ordinal));
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
