using System.Runtime.InteropServices;
using System.Text;

namespace OneShot.Core.Storage;

/// <summary>
/// Reads what a link leads to, byte for byte: a name need not be UTF-8, and .NET's own text of it would be another one.
/// </summary>
internal static partial class LinkText
{
    private const int Longest = 4096;

    /// <summary>Reads it.</summary>
    /// <param name="path">The link.</param>
    /// <returns>Its bytes.</returns>
    /// <exception cref="IOException">It is no link.</exception>
    public static byte[] Read(string path)
    {
        if (OperatingSystem.IsWindows())
            return Encoding.UTF8.GetBytes(
                new FileInfo(path).LinkTarget ?? throw new IOException($"'{path}' is no link.")
            );
        var bytes = new byte[Longest];
        var count = ReadLink(path, ref MemoryMarshal.GetArrayDataReference(bytes), bytes.Length);
        return count is > 0 and < Longest
            ? bytes[..(int)count]
            : throw new IOException($"'{path}' is no link that can be read.");
    }

    [LibraryImport("libc", EntryPoint = "readlink", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint ReadLink(string path, ref byte bytes, nint size);
}
