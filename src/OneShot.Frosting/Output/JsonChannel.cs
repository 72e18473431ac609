using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace OneShot.Frosting.Output;

/// <summary>
/// Keeps standard output for one JSON document: whatever else
/// writes there, Cake, a task or a child, writes to standard error.
/// </summary>
internal sealed partial class JsonChannel : IDisposable
{
    private const int StandardOutput = -11;
    private const int StandardError = -12;
    private const int CloseOnExec = 0x80000; // O_CLOEXEC of Linux; elsewhere there is no dup3

    private readonly SafeFileHandle _kept;

    private JsonChannel(SafeFileHandle kept) => _kept = kept;

    /// <summary>
    /// Moves standard output to standard error and keeps the old one. Must come before anything writes.
    /// </summary>
    public static JsonChannel Open()
    {
        if (OperatingSystem.IsWindows())
        {
            var kept = GetStdHandle(StandardOutput);
            SetStdHandle(StandardOutput, GetStdHandle(StandardError));
            return new JsonChannel(new SafeFileHandle(kept, ownsHandle: false));
        }

        var copy = Duplicate(1);

        // No child may hold it: whoever reads the document waits until the last holder is gone.
        if (OperatingSystem.IsLinux())
            _ = DuplicateTo(1, copy, CloseOnExec);
        if (copy < 0 || DuplicateTo(2, 1) < 0)
            throw new IOException("Standard output could not be reserved for JSON.");
        return new JsonChannel(new SafeFileHandle(copy, ownsHandle: true));
    }

    public void Write(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json + "\n");
        if (OperatingSystem.IsWindows())
        {
            using var stream = new FileStream(_kept, FileAccess.Write);
            stream.Write(bytes);
            return;
        }

        // Not a FileStream: it counts positions of its own, and would write over what others append to the same file.
        var written = 0;
        while (written < bytes.Length)
        {
            var count = (int)WriteTo(
                (int)_kept.DangerousGetHandle(),
                bytes[written..],
                (nuint)(bytes.Length - written)
            );
            if (count <= 0)
                throw new IOException("The JSON could not be written to standard output.");
            written += count;
        }
    }

    public void Dispose() => _kept.Dispose();

    [LibraryImport("libc", EntryPoint = "dup", SetLastError = true)]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static partial int DuplicateTo(int from, int to);

    [LibraryImport("libc", EntryPoint = "dup3", SetLastError = true)]
    private static partial int DuplicateTo(int from, int to, int flags);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint WriteTo(int descriptor, byte[] bytes, nuint count);

    [LibraryImport("kernel32", SetLastError = true)]
    private static partial nint GetStdHandle(int handle);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetStdHandle(int handle, nint value);
}
