using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace OneShot.Processes;

/// <summary>
/// Ends everything a process started: SIGTERM first, SIGKILL after a while. Processes
/// that left the tree are known by a mark in their environment, or were adopted.
/// </summary>
internal static partial class ProcessTree
{
    /// <summary>Marks every process of a session, so that what outlives it is found.</summary>
    public const string Mark = "ONESHOT_SESSION";

    private const int Term = 15;
    private const int KillNow = 9;

    /// <summary>How long a process has to end by itself.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Ends a session: its process, what that started, and what left it.</summary>
    /// <param name="session">The session.</param>
    /// <param name="mark">Its mark.</param>
    /// <param name="isWrapped">Whether its process is a sandbox, whose end is the
    /// sudden end of all that is in it: it ends by itself when they have.</param>
    public static async Task EndAsync(Subreaper session, string mark, bool isWrapped)
    {
        var process = session.Process;
        IReadOnlyList<int> Left() =>
            [.. Marked(mark).Union(session.Adopted()).Where(id => !isWrapped || id != process.Id)];
        var asked = new HashSet<int>();
        if (!isWrapped && !process.HasExited && !OperatingSystem.IsWindows())
            Signal(process.Id, Term);
        for (var waited = TimeSpan.Zero; waited < Patience; waited += TimeSpan.FromMilliseconds(100))
        {
            // What loses its parent meanwhile is asked as well.
            var left = Left();
            foreach (var id in left.Where(asked.Add))
                Signal(id, Term);
            if (process.HasExited && left.Count == 0)
                break;
            await Task.Delay(100, CancellationToken.None).ConfigureAwait(false);
        }

        try
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended in between.
        }

        // Whoever forks faster than it is looked for is looked for again, and nothing may be left three times in a row.
        var end = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        var nothing = asked.Count == 0 ? 3 : 0;
        while (nothing < 3 && Environment.TickCount64 < end)
        {
            var left = Left();
            KillAll(left);

            // A chain of processes of which each starts the next: the last has to be met before it does.
            for (var burst = 0; burst < 100 && session.Adopted() is { Count: > 0 } more; burst++)
                KillAll(more);
            nothing = left.Count == 0 ? nothing + 1 : 0;
            await Task.Delay(left.Count == 0 ? 20 : 1, CancellationToken.None).ConfigureAwait(false);
        }
    }

    // From below, so that nobody is left who could start more.
    private static void KillAll(IEnumerable<int> processes)
    {
        if (OperatingSystem.IsLinux())
            processes = processes.SelectMany(ProcessStatus.WithDescendants);
        foreach (var id in processes.Distinct().Reverse())
            Signal(id, KillNow);
    }

    /// <summary>Ends whatever a process that is gone had started.</summary>
    /// <param name="name">The variable that all of them have.</param>
    /// <param name="value">Its value.</param>
    public static void End(string name, string value)
    {
        for (
            var waited = TimeSpan.Zero;
            waited < 2 * Patience && Holding(name, value) is { Count: > 0 } left;
            waited += TimeSpan.FromMilliseconds(50)
        )
        {
            foreach (var id in left)
                Signal(id, waited < Patience ? Term : KillNow);
            Thread.Sleep(50);
        }
    }

    /// <summary>The processes of a session.</summary>
    public static IReadOnlyList<int> Marked(string mark) => Holding(Mark, mark);

    /// <summary>Whether a process is one of a session.</summary>
    public static bool IsMarked(int process, string mark) => Holds(process, Mark, mark);

    /// <summary>
    /// The processes whose environment holds a variable. Only Linux
    /// shows it; elsewhere the tree of the process has to do.
    /// </summary>
    private static List<int> Holding(string name, string value)
    {
        if (!OperatingSystem.IsLinux())
            return [];
        return
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Select(folder =>
                    int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                        ? id
                        : 0
                )
                .Where(id => id > 0 && id != Environment.ProcessId && Holds(id, name, value)),
        ];
    }

    private static bool Holds(int process, string name, string value)
    {
        try
        {
            return File.ReadAllBytes(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/environ"))
                    .AsSpan()
                    .IndexOf(Encoding.UTF8.GetBytes($"{name}={value}\0")) >= 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false; // gone, or another user's
        }
    }

    /// <summary>Asks a process to end.</summary>
    public static void Terminate(int process) => Signal(process, Term);

    private static void Signal(int process, int signal)
    {
        if (!OperatingSystem.IsWindows())
            _ = Kill(process, signal);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
