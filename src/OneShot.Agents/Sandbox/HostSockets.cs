namespace OneShot.Agents.Sandbox;

/// <summary>
/// The Unix sockets of this machine that have a path: a folder that
/// is shown for reading keeps nobody from talking to one in it.
/// </summary>
internal static class HostSockets
{
    private const string Table = "/proc/net/unix";

    /// <summary>Those that somebody listens at now.</summary>
    /// <remarks>The path is the last of eight columns: https://man7.org/linux/man-pages/man5/proc_net.5.html.</remarks>
    public static IReadOnlyList<string> Now() =>
        [
            .. Lines()
                .Select(line => line.Split(' ', 8, StringSplitOptions.RemoveEmptyEntries))
                .Where(columns => columns.Length == 8)
                .Select(columns => columns[7])
                .Where(path => Path.IsPathRooted(path) && File.Exists(path))
                .Distinct(),
        ];

    private static string[] Lines()
    {
        try
        {
            return File.ReadAllLines(Table);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return []; // a kernel without them
        }
    }
}
