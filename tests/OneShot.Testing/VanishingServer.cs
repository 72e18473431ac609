using System.Net;
using System.Net.Sockets;

namespace OneShot.Testing;

/// <summary>
/// Stands in front of another server, passes a number of requests on, and is gone: the next connection is refused.
/// </summary>
public sealed class VanishingServer : IDisposable
{
    // Bound and not listening: nobody else gets the port meanwhile, and who connects is refused.
    private readonly Socket _held = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly HttpListener _listener;
    private readonly HttpClient _client = new();
    private readonly Uri _behind;
    private int _left;

    public VanishingServer(string behind, int requests)
    {
        (_behind, _left) = (new Uri(behind), requests);
        (_listener, var port) = Listen();
        Url = $"http://127.0.0.1:{port}";
        if (requests == 0)
            Vanish();
        else
            _ = ServeAsync();
    }

    public string Url { get; }

    public void Dispose()
    {
        _listener.Close();
        _held.Dispose();
        _client.Dispose();
    }

    private static (HttpListener Listener, int Port) Listen()
    {
        while (true)
        {
            var (listener, port) = (new HttpListener(), FreePort());
            listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            try
            {
                listener.Start();
                return (listener, port);
            }
            catch (HttpListenerException)
            {
                listener.Close(); // another test was faster
            }
        }
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        while (_left > 0)
        {
            var context = await _listener.GetContextAsync();
            await PassOnAsync(context);
            _left--;
        }

        Vanish();
    }

    private void Vanish()
    {
        _listener.Stop();
        _held.Bind(new IPEndPoint(IPAddress.Loopback, new Uri(Url).Port));
    }

    private async Task PassOnAsync(HttpListenerContext context)
    {
        using var message = new HttpRequestMessage(
            new HttpMethod(context.Request.HttpMethod),
            new Uri(_behind, context.Request.RawUrl)
        );
        if (context.Request.HasEntityBody)
        {
            message.Content = new StreamContent(context.Request.InputStream);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        }

        foreach (var name in new[] { "Authorization", "User-Agent", "Accept", "X-GitHub-Api-Version" })
            message.Headers.TryAddWithoutValidation(name, context.Request.Headers[name]);
        using var answer = await _client.SendAsync(message);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.KeepAlive = false; // so that every request needs a connection
        context.Response.Close(await answer.Content.ReadAsByteArrayAsync(), willBlock: true);
    }
}
