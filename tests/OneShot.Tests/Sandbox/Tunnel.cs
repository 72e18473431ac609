using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace OneShot.Tests.Sandbox;

/// <summary>A client that says what it likes in a tunnel, and what it likes in the TLS inside.</summary>
internal static class Tunnel
{
    /// <summary>What is answered; nothing when the tunnel is cut.</summary>
    /// <param name="socketPath">The proxy's socket.</param>
    /// <param name="target">The host and port of the tunnel.</param>
    /// <param name="name">The name asked for in TLS; <see langword="null"/> asks for none.</param>
    /// <param name="request">The request inside.</param>
    public static async Task<string> SendAsync(string socketPath, string target, string? name, string request)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath));
        await using var plain = new NetworkStream(socket);
        await plain.WriteAsync(Encoding.Latin1.GetBytes($"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n"));
        var buffer = new byte[65_536];
        Encoding.Latin1.GetString(buffer, 0, await plain.ReadAsync(buffer)).ShouldStartWith("HTTP/1.1 200");
        var answer = new StringBuilder();
        try
        {
            await using var tls = new SslStream(
                plain,
                leaveInnerStreamOpen: true,
                (_, certificate, _, _) => certificate is not null
            );
            await tls.AuthenticateAsClientAsync(name ?? target.Split(':')[0]);
            await tls.WriteAsync(Encoding.Latin1.GetBytes(request));
            var count = await tls.ReadAsync(buffer);
            answer.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }
        catch (Exception exception)
            when (exception is IOException or System.Security.Authentication.AuthenticationException)
        {
            // It was cut.
        }

        return answer.ToString();
    }
}
