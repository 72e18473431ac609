using System.Diagnostics;
using System.Runtime.InteropServices;

namespace OneShot.Processes;

/// <summary>
/// Makes this process the parent of whatever loses its own while a session runs in
/// it: what an agent started is found even if it left the tree, its terminal and
/// its environment behind. Linux only; elsewhere the tree and the mark have to do.
/// </summary>
/// <remarks>
/// An agent begins a terminal session of its own (<c>setsid</c>), which nothing it starts can leave
/// for ours. So a child with another one was adopted, and a child with ours was started here for
/// something else: git, a task of the user's. A child that leads one could have been started here
/// too, by whoever starts <c>setsid</c>: it is ended, but taken away only if it has the session's
/// mark, since .NET ends the whole process when a child that it waits for is gone. After a <c>kill
/// -9</c> of this process nobody adopts; then only the mark is left, or a sandbox's PID namespace.
/// </remarks>
internal sealed partial class Subreaper : IDisposable
{
    private const int SetChildSubreaper = 36;
    private const int NoHang = 1;

    private static readonly Lock Gate = new();
    private static readonly List<Subreaper> Running = [];
    private static readonly HashSet<(int, string)> Known = [];
    private static HashSet<(int, string)> _before = [];

    private readonly string _mark;
    private readonly int _process;
    private readonly Timer? _reaping;

    private Subreaper(Func<Process> start, string mark)
    {
        _mark = mark;
        lock (Gate)
        {
            if (OperatingSystem.IsLinux() && Running.Count == 0)
            {
                _before = [.. ProcessStatus.Children().Select(child => (child.Id, child.StartedAt))];
                _ = Control(SetChildSubreaper, 1);
            }

            Running.Add(this);
            try
            {
                // Nobody looks between its start and here: the process itself is .NET's to wait for.
                Process = start();
                _process = Process.Id;
            }
            catch
            {
                Leave();
                throw;
            }
        }

        // Who waits for a daemon's end must not see it for ever: init would have taken it away too.
        if (OperatingSystem.IsLinux())
            _reaping = new Timer(_ => Adopted(), null, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(0.5));
    }

    /// <summary>The session's own process.</summary>
    public Process Process { get; }

    /// <summary>Starts a session's process.</summary>
    /// <param name="start">Starts it, with <see cref="Leader"/> before its command.</param>
    /// <param name="mark">The session's mark.</param>
    public static Subreaper Start(Func<Process> start, string mark) => new(start, mark);

    /// <summary>The command that gives a process a terminal session of its own; nothing where there is none.</summary>
    public static string[] Leader { get; } =
        OperatingSystem.IsLinux() && ProgramPath.Find("setsid", "/usr/bin:/bin") is { } setsid ? [setsid] : [];

    /// <summary>
    /// The living processes that were adopted from this session. Those that ended
    /// are taken away, each by its own id: <c>waitpid(-1)</c> would take .NET's.
    /// </summary>
    public IReadOnlyList<int> Adopted()
    {
        if (!OperatingSystem.IsLinux())
            return [];
        lock (Gate)
        {
            if (!Running.Contains(this) || ProcessStatus.Of(Environment.ProcessId) is not { } own)
                return [];

            // Who ends while it is looked at may leave a child that was not ours yet.
            var (found, isMoving) = Look(own.Session);
            for (var again = 0; again < 10 && found.Count == 0 && isMoving; again++)
                (found, isMoving) = Look(own.Session);
            return found;
        }
    }

    private (List<int> Found, bool IsMoving) Look(int ownSession)
    {
        var (found, isMoving) = (new List<int>(), false);
        foreach (
            var child in ProcessStatus
                .Children()
                .Where(child =>
                    child.Session != ownSession
                    && !_before.Contains((child.Id, child.StartedAt))
                    && Running.All(one => one._process != child.Id)
                )
        )
        {
            isMoving |= child.HasEnded;
            if (!child.HasEnded && IsOwn(child))
                found.Add(child.Id);
            else if (
                child.HasEnded
                && child.Session != ProcessStatus.NoSession
                && (child.Session != child.Id || Known.Remove((child.Id, child.StartedAt)))
            )
                _ = Wait(child.Id, 0, NoHang);
        }

        return (found, isMoving);
    }

    public void Dispose()
    {
        _reaping?.Dispose();
        lock (Gate)
            Leave();
    }

    // One of several sessions in this process that nothing tells apart is ended with the last of them.
    private bool IsOwn(ProcessStatus child)
    {
        var isMarked = ProcessTree.IsMarked(child.Id, _mark);
        if (isMarked)
            Known.Add((child.Id, child.StartedAt));
        return isMarked || Running.Count == 1 || child.Session == _process;
    }

    private void Leave()
    {
        Running.Remove(this);
        if (Running.Count > 0 || !OperatingSystem.IsLinux())
            return;
        Known.Clear();
        _ = Control(SetChildSubreaper, 0);
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nuint value);

    [LibraryImport("libc", EntryPoint = "waitpid")]
    private static partial int Wait(int process, nint status, int options);
}
