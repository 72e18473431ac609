using System.Runtime.InteropServices;

namespace OneShot.Core.Storage;

/// <summary>Finds a path's name without links: the one that the kernel tells of an open file.</summary>
internal static partial class RealPath
{
    /// <summary>Resolves all links of a path.</summary>
    /// <param name="path">An existing file or folder.</param>
    /// <returns>The path without links; as it was where there are none here or it can't be told.</returns>
    public static string Of(string path)
    {
        if (OperatingSystem.IsWindows())
            return Path.GetFullPath(path);
        var found = Resolve(path, 0);
        if (found == 0)
            return Path.GetFullPath(path);
        try
        {
            return Marshal.PtrToStringUTF8(found)!;
        }
        finally
        {
            Free(found);
        }
    }

    [LibraryImport("libc", EntryPoint = "realpath", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Resolve(string path, nint result);

    [LibraryImport("libc", EntryPoint = "free")]
    private static partial void Free(nint memory);
}
