using System.Text;
using OneShot.Core.Errors;
using OneShot.Core.Storage;

namespace OneShot.Core.Receipts;

/// <summary>The file that receives the JSON: found writable before anything is made, and written whole.</summary>
internal static class ResultFile
{
    /// <summary>Checks that the file can be written; what is in it stays.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="OneShotException">OS3024: it can't.</exception>
    public static void Check(string path) =>
        Try(
            path,
            target =>
            {
                if (MayBeStream(target))
                    return;
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                var isNew = !File.Exists(target);
                new FileStream(target, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite).Dispose();
                if (isNew)
                    File.Delete(target);
            }
        );

    /// <summary>Writes the document, and a newline.</summary>
    /// <param name="path">The file.</param>
    /// <param name="document">The document, without secrets.</param>
    /// <exception cref="OneShotException">OS3024: it can't be written.</exception>
    public static void Write(string path, string document) =>
        Try(
            path,
            target =>
            {
                var bytes = Encoding.UTF8.GetBytes(document + "\n");
                if (MayBeStream(target))
                {
                    using var stream = new FileStream(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
                    stream.Write(bytes);
                }
                else
                {
                    AtomicFile.Write(target, file => file.Write(bytes));
                }
            }
        );

    // What a link leads to is meant, not the link; but /dev/stdout
    // leads to a name that is no path, and is never replaced.
    private static void Try(string path, Action<string> write)
    {
        try
        {
            var full = Path.GetFullPath(path);
            write(
                !IsDevice(full)
                && new FileInfo(full).LinkTarget is not null
                && File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName is { } target
                    ? target
                    : full
            );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OneShotErrors.ResultUnwritable(path, exception.Message);
        }
    }

    // A device or a pipe has no length and must not become a file; an empty file has nothing to lose.
    private static bool MayBeStream(string path) => IsDevice(path) || new FileInfo(path) is { Exists: true, Length: 0 };

    private static bool IsDevice(string path) =>
        !OperatingSystem.IsWindows()
        && (
            (
                path.StartsWith("/dev/", StringComparison.Ordinal)
                && !path.StartsWith("/dev/shm/", StringComparison.Ordinal)
            ) || path.StartsWith("/proc/", StringComparison.Ordinal)
        );
}
