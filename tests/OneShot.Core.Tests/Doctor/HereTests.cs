using OneShot.Core.Doctor;
using OneShot.Core.Model;
using OneShot.Core.Settings;
using OneShot.Testing.Scaffolding;

namespace OneShot.Core.Tests.Doctor;

/// <summary>What the doctor says where runs are processes of this machine.</summary>
public sealed class HereTests
{
    [Fact]
    public async Task There_is_less_to_look_at()
    {
        using var patient = new Patient(isHere: true);
        await patient.LookAsync();
        patient
            .Checks.Select(check => check.Name)
            .ShouldBe(["git", "repository", "identity", "forge", "trunk", "agents", "sandbox"]);
        patient.Of("trunk").Single().Message.ShouldBe("main");
        await patient.LookAsync(new DoctorRequest { Agent = "command" });
        patient
            .Of("agents")
            .Single()
            .ShouldSatisfyAllConditions(
                check => check.State.ShouldBe(CheckState.Fail),
                check => check.Fix!.ShouldContain("--agent-command")
            );
    }

    [Fact]
    public async Task Where_no_agent_is_installed_a_one_shot_of_this_machine_would_stop()
    {
        using var patient = new Patient(isHere: true);
        await patient.LookAsync();
        patient
            .Of("agents")
            .Single()
            .ShouldSatisfyAllConditions(
                check => check.State.ShouldBe(CheckState.Fail),
                check => check.Message.ShouldContain("None is installed"),
                check => check.Fix!.ShouldContain("--agent=rehearsal")
            );
        await patient.LookAsync(new DoctorRequest { Agent = "rehearsal" });
        patient
            .Of("agents")
            .Single()
            .ShouldSatisfyAllConditions(
                check => check.State.ShouldBe(CheckState.Pass),
                check => check.Message.ShouldContain("rehearsal")
            );
        using var elsewhere = new Patient();
        await elsewhere.LookAsync();
        elsewhere.Of("agents").Single().State.ShouldBe(CheckState.Warn, "a workflow installs its own");
    }

    [Fact]
    public async Task A_file_of_the_wrong_ending_is_told()
    {
        using var patient = With(".oneshot/oneshot.yml", "version: 1\n");
        await patient.LookAsync();
        patient
            .Of("trunk")
            .Single()
            .ShouldSatisfyAllConditions(
                check => check.State.ShouldBe(CheckState.Fail),
                check => check.Message.ShouldContain(".oneshot/oneshot.yml"),
                check => check.Fix!.ShouldContain("git mv")
            );
    }

    [Theory]
    [InlineData(
        "version: 1\nsandbox: auto\n",
        null,
        nameof(CheckState.Pass),
        ".oneshot/oneshot.yaml says sandbox: auto"
    )]
    [InlineData("version: 1\nsandbx: auto\n", null, nameof(CheckState.Fail), "there is no key 'sandbx'")]
    [InlineData("version: 1\nsandbox: required\n", "none", nameof(CheckState.Fail), "--sandbox=none is looser")]
    public async Task The_repositorys_own_file_is_read(string text, string? sandbox, string state, string said)
    {
        using var patient = With(".oneshot/oneshot.yaml", text);
        var terms = RunTerms.Of(new OneShotSettings { Sandbox = sandbox });
        await patient.LookAsync(new DoctorRequest { Terms = terms });
        patient
            .Of("file")
            .Single()
            .ShouldSatisfyAllConditions(
                check => check.State.ToString().ShouldBe(state),
                check => check.Message.ShouldContain(said)
            );
    }

    [Fact]
    public async Task A_sandbox_that_trunk_requires_and_that_is_not_here_fails_and_no_argument_is_named()
    {
        using var patient = With(".oneshot/oneshot.yaml", "version: 1\nsandbox: required\n");
        patient.Agents.Sandbox = new SandboxSupport(SandboxLevel.None, "there is no bwrap", "apt install bubblewrap");
        await patient.LookAsync();
        patient
            .Of("sandbox")
            .Single()
            .ShouldSatisfyAllConditions(
                check => check.State.ShouldBe(CheckState.Fail),
                check => check.Fix!.ShouldContain("sandbox: auto in .oneshot/oneshot.yaml on trunk"),
                check => check.Fix!.ShouldNotContain("--sandbox")
            );
    }

    [Fact]
    public async Task Without_an_identity_one_stands_in_until_it_is_published()
    {
        using var patient = new Patient(isHere: true);
        patient.Repository.State = patient.Repository.State! with
        {
            Author = null,
            Committer = null,
            StandIn = "OneShot <oneshot@localhost>",
        };
        var here = (await patient.LookAsync()).Of("identity").Single();
        here.State.ShouldBe(CheckState.Warn);
        here.Message.ShouldContain("OneShot <oneshot@localhost>");
        here.Fix!.ShouldContain("git config --global user.name");
    }

    private static Patient With(string path, string text)
    {
        var files = ScaffoldedFiles.For(ScaffoldedFiles.Usual);
        files[path] = text;
        return new Patient(files, isHere: true);
    }
}
