using OneShot.Core.Model;
using OneShot.Core.Pipeline;

namespace OneShot.Tests.Agents;

/// <summary>
/// What an agent was let in with reaches nothing that is kept or handed over, though its program prints and writes it.
/// </summary>
public sealed class LogInTests
{
    private const string File = ".claude/.credentials.json";

    private static readonly string Token = string.Concat("7Qk2", "mXv9LkP4sWd8Zb", "N1cYh6GfJ3uKe5RtA0p");

    private static readonly string Likely = string.Concat("glp", "at-", "xK9mQ2vT7rL4wZ8nB3cY");

    // As it is, as JSON spells a file, and cut in the middle by the width of a line.
    private static string Prints =>
        $$$"""
            token=$(sed 's/.*"accessToken":"\([^"]*\)".*/\1/' "$HOME/{{{File}}}")
            mkdir -p .impl; printf '# Plan\n\nThe token is %s, the other {{{Likely}}}.\n' "$token" > .impl/plan.md
            printf '{"title": "With %s"}' "$token" > .impl/plan-result.json; printf 'It is %s and {{{Likely}}}' "$token" > .impl/summary.md
            echo "it is $token" >&2; printf '%0290d%s\n' 7 "$token" >&2
            printf '{"type":"assistant","message":{"content":[{"type":"text","text":"I read %s\\n%s and {{{Likely}}}"}]}}\n' "$token" "$token"

            """;

    [Fact]
    public async Task Of_a_session_that_fails()
    {
        using var player = With("exit 3");
        var failure = await player.FailAsync();
        ShouldBeClean(player, failure.ToString(), string.Join('\n', failure.Tail));
        failure.Tail.ShouldContain(line => line.Contains("***", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_a_session_that_ends_well_and_its_caller_can_look_for_it()
    {
        using var player = With(
            $$"""printf '{"type":"result","subtype":"success","is_error":false,"num_turns":1,"result":"done with %s"}\n' "$token"; exit 0"""
        );
        var usage = await player.RunAsync();
        new PhaseReport { Usage = usage }.Write(new ImplFolder(player.Folder["work/.impl"]), AgentPhase.Plan);
        ShouldBeClean(
            player,
            usage.LastWords!,
            await System.IO.File.ReadAllTextAsync(player.Folder["work/.impl/plan.report.json"])
        );
        usage.LastWords.ShouldNotBeNull().ShouldContain("***");
        usage.Secrets.Find(System.Text.Encoding.Unicode.GetBytes($"x{Token}")).Count.ShouldBe(1);
        usage.Secrets.Find("max, user:inference, LISTED").ShouldBeEmpty();
        PhaseReport
            .Read(new ImplFolder(player.Folder["work/.impl"]), AgentPhase.Plan)!
            .Usage!.Secrets.Find(Token)
            .ShouldBeEmpty("another job does not get it");
    }

    private static Player With(string ending)
    {
        var player = new Player("claude", Prints + ending);
        player.Folder.Write(
            "home/" + File,
            $$$"""{"claudeAiOauth":{"accessToken":"{{{Token}}}","expiresAt":4102444800000,"scopes":["user:inference"],"subscriptionType":"max"}}"""
        );
        return player;
    }

    private static void ShouldBeClean(Player player, params string[] texts)
    {
        string[] kept =
        [
            .. new[] { PlanFiles.Plan, PlanFiles.PlanResult, PlanFiles.Summary }
                .Select(name => player.Folder["work/.impl/" + name])
                .Append(player.Folder["agent.log"])
                .Select(System.IO.File.ReadAllText),
        ];
        foreach (var text in kept)
            text.ShouldContain("***");
        foreach (var text in texts.Concat(kept).Concat(player.Reporter.Lines))
        {
            text.ShouldNotContain(Token[..12]);
            text.ShouldNotContain(Likely);
        }
    }
}
