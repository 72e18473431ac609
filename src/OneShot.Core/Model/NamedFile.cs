namespace OneShot.Core.Model;

/// <summary>
/// A file that the user named on the command line. It may be a pipe, such as a shell's
/// <c>&lt;(command)</c>: whoever waits for it can be stopped, and waits for so long
/// and no longer. What agents and builds write has to be a regular file instead.
/// </summary>
internal static class NamedFile
{
    /// <summary>How long a pipe has to come to its end.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Reads to the end, or one byte more than the limit: that tells "too long" without reading a file of 2 GB.
    /// </summary>
    /// <exception cref="IOException">It can't be read, or did not end.</exception>
    public static async Task<byte[]> ReadAsync(
        string path,
        int limit,
        TimeSpan patience,
        CancellationToken cancellationToken
    )
    {
        // A thread of its own: opening a pipe waits for whoever writes to it, and can't be called off.
        var reading = Task.Factory.StartNew(
            () => Read(path, limit),
            cancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        try
        {
            return await reading.WaitAsync(patience, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new IOException($"it is a pipe, and did not come to its end within {patience.TotalSeconds:0} s.");
        }
    }

    private static byte[] Read(string path, int limit)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1);
        var buffer = new byte[limit + 1];
        return buffer[..file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
    }
}
