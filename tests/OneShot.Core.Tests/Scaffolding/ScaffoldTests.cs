using OneShot.Core.Scaffolding;

namespace OneShot.Core.Tests.Scaffolding;

/// <summary>What a repository gets: our own workflows, filled in for it.</summary>
public sealed class ScaffoldTests
{
    private static readonly ScaffoldOptions Usual = new(
        "claude",
        "ubuntu-latest",
        "build/Build.csproj",
        IsEnterpriseServer: false
    );

    private static readonly ScaffoldOptions Other = new(
        "codex",
        "our-linux",
        "tools/Cake.csproj",
        IsEnterpriseServer: false
    )
    {
        Command = "dotnet run --project tools/Cake.csproj --",
    };

    [Fact]
    public void What_is_usual_is_what_this_repository_runs_itself()
    {
        foreach (var file in Files(Usual))
            file.Text.ShouldBe(Own(file), file.Path);
    }

    [Fact]
    public void What_is_other_stands_wherever_the_usual_stood_and_nothing_else_changes()
    {
        foreach (var file in Files(Other))
        {
            file.Text.ShouldBe(
                Own(file)
                    .Replace("ONESHOT_AGENT || 'claude'", "ONESHOT_AGENT || 'codex'", StringComparison.Ordinal)
                    .Replace("'ubuntu-latest'", "'our-linux'", StringComparison.Ordinal)
                    .Replace("build/Build.csproj", "tools/Cake.csproj", StringComparison.Ordinal)
                    .Replace("./build.sh", "dotnet run --project tools/Cake.csproj --", StringComparison.Ordinal),
                file.Path
            );
        }
    }

    [Fact]
    public void It_does_not_matter_what_stood_there_before()
    {
        var tool = Usual with { Project = Scaffold.Tool, Runner = "self-hosted" };
        foreach (var file in Files(Usual))
        {
            var other = Scaffold.Fitted(file.Text, Other);
            Scaffold.Fitted(other, tool).ShouldBe(Scaffold.Fitted(file.Text, tool), file.Path);
            Scaffold.Fitted(Scaffold.Fitted(other, tool), Usual).ShouldBe(file.Text, file.Path);
        }
    }

    [Fact]
    public void What_was_filled_in_is_read_back()
    {
        var workflow = Files(Other).Single(file => file.Path == Scaffold.WorkflowPath).Text;
        WorkflowBlank.Agent.In(workflow).ShouldBe("codex");
        WorkflowBlank.Runner.In(workflow).ShouldBe("our-linux");
        WorkflowBlank.Project.In(workflow).ShouldBe("tools/Cake.csproj");
        ScaffoldOptions.CommandIn(WorkflowBlank.Start.In(workflow)).ShouldBe(Other.Command);
        var ofTool = Scaffold.Fitted(workflow, Usual with { Project = Scaffold.Tool });
        WorkflowBlank.Project.In(ofTool).ShouldBe(Scaffold.Tool);
    }

    [Fact]
    public void An_older_server_and_large_files_change_their_own_lines_only()
    {
        foreach (var file in Files(Usual with { IsEnterpriseServer = true, HasLargeFiles = true }))
        {
            var (own, lines) = (Own(file).Split('\n'), file.Text.Split('\n'));
            lines.Except(own).ShouldAllBe(line => IsArtifact(line) || line == "          lfs: true");
            own.Except(lines).ShouldAllBe(line => IsArtifact(line) || line.Trim() == "overwrite: true");
            Scaffold.IsForHosted(file.Text).ShouldBeFalse(file.Path);
        }
    }

    [Fact]
    public void What_verifies_gets_the_secrets_that_are_named_and_no_other_job_does()
    {
        var files = Files(Usual with { VerifySecrets = ["FEED_TOKEN", "GITHUB_TOKEN"] }).ToArray();
        string Added(string path)
        {
            var file = files.Single(one => one.Path == ".github/workflows/" + path);
            var own = Own(file).Split('\n').ToList();
            var added = new List<string>();
            var step = "";
            foreach (var line in file.Text.Split('\n'))
            {
                if (own.Count > 0 && own[0] == line)
                    own.RemoveAt(0);
                else
                    added.Add($"{step}: {line.Trim()}");
                if (line.StartsWith("  ", StringComparison.Ordinal) && line.Length > 2 && line[2] != ' ')
                    step = line.Trim().TrimEnd(':');
            }

            own.ShouldBeEmpty("nothing is taken away");
            return string.Join('\n', added);
        }

        Added("one-shot.yml")
            .ShouldBe(
                """
                baseline: packages: read
                baseline: FEED_TOKEN: ${{ secrets.FEED_TOKEN }}
                baseline: GITHUB_TOKEN: ${{ github.token }}
                implement: packages: read
                implement: FEED_TOKEN: ${{ secrets.FEED_TOKEN }}
                """
            );
        Added("plan-implement.yml")
            .ShouldBe(
                """
                workflow_call: FEED_TOKEN: { required: false }
                verify: packages: read
                verify: FEED_TOKEN: ${{ secrets.FEED_TOKEN }}
                verify: GITHUB_TOKEN: ${{ github.token }}
                """
            );
        Files(Usual with { VerifySecrets = ["FEED_TOKEN"] })
            .ShouldAllBe(file => !file.Text.Contains("packages: read", StringComparison.Ordinal));
    }

    private static bool IsArtifact(string line) => line.Contains("load-artifact@", StringComparison.Ordinal);

    private static IEnumerable<ScaffoldFile> Files(ScaffoldOptions options) =>
        Scaffold.For(options).Where(file => file.Path.StartsWith(".github/", StringComparison.Ordinal));

    private static string Own(ScaffoldFile file) =>
        File.ReadAllText(Path.Combine(Repository.Root, file.Path)).Replace("\r\n", "\n", StringComparison.Ordinal);
}
