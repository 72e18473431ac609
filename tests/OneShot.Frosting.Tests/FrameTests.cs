using System.Text.RegularExpressions;
using OneShot.Frosting.Running;

namespace OneShot.Frosting.Tests;

/// <summary>Cake's headings and table stand around work, and around nothing else; an error is told once, last.</summary>
public sealed partial class FrameTests : IDisposable
{
    private const char Heading = '\u2550';
    private const char Table = '\u2501';

    private readonly PeerRepository _peer = new();

    [Fact]
    public void Content_is_all_that_is_printed()
    {
        var sample = new Sample(_peer, _peer.Clone());
        foreach (var target in new[] { "OneShotStatus", "OneShotHelp", "RestoreBranch" })
        {
            var outcome = sample.Run("--target=" + target);
            outcome.ExitCode.ShouldBe(0, outcome.All);
            outcome.All.ShouldNotContain(Heading);
            outcome.All.ShouldNotContain(Table);
        }

        sample
            .Run("--target=OneShotStatus")
            .Output.ShouldBe("there is no one-shot in this repository yet\n", StringCompareShould.IgnoreLineEndings);
        sample.Run("--target=OneShotStatus", "--verbosity=verbose").Output.ShouldContain(Heading);
    }

    [Fact]
    public void An_argument_of_an_earlier_name_is_one_line_unless_it_is_the_builds_own()
    {
        const string told =
            "any more. --no-hooks (ONESHOT_NO_HOOKS) skips your pre-push hook; --verify=none skips verifying.";
        var repo = _peer.Clone();
        var sample = new Sample(_peer, repo);
        string[] asked = ["--target=OneShot", "--prompt=Add it", "--agent=claude", "--preview"];
        foreach (var name in new[] { "--no-verify", "--oneshot-no-verify" })
        {
            var typed = sample.Run([.. asked, name]);
            typed.ExitCode.ShouldBe(2, typed.All);
            typed.All.Trim().ShouldBe($"Error: OS2033: There is no argument {name} {told}");
        }

        var own = new Sample(_peer, repo, "its own no-verify");
        own.Run([.. asked, "--no-verify"]).ExitCode.ShouldBe(0);
        own.Run([.. asked, "--oneshot-no-verify"]).ExitCode.ShouldBe(2);

        sample.Environment["ONESHOT_NO_VERIFY"] = "true";
        sample.Run(asked).All.Trim().ShouldBe($"Error: OS2033: There is no variable ONESHOT_NO_VERIFY {told}");
    }

    [Fact]
    public void No_hooks_skips_the_pre_push_hook_typed_and_as_a_variable()
    {
        var repo = _peer.Clone();
        repo.Hook("pre-push", "exit 1");
        var sample = new Sample(_peer, repo);
        string[] asked = ["--target=OneShot", "--prompt=Add it", "--agent=claude"];
        var refused = sample.Run(asked);
        refused.ExitCode.ShouldBe(3, refused.All);
        refused.Error.ShouldContain("skip it: --no-hooks");

        var typed = sample.Run([.. asked, "--no-hooks"]);
        typed.ExitCode.ShouldBe(0, typed.All);
        sample.Environment["ONESHOT_NO_HOOKS"] = "true";
        var variable = sample.Run(asked);
        variable.ExitCode.ShouldBe(0, variable.All);
    }

