using System.Text.RegularExpressions;
using OneShot.Core.Errors;
using OneShot.Core.Settings;

namespace OneShot.Tests.Clients;

/// <summary>What an error says to whoever writes a program: calls and settings, and nothing to type into a shell.</summary>
public sealed partial class SettingSpellingTests
{
    [Theory]
    [InlineData(
        "{oneshot} --target=OneShot --resume=k3x9a2 finishes it; {oneshot} --target=OneShot --undo=k3x9a2 removes what "
            + "was made.",
        "OneShotClient.ResumeAsync(\"k3x9a2\") finishes it; OneShotClient.UndoAsync(\"k3x9a2\") removes what was made."
    )]
    [InlineData(
        "{oneshot} --target=OneShot --resume=k3x9a2 --agent-command=\"PROGRAM …\" --watch follows it on",
        "OneShotClient.ResumeAsync(\"k3x9a2\", new OneShotSettings { AgentCommand = \"PROGRAM …\", Watch = true }) "
            + "follows it on"
    )]
    [InlineData(
        "Type: {oneshot} --target=OneShot --resume=ID --again --max-turns=N",
        "Call: OneShotClient.ResumeAsync(\"ID\", new OneShotSettings { Again = true, MaxTurns = N })"
    )]
    [InlineData(
        "with them: {oneshot} --target=OneShot --resume=k3x9a2 --checkout",
        "with them: in the Cake Frosting build that dispatched it"
    )]
    [InlineData("see {oneshot} --target=OneShotStatus --distinct-id=ID.", "see OneShotClient.StatusAsync(\"ID\").")]
    [InlineData("see {oneshot} --target=OneShotStatus.", "see OneShotClient.StatusAsync().")]
    [InlineData("Type: {oneshot} --target=OneShotInit --force", "Type: {oneshot} --target=OneShotInit --force")]
    [InlineData("Type: gh run view 7 --log", "Type: gh run view 7 --log")]
    [InlineData(
        "Run it with --verbosity=diagnostic to see the whole command.",
        "Log at the level Debug to see the whole command."
    )]
    [InlineData("or pass the values yourself as arguments.", "or pass the values yourself as settings.")]
    [InlineData("It takes no value, or true or false.", "It takes true or false.")]
    [InlineData(
        "Watch longer: --watch-minutes=N",
        "Watch longer: OneShotSettings.WatchMinutes=N, or the limit of OneShotClient.WatchAsync"
    )]
    public void A_command_is_a_call(string typed, string called) => SettingSpelling.Of(typed).ShouldBe(called);

    [Fact]
    public void Errors_of_a_dispatch_read_as_a_programs()
    {
        Next(OneShotErrors.PromptMissing())
            .ShouldBe(
                "Call: OneShotClient.DispatchAsync(new OneShotSettings { Prompt = \"what should be done\" }) (or "
                    + "OneShotSettings.PromptFile=PATH, OneShotSettings.PromptFile=- for standard input, ONESHOT_PROMPT)."
            );
        Next(OneShotErrors.Cancelled()).ShouldBe("Make the same call again.");
        Next(OneShotErrors.CheckoutNeedsTasks()).ShouldNotContain("--");
        SettingSpelling
            .Of("Change into one, or name it: --working=PATH")
            .ShouldBe("Change into one, or name it: OneShotClientOptions.WorkingFolder=PATH");
    }

    [Fact]
    public void No_error_has_an_argument_that_a_program_could_set()
    {
        foreach (
            var row in File.ReadLines(Path.Combine(Repository.Root, "docs/errors.md"))
                .Where(line => line.StartsWith("| OS", StringComparison.Ordinal))
        )
        {
            var spelled = SettingSpelling.Of(row);
            spelled.ShouldNotMatch(@"\{oneshot\} --target=OneShot(Status)?\b");
            var left = Commands().Replace(spelled, "");
            foreach (var argument in Arguments.All.Where(one => one.HasProperty))
                left.ShouldNotMatch($@"(?<![\w-])--{argument.Name}\b(?!-)");
        }
    }

    private static string Next(OneShotException failure) => SettingSpelling.Of(failure.Error.Next);

    // What is typed is typed.
    [GeneratedRegex(@"\{oneshot\}(?:\ --[^\s;,]+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Commands();
}
