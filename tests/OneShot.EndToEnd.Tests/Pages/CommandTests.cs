using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace OneShot.EndToEnd.Tests.Pages;

/// <summary>What a page tells to type works when it is typed.</summary>
public sealed class CommandTests : IDisposable
{
    // What the machine of a test does not have, or has not the time for: it stands in brackets behind the fence.
    private static readonly string[] Reasons =
    [
        "(needs GitHub)",
        "(needs an agent)",
        "(needs a desktop)",
        "(needs a red build)",
        "(needs the packages)",
        "(needs a file of yours)",
        "(takes minutes)",
    ];

    private readonly TempFolder _folder = new("pages");

    [Fact]
    public void Every_block_of_commands_runs_or_says_why_it_can_not() =>
        Page
            .All.SelectMany(page => page.Blocks)
            .Where(block => block.Mark.Length > 0 && (!block.IsCommands || !Reasons.Contains(block.Mark)))
            .Select(block => $"{block} {block.Mark}")
            .ShouldBeEmpty();

    [Fact]
    public void The_first_commands_are_the_main_job_and_the_tests() =>
        Regex
            .Matches(Page.All[0].Blocks.First().Text, @"^[^#\n].*$", RegexOptions.Multiline)
            .Select(match => match.Value)
            .ShouldBe([
                "./build.sh --target=OneShot --forge=local --agent=rehearsal --prompt=\"Add a --verbose flag\"",
                "./build.sh --target=Test",
            ]);

    /// <summary>In one clone, each different command once: what removes a one-shot comes last.</summary>
    [Fact]
    public void The_commands_of_the_pages_run()
    {
        var clone = GitRepo.Clone(Repository.Root, _folder["clone"]);
        _folder.Executable("bin/oneshot", $"#!/bin/sh\nexec dotnet '{Repository.Program("OneShot.Tool")}' \"$@\"\n");
        var environment = new Dictionary<string, string?>
        {
            ["NO_COLOR"] = "1",
            ["PATH"] = $"{_folder["bin"]}:{Environment.GetEnvironmentVariable("PATH")}",
        };
        var commands = Page
            .All.SelectMany(page => page.Blocks)
            .Where(block => block is { IsCommands: true, Mark: "" })
            .SelectMany(block => block.Commands.Select(command => (Block: block, Command: command)))
            .Where(one => one.Command != "./build.sh --target=Test") // is what runs this
            .DistinctBy(one => one.Command)
            .OrderBy(one => one.Command.Contains("--undo=", StringComparison.Ordinal))
            .ToArray();
        commands.Length.ShouldBeGreaterThan(10);
        foreach (var (block, command) in commands)
        {
            var typed = command.Replace(
                "./build.sh",
                $"'{Path.Combine(Repository.Root, "build.sh")}'",
                StringComparison.Ordinal
            );
            if (typed.Contains("k3x9a2", StringComparison.Ordinal))
                typed = typed.Replace("k3x9a2", Newest(clone), StringComparison.Ordinal);
            var outcome = Launch.Run(clone.Path, environment, "sh", "-c", typed);
            outcome.ExitCode.ShouldBe(0, $"{block}: {command}\n{outcome.All}");
            if (block.Page.File == "README.md")
                IsTheMainJob(clone, outcome);
        }

        clone
            .Git("for-each-ref", "--format=%(refname)", "refs/heads/oneshot-*")
            .Split('\n')
            .Length.ShouldBe(1, "of two one was removed");
    }

    [Fact]
    public void What_is_shown_as_json_or_yaml_is_that()
    {
        foreach (var block in Page.All.SelectMany(page => page.Blocks))
        {
            try
            {
                if (block.Language is "json")
                    JsonDocument.Parse(block.Text).Dispose();
                if (block.Language is "yaml" or "yml")
                    new YamlStream().Load(new StringReader(block.Text));
            }
            catch (Exception exception) when (exception is JsonException or YamlDotNet.Core.YamlException)
            {
                Assert.Fail($"{block}: {exception.Message}");
            }
        }
    }

    public void Dispose() => _folder.Dispose();

    private static void IsTheMainJob(GitRepo clone, Outcome outcome)
    {
        outcome.Output.ShouldContain("the run ended: ready");
        clone.Git("for-each-ref", "--format=%(refname)", "refs/heads/oneshot-*").Split('\n').Length.ShouldBe(1);
        File.Exists(clone[".git/oneshot/pulls/1.html"]).ShouldBeTrue();
    }

    // An undone one-shot has a journal still, and no branch.
    private static string Newest(GitRepo clone) =>
        Directory
            .GetFiles(clone[".git/oneshot/journal"], "*.json")
            .OrderByDescending(File.GetLastWriteTimeUtc)
            .Select(file => JsonDocument.Parse(File.ReadAllBytes(file)).RootElement)
            .First(journal =>
                clone
                    .TryGit(
                        "rev-parse",
                        "--verify",
                        "--quiet",
                        $"refs/heads/{journal.GetProperty("branch").GetString()}"
                    )
                    .ExitCode == 0
            )
            .GetProperty("id")
            .GetString()!;
}
