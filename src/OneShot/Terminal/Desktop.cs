using System.ComponentModel;
using System.Diagnostics;
using OneShot.Core.Ports;
using OneShot.Processes;

namespace OneShot.Terminal;

/// <summary>Opens files with the desktop's own opener.</summary>
/// <param name="variable">Reads the environment.</param>
internal sealed class Desktop(Func<string, string?> variable) : IDesktop
{
    /// <summary>An opener that is still at it then has found a program: some wait until that one ends.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly string[] Displays = ["DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "WSL_DISTRO_NAME"];

    // Without a display the opener of Linux takes a browser of the terminal, which would take the terminal.
    private bool IsHere => !OperatingSystem.IsLinux() || Displays.Any(name => !string.IsNullOrEmpty(variable(name)));

    public async Task<bool> OpenAsync(string path, CancellationToken cancellationToken)
    {
        if (!IsHere)
            return false;
        try
        {
            using var opener = Open(path);
            if (opener is null)
                return OperatingSystem.IsWindows(); // a browser that runs already took it
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Patience);
            await opener.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            return opener.ExitCode == 0;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    // What it and the browser print is not for this terminal.
    private Process? Open(string path) =>
        OperatingSystem.IsWindows()
            ? ProgramStart.Open(path)
            : new ProgramStart(
                "/bin/sh",
                "-c",
                "exec \"$@\" </dev/null >/dev/null 2>&1",
                "sh",
                OperatingSystem.IsMacOS() ? "open" : "xdg-open",
                path
            )
            {
                Variables = all =>
                {
                    if (variable("PATH") is { } folders)
                        all["PATH"] = folders;
                },
            }.Start();
}
