using System.Net.Sockets;
using OneShot.Agents.Sessions;

namespace OneShot.Tests.Agents;

/// <summary>
/// What a runner's ways to root become before an agent starts. They are
/// scripts of a folder: real ones would be taken from this machine.
/// </summary>
public sealed class ConfinementTests : IDisposable
{
    private const string Sudo = "[ \"$1\" = -n ] && shift; exec \"$@\"";

    private readonly TempFolder _folder = new("sudo");
    private readonly RecordingReporter _reporter = new();

    [Theory]
    [InlineData("sudo", Sudo)]
    [InlineData("sudo.ws", Sudo)]
    [InlineData("sudo-rs", Sudo)]
    [InlineData("doas", Sudo)]
    [InlineData("pkexec", "shift; exec \"$@\"")]
    [InlineData("su", "shift 2; exec sh -c \"$1\"")]
    [InlineData("run0", "shift; exec \"$@\"")]
    [InlineData("systemd-run", "while [ \"$1\" != -- ]; do shift; done; shift; exec \"$@\"")]
    public async Task On_a_runner_of_GitHubs_whatever_makes_root_is_gone_before_an_agent_starts(
        string name,
        string script
    )
    {
        if (OperatingSystem.IsWindows())
            return;
        var way = Way(name, script);
        await RunAsync("github-hosted");
        _reporter.Text.ShouldContain($"removed from this runner: {name}");
        File.GetUnixFileMode(way).ShouldBe(UnixFileMode.None);
    }

    [Fact]
    public async Task Every_name_of_it_is_gone_also_the_one_behind_a_link()
    {
        if (OperatingSystem.IsWindows())
            return;
        var (classic, rust) = (Way("sudo.ws", Sudo), Way("../cargo/sudo-rs.real", Sudo));
        File.CreateSymbolicLink(_folder["bin/alternative"], rust);
        File.CreateSymbolicLink(_folder["bin/sudo"], _folder["bin/alternative"]);
        var edit = Way("sudoedit", "exit 1");
        File.SetUnixFileMode(edit, File.GetUnixFileMode(edit) | UnixFileMode.SetUser);
        await RunAsync("github-hosted");
        foreach (var file in new[] { classic, rust, edit })
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.None, file);
        _reporter.Text.ShouldContain("removed from this runner: sudo, sudo.ws");
    }

    [Fact]
    public async Task On_a_machine_of_ones_own_it_stays_and_is_told()
    {
        if (OperatingSystem.IsWindows())
            return;
        var sudo = Way("sudo", Sudo);
        await RunAsync("self-hosted");
        _reporter.Text.ShouldContain(
            "warning: the runner's user can become root without a password, by sudo, and so could an agent; that is not "
                + "removed because the machine is yours"
        );
        File.GetUnixFileMode(sudo).HasFlag(UnixFileMode.UserExecute).ShouldBeTrue();
    }

    [Fact]
    public async Task One_that_can_not_be_taken_is_told_though_the_other_is()
    {
        if (OperatingSystem.IsWindows())
            return;
        Way("sudo", "case \"$*\" in *chmod*) exit 1;; esac; shift; exec \"$@\"");
        await RunAsync("github-hosted");
        _reporter.Text.ShouldContain("warning: sudo could not be removed from this runner: an agent could become root");
    }

    [Fact]
    public async Task One_that_asks_for_a_password_is_nothing_to_take()
    {
        if (OperatingSystem.IsWindows())
            return;
        Way("sudo", "echo 'sudo: a password is required' >&2; exit 1");
        await RunAsync("github-hosted");
        _reporter.Text.ShouldContain("nobody can become root here without a password");
    }

    [Fact]
    public async Task A_container_engine_is_as_good_as_root()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var engine = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        engine.Bind(new UnixDomainSocketEndPoint(_folder["docker.sock"]));
        engine.Listen();
        await RunAsync("self-hosted");
        _reporter.Text.ShouldContain($"can become root without a password, by {_folder["docker.sock"]}");
        Way("sudo", Sudo);
        await RunAsync("github-hosted");
        File.GetUnixFileMode(_folder["docker.sock"]).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task From_root_nothing_can_be_taken()
    {
        if (OperatingSystem.IsWindows())
            return;
        var sudo = Way("sudo", Sudo);
        await RunAsync("github-hosted", isRoot: true);
        _reporter.Text.ShouldContain("warning: the runner runs as root, and so does the agent");
        File.GetUnixFileMode(sudo).HasFlag(UnixFileMode.UserExecute).ShouldBeTrue();
    }

    public void Dispose() => _folder.Dispose();

    private Task RunAsync(string environment, bool isRoot = false) =>
        new Confinement(name => name == "RUNNER_ENVIRONMENT" ? environment : null, _reporter)
        {
            Folders = [_folder["bin"]],
            Sockets = [_folder["docker.sock"]],
            IsRoot = isRoot,
        }.RunAsync(default);

    private string Way(string name, string script)
    {
        var file = _folder.Executable("bin/" + name, $"#!/bin/sh\n{script}\n");
        return Path.GetFullPath(file);
    }
}
