using System.ComponentModel;
using System.Runtime.InteropServices;
using OneShot.Core.Storage;

namespace OneShot.Processes;

/// <summary>Makes folders that nobody else can write to, and removes those that others have written to.</summary>
internal static partial class Folders
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    /// <summary>
    /// Makes a new folder, 0700: in a folder that all may write to, somebody could have put one there, or a link.
    /// </summary>
    /// <exception cref="IOException">Something is there, or it can't be made.</exception>
    public static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else if (MakeUnix(folder, (uint)PrivateFolder.Mode) != 0)
            throw new IOException(
                $"'{folder}' can't be made: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}."
            );
    }

    /// <summary>
    /// Removes a folder with everything in it, whatever its
    /// permissions, names and depth; links are removed, not followed.
    /// </summary>
    /// <returns>Whether it is gone.</returns>
    public static bool Remove(string folder)
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            try
            {
                if (!Directory.Exists(folder))
                    return true;
                if (attempt > 0)
                    Empty(folder);
                Directory.Delete(folder, recursive: true);
                return true;
            }
            catch (Exception exception)
                when (exception is IOException or UnauthorizedAccessException or ArgumentException or Win32Exception)
            {
                Thread.Sleep(50 * attempt);
            }
        }

        return !Directory.Exists(folder);
    }

    private static void Empty(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            var entries = new DirectoryInfo(folder).EnumerateFileSystemInfos("*", Everything);
            foreach (var entry in entries)
                entry.Attributes = FileAttributes.Normal;
            return;
        }

        // .NET names each file by its whole path in Unicode: what lies deeper than a path may be long, and a name in
        // other bytes, it can't remove. These walk from folder to folder by the names as they are. Of the PATH a
        // session may have written a part.
        Run("chmod", "-R", "u+rwX", "--", folder);
        Run("rm", "-rf", "--", folder);
    }

    private static void Run(string program, params string[] arguments)
    {
        if (ProgramPath.Find(program, "/usr/bin:/bin:/run/current-system/sw/bin") is not { } file)
            return;
        var start = new ProgramStart(file, arguments)
        {
            Folder = "/",
            Streams = ProgramStreams.Output | ProgramStreams.Error,
            Variables = ProgramStart.Only(),
        };
        using var process = start.Start();
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(Patience))
            process.Kill();
    }

    [LibraryImport("libc", EntryPoint = "mkdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeUnix(string path, uint mode);
}
