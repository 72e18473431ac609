using System.Text;

namespace OneShot.Agents.Sessions;

/// <summary>Reads lines of a size that can't hurt: what is longer is cut, not kept.</summary>
internal static class LineReader
{
    /// <summary>The most bytes of a line; an agent's result line holds its whole answer.</summary>
    private const int Most = 4 * 1024 * 1024;

    public static async Task ReadAsync(Stream stream, Action<string> line, CancellationToken cancellationToken)
    {
        var buffer = new byte[32 * 1024];
        using var current = new MemoryStream();
        try
        {
            int count;
            while ((count = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                var rest = buffer.AsMemory(0, count);
                for (int end; (end = rest.Span.IndexOf((byte)'\n')) >= 0; rest = rest[(end + 1)..])
                {
                    Add(current, rest.Span[..end]);
                    line(Taken(current));
                }

                Add(current, rest.Span);
            }
        }
        catch (Exception exception)
            when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The process was ended.
        }

        if (current.Length > 0)
            line(Taken(current));
    }

    private static void Add(MemoryStream line, ReadOnlySpan<byte> bytes) =>
        line.Write(bytes[..(int)Math.Min(bytes.Length, Most - line.Length)]);

    private static string Taken(MemoryStream line)
    {
        var text = Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length).TrimEnd('\r');
        line.SetLength(0);
        return text;
    }
}
