using System.Net;
using System.Net.Sockets;

namespace OneShot.Testing;

/// <summary>
/// Stands in front of another server, passes a number of requests on, and is gone: the next connection is refused.
/// </summary>
public sealed class VanishingServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly HttpClient _client = new();
    private readonly Uri _behind;
    private int _left;

    public VanishingServer(string behind, int requests)
    {
        (_behind, _left) = (new Uri(behind), requests);
        Url = $"http://127.0.0.1:{FreePort()}";
        _listener.Prefixes.Add(Url + "/");
        _listener.Start();
        if (requests == 0)
            _listener.Stop();
        else
            _ = ServeAsync();
    }

    public string Url { get; }

    public void Dispose()
    {
        _listener.Close();
        _client.Dispose();
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

        _listener.Stop();
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
