using OneShot.Core.Model;

namespace OneShot.Tests.Jobs;

/// <summary>
/// What travelled, and trunk's own file, hold in the jobs; whatever
/// is wrong with them ends the run before an agent starts.
/// </summary>
public sealed class JobOptionsTests : IDisposable
{
    private const string File = ".oneshot/oneshot.yaml";
    private readonly JobMachine _machine = new();

    private IReadOnlyList<string> Told => _machine.Peer.Comments(1);

    private string Marker => _machine.Peer.Folder["started"];

    [Theory]
    [InlineData("""{"format":1,"sandbx":"none"}""", "OS2081")]
    [InlineData("""{"format":1,"sandbox":"none","sandbox":"auto"}""", "OS2080")]
    [InlineData("""{"format":9}""", "OS2082")]
    public async Task A_bad_document_is_told_by_the_first_job(string document, string code)
    {
        var settings = _machine.Settings();
        settings.Options = document;
        (
            await Should.ThrowAsync<OneShotException>(() =>
                _machine.JobAsync(settings, jobs => jobs.PrepareRunAsync(default))
            )
        ).Error.Code.ShouldBe(code);
        Told.Single().ShouldContain($"Preparing did not finish: **{code}**");
    }

    [Fact]
    public async Task And_no_agent_starts_with_one()
    {
        var settings = _machine.Settings($"touch '{Marker}'");
        settings.Options = "{}";
        (await Should.ThrowAsync<OneShotException>(() => PlanAsync(settings))).Error.Code.ShouldBe("OS2080");
        Path.Exists(Marker).ShouldBeFalse();
        (
            await Should.ThrowAsync<OneShotException>(() =>
                _machine.JobAsync(_machine.Settings(), jobs => jobs.SavePlanAsync(default))
            )
        ).Error.Code.ShouldBe("OS2080", "it reaches whoever waits");
    }

    [Fact]
    public async Task What_travelled_holds_against_a_looser_variable()
    {
        var settings = _machine.Settings(PlannerScript.Good);
        (settings.Options, settings.Sandbox, settings.AllowHost) = (
            """{"format":1,"sandbox":"auto","allow-host":"a.example"}""",
            "none",
            "b.example"
        );
        var limits = await _machine.LimitsAsync(_machine.Clone(), settings);
        limits.Sandbox.ShouldBe(SandboxMode.Auto);
        limits.AllowedHosts.ShouldBe(["a.example"]);
        (settings.Sandbox, settings.AllowHost).ShouldBe(
            ("none", "b.example"),
            "what is laid under it is no change of what was asked"
        );
    }

    [Theory]
    [InlineData("sandbox: auto", "none", "line 2")]
    [InlineData("sandbox: weak", null, "line 2")]
    public async Task Trunks_file_is_the_floor_in_an_agents_job(string line, string? sandbox, string said)
    {
        Trunk($"version: 1\n{line}\n");
        var settings = _machine.Settings($"touch '{Marker}'");
        settings.Sandbox = sandbox;
        (await Should.ThrowAsync<OneShotException>(() => PlanAsync(settings))).Error.Message.ShouldContain(said);
        Path.Exists(Marker).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_of_the_wrong_ending_is_not_silently_no_floor()
    {
        Trunk("version: 1\nsandbox: required\n", ".oneshot/oneshot.yml");
        var settings = _machine.Settings($"touch '{Marker}'");
        (await Should.ThrowAsync<OneShotException>(() => PlanAsync(settings))).Error.Code.ShouldBe("OS2116");
        Path.Exists(Marker).ShouldBeFalse();
    }

    [Fact]
    public async Task The_branch_has_no_say()
    {
        var clone = _machine.Clone();
        clone.Commit("Looser", File, "version: 1\nallow-hosts: [evil.example]\n");
        clone.Write(File, "version: 1\nallow-hosts: [worse.example]\n");
        Trunk("version: 1\nallow-hosts: [a.example]\n");
        clone.Git("fetch", "--quiet", "origin");
        var settings = _machine.Settings();
        _machine.Variables["CI"] = "true";
        (await _machine.LimitsAsync(clone, settings)).AllowedHosts.ShouldBe(["a.example"]);
    }

    [Fact]
    public async Task A_run_reads_the_commit_it_was_started_at_from_the_checkout_beside_the_branch()
    {
        var commit = Trunk("version: 1\nallow-hosts: [a.example]\n");
        Trunk("version: 1\nallow-hosts: [later.example]\n");
        var work = Shallow("work", "--branch", _machine.Branch);
        var trunk = Shallow("trunk");
        trunk.Git("fetch", "--quiet", "--depth=1", "origin", commit);
        Actions(commit);
        var settings = _machine.Settings();
        (await _machine.LimitsAsync(work, settings)).AllowedHosts.ShouldBe(["a.example"]);
    }

    [Fact]
    public async Task A_checkout_that_leaves_the_file_out_ends_the_run()
    {
        var commit = Trunk("version: 1\nsandbox: required\n");
        _machine.Peer.Bare.Git("config", "uploadpack.allowFilter", "true");
        var work = Shallow("work", "--branch", _machine.Branch);
        Shallow("trunk", "--filter=blob:none", "--no-checkout");
        Actions(commit);
        var failed = await Should.ThrowAsync<OneShotException>(() =>
            _machine.JobAsync(work, _machine.Settings(), jobs => jobs.PrepareRunAsync(default))
        );
        failed.Error.Code.ShouldBe("OS3081");
        failed.Error.Next.ShouldContain("OneShotInit");
    }

    [Fact]
    public async Task Without_a_file_and_without_a_checkout_of_trunk_everything_is_as_before()
    {
        Actions(new string('a', 40));
        await _machine.JobAsync(
            Shallow("work", "--branch", _machine.Branch),
            _machine.Settings(),
            jobs => jobs.PrepareRunAsync(default)
        );
        Told.Single().ShouldContain("plans now");
    }

    public void Dispose() => _machine.Dispose();

    private Task PlanAsync(OneShotSettings settings) =>
        _machine.JobAsync(settings, jobs => jobs.PreparePlanningAsync(default), jobs => jobs.RunPlanningAsync(default));

    private void Actions(string commit)
    {
        foreach (
            var (name, value) in new[]
            {
                ("GITHUB_ACTIONS", "true"),
                ("GITHUB_SHA", commit),
                ("GITHUB_WORKSPACE", _machine.Peer.Folder["workspace"]),
            }
        )
            _machine.Variables[name] = value;
    }

    private GitRepo Shallow(string name, params string[] options) =>
        GitRepo.Clone(
            "file://" + _machine.Peer.Bare.Path,
            _machine.Peer.Folder["workspace/" + name],
            ["--depth=1", .. options]
        );

    private string Trunk(string text, string file = File)
    {
        var seed = _machine.Peer.Seed;
        var commit = seed.Commit("The repository's own file", file, text);
        seed.Git("push", "--quiet", _machine.Peer.Bare.Path, "main");
        return commit;
    }
}
