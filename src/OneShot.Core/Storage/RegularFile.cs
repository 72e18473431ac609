using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OneShot.Core.Storage;

/// <summary>
/// Opens files that somebody else may have put there: an agent, a build, another user. A pipe in a file's
/// place would hold up whoever opens it for ever, a device may never end, and a link leads elsewhere.
/// </summary>
/// <remarks>
/// A file of prompts that is named on the command line is the user's
/// own word, and may be a pipe: that is read with another class.
/// </remarks>
internal static partial class RegularFile
{
    /// <summary>How long a file may take: one of a file system that somebody mounted there may never answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">The file.</param>
    /// <param name="followLink">Whether a link's target is meant; else a link is no file.</param>
    /// <returns>The file; the caller closes it.</returns>
    /// <exception cref="IOException">It is missing, or no regular file.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static FileStream Open(string path, bool followLink = false)
    {
        if (!followLink && new FileInfo(path).LinkTarget is not null)
            throw new IOException($"'{path}' is a link.");
        var handle = OperatingSystem.IsWindows()
            ? File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete)
            : OpenUnix(path, followLink);
        try
        {
            var file = new FileStream(handle, FileAccess.Read, 1);
            if (file.CanSeek && (!OperatingSystem.IsLinux() || IsRegular(handle)))
                return file;
            throw new IOException($"'{path}' is no regular file.");
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Reads a file up to a limit of bytes and time.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">The most bytes.</param>
    /// <param name="followLink">Whether a link's target is meant; else a link is no file.</param>
    /// <returns>Its bytes, one more than the limit when there are more; <see langword="null"/>
    /// when it is missing, can't be read, or is no regular file.</returns>
    public static byte[]? TryRead(string path, int limit, bool followLink = false)
    {
        // Whoever never answers keeps one thread, and nobody else.
        var reading = Task.Run(() =>
        {
            try
            {
                using var file = Open(path, followLink);
                var buffer = new byte[Math.Min(limit + 1L, Math.Max(0, file.Length))];
                return buffer[..file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
            }
            catch (Exception exception)
                when (exception is IOException or UnauthorizedAccessException or ArgumentException)
            {
                return null;
            }
        });
        return reading.Wait(Patience) ? reading.Result : null;
    }

    // Not blocking: else a pipe is opened when somebody writes to it, which may be never.
    private static SafeFileHandle OpenUnix(string path, bool followLink)
    {
        var handle = OpenFile(
            path,
            UnixFlags.NonBlocking | UnixFlags.CloseOnExec | (followLink ? 0 : UnixFlags.NoFollow)
        );
        var error = Marshal.GetLastPInvokeError();
        if (!handle.IsInvalid)
            return handle;
        handle.Dispose();
        throw error switch
        {
            2 => new FileNotFoundException($"Could not find file '{path}'.", path),
            20 => new DirectoryNotFoundException($"Could not find a part of the path '{path}'."),
            13 or 1 => new UnauthorizedAccessException($"Access to the path '{path}' is denied."),
            _ => new IOException($"'{path}' can't be opened: {Marshal.GetPInvokeErrorMessage(error)}."),
        };
    }

    // A device may have a position too; the kernel tells the kind of what is open here.
    private static bool IsRegular(SafeFileHandle handle)
    {
        const int EmptyPath = 0x1000,
            Type = 1,
            ModeAt = 28,
            KindMask = 0xF000,
            Regular = 0x8000;
        Span<byte> status = stackalloc byte[256];
        try
        {
            return Status(handle, string.Empty, EmptyPath, Type, ref MemoryMarshal.GetReference(status)) == 0
                && (BitConverter.ToUInt16(status[ModeAt..]) & KindMask) == Regular;
        }
        catch (EntryPointNotFoundException)
        {
            return true; // a C library from before 2018: whatever has a position has to do
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle OpenFile(string path, int flags);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Status(SafeFileHandle folder, string path, int flags, uint mask, ref byte status);
}
