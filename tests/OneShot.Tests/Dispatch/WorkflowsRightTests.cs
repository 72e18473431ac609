using OneShot.Core.Settings;
using OneShot.Testing.Scaffolding;
using OneShot.Tests.Jobs;

namespace OneShot.Tests.Dispatch;

/// <summary>
/// Workflows that may be delivered need a token that may push them; nobody pays an agent to learn that there is none.
/// </summary>
public sealed class WorkflowsRightTests
{
    [Theory]
    [InlineData("workflows:ask")]
    [InlineData("feeds:block,workflows:allow")]
    public async Task Without_a_token_for_it_nothing_is_made(string protect)
    {
        using var peer = Peer("ANTHROPIC_API_KEY");
        var refused = await new Dispatching(peer, peer.LocalClone()).FailAsync(Settings(protect));
        refused.Error.Code.ShouldBe("OS3090");
        refused.Error.ToLine("./build.sh").ShouldContain("ONESHOT_TOKEN");
        peer.Branches.ShouldBe(["refs/heads/main"]);
        peer.Pulls.ShouldBeEmpty();
    }

    [Fact]
    public async Task With_one_it_travels()
    {
        using var peer = Peer("ONESHOT_TOKEN");
        var dispatching = new Dispatching(peer, peer.LocalClone());
        await dispatching.RunAsync(Settings("Workflows:Ask"));
        peer.Runs.Single()!["inputs"]!["options"]!.ToString().ShouldBe("""{"format":1,"protect":"workflows:ask"}""");
        dispatching.Reporter.Text.ShouldNotContain("can't be checked");
    }

    [Fact]
    public async Task Where_it_is_not_told_it_is_a_warning()
    {
        using var peer = Peer("ANTHROPIC_API_KEY");
        peer.Fault("status", "GET", "/actions/secrets", times: 9, status: 403);
        var dispatching = new Dispatching(peer, peer.LocalClone());
        await dispatching.RunAsync(Settings("workflows:tell"));
        dispatching.Reporter.Text.ShouldContain("--protect=workflows:tell needs a secret ONESHOT_TOKEN");
        peer.Runs.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("workflows:block")]
    [InlineData("feeds:allow,packages:allow")]
    public async Task Whatever_else_is_asked_needs_no_token(string protect)
    {
        using var peer = Peer("ANTHROPIC_API_KEY");
        await new Dispatching(peer, peer.LocalClone()).RunAsync(Settings(protect));
        peer.Runs.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(true, "repo, workflow", "OS3090")]
    [InlineData(false, "repo", "OS3091")]
    [InlineData(false, "repo, workflow", null)]
    public async Task A_run_asks_its_own_token_first_of_all(bool isBuiltIn, string scopes, string? code)
    {
        using var machine = new JobMachine();
        machine.Peer.TokenMay(scopes: scopes);
        var settings = machine.Settings();
        (settings.Options, settings.BuiltInToken) = ("""{"format":1,"protect":"workflows:ask"}""", isBuiltIn);
        if (code is null)
        {
            await machine.JobAsync(settings, jobs => jobs.PrepareRunAsync(default));
            return;
        }

        (
            await Should.ThrowAsync<OneShotException>(() =>
                machine.JobAsync(settings, jobs => jobs.PrepareRunAsync(default))
            )
        ).Error.Code.ShouldBe(code);
        machine.Peer.Comments(1).Single().ShouldContain($"Preparing did not finish: **{code}**");
    }

    private static PeerRepository Peer(params string[] secrets)
    {
        var peer = new PeerRepository(ScaffoldedFiles.TextOf(".github/workflows/one-shot.yml"));
        peer.Server(new { secrets });
        return peer;
    }

    private static OneShotSettings Settings(string protect)
    {
        var settings = Dispatching.Settings();
        Arguments.Find("protect")!.Set(settings, protect);
        return settings;
    }
}
