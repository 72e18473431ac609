using OneShot.Sandbox;

namespace OneShot.Tests.Sandbox;

/// <summary>What a session is shown, as bubblewrap is told.</summary>
public sealed class SandboxMountsTests : IDisposable
{
    private readonly TempFolder _folder = new("mounts");

    [Fact]
    public void Of_an_SDK_in_the_home_all_but_the_users_own_certificates()
    {
        if (!OperatingSystem.IsLinux()) return;
        _folder.Write(".dotnet/corefx/cryptography/x509stores/my/key.pfx", "key");
        var arguments = string.Join(' ', SandboxMounts.Of(new SandboxFolders([_folder["tree"]], [_folder[".dotnet"]], [_folder.Path]), hasOwnNetwork: true));
        arguments.ShouldContain($"--ro-bind-try {_folder[".dotnet"]} {_folder[".dotnet"]} --tmpfs {_folder[".dotnet/corefx"]} --bind {_folder["tree"]} {_folder["tree"]}");
    }

    [Fact]
    public void A_home_among_the_systems_programs_is_empty()
    {
        if (!OperatingSystem.IsLinux()) return;
        var arguments = SandboxMounts.Of(new SandboxFolders([], [], ["/opt/ci/home", "/elsewhere"]), hasOwnNetwork: true);
        string.Join(' ', arguments).ShouldContain("--tmpfs /opt/ci/home");
        arguments.ShouldNotContain("/elsewhere", "it is not there anyway");
    }

    public void Dispose() => _folder.Dispose();
}
