using OneShot.Agents;

namespace OneShot.Tests.Agents;

/// <summary>What a runner's sudo becomes before an agent starts. The sudo is a script: a real one would be taken from this machine.</summary>
public sealed class ConfinementTests : IDisposable
{
    private readonly TempFolder _folder = new("sudo");
    private readonly RecordingReporter _reporter = new();

    [Fact]
    public async Task On_a_runner_of_GitHubs_sudo_is_gone_before_an_agent_starts()
    {
        var sudo = Sudo("[ \"$1\" = -n ] && shift; exec \"$@\"");
        await RunAsync("github-hosted");
        _reporter.Text.ShouldContain("sudo is taken from this runner");
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(sudo).ShouldBe(UnixFileMode.None);
    }

    [Fact]
    public async Task On_a_machine_of_ones_own_it_stays_and_is_told()
    {
        var sudo = Sudo("[ \"$1\" = -n ] && shift; exec \"$@\"");
        await RunAsync("self-hosted");
        _reporter.Text.ShouldContain("warning: sudo works on this runner without a password, and is not taken away because the machine is yours");
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(sudo).HasFlag(UnixFileMode.UserExecute).ShouldBeTrue();
    }

    [Fact]
    public async Task One_that_can_not_be_taken_is_told()
    {
        Sudo("[ \"$2\" = chmod ] && exit 1; shift; exec \"$@\"");
        await RunAsync("github-hosted");
        _reporter.Text.ShouldContain("warning: sudo could not be taken from this runner: an agent could become root");
    }

    [Fact]
    public async Task One_that_asks_for_a_password_is_nothing_to_take()
    {
        Sudo("echo 'sudo: a password is required' >&2; exit 1");
        await RunAsync("github-hosted");
        _reporter.Text.ShouldContain("sudo does not work here without a password");
    }

    public void Dispose() => _folder.Dispose();

    private Task RunAsync(string environment) => new Confinement(name => name switch { "PATH" => _folder["bin"], "RUNNER_ENVIRONMENT" => environment, _ => null }, _reporter).RunAsync(default);

    // Only its own file is changed, whatever it is asked.
    private string Sudo(string script)
    {
        var file = _folder.Write("bin/sudo", $"#!/bin/sh\ncase \"$*\" in *docker.sock*) exit 0;; esac\n{script}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return file;
    }
}
