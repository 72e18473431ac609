using System.Runtime.InteropServices;
using OneShot.Core.Storage;

namespace OneShot;

/// <summary>Makes folders that nobody else can write to, and removes those that others have written to.</summary>
internal static partial class Folders
{
    /// <summary>Makes a new folder, 0700: in a folder that all may write to, somebody could have put one there, or a link.</summary>
    /// <exception cref="IOException">Something is there, or it can't be made.</exception>
    public static void Make(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else if (MakeUnix(folder, (uint)PrivateFolder.Mode) != 0) throw new IOException($"'{folder}' can't be made: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");
    }

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

    [LibraryImport("libc", EntryPoint = "mkdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeUnix(string path, uint mode);
}
