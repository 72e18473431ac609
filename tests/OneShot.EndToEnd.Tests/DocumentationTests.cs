using System.Text.RegularExpressions;

namespace OneShot.EndToEnd.Tests;

/// <summary>What the documents say is what the program does.</summary>
public class DocumentationTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    [Fact]
    public void The_pages_of_errors_and_arguments_are_what_the_code_says()
    {
        var outcome = Launch.Run(Repository.Root, null, Path.Combine(Repository.Root, "build.sh"), "--target=Docs", "--check");
        outcome.ExitCode.ShouldBe(0, outcome.All);
    }

    [Fact]
    public void The_readme_names_only_arguments_and_tasks_that_exist()
    {
        var known = OneShot.Core.Settings.Arguments.All.Select(argument => argument.Name).Concat(["target", "exclusive", "verbose", "ff-only", "stand-in", "global", "add-source", "name"]);
        Regex.Matches(Readme, @"(?<=[\s`])--([a-z][a-z0-9-]+)").Select(match => match.Groups[1].Value).Except(known).ShouldBeEmpty();
        var tasks = Launch.Run(Repository.Root, null, Path.Combine(Repository.Root, "build.sh"), "--description").Output;
        foreach (var target in Regex.Matches(Readme, @"--target=(\w+)").Select(match => match.Groups[1].Value).Distinct()) tasks.ShouldContain(target);
    }

    [Fact]
    public void Every_promise_of_the_page_on_security_names_tests_that_are_there()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "security.md"));
        var there = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).ToHashSet();
        Regex.Matches(page, @"`(\w+Tests)`").Select(match => match.Groups[1].Value).Distinct().Where(name => !there.Contains(name)).ShouldBeEmpty();
        var promises = page.Split("| promised | by | shown by |")[1].Split("\n\n")[0].Split('\n').Skip(2).Where(line => line.Length > 0).ToArray();
        promises.Length.ShouldBeGreaterThan(5);
        promises.ShouldAllBe(line => line.Split('|', StringSplitOptions.TrimEntries)[3].StartsWith('`'));
    }

    [Fact]
    public void Every_link_to_a_file_leads_somewhere()
        => Regex.Matches(Readme, @"\]\((?!https?:)([^)#]+)").Select(match => match.Groups[1].Value).Where(path => !Path.Exists(Path.Combine(Repository.Root, path))).ShouldBeEmpty();

    [Fact]
    public void The_first_commands_are_the_main_job_and_the_tests_and_the_main_job_runs()
    {
        var commands = Regex.Matches(Readme[..Readme.IndexOf("## ", StringComparison.Ordinal)], @"^\./build\.sh .+$", RegexOptions.Multiline).Select(match => match.Value).ToArray();
        commands.Length.ShouldBe(2);
        commands[1].ShouldBe("./build.sh --target=Test");

        // In a clone, because it makes a branch.
        using var folder = new TempFolder();
        var clone = GitRepo.Clone(Repository.Root, folder["clone"]);
        var outcome = Launch.Run(clone.Path, new Dictionary<string, string?> { ["NO_COLOR"] = "1" }, "sh", "-c", commands[0].Replace("./build.sh", Path.Combine(Repository.Root, "build.sh"), StringComparison.Ordinal));
        outcome.ExitCode.ShouldBe(0, outcome.All);
        outcome.Output.ShouldContain("the run ended: success");
        clone.Git("for-each-ref", "--format=%(refname)", "refs/heads/oneshot-*").Split('\n').Length.ShouldBe(1);
        File.Exists(clone[".git/oneshot/pulls/1.html"]).ShouldBeTrue();
    }
}
