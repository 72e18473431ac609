using OneShot.Core.Errors;

namespace OneShot.Tool.Tests;

/// <summary>What is typed becomes the host's command line.</summary>
public class ParsedCommandTests
{
    [Theory]
    [InlineData("Add a flag", "--target=OneShot|--prompt=Add a flag")]
    [InlineData(
        "--forge=local|--agent=rehearsal|Add a flag",
        "--target=OneShot|--forge=local|--agent=rehearsal|--prompt=Add a flag"
    )]
    [InlineData("Add a flag|--preview", "--target=OneShot|--preview|--prompt=Add a flag")]
    [InlineData("--preview|Add a flag", "--target=OneShot|--preview|--prompt=Add a flag")]
    [InlineData("--agent|rehearsal|Add a flag", "--target=OneShot|--agent=rehearsal|--prompt=Add a flag")]
    [InlineData(
        "--oneshot-agent|rehearsal|Add a flag",
        "--target=OneShot|--oneshot-agent=rehearsal|--prompt=Add a flag"
    )]
    [InlineData("--target|ValidatePrompt|Add a flag", "--target=ValidatePrompt|--prompt=Add a flag")]
    [InlineData("-t|ValidatePrompt|Add a flag", "-t|ValidatePrompt|--prompt=Add a flag")]
    [InlineData("--prompt-file|-", "--target=OneShot|--prompt-file=-")]
    [InlineData("--|--exclusive is not known here", "--target=OneShot|--prompt=--exclusive is not known here")]
    [InlineData("--prompt=Refactor", "--target=OneShot|--prompt=Refactor")]
    [InlineData("--target=PrepareRun|--exclusive", "--target=PrepareRun|--exclusive")]
    [InlineData("--verbosity|quiet", "--target=OneShotHelp|--verbosity=quiet")]
    [InlineData("preview|Add a flag", "--target=OneShot|--preview|--prompt=Add a flag")]
    [InlineData("preview|Refactor", "--target=OneShot|--preview|--prompt=Refactor")]
    [InlineData("list", "--target=OneShotStatus")]
    [InlineData("status", "--target=OneShotStatus")]
    [InlineData("status|k3x9a2|--output=json", "--target=OneShotStatus|--output=json|--distinct-id=k3x9a2")]
    [InlineData("report|--open", "--target=OneShotReport|--open")]
    [InlineData("publish|k3x9a2", "--target=PublishOneShot|--distinct-id=k3x9a2")]
    [InlineData("undo|k3x9a2", "--target=OneShot|--undo=k3x9a2")]
    [InlineData("resume|k3x9a2|--watch", "--target=OneShot|--watch|--resume=k3x9a2")]
    [InlineData("restore", "--target=RestoreBranch")]
    [InlineData("init|--agent=codex", "--target=OneShotInit|--agent=codex")]
    [InlineData("batch|tasks.yaml|--parallel=2", "--target=OneShotBatch|--parallel=2|--prompts-file=tasks.yaml")]
    [InlineData("--prompts-file|tasks.yaml", "--target=OneShotBatch|--prompts-file=tasks.yaml")]
    [InlineData("help|--output=json", "--target=OneShotHelp|--output=json")]
    [InlineData("help|undo|--output=json", "--target=OneShotHelp|--output=json|--topic=undo")]
    public void A_sentence_is_a_task_and_its_arguments(string typed, string expected)
    {
        var sentence = ParsedCommand.Read(typed.Split('|'));
        sentence.Kind.ShouldBe(CommandKind.Task);
        string.Join('|', sentence.Arguments).ShouldBe(expected);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("--help", null)]
    [InlineData("help", null)]
    [InlineData("help|--all", null)]
    [InlineData("help|undo", "undo")]
    [InlineData("undo|--help", "undo")]
    [InlineData("help|--agent", "--agent")]
    public void Help_is_about_what_was_named(string typed, string? topic)
    {
        var sentence = ParsedCommand.Read(typed.Split('|', StringSplitOptions.RemoveEmptyEntries));
        sentence.Kind.ShouldBe(CommandKind.Help);
        sentence.Value.ShouldBe(topic);
    }

    [Theory]
    [InlineData("stauts", "OS2050", "oneshot} status?")]
    [InlineData("cancel", "OS2050", "oneshot} undo?")]
    [InlineData("dry-run", "OS2050", "oneshot} preview?")]
    [InlineData("PrepareRun", "OS2050", "--target=PrepareRun")]
    [InlineData("Refactor", "OS2051", "--prompt=Refactor")]
    [InlineData("Add|a|flag", "OS2052", "quotes")]
    [InlineData("status|k3x9a2|more", "OS2052", "quotes")]
    [InlineData("restore|k3x9a2", "OS2052", "quotes")]
    [InlineData("status|--target=OneShot", "OS2052", "quotes")]
    [InlineData("undo", "OS2053", "undo ID")]
    [InlineData("batch", "OS2053", "batch FILE")]
    [InlineData("completion", "OS2053", "bash|fish|zsh|powershell")]
    public void What_makes_no_sense_is_told_with_what_does(string typed, string code, string next)
    {
        var error = Should.Throw<OneShotException>(() => ParsedCommand.Read(typed.Split('|'))).Error;
        error.Code.ShouldBe(code);
        error.Next.ShouldContain(next);
    }

    [Fact]
    public void What_is_told_to_type_is_what_is_understood()
    {
        foreach (var word in Verbs.All.Where(word => word is { Task: not null, Implied.Count: 0, Word: not "list" }))
        {
            if (!word.NeedsValue)
                ToolWords.Spell($"{{oneshot}} --target={word.Task}").ShouldBe($"{{oneshot}} {word.Word}");
            if (word.Argument is { } argument)
                ToolWords
                    .Spell($"{{oneshot}} --target={word.Task} --{argument}=k3x9a2")
                    .ShouldBe($"{{oneshot}} {word.Word} k3x9a2");
        }
    }

    [Fact]
    public void Every_word_of_the_table_that_has_a_task_leads_to_it() =>
        Verbs.All.Where(word => word.Task is not null).ShouldAllBe(word => Verbs.Tasks.ContainsKey(word.Task!));
}
