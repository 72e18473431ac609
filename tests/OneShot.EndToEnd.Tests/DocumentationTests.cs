using System.Text.RegularExpressions;
using OneShot.EndToEnd.Tests.Pages;

namespace OneShot.EndToEnd.Tests;

/// <summary>What the documents say is what the program does.</summary>
public class DocumentationTests
{
    [Fact]
    public void The_pages_of_errors_and_arguments_are_what_the_code_says()
    {
        var outcome = Launch.Run(
            Repository.Root,
            null,
            Path.Combine(Repository.Root, "build.sh"),
            "--target=Docs",
            "--check"
        );
        outcome.ExitCode.ShouldBe(0, outcome.All);
    }

    [Fact]
    public void Pages_name_only_arguments_and_tasks_that_exist()
    {
        string[] build =
        [
            "target",
            "exclusive",
            "version",
            "check",
            "filter",
            "bench-rounds",
            "source",
            "stand-in",
            "oneshot-model",
        ];
        string[] others =
        [
            "verbose",
            "global",
            "add-source",
            "configfile",
            "prerelease",
            "quiet",
            "message",
            "name",
            "ff-only",
            "atomic",
            "user",
            "logger",
            "no-rewrite",
            "cached",
            "diagnostics",
            "verbosity",
            "help",
        ];
        var known = OneShot
            .Core.Settings.Arguments.All.Select(argument => argument.Name)
            .Concat(build)
            .Concat(others)
            .ToHashSet();
        var tasks = Launch
            .Run(Repository.Root, null, Path.Combine(Repository.Root, "build.sh"), "--description")
            .Output.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .ToHashSet();
        var pages = Page
            .All.Where(page => Regex.IsMatch(page.File, "^(README|CONTRIBUTING|SECURITY|docs/.*)[.]md$"))
            .Where(page => page.File != "docs/errors.md"); // names other programs' too
        foreach (var page in pages)
        {
            Regex
                .Matches(page.Text, @"(?<=[\s`])--([a-z][a-z0-9-]+)")
                .Select(match => match.Groups[1].Value)
                .Where(name => !known.Contains(name))
                .ShouldBeEmpty(page.File);
            Regex
                .Matches(page.Text, @"build\.sh --target=(\w+)")
                .Select(match => match.Groups[1].Value)
                .Where(task => !tasks.Contains(task))
                .ShouldBeEmpty(page.File);
        }
    }

    [Fact]
    public void The_readme_is_short_and_fits_a_screen()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "README.md"));
        lines.Length.ShouldBeLessThanOrEqualTo(120);
        lines.Where(line => line.Length > 120).ShouldBeEmpty();
        new FileInfo(Path.Combine(Repository.Root, "docs", "images", "report.png")).Length.ShouldBeLessThan(150_000);
    }

    [Fact]
    public void Every_promise_of_the_page_on_security_names_tests_that_are_there()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "security.md"));
        var there = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension)
            .ToHashSet();
        Regex
            .Matches(page, @"`(\w+Tests)`")
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .Where(name => !there.Contains(name))
            .ShouldBeEmpty();
        var promises = page.Split("| promised | by | shown by |")[1]
            .Split("\n\n")[0]
            .Split('\n')
            .Skip(2)
            .Where(line => line.Length > 0)
            .ToArray();
        promises.Length.ShouldBeGreaterThan(5);
        promises.ShouldAllBe(line => line.Split('|', StringSplitOptions.TrimEntries)[3].StartsWith('`'));
    }
}
