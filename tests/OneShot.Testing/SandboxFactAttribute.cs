using System.Diagnostics;
using Xunit;

namespace OneShot.Testing;

/// <summary>
/// A test that needs a sandbox of this machine; where there is none it is skipped, with the line that brings it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SandboxFactAttribute : FactAttribute
{
    public SandboxFactAttribute() => Skip = SandboxHere.Lack;
}

/// <summary>The same for a theory.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SandboxTheoryAttribute : TheoryAttribute
{
    public SandboxTheoryAttribute() => Skip = SandboxHere.Lack;
}

/// <summary>Whether this machine lets a sandbox be made.</summary>
public static class SandboxHere
{
    private static readonly Lazy<string?> Found = new(Look);

    /// <summary>What is missing, and the line that brings it; <see langword="null"/> when nothing is.</summary>
    public static string? Lack => Found.Value;

    private static string? Look()
    {
        if (!OperatingSystem.IsLinux())
            return "sandboxes are for Linux";
        try
        {
            using var trial = Process.Start(
                new ProcessStartInfo(
                    "bwrap",
                    [
                        "--unshare-user",
                        "--unshare-pid",
                        "--unshare-net",
                        "--ro-bind",
                        "/",
                        "/",
                        "--proc",
                        "/proc",
                        "--dev",
                        "/dev",
                        "socat",
                        "-V",
                    ]
                )
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            trial.StandardOutput.ReadToEnd();
            trial.WaitForExit();
            return trial.ExitCode == 0 ? null : "no sandbox here: apt-get install -y bubblewrap socat";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "no sandbox here: apt-get install -y bubblewrap socat";
        }
    }
}
