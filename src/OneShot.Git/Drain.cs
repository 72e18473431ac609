using System.Buffers;

namespace OneShot.Git;

/// <summary>Reads a pipe as fast as it is written, and knows at any time what has come.</summary>
internal sealed class Drain
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    private readonly int _most;

    /// <summary>Begins to read.</summary>
    /// <param name="pipe">The pipe.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <param name="most">The most bytes that are kept.</param>
    public Drain(Stream pipe, CancellationToken cancellationToken, int most = int.MaxValue)
    {
        _most = most;
        End = ReadAsync(pipe, cancellationToken);
    }

    /// <summary>Ends when nobody holds the other end any more.</summary>
    public Task End { get; }

    public byte[] Bytes
    {
        get
        {
            lock (_bytes)
                return _bytes.WrittenSpan.ToArray();
        }
    }

    private async Task ReadAsync(Stream pipe, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            int count;
            while ((count = await pipe.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                lock (_bytes)
                    _bytes.Write(buffer.AsSpan(0, Math.Min(count, _most - _bytes.WrittenCount)));
            }
        }
        catch (Exception exception)
            when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The process was given up.
        }
    }
}
