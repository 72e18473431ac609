using System.Text.Json;

namespace OneShot.Tool.Tests;

/// <summary>The tool at work, in a repository without a build.</summary>
public sealed class ToolTests : IDisposable
{
    private readonly Oneshot _oneshot = new();

    [Fact]
    public void A_sentence_is_a_one_shot_and_the_words_find_it_and_remove_it()
    {
        var before = _oneshot.Repo.Snapshot();
        var outcome = _oneshot.Run("--forge=local", "--agent=rehearsal", "Add a file");
        outcome.ExitCode.ShouldBe(0, outcome.All);
        outcome.Output.ShouldContain("the run ended: ready");
        outcome.Output.ShouldContain("undo: dotnet oneshot undo ");
        var branch = _oneshot.Repo.Git("for-each-ref", "--format=%(refname:short)", "refs/heads/oneshot-*");
        branch.ShouldStartWith("oneshot-add-a-file-");
        _oneshot
            .Repo.Snapshot()
            .Where(file => !file.Key.Contains("oneshot-", StringComparison.Ordinal))
            .ShouldBe(before);

        var id = Path.GetFileNameWithoutExtension(
            Directory.GetFiles(_oneshot.Repo[".git/oneshot/journal"], "*.json").Single()
        );
        File.ReadAllText(_oneshot.Repo[".git/oneshot/pulls/1.html"]).ShouldContain($"dotnet oneshot undo {id}");
        var report = _oneshot.Run("report", id, "--output=json");
        JsonDocument
            .Parse(report.Output)
            .RootElement.GetProperty("report_path")
            .GetString()
            .ShouldBe(_oneshot.Repo[".git/oneshot/pulls/1.html"]);

        var resumed = _oneshot.Run("resume", id);
        resumed.Output.ShouldContain($"{id} is finished (ready): nothing is started");
        resumed.Output.ShouldNotContain("starting");

        _oneshot.Run("undo", id).ExitCode.ShouldBe(0);
        _oneshot.Repo.Git("for-each-ref", "refs/heads/oneshot-*").ShouldBeEmpty();
    }

    [Fact]
    public void The_process_of_a_run_takes_no_more_than_it_needs()
    {
        _oneshot.Dispatch("Add a file");
        var program = Repository.ProgramCopies.Single();
        Directory.Exists(_oneshot.Repo[".git/oneshot/program"]).ShouldBeFalse("it is one for all repositories");
        Directory
            .GetFiles(program)
            .Select(Path.GetFileName)
            .Order(StringComparer.Ordinal)
            .ShouldBe([
                "ICSharpCode.SharpZipLib.dll",
                "Markdig.dll",
                "Microsoft.Extensions.DependencyInjection.Abstractions.dll",
                "Microsoft.Extensions.DependencyInjection.dll",
                "Microsoft.Extensions.FileSystemGlobbing.dll",
                "Microsoft.Extensions.Logging.Abstractions.dll",
                "Octokit.dll",
                "OneShot.Agents.dll",
                "OneShot.Core.dll",
                "OneShot.Git.dll",
                "OneShot.GitHub.dll",
                "OneShot.Local.dll",
                "OneShot.Processes.dll",
                "OneShot.Tool.dll",
                "OneShot.Tool.runtimeconfig.json",
                "OneShot.dll",
                "Polly.Core.dll",
                "YamlDotNet.dll",
            ]);
    }

    [Fact]
    public void Help_and_version_are_the_tools_own_and_need_no_repository()
    {
        foreach (var typed in new[] { Array.Empty<string>(), ["--help"], ["-h"], ["help"] })
        {
            var help = Launch.Run(Path.GetTempPath(), _oneshot.Environment, "dotnet", [Oneshot.Program, .. typed]);
            help.ExitCode.ShouldBe(0, help.All);
            help.Output.ShouldContain("oneshot \"Add a --verbose flag\"");
            help.Output.ShouldContain("status [ID]");
            help.Output.ShouldNotContain("--verbosity", customMessage: "that is the engine's page");
            var lines = help.Output.TrimEnd('\n').Split('\n');
            lines.Length.ShouldBeLessThanOrEqualTo(20);
            lines.ShouldAllBe(line => line.Length <= 80 && line == line.TrimEnd());
        }

        foreach (var typed in new[] { "--version", "version" })
            _oneshot.Run(typed).Output.ShouldBe("0.1.0\n");
    }

