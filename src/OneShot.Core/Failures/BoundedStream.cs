namespace OneShot.Core.Failures;

/// <summary>
/// Reads a file up to a limit, whatever length it pretends to have, and stops when nobody waits any more.
/// </summary>
/// <param name="inner">The file.</param>
/// <param name="limit">The most bytes.</param>
/// <param name="cancellationToken">Stops reading.</param>
internal sealed class BoundedStream(Stream inner, long limit, CancellationToken cancellationToken) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Counted(inner.Read(buffer, offset, count));

    public override int Read(Span<byte> buffer) => Counted(inner.Read(buffer));

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private int Counted(int count)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _read += count;
        return _read <= limit ? count : throw new InvalidDataException($"it has more than {limit / 1024 / 1024} MB");
    }
}
