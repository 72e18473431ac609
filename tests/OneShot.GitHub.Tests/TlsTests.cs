using System.Net;
using System.Net.Sockets;

namespace OneShot.GitHub.Tests;

/// <summary>A server that does not speak TLS is told so after one try: it will not the next time either.</summary>
public sealed class TlsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_without_it_is_spoken_to_once(bool writes)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var host = $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        var reporter = new RecordingReporter();
        var connections = 0;
        _ = AnswerAsync();
        using var api = new GitHubApi(
            new GitHubServer(host, new Uri($"https://{host}/api/v3/"), new Uri($"https://{host}/api/graphql")),
            new FoundToken("x", "GH_TOKEN"),
            TimeSpan.FromSeconds(20),
            reporter,
            TimeProvider.System
        );
        var request = new GitHubRequest(writes ? HttpMethod.Post : HttpMethod.Get, "repos/a/b", "read a/b", null);
        var failure = await Should.ThrowAsync<OneShotException>(() => api.SendAsync(request, CancellationToken.None));
        failure.Error.Code.ShouldBe("OS3137");
        failure.Error.Message.ShouldContain(host);
        connections.ShouldBe(1);
        reporter.Lines.ShouldNotContain(line => line.Contains("trying again", StringComparison.Ordinal));

        async Task AnswerAsync()
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                Interlocked.Increment(ref connections);
                await client
                    .GetStream()
                    .WriteAsync("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"u8.ToArray());
            }
        }
    }
}
