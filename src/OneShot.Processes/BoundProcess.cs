using System.Diagnostics;
using System.Runtime.InteropServices;

namespace OneShot.Processes;

/// <summary>
/// Starts a process from a thread that lives as long as it does: to the kernel a child's
/// parent is a thread, whose end ends a sandbox, and the threads of a pool come and go.
/// </summary>
/// <remarks>PR_SET_PDEATHSIG: https://man7.org/linux/man-pages/man2/PR_SET_PDEATHSIG.2const.html.</remarks>
internal static partial class BoundProcess
{
    private const int JoinSessionKeyring = 1;

    // https://man7.org/linux/man-pages/man2/close_range.2.html
    private const int CloseRange = 436;
    private const int CloseOnExecute = 4;

    /// <summary>Starts it. The caller disposes it, and has ended it before.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">It can't be started.</exception>
    public static Process Start(ProgramStart start)
    {
        var started = new TaskCompletionSource<(Process Process, int Id)>(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        new Thread(() =>
        {
            try
            {
                LeaveKeyring();
                KeepOpenFiles();
                var process = start.Start();
                started.SetResult((process, process.Id));
                process.WaitForExit();
            }
            catch (InvalidOperationException) when (started.Task.IsCompleted)
            {
                // Whoever had it is done with it, and so is this thread.
            }
            catch (Exception exception) when (!started.Task.IsCompleted)
            {
                started.SetException(exception);
            }
        })
        {
            IsBackground = true,
            Name = "session",
        }.Start();
        return started.Task.GetAwaiter().GetResult().Process;
    }

    // Keys that the kernel keeps for the user's log-in session pass from parent
    // to child; this thread, and what it starts, gets a ring without any.
    private static void LeaveKeyring()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var number = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => 250,
            Architecture.Arm64 => 219,
            _ => -1,
        };
        if (number > 0)
            _ = SystemCall(number, JoinSessionKeyring, 0);
    }

    // Files that whoever started us had open pass on too, and from an open folder all others are reached.
    // Linux 5.11 and newer.
    private static void KeepOpenFiles()
    {
        if (OperatingSystem.IsLinux())
            _ = SystemCall(CloseRange, 3, int.MaxValue, CloseOnExecute);
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SystemCall(nint number, nint first, nint last, nint flags);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SystemCall(nint number, nint operation, nint name);
}
