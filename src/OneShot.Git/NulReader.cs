namespace OneShot.Git;

/// <summary>Reads a stream of entries that are each ended by NUL, as git's <c>-z</c> writes them.</summary>
/// <param name="stream">The stream.</param>
/// <param name="longest">The most bytes of an entry.</param>
internal sealed class NulReader(Stream stream, int longest)
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    /// <summary>The next entry; <see langword="null"/> at the end.</summary>
    /// <exception cref="IOException">An entry is too long.</exception>
    public async ValueTask<byte[]?> NextAsync(CancellationToken cancellationToken)
    {
        var part = new List<byte>();
        while (true)
        {
            var length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)0);
            part.AddRange(_buffer.AsSpan(_start, length < 0 ? _end - _start : length));
            if (part.Count > longest)
                throw new IOException($"An entry has more than {longest} bytes.");
            if (length >= 0)
            {
                _start += length + 1;
                return [.. part];
            }

            (_start, _end) = (0, await stream.ReadAsync(_buffer, cancellationToken).ConfigureAwait(false));
            if (_end == 0)
                return part.Count == 0 ? null : [.. part];
        }
    }
}
