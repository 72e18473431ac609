using System.Globalization;

namespace OneShot.Core.Storage;

/// <summary>Writes files whole or not at all, whatever happens to the process or the machine in between.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file, and its folder if that is missing.</summary>
    /// <param name="path">The file; what it held before is there until the new content is complete.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="isPrivate">Whether nobody but its owner may read it.</param>
    /// <exception cref="IOException">It can't be written; nothing changed.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written; nothing changed.</exception>
    public static void Write(string path, Action<Stream> write, bool isPrivate = false)
    {
        ArgumentNullException.ThrowIfNull(write);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var temporary = $"{path}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}.tmp";
        try
        {
            // Not through a link that somebody put there.
            File.Delete(temporary);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (isPrivate && !OperatingSystem.IsWindows())
                options.UnixCreateMode = PrivateFolder.FileMode;
            using (var file = new FileStream(temporary, options))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Removes what killed writers left in a folder.</summary>
    /// <param name="folder">The folder; one that does not exist holds nothing.</param>
    /// <param name="age">How old a left-over has to be: a younger one may belong to a writer at work.</param>
    /// <param name="isAlive">Tells whether a process is there: what
    /// one that is gone left is removed whatever its age.</param>
    public static void Sweep(string folder, TimeSpan age, Func<int, bool>? isAlive = null)
    {
        if (!Directory.Exists(folder))
            return;
        foreach (var file in Directory.EnumerateFiles(folder, "*.tmp"))
        {
            if (
                DateTime.UtcNow - File.GetLastWriteTimeUtc(file) > age
                || (isAlive is not null && WriterOf(file) is { } writer && !isAlive(writer))
            )
                File.Delete(file);
        }
    }

    // NAME.PROCESS-THREAD.tmp
    private static int? WriterOf(string file) =>
        int.TryParse(
            file.Split('.')[^2].Split('-')[0],
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var process
        )
            ? process
            : null;
}