    [Fact]
    public void What_is_refused_is_one_line()
    {
        var sample = new Sample(_peer, _peer.Clone());
        var refused = sample.Run("--target=OneShot", "--prompt=Add it", "--model=sonnte", "--agent=claude");
        refused.ExitCode.ShouldBe(2, refused.All);
        refused.Output.Trim().ShouldBeEmpty();
        refused.Error.Trim().ShouldStartWith("Error: OS2009: ");
        refused.Error.Trim().ShouldNotContain('\n');

        var unknown = sample.Run("--target=OneShotStatsu");
        unknown.ExitCode.ShouldBe(2, unknown.All);
        unknown
            .All.Trim()
            .ShouldBe(
                "Error: OS2020: The command line is not valid: there is no target OneShotStatsu. Did you mean: dotnet run "
                    + "-- --target=OneShotStatus"
            );
        sample
            .Run("OneShot")
            .Error.Trim()
            .ShouldBe(
                "Error: OS2020: The command line is not valid: 'OneShot' is no option. A target is typed so: dotnet run "
                    + "-- --target=OneShot"
            );
        sample
            .Run("--target=OneShotUndo")
            .Error.Trim()
            .ShouldEndWith("there is no target OneShotUndo. Did you mean: dotnet run -- --target=OneShot --undo=ID");
        sample
            .Run("--target=log")
            .Error.Trim()
            .ShouldEndWith("there is no target log. Did you mean: dotnet run -- --target=OneShotStatus --log");
        var misspelt = sample.Run("--taget=OneShotStatus");
        misspelt.ExitCode.ShouldBe(2, misspelt.All);
        misspelt.All.Trim().ShouldBe("Error: OS2012: There is no argument --taget. Did you mean --target?");
        foreach (
            var parts in new[]
            {
                new[] { "--target=OneShot", "--prompt=Add", "a", "flag" },
                ["Add", "a", "flag"],
                ["--target=OneShot", "--prompt=Add", "a", "--verbose", "flag"],
            }
        )
            sample
                .Run(parts)
                .Error.Trim()
                .ShouldEndWith(
                    "a prompt of several words needs quotes. Type: dotnet run -- --target=OneShot --prompt=\"…\""
                );
        sample
            .Run("--target=OneShot", "-agent=rehearsal", "--prompt=Add a flag")
            .All.Trim()
            .ShouldBe(
                "Error: OS2020: The command line is not valid: '-agent' is no option. It has two dashes: --agent"
            );
        sample
            .Run("--target=OneShotHelp", "report")
            .Error.Trim()
            .ShouldEndWith("'report' is no option. Type: dotnet run -- --target=OneShotHelp --topic=report");
        sample
            .Run("--target=OneShotStatus", "cowiqd")
            .Error.Trim()
            .ShouldEndWith("'cowiqd' is no option. Type: dotnet run -- --target=OneShotStatus --distinct-id=cowiqd");
        sample
            .Run("--target=OneShot", "cowiqd")
            .Error.Trim()
            .ShouldEndWith("Type: dotnet run -- --target=OneShot --resume=cowiqd, or --undo=cowiqd");
        sample
            .Run("--target=OneShotUndo", "cowiqd")
            .Error.Trim()
            .ShouldEndWith("Type: dotnet run -- --target=OneShot --undo=cowiqd");
        sample.Run("deploy").Error.Trim().ShouldEndWith("A target is typed so: dotnet run -- --target=deploy");
        sample
            .Run("--target=OneShot", "Add a flag")
            .Error.Trim()
            .ShouldEndWith("a prompt needs its option. Type: dotnet run -- --target=OneShot --prompt=\"…\"");
        sample.Run("help").Error.Trim().ShouldEndWith("Type: dotnet run -- --target=OneShotHelp");
        sample.Run("undo").Error.Trim().ShouldEndWith("Type: dotnet run -- --target=OneShot --undo=ID");
        sample
            .Run("undo", "cowiqd")
            .Error.Trim()
            .ShouldEndWith("'undo' is no option. Type: dotnet run -- --target=OneShot --undo=cowiqd");
        sample
            .Run("help", "status")
            .Error.Trim()
            .ShouldEndWith("'help' is no option. Type: dotnet run -- --target=OneShotHelp --topic=status");
        sample
            .Run("Add a flag")
            .Error.ShouldStartWith("Error: OS2020: The command line is not valid: a prompt needs its option. ");
    }

