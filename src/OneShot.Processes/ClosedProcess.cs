using System.Globalization;
using System.Runtime.InteropServices;

namespace OneShot.Processes;

/// <summary>
/// Closes this process to others of the same user: it knows a secret, and an agent runs as that user.
/// </summary>
/// <remarks>
/// Linux shows a process's environment and memory to everybody of the same user,
/// unless the process says no. That is not enough: the runtime listens on a socket
/// that gives the environment to whoever asks, and on two pipes for debuggers.
/// <c>DOTNET_EnableDiagnostics=0</c> keeps it from making them; no setting of the program's own does (.NET 10
/// reads that one from the environment alone), so what is there already is removed. Root reads everything still.
/// </remarks>
internal static partial class ClosedProcess
{
    /// <summary>The variable, and its value, that starts a program of .NET without these doors.</summary>
    public static readonly KeyValuePair<string, string> NoDoors = new("DOTNET_EnableDiagnostics", "0");

    private const int SetDumpable = 4;

    private static int _isClosed;

    /// <summary>Closes this process, for good.</summary>
    public static void Close()
    {
        if (!OperatingSystem.IsLinux())
            return;
        _ = Control(SetDumpable, 0);
        if (Interlocked.Exchange(ref _isClosed, 1) == 1)
            return; // the runtime makes its doors once, when it starts
        foreach (var kind in new[] { "dotnet-diagnostic", "clr-debug-pipe" })
        {
            foreach (
                var door in Doors(string.Create(CultureInfo.InvariantCulture, $"{kind}-{Environment.ProcessId}-*"))
            )
                Remove(door);
        }
    }

    // Where the runtime made them when it started: a folder that is named, or the usual one.
    private static IEnumerable<string> Doors(string pattern) =>
        new[] { Path.GetTempPath(), "/tmp" }
            .Distinct()
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, pattern));

    private static void Remove(string door)
    {
        try
        {
            File.Delete(door);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // One of another user's: ours we may remove.
        }
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nuint value);
}
