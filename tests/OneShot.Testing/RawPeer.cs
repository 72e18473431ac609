using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace OneShot.Testing;

/// <summary>
/// A server on loopback that answers each request with the bytes a test gives it, and keeps what it was sent.
/// </summary>
public sealed class RawPeer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2? _certificate;
    private readonly Func<string, Stream, Task> _answer;

    /// <param name="answer">Gets the request, head and body, and writes the answer.</param>
    /// <param name="certificate">Makes it speak TLS.</param>
    public RawPeer(Func<string, Stream, Task> answer, X509Certificate2? certificate = null)
    {
        (_answer, _certificate) = (answer, certificate);
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>One that sends back all it got, and a header that quotes the key.</summary>
    public static RawPeer Echo(X509Certificate2? certificate = null) =>
        new(
            (request, stream) =>
                WriteAsync(
                    stream,
                    $"HTTP/1.1 200 OK\r\nX-Quoted: "
                        + $"{request.Split('\n').FirstOrDefault(line => line.StartsWith("x-api-key", StringComparison.OrdinalIgnoreCase))?.Trim()}\r\nSet-Cookie: "
                        + $"a=b\r\nContent-Length: {Encoding.Latin1.GetByteCount(request)}\r\n\r\n{request}"
                ),
            certificate
        );

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public ConcurrentQueue<string> Requests { get; } = new();

    public static async Task WriteAsync(Stream stream, string text)
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text));
        await stream.FlushAsync();
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            await using Stream stream = _certificate is null ? client.GetStream() : new SslStream(client.GetStream());
            if (stream is SslStream tls)
                await tls.AuthenticateAsServerAsync(_certificate!);
            while (await ReadAsync(stream) is { } request)
            {
                Requests.Enqueue(request);
                await _answer(request, stream);
            }
        }
        catch (Exception exception)
            when (exception is IOException or System.Security.Authentication.AuthenticationException)
        {
            // It went away.
        }
    }

    private static async Task<string?> ReadAsync(Stream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!IsWhole(text.ToString()))
        {
            var count = await stream.ReadAsync(buffer);
            if (count == 0)
                return null;
            text.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }

        return text.ToString();
    }

    private static bool IsWhole(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
            return false;
        if (text[..end].Contains("chunked", StringComparison.OrdinalIgnoreCase))
            return text.EndsWith("0\r\n\r\n", StringComparison.Ordinal);
        var length = text[..end]
            .Split("\r\n")
            .FirstOrDefault(line => line.StartsWith("content-length:", StringComparison.OrdinalIgnoreCase));
        return text.Length - end - 4
            >= (
                length is null
                    ? 0
                    : int.Parse(length["content-length:".Length..], System.Globalization.CultureInfo.InvariantCulture)
            );
    }
}
