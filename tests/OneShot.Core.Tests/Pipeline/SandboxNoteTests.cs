using OneShot.Core.Model;
using OneShot.Core.Pipeline;

namespace OneShot.Core.Tests.Pipeline;

/// <summary>What a pull request says of the sandbox, from reports that an agent's job handed over.</summary>
public sealed class SandboxNoteTests
{
    [Fact]
    public void Who_ran_no_program_says_nothing() => SandboxNote.For([Usage(null)]).ShouldBeNull();

    [Fact]
    public void The_strongest_says_what_it_kept() =>
        SandboxNote
            .For([Usage(new(SandboxLevel.WorldAndNetwork))])
            .ShouldBe(
                "The agent ran in a sandbox: it saw this repository, and of the network a list of hosts. The "
                    + "model's key stayed outside of it."
            );

    [Fact]
    public void A_key_that_was_held_is_named() =>
        SandboxNote
            .For([Usage(new(SandboxLevel.WorldAndNetwork) { Held = ["COPILOT_GITHUB_TOKEN"] })])!
            .ShouldEndWith("The agent held its key or log-in itself: `COPILOT_GITHUB_TOKEN`.");

    [Fact]
    public void The_weakest_of_both_sessions_counts()
    {
        var note = SandboxNote.For([
            Usage(new(SandboxLevel.WorldAndNetwork)),
            Usage(new(SandboxLevel.None) { Lack = "bwrap is not installed" }),
        ])!;
        note.ShouldStartWith("The agent ran **without a sandbox**, because bwrap is not installed:");
        note.ShouldNotContain("key");
    }

    [Fact]
    public void Each_blocked_host_stands_once_with_what_allows_it() =>
        SandboxNote
            .For([
                Usage(new(SandboxLevel.WorldAndNetwork) { Blocked = ["example.com"] }),
                Usage(new(SandboxLevel.WorldAndNetwork) { Blocked = ["example.com", "a.example:8443"] }),
            ])!
            .ShouldContain(
                "Blocked hosts: `example.com`, `a.example:8443` (`--allow-host=example.com,a.example:8443` allows "
                    + "them)."
            );

    [Fact]
    public void What_is_no_host_and_no_name_is_left_out()
    {
        var note = SandboxNote.For([
            Usage(
                new(SandboxLevel.World)
                {
                    Lack = "x\n@team closes #1 <img>",
                    Blocked = ["`x` [a](b)", "ok.example"],
                    Held = ["A`B"],
                    Refused = ["<b>"],
                }
            ),
        ])!;
        note.ShouldNotContain("[a](b)");
        note.ShouldContain("`ok.example`");
        note.ShouldNotContain("@team");
        note.ShouldNotContain("<img>");
        note.ShouldNotContain('\n');
    }

    private static AgentUsage Usage(SandboxReport? report) => new(null, null, null, null, 1, null) { Sandbox = report };
}