    [Fact]
    public void Help_tells_all_and_of_one_thing()
    {
        var all = _oneshot.Run("help", "--all").Output;
        all.ShouldContain("--target=PrepareRun");
        all.ShouldContain("--plan-issue=N");
        all.Split('\n').ShouldAllBe(line => line.Length <= 80 && line == line.TrimEnd());
        _oneshot
            .Run("help", "undo")
            .Output.ShouldBe(
                """
                Cancels the run, closes the pull request, deletes the branch.

                Type
                  dotnet oneshot undo ID

                Arguments
                  --undo=ID        Removes an earlier one-shot: cancels the run, closes the pull
                                   request, deletes the branch.
                  --output=FORMAT  text (default) or json: one document, and nothing else, on
                                   standard output.

                """
            );
        _oneshot.Run("undo", "--help").Output.ShouldBe(_oneshot.Run("help", "undo").Output);
        _oneshot.Run("help", "completion").Output.ShouldContain("  dotnet oneshot completion bash\n");
        _oneshot.Run("help", "--plan-issue").Output.ShouldContain("ONESHOT_PLAN_ISSUE");
        var unknown = _oneshot.Run("help", "stauts");
        unknown.ExitCode.ShouldBe(2);
        unknown.Error.ShouldBe(
            "Error: OS2131: There is no help on 'stauts'. Did you mean: dotnet oneshot help status? All of it: "
                + "dotnet oneshot help --all\n"
        );
        _oneshot
            .Run("help", "Test")
            .Error.ShouldBe(
                "Error: OS2131: There is no help on 'Test'. All that there is: dotnet oneshot help --all\n"
            );
    }

    [Theory]
    [InlineData("--no-verify", "--forge=local", "--no-verify", "Add a file")]
    [InlineData("--oneshot-no-verify", "--forge=local", "--oneshot-no-verify=true", "Add a file")]
    [InlineData("--no-verify", "publish", "k3x9a2", "--no-verify")]
    [InlineData("--no-verify", "--no-verify")]
    [InlineData("--no-verify", "status", "-no-verify")]
    [InlineData("--no-verify", "help", "--no-verify")]
    [InlineData("--no-verify", "help", "no-verify")]
    public void An_argument_of_an_earlier_name_is_told_with_the_one_of_now(string name, params string[] typed)
    {
        var outcome = _oneshot.Run(typed);
        outcome.ExitCode.ShouldBe(2, outcome.All);
        outcome.Output.ShouldBeEmpty();
        outcome.Error.ShouldBe(
            $"Error: OS2033: There is no argument {name} any more. --no-hooks (ONESHOT_NO_HOOKS) skips your pre-push "
                + "hook; --verify=none skips verifying.\n"
        );
        _oneshot.Repo.Git("for-each-ref", "refs/heads/oneshot-*").ShouldBeEmpty();
    }

    [Fact]
    public void A_variable_of_an_earlier_name_is_told_with_the_one_of_now()
    {
        _oneshot.Environment["ONESHOT_NO_VERIFY"] = "true";
        var outcome = _oneshot.Run("--forge=local", "--agent=rehearsal", "Add a file");
        outcome.ExitCode.ShouldBe(2, outcome.All);
        outcome.Error.ShouldEndWith(
            "Error: OS2033: There is no variable ONESHOT_NO_VERIFY any more. --no-hooks (ONESHOT_NO_HOOKS) skips "
                + "your pre-push hook; --verify=none skips verifying.\n"
        );
        _oneshot.Repo.Git("for-each-ref", "refs/heads/oneshot-*").ShouldBeEmpty();
    }

    [Fact]
    public void A_word_that_is_none_and_an_argument_that_is_none_are_bad_input_for_programs_too()
    {
        var word = _oneshot.Run("stauts", "--output=json");
        word.ExitCode.ShouldBe(2);
        word.Error.ShouldStartWith("Error: OS2050: 'stauts' is not a command. Did you mean: dotnet oneshot status?");
        JsonDocument
            .Parse(word.Output)
            .RootElement.GetProperty("error")
            .GetProperty("code")
            .GetString()
            .ShouldBe("OS2050");

        var argument = _oneshot.Run("Add a file", "--modle=opus");
        argument.ExitCode.ShouldBe(2);
        argument.Error.ShouldContain("Did you mean --model?");
    }

    public void Dispose() => _oneshot.Dispose();
}
