using OneShot.Core.Model;
using OneShot.Core.Settings;

namespace OneShot.Core.Tests.Settings;

/// <summary>What an agent may use, of a dispatch and of a resume.</summary>
public sealed class AgentLimitsExtensionsTests
{
    private static readonly AgentLimits Before = new()
    {
        PlanMinutes = 7,
        ImplementMinutes = 8,
        Seconds = 90,
        RetrySeconds = 10,
        Turns = 11,
        CostUsd = 1.5m,
        Command = "my-agent",
        Variables = ["MINE"],
        ProtectedPaths = ["deploy/"],
        Filters = ["turn"],
        Protect = "feeds:block",
        Sandbox = SandboxMode.Required,
        AllowedHosts = ["example.com"],
    };

    [Fact]
    public void What_a_resume_leaves_out_holds_as_it_was_said_at_the_dispatch() =>
        new OneShotSettings().ToLimits(Before).ShouldBe(Before);

    [Fact]
    public void What_a_resume_says_replaces_what_was_said()
    {
        var now = new OneShotSettings
        {
            Filters = "other",
            MaxTurns = 20,
            ProtectedPaths = "",
        }.ToLimits(Before);
        now.Filters.ShouldBe(["other"]);
        now.Turns.ShouldBe(20);
        now.ProtectedPaths.ShouldBeEmpty();
        now.AllowedHosts.ShouldBe(["example.com"]);
    }

    [Fact]
    public void Other_minutes_replace_seconds() =>
        new OneShotSettings { ImplementMinutes = 90 }
            .ToLimits(Before)
            .TimeOf(AgentPhase.Implement)
            .ShouldBe(TimeSpan.FromMinutes(90));

    [Fact]
    public void A_dispatch_has_what_is_usual() =>
        new OneShotSettings().ToLimits().TimeOf(AgentPhase.Plan).ShouldBe(TimeSpan.FromMinutes(30));
}
