using OneShot.Testing.Scaffolding;
using OneShot.Tests.Jobs;
using OneShot.Tests.Local;

namespace OneShot.Tests.Dispatch;

/// <summary>What keeps the team's own checks from coming is told before anything is made, or an agent is paid.</summary>
public sealed class ChecksTests
{
    [Theory]
    [InlineData("checks", null, "--verify=auto")]
    [InlineData(null, "checks", "--verify=required")]
    [InlineData("checks", "checks", "--verify=required")]
    public async Task On_this_machine_there_are_none(string? asked, string? file, string next)
    {
        var here = new LocalOneShot();
        if (file is not null)
            here.Repo.Commit("File", ".oneshot/oneshot.yaml", $"version: 1\nverify: {file}\n");
        var settings = LocalOneShot.Settings();
        settings.Verify = asked;
        var error = (await Should.ThrowAsync<OneShotException>(() => here.RunAsync(settings))).Error;
        error.Code.ShouldBe("OS2098");
        error.Next.ShouldEndWith(next);
        here.Repo.Git("for-each-ref", "--format=%(refname)", "refs/heads/oneshot-*").ShouldBeEmpty();
        Directory.Exists(here.Repo[".git/oneshot/pulls"]).ShouldBeFalse();

        settings.Verify = next["--verify=".Length..];
        await here.RunAsync(settings);
        here.Repo.Git("for-each-ref", "--format=%(refname)", "refs/heads/oneshot-*").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task With_a_token_for_it_nothing_is_told_and_it_travels()
    {
        using var peer = Peer(Own, "ONESHOT_TOKEN");
        var dispatching = new Dispatching(peer, peer.LocalClone());
        await dispatching.RunAsync(Settings());
        peer.Runs.Single()!["inputs"]!["options"]!.ToString().ShouldBe("""{"format":1,"verify":"checks"}""");
        dispatching.Reporter.Text.ShouldNotContain("warning");
    }

    [Fact]
    public async Task Without_a_token_for_which_CI_starts_that_is_told()
    {
        using var peer = Peer(Own, "ANTHROPIC_API_KEY");
        var dispatching = new Dispatching(peer, peer.LocalClone());
        await dispatching.RunAsync(Settings());
        dispatching.Reporter.Text.ShouldContain(
            "warning: --verify=checks: a run's own token starts no workflow, so no check of one comes"
        );
        peer.Runs.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("plan-implement.yml", "AwaitChecks", "plan-implement.yml has no job that awaits checks (AwaitChecks)")]
    [InlineData("plan-implement.yml", "checks: read", "plan-implement.yml gives no job the right checks: read")]
    [InlineData("one-shot.yml", "checks: read", "one-shot.yml does not pass the right checks: read on")]
    public async Task A_workflow_that_awaits_none_is_told(string file, string without, string told)
    {
        var files = Own;
        var path = ".github/workflows/" + file;
        files[path] = files[path].Replace(without, "# ", StringComparison.Ordinal);
        using var peer = Peer(files, "ONESHOT_TOKEN");
        var dispatching = new Dispatching(peer, peer.LocalClone());
        await dispatching.RunAsync(Settings());
        dispatching.Reporter.Text.ShouldContain($"warning: {told}");
        peer.Runs.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_runs_first_job_says_that_its_own_token_starts_no_CI(bool isBuiltIn)
    {
        using var machine = new JobMachine();
        var settings = machine.Settings();
        (settings.Verify, settings.BuiltInToken) = ("checks", isBuiltIn);
        await machine.JobAsync(settings, jobs => jobs.PrepareRunAsync(default));
        var told = machine.Reporter.Text.Contains(
            "warning: --verify=checks: a run's own token",
            StringComparison.Ordinal
        );
        told.ShouldBe(isBuiltIn);
    }

    private static Dictionary<string, string> Own => ScaffoldedFiles.For(ScaffoldedFiles.Usual);

    private static PeerRepository Peer(Dictionary<string, string> files, params string[] secrets)
    {
        var peer = new PeerRepository(files[".github/workflows/one-shot.yml"], files: files);
        peer.Server(new { secrets });
        return peer;
    }

    private static OneShotSettings Settings()
    {
        var settings = Dispatching.Settings();
        settings.Verify = "checks";
        return settings;
    }
}
