using System.Globalization;

namespace OneShot.Processes;

/// <summary>What Linux tells of a process in <c>/proc</c>.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Session">The terminal session it belongs to.</param>
/// <param name="HasEnded">Whether it ended, and its parent has not asked how.</param>
/// <param name="StartedAt">When it started, in the kernel's own
/// count: an id is given again, id and time are not.</param>
internal sealed record ProcessStatus(int Id, int Session, bool HasEnded, string StartedAt)
{
    /// <summary>Stands for the session of a process that is gone.</summary>
    public const int NoSession = -1;

    /// <returns>The status; <see langword="null"/> when the process is gone.</returns>
    public static ProcessStatus? Of(int process)
    {
        try
        {
            // After its name, which may hold anything: state, parent, group, session, …
            var text = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return new ProcessStatus(
                process,
                int.Parse(fields[3], CultureInfo.InvariantCulture),
                fields[0] is "Z" or "X",
                fields[19]
            );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// This process's children, adopted ones too; one that went while it was looked at is of no session.
    /// </summary>
    public static IReadOnlyList<ProcessStatus> Children() =>
        [
            .. Directory
                .EnumerateDirectories("/proc/self/task")
                .SelectMany(ChildrenOf)
                .Distinct()
                .Select(id => Of(id) ?? new ProcessStatus(id, NoSession, true, string.Empty)),
        ];

    /// <summary>A process and all below it, the youngest last.</summary>
    public static IEnumerable<int> WithDescendants(int process) =>
        [process, .. Threads(process).SelectMany(ChildrenOf).Distinct().SelectMany(WithDescendants)];

    private static string[] Threads(int process)
    {
        try
        {
            return Directory.GetDirectories(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/task"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return []; // it is gone
        }
    }

    // A child is listed with the thread that started it, an adopted one with the first.
    private static int[] ChildrenOf(string thread)
    {
        try
        {
            return
            [
                .. File.ReadAllText(thread + "/children")
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(id => int.Parse(id, CultureInfo.InvariantCulture)),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return []; // the thread is gone
        }
    }
}
