namespace OneShot.Agents.Sandbox;

/// <summary>
/// Files that are not for everybody, such as <c>/etc/shadow</c> and the keys of
/// this machine: without rights root is their owner still, and would read them.
/// </summary>
internal static class ClosedFiles
{
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>bubblewrap's arguments that hide what not everybody may read below a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The arguments: an empty file over a file, an empty folder over a folder.</returns>
    public static IEnumerable<string> Hide(string folder) =>
        Entries(folder)
            .Where(entry => entry.LinkTarget is null)
            .SelectMany(entry =>
                (entry, IsOpen(entry)) switch
                {
                    (DirectoryInfo, true) => Hide(entry.FullName),
                    (DirectoryInfo, false) => ["--tmpfs", entry.FullName],
                    (_, false) => ["--ro-bind", "/dev/null", entry.FullName],
                    _ => [],
                }
            );

    /// <summary>
    /// bubblewrap's arguments that hide the files near a folder's top that are their owner's alone, and no programs.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="depth">How many folders deep: services keep their keys at their top, libraries are below.</param>
    public static IEnumerable<string> HideOwn(string folder, int depth = 3) =>
        Entries(folder)
            .Where(entry => entry.LinkTarget is null)
            .SelectMany(entry =>
                entry is DirectoryInfo
                    ? depth > 1
                        ? HideOwn(entry.FullName, depth - 1)
                        : []
                    : (entry.UnixFileMode & ~Own) == 0
                        ? ["--ro-bind-try", "/dev/null", entry.FullName]
                        : Array.Empty<string>()
            );

    private static bool IsOpen(FileSystemInfo entry)
    {
        var needed =
            entry is DirectoryInfo ? UnixFileMode.OtherRead | UnixFileMode.OtherExecute : UnixFileMode.OtherRead;
        return (entry.UnixFileMode & needed) == needed;
    }

    private static FileSystemInfo[] Entries(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).GetFileSystemInfos();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return []; // whoever can't list it sees nothing of it in the sandbox either
        }
    }
}
