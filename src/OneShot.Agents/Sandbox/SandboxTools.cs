using System.ComponentModel;
using OneShot.Core.Model;
using OneShot.Core.Text;
using OneShot.Processes;

namespace OneShot.Agents.Sandbox;

/// <summary>The programs that a sandbox is made of, and whether this machine lets them.</summary>
/// <param name="variable">Reads the user's environment.</param>
internal sealed class SandboxTools(Func<string, string?> variable)
{
    /// <summary>The least a sandbox does: whatever forbids it forbids more.</summary>
    private static readonly string[] Trial =
    [
        .. Bubblewrap.Apart,
        "--unshare-net",
        "--ro-bind",
        "/",
        "/",
        "--proc",
        "/proc",
        "--dev",
        "/dev",
        "--",
        "/bin/sh",
        "-c",
        ":",
    ];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Makes the namespaces: https://github.com/containers/bubblewrap.</summary>
    public string? Bwrap => Find("bwrap");

    /// <summary>Leads from the sandbox's own loopback to the proxy's socket.</summary>
    public string? Socat => Find("socat");

    /// <summary>Runs the proxy.</summary>
    public string? Node => Find("node");

    /// <summary>What can be had here without installing anything that OneShot does not install itself.</summary>
    public SandboxSupport Look()
    {
        if (!OperatingSystem.IsLinux())
            return new(SandboxLevel.None, "there is one for Linux only");
        if (Bwrap is null)
            return new(SandboxLevel.None, "bwrap is not installed", SystemPackages.Install);
        if (Forbidden() is { } reason)
            return new(SandboxLevel.None, $"bwrap can't make one: {reason}", SystemPackages.Allow);
        if (Socat is null)
            return new(SandboxLevel.World, "socat is not installed", SystemPackages.Install);
        return Node is null
            ? new(SandboxLevel.World, "Node.js is not installed", SystemPackages.InstallNode)
            : new(SandboxLevel.WorldAndNetwork);
    }

    private string? Find(string program) => ProgramPath.Find(program, variable("PATH"));

    private string? Forbidden()
    {
        var start = new ProgramStart(Bwrap!, Trial)
        {
            Folder = "/",
            Streams = ProgramStreams.Error,
            Variables = ProgramStart.Only(),
        };
        try
        {
            using var process = start.Start();
            var said = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                return "it does not end";
            }

            return process.ExitCode == 0
                ? null
                : SafeText.Excerpt(said.Result.Trim().Replace("bwrap: ", "", StringComparison.Ordinal), 200);
        }
        catch (Win32Exception exception)
        {
            return exception.Message;
        }
    }
}
