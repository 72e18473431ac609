using System.Net.Sockets;
using OneShot.Agents.Sandbox;

namespace OneShot.Tests.Sandbox;

/// <summary>What a session is shown, as bubblewrap is told.</summary>
public sealed class SandboxMountsTests : IDisposable
{
    private readonly TempFolder _folder = new("mounts");

    [Fact]
    public void Of_an_SDK_in_the_home_all_but_the_users_own_certificates()
    {
        if (!OperatingSystem.IsLinux())
            return;
        _folder.Write(".dotnet/corefx/cryptography/x509stores/my/key.pfx", "key");
        var arguments = string.Join(
            ' ',
            SandboxMounts.Of(
                new SandboxFolders([_folder["tree"]], [_folder[".dotnet"]], [_folder.Path]),
                hasOwnNetwork: true
            )
        );
        arguments.ShouldContain(
            $"--ro-bind-try {_folder[".dotnet"]} {_folder[".dotnet"]} --tmpfs {_folder[".dotnet/corefx"]} --bind "
                + $"{_folder["tree"]} {_folder["tree"]}"
        );
    }

    [Fact]
    public void A_home_among_the_systems_programs_is_empty()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var arguments = SandboxMounts.Of(
            new SandboxFolders([], [], ["/opt/ci/home", "/elsewhere"]),
            hasOwnNetwork: true
        );
        string.Join(' ', arguments).ShouldContain("--tmpfs /opt/ci/home");
        arguments.ShouldNotContain("/elsewhere", "it is not there anyway");
    }

    [Fact]
    public void A_socket_in_a_folder_that_is_shown_is_covered()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(
            new UnixDomainSocketEndPoint(Path.Combine(Directory.CreateDirectory(_folder["tools"]).FullName, "a b.sock"))
        );
        socket.Listen();
        var arguments = string.Join(
            ' ',
            SandboxMounts.Of(new SandboxFolders([], [_folder["tools"]], []), hasOwnNetwork: true)
        );
        arguments.ShouldContain(
            $"--ro-bind-try {_folder["tools"]} {_folder["tools"]} --ro-bind-try /dev/null {_folder["tools/a b.sock"]}"
        );
        string.Join(' ', SandboxMounts.Of(new SandboxFolders([], [], []), hasOwnNetwork: true))
            .ShouldNotContain(_folder.Path);
    }

    [Fact]
    public void Of_what_is_installed_a_key_is_covered_and_a_program_is_not()
    {
        if (OperatingSystem.IsWindows())
            return;
        foreach (
            var (file, mode) in new[]
            {
                ("runner/.credentials", 0b110_000_000),
                ("runner/open", 0b110_100_100),
                ("bin/program", 0b111_000_000),
                ("a/b/c/deep", 0b110_000_000),
            }
        )
        {
            File.SetUnixFileMode(_folder.Write(file, "x"), (UnixFileMode)mode);
        }

        ClosedFiles.HideOwn(_folder.Path).ShouldBe(["--ro-bind-try", "/dev/null", _folder["runner/.credentials"]]);
    }

    [Fact]
    public void Of_what_a_command_names_regular_files_and_none_of_the_kernels()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var script = _folder.Write("agent.sh", "#!/bin/sh\n");
        NamedFiles
            .In(
                $"cat > /dev/null; '{script}' 2>/dev/null < /proc/self/environ | cat {_folder.Path} "
                    + $"/dev/../proc/version"
            )
            .ShouldBe([script]);
    }

    public void Dispose() => _folder.Dispose();
}
