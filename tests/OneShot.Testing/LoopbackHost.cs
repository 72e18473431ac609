using System.Net;

namespace OneShot.Testing;

/// <summary>A server on this machine, on a port that nobody has; each request is answered by whoever made it.</summary>
public sealed class LoopbackHost : IDisposable
{
    private readonly HttpListener _listener;
    private readonly Func<HttpListenerContext, Task> _answer;

    /// <param name="answer">Answers a request, and closes the response.</param>
    public LoopbackHost(Func<HttpListenerContext, Task> answer)
    {
        _answer = answer;
        for (var port = Random.Shared.Next(20_000, 30_000); ; port = Random.Shared.Next(20_000, 30_000))
        {
            _listener = new HttpListener();
            Url = $"http://127.0.0.1:{port}/";
            _listener.Prefixes.Add(Url);
            try
            {
                _listener.Start();
                break;
            }
            catch (HttpListenerException)
            {
                // Somebody has that port.
            }
        }

        _ = ServeAsync();
    }

    /// <summary>Its address, with a slash at its end.</summary>
    public string Url { get; }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                await _answer(await _listener.GetContextAsync());
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
