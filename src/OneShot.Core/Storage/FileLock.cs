namespace OneShot.Core.Storage;

/// <summary>
/// A lock between processes: a file that is open while it is held, and gone afterwards.
/// The operating system lets go of it when its process ends, however it ends.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Takes a lock, if nobody has it.</summary>
    /// <param name="path">The lock's file; its folder is made if that is missing.</param>
    /// <returns>The lock; <see langword="null"/> when another one has it.</returns>
    /// <exception cref="IOException">The file can't be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be made.</exception>
    public static FileLock? TryTake(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        while (true)
        {
            FileStream file;
            try
            {
                file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            }
            catch (IOException exception) when (IsTaken(exception))
            {
                return null;
            }

            // Between opening and locking, its last owner may have removed the file: then this lock is one that
            // nobody else sees. Reading what is open elsewhere is refused, so the mark is the file's time.
            var mark = DateTime.UnixEpoch.AddTicks(Random.Shared.NextInt64(TimeSpan.FromDays(3650).Ticks));
            File.SetLastWriteTimeUtc(file.SafeFileHandle, mark);
            if (File.GetLastWriteTimeUtc(path) == File.GetLastWriteTimeUtc(file.SafeFileHandle))
                return new FileLock(file);
            file.Dispose();
        }
    }

    /// <summary>Takes a lock, waiting for whoever has it.</summary>
    /// <param name="path">The lock's file.</param>
    /// <param name="patience">How long to wait.</param>
    /// <returns>The lock; <see langword="null"/> when it was held all that time.</returns>
    public static FileLock? Take(string path, TimeSpan patience)
    {
        var deadline = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        while (true)
        {
            if (TryTake(path) is { } taken)
                return taken;
            if (Environment.TickCount64 >= deadline)
                return null;
            Thread.Sleep(Random.Shared.Next(2, 15));
        }
    }

    /// <summary>Removes the files of locks that killed processes left in a folder; one that is held stays.</summary>
    /// <param name="folder">The folder; one that does not exist holds nothing.</param>
    public static void Sweep(string folder)
    {
        if (!Directory.Exists(folder))
            return;
        foreach (var file in Directory.EnumerateFiles(folder, "*.lock"))
            TryTake(file)?.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Removed before it is closed: whoever opens it in between
        // finds out in TryTake. Windows removes no file that is open.
        if (!OperatingSystem.IsWindows())
            File.Delete(_file.Name);
        _file.Dispose();
        if (OperatingSystem.IsWindows())
            DeleteOnWindows();
    }

    // EWOULDBLOCK on Linux and on macOS, ERROR_SHARING_VIOLATION on Windows.
    private static bool IsTaken(IOException exception) => exception.HResult is 11 or 35 or unchecked((int)0x80070020);

    private void DeleteOnWindows()
    {
        try
        {
            File.Delete(_file.Name);
        }
        catch (IOException)
        {
            // The next owner has it already.
        }
    }
}
