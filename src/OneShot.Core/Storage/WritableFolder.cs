using System.Runtime.InteropServices;

namespace OneShot.Core.Storage;

/// <summary>Tells whether a folder may be written to, without writing.</summary>
internal static partial class WritableFolder
{
    private const int MayWriteAndEnter = 2 | 1;
    private const int NoPermission = 13;
    private const int ReadOnly = 30;

    /// <summary>Why nothing can be written into a folder.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>The system's words; <see langword="null"/> when nothing is known to speak against it.</returns>
    public static string? Fault(string path)
    {
        if (OperatingSystem.IsWindows() || Access(path, MayWriteAndEnter) == 0)
            return null;
        var error = Marshal.GetLastPInvokeError();
        return error is NoPermission or ReadOnly ? Marshal.GetPInvokeErrorMessage(error) : null;
    }

    [LibraryImport("libc", EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int mode);
}
