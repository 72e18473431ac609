namespace OneShot.Tests.Local;

/// <summary>What verifying needs is made ready from trunk alone, before it.</summary>
public sealed class VerifySetupTests : IDisposable
{
    private readonly LocalOneShot _here = new();

    private string Body => _here.Pull(1).GetProperty("body").GetString()!;

    [Fact]
    public async Task What_trunk_s_steps_made_is_there_for_what_verifies_and_an_agent_changes_none_of_it()
    {
        var ran = _here.Folder["ran"];
        _here.Repo.Write("setup.sh", "mkdir $ONESHOT_SETUP/bin; printf 'echo trunk' > $ONESHOT_SETUP/bin/tool\n");
        _here.Repo.Git("add", "-A");
        Trunk($"[ sh setup.sh, \"echo setup >> '{ran}'; ls > $ONESHOT_SETUP/files\" ]");
        await RunAsync(
            $"sh $ONESHOT_SETUP/bin/tool >> '{ran}'; grep -q setup.sh $ONESHOT_SETUP/files "
                + "&& ! grep new.cs $ONESHOT_SETUP/files",
            "echo 'exit 9' > setup.sh; printf 'version: 1\\n' > .oneshot/oneshot.yaml; echo x > new.cs"
        );
        Body.ShouldContain("### Verified");
        (await File.ReadAllLinesAsync(ran)).ShouldBe(["setup", "trunk", "trunk"], "once for trunk and the result");
        _here.Reporter.Text.ShouldContain("verify: set-up on trunk, 1: sh setup.sh");
        Directory
            .GetDirectories(Path.GetTempPath(), "oneshot-*")
            .Where(folder => folder.Contains(_here.OnlyId, StringComparison.Ordinal))
            .ShouldBeEmpty("nothing of it stays");
    }

    [Fact]
    public async Task A_step_that_fails_is_nobody_s_fault_and_is_named()
    {
        Trunk("['echo it is not there; exit 4', 'touch never']");
        var error = (await Should.ThrowAsync<OneShotException>(() => RunAsync("true", "echo x > new.cs"))).Error;
        error.Code.ShouldBe("OS6021");
        Body.ShouldContain(
            "### Not verified: was not run: the set-up step `echo it is not there; exit 4` on trunk ended"
        );
        Body.ShouldContain("exit code 4");
        Body.ShouldContain("it is not there\n");
        _here.Reporter.Text.ShouldNotContain("set-up on trunk, 2");
    }

    [Fact]
    public async Task Rounds_have_it_too()
    {
        var ran = _here.Folder["ran"];
        Trunk($"[ \"echo setup >> '{ran}'; touch $ONESHOT_SETUP/there\" ]");
        await RunAsync(
            "test -f $ONESHOT_SETUP/there || exit 7; test ! -f new.cs || grep -q good new.cs",
            "if [ -f new.cs ]; then echo good > new.cs; else echo bad > new.cs; fi",
            rounds: 1
        );
        Body.ShouldContain("### Verified");
        Body.ShouldContain("went back to the agent once");
    }

    public void Dispose() => _here.Dispose();

    private void Trunk(string steps) =>
        _here.Repo.Commit("Set-up", ".oneshot/oneshot.yaml", $"version: 1\nverify-setup: {steps}\n");

    private Task<DispatchReceipt> RunAsync(string verify, string implement, int rounds = 0)
    {
        var settings = LocalOneShot.Settings("command");
        settings.AgentCommand = _here.Script(PlannerScript.Good, implement);
        (settings.VerifyCommand, settings.Rounds) = (verify, rounds);
        return _here.RunAsync(settings);
    }
}
