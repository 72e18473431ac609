using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace OneShot.Agents;

/// <summary>Ends everything a process started: SIGTERM first, SIGKILL after a while. Processes that left the tree are known by a mark in their environment.</summary>
internal static partial class ProcessTree
{
    private const int Term = 15;
    private const int KillNow = 9;

    /// <summary>How long a process has to end by itself.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <param name="process">What was started.</param>
    /// <param name="mark">The session's mark.</param>
    /// <param name="isWrapped">Whether what was started is a sandbox, whose end is the sudden end of all that is in it: it ends by itself when they have.</param>
    public static async Task EndAsync(Process process, string mark, bool isWrapped)
    {
        foreach (var id in Marked(mark).Where(id => !isWrapped || id != process.Id)) Signal(id, Term);
        if (!isWrapped && !process.HasExited && !OperatingSystem.IsWindows()) Signal(process.Id, Term);
        for (var waited = TimeSpan.Zero; waited < Patience && (!process.HasExited || Marked(mark).Count > 0); waited += TimeSpan.FromMilliseconds(100)) await Task.Delay(100, CancellationToken.None).ConfigureAwait(false);

        try
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended in between.
        }

        // Whoever forks faster than it is looked for is looked for again.
        for (var round = 0; round < 20 && Marked(mark) is { Count: > 0 } left; round++)
        {
            foreach (var id in left) Signal(id, KillNow);
            await Task.Delay(20, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Ends whatever a process that is gone had started.</summary>
    /// <param name="name">The variable that all of them have.</param>
    /// <param name="value">Its value.</param>
    public static void End(string name, string value)
    {
        for (var waited = TimeSpan.Zero; waited < 2 * Patience && Holding(name, value) is { Count: > 0 } left; waited += TimeSpan.FromMilliseconds(50))
        {
            foreach (var id in left) Signal(id, waited < Patience ? Term : KillNow);
            Thread.Sleep(50);
        }
    }

    /// <summary>The processes of a session.</summary>
    public static IReadOnlyList<int> Marked(string mark) => Holding(AgentEnvironment.Mark, mark);

    /// <summary>The processes whose environment holds a variable. Only Linux shows it; elsewhere the tree of the process has to do.</summary>
    private static List<int> Holding(string name, string value)
    {
        if (!OperatingSystem.IsLinux()) return [];
        var wanted = Encoding.UTF8.GetBytes($"{name}={value}\0");
        var found = new List<int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id == Environment.ProcessId) continue;
            try
            {
                if (File.ReadAllBytes(folder + "/environ").AsSpan().IndexOf(wanted) >= 0) found.Add(id);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Gone, or another user's.
            }
        }

        return found;
    }

    /// <summary>Asks a process to end.</summary>
    public static void Terminate(int process) => Signal(process, Term);

    private static void Signal(int process, int signal)
    {
        if (!OperatingSystem.IsWindows()) _ = Kill(process, signal);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
