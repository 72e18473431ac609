namespace OneShot;

/// <summary>Removes folders that others have written to.</summary>
internal static class Folders
{
    /// <summary>Removes a folder with everything in it, whatever its permissions; links are removed, not followed.</summary>
    /// <returns>Whether it is gone.</returns>
    public static bool Remove(string folder)
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            try
            {
                if (!Directory.Exists(folder)) return true;
                if (attempt > 0) MakeWritable(new DirectoryInfo(folder));
                Directory.Delete(folder, recursive: true);
                return true;
            }
            catch (DirectoryNotFoundException)
            {
                return true;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Thread.Sleep(50 * attempt);
            }
        }

        return false;
    }

    private static void MakeWritable(DirectoryInfo folder)
    {
        if (!OperatingSystem.IsWindows()) folder.UnixFileMode |= UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            if (entry.LinkTarget is not null) continue;
            if (entry is DirectoryInfo inner) MakeWritable(inner);
            else entry.Attributes = FileAttributes.Normal;
        }
    }
}