    [Theory]
    [InlineData("undo il74l9", "--target=OneShot --undo=il74l9")]
    [InlineData("RESUME IL74L9", "--target=OneShot --resume=il74l9")]
    [InlineData("report c5db6k --open", "--target=OneShotReport --distinct-id=c5db6k")]
    [InlineData("OneShotStatus c5db6k", "--target=OneShotStatus --distinct-id=c5db6k")]
    [InlineData("log c5db6k", "--target=OneShotStatus --distinct-id=c5db6k --log")]
    [InlineData("--target=OneShot watch c5db6k", "--target=OneShotStatus --distinct-id=c5db6k --watch")]
    [InlineData("publish c5db6k", "--target=PublishOneShot --distinct-id=c5db6k")]
    [InlineData("help status", "--target=OneShotHelp --topic=status")]
    [InlineData("help distinct-id", "--target=OneShotHelp --topic=distinct-id")]
    [InlineData("batch prompts/all.yaml", "--target=OneShotBatch --prompts-file=prompts/all.yaml")]
    [InlineData("preview \"Add a flag\"", "--target=OneShot --prompt=\"…\" --preview")]
    [InlineData("undo the-last", null)]
    [InlineData("undo il74l9 c5db6k", null)]
    [InlineData("report errors twice", null)]
    [InlineData("help \"who asks\"", null)]
    [InlineData("list c5db6k", null)]
    [InlineData("batch requests", null)]
    [InlineData("Add undo", null)]
    [InlineData("--prompt=undo il74l9", null)]
    [InlineData("preview images sooner", null, " --preview")]
    [InlineData("--preview --prompt=Add a flag", null, " --preview")]
    public void A_word_of_the_tool_is_told_with_what_follows_it_and_other_words_are_a_prompt(
        string typed,
        string? meant,
        string further = ""
    )
    {
        var line = new CommandLine(Quoted().Matches(typed).Select(word => word.Value.Trim('"')));
        var told = TargetRules.Bare(line).Error;
        told.Message.ShouldEndWith(meant is null ? "needs quotes." : $"'{line.Words[0]}' is no option.");
        told.Next.ShouldBe(
            $"Type: {OneShotError.CommandPlaceholder} {meant ?? "--target=OneShot --prompt=\"…\"" + further}"
        );
    }

    [GeneratedRegex("\"[^\"]*\"|\\S+", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();

    [Fact]
    public void Help_on_a_task_of_the_build_tells_what_it_is_and_only_what_is_near_is_guessed()
    {
        var sample = new Sample(_peer, _peer.Clone());
        Help("unrelated")
            .Output.ShouldBe(
                """
                Says that it is unrelated.

                Type
                  dotnet run -- --target=Unrelated

                It is this build's own. What it depends on: dotnet run -- --tree

                """,
                StringCompareShould.IgnoreLineEndings
            );
        sample.Run("--tree").Output.ShouldContain("Unrelated");
        Help("After").Output.ShouldStartWith("A target that this build does not describe.");
        Help("ValidatePlan").Output.ShouldContain("dotnet run -- --target=ValidatePlan");
        Help("ValidatePlan").Output.ShouldNotContain("this build's own");
        var all = "dotnet run -- --target=OneShotHelp --all";
        Help("Unrelatde")
            .Error.Trim()
            .ShouldBe(
                "Error: OS2131: There is no help on 'Unrelatde'. Did you mean: dotnet run -- --target=OneShotHelp "
                    + $"--topic=Unrelated? All of it: {all}"
            );
        Help("Test").Error.Trim().ShouldBe($"Error: OS2131: There is no help on 'Test'. All that there is: {all}");

        Outcome Help(string topic) => sample.Run("--target=OneShotHelp", "--topic=" + topic);
    }

    [Fact]
    public void A_dispatch_keeps_cakes_look_and_a_document_has_none()
    {
        var sample = new Sample(_peer, _peer.Clone());
        var dispatched = sample.Run("--target=OneShot", "--prompt=Add it");
        dispatched.ExitCode.ShouldBe(0, dispatched.All);
        dispatched.Output.ShouldContain(Heading);
        dispatched.Output.ShouldContain(Table);

        var document = sample.Run("--target=OneShot", "--prompt=Fix it", "--output=json");
        document.ExitCode.ShouldBe(0, document.All);
        document.All.ShouldNotContain(Heading);
        document.All.ShouldNotContain(Table);
    }

    [Fact]
    public void A_quiet_dispatch_prints_the_address_of_its_pull_request()
    {
        var outcome = new Sample(_peer, _peer.Clone()).Run("--target=OneShot", "--prompt=Add it", "--verbosity=quiet");
        outcome.ExitCode.ShouldBe(0, outcome.All);
        outcome.Output.ShouldMatch(@"^between on standard output\n.*\nhttp[^ \n]+/pull/1\n$");
    }

    public void Dispose() => _peer.Dispose();
}
