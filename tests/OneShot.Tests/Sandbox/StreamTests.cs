using System.IO.Compression;
using System.Net;
using System.Text;
using OneShot.Agents.Sandbox;

namespace OneShot.Tests.Sandbox;

/// <summary>Answers that come in pieces, late, packed or not at all; and the end of the proxy itself.</summary>
public sealed class StreamTests : IDisposable
{
    private const string Key = "sk-real-0123456789";
    private const string StandIn = "sk-fake-9876543210";
    private readonly TestAuthority _authority = new();

    [Fact]
    public async Task A_key_in_pieces_is_found_and_what_is_not_one_does_not_wait()
    {
        var goesOn = new TaskCompletionSource();
        using var model = Model(
            async (_, stream) =>
            {
                await RawPeer.WriteAsync(
                    stream,
                    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                );
                await ChunkAsync(stream, "data: one\n\n");
                await goesOn.Task;
                foreach (
                    var piece in new[] { "data: your key is s", "k-real-01", "23456789, and sk-rea", "lly it is\n\n" }
                )
                    await ChunkAsync(stream, piece);
                await RawPeer.WriteAsync(stream, "0\r\n\r\n");
            }
        );
        await using var proxy = await StartAsync(model);
        using var client = ProxyUnderTest.ClientOf(proxy);
        using var request = Request(model);
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        (await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60))).ShouldBe("data: one");
        goesOn.SetResult();
        (await reader.ReadToEndAsync()).Trim().ShouldBe($"data: your key is {StandIn}, and sk-really it is");
    }

    [Fact]
    public async Task A_packed_answer_is_looked_into()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            await gzip.WriteAsync(Encoding.UTF8.GetBytes($"no such key: {Key}"));
        using var model = Model(
            async (request, stream) =>
            {
                request.ShouldContain("accept-encoding: identity");
                await RawPeer.WriteAsync(
                    stream,
                    $"HTTP/1.1 401 Unauthorized\r\nContent-Encoding: gzip\r\nContent-Length: {packed.Length}\r\n\r\n"
                );
                await stream.WriteAsync(packed.ToArray());
            }
        );
        await using var proxy = await StartAsync(model);
        using var client = ProxyUnderTest.ClientOf(proxy);
        using var request = Request(model);
        using var answer = await client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await answer.Content.ReadAsStringAsync()).ShouldBe($"no such key: {StandIn}");
    }

    [Fact]
    public async Task An_answer_packed_by_a_name_that_every_object_has_ends_the_answer_and_nothing_else()
    {
        using var model = Model(
            (_, stream) =>
                RawPeer.WriteAsync(
                    stream,
                    "HTTP/1.1 200 OK\r\nContent-Encoding: constructor\r\nContent-Length: 1\r\n\r\nx"
                )
        );
        await using var proxy = await StartAsync(model);
        using var client = ProxyUnderTest.ClientOf(proxy);
        using var request = Request(model);
        using var answer = await client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        proxy.Ended.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_that_hangs_is_left_after_a_while()
    {
        using var model = Model((_, _) => Task.Delay(Timeout.Infinite));
        await using var proxy = await StartAsync(model, TimeSpan.FromSeconds(0.5));
        using var client = ProxyUnderTest.ClientOf(proxy);
        using var request = Request(model);
        try
        {
            using var answer = await client.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        }
        catch (HttpRequestException)
        {
            // Or the tunnel is cut; a client that gave up itself would throw something else.
        }
    }

    [Fact]
    public async Task A_server_whose_certificate_nobody_trusts_gets_no_key()
    {
        using var other = new TestAuthority();
        using var model = RawPeer.Echo(other.For("127.0.0.1"));
        await using var proxy = await StartAsync(model);
        using var client = ProxyUnderTest.ClientOf(proxy);
        using var request = Request(model);
        using var answer = await client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        model.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_that_stands_for_this_machine_is_refused()
    {
        using var peer = RawPeer.Echo();
        var hosts = await Dns.GetHostAddressesAsync(Dns.GetHostName());
        if (hosts.Length == 0)
            return;
        var rules = new ProxyRules(
            [new AllowedHost(Dns.GetHostName().ToLowerInvariant(), peer.Port) { MayBePrivate = true }],
            []
        );
        await using var proxy = await SandboxProxy.StartAsync(
            ProxyUnderTest.Runtime,
            rules,
            null,
            CancellationToken.None
        );
        using var client = ProxyUnderTest.ClientOf(proxy);
        using var answer = await client.GetAsync(new Uri($"http://{Dns.GetHostName()}:{peer.Port}/"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_goes_through_the_users_own_proxy()
    {
        using var model = RawPeer.Echo(_authority.For("api.model.example"));
        using var parent = new RawPeer(
            async (request, stream) =>
            {
                request.ShouldStartWith("CONNECT api.model.example:443 ");
                using var upstream = new System.Net.Sockets.TcpClient("127.0.0.1", model.Port);
                await RawPeer.WriteAsync(stream, "HTTP/1.1 200 OK\r\n\r\n");
                await Task.WhenAny(upstream.GetStream().CopyToAsync(stream), stream.CopyToAsync(upstream.GetStream()));
            }
        );
        var rules = new ProxyRules([], [new MaskedKey("KEY", StandIn, Key, [new AllowedHost("api.model.example")])])
        {
            Trusted = [_authority.CertificateFile],
            Parent = new ParentProxy(null, $"http://user:secret@127.0.0.1:{parent.Port}", null),
        };
        await using var proxy = await SandboxProxy.StartAsync(
            ProxyUnderTest.Runtime,
            rules,
            null,
            CancellationToken.None
        );
        using var client = ProxyUnderTest.ClientOf(proxy);
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.model.example/");
        request.Headers.Add("x-api-key", StandIn);
        using var answer = await client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        model.Requests.Single().ShouldContain(Key);
        parent.Requests.Single().ShouldContain("Proxy-Authorization: Basic");
    }

    [Fact]
    public async Task It_ends_with_whoever_started_it_and_leaves_nothing()
    {
        using var scratch = new TempFolder("proxy");
        await using (
            var proxy = await SandboxProxy.StartAsync(
                ProxyUnderTest.Runtime,
                new ProxyRules([], [new MaskedKey("KEY", StandIn, Key, [new AllowedHost("127.0.0.1", 1)])]),
                scratch.Path,
                CancellationToken.None
            )
        )
        {
            if (!OperatingSystem.IsWindows())
                File.GetUnixFileMode(proxy.Folder)
                    .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            Directory
                .GetFileSystemEntries(proxy.Folder)
                .Select(Path.GetFileName)
                .Order()
                .ShouldBe(["ca-bundle.pem", "ca.pem", "proxy.sock"]);
            foreach (
                var file in Directory
                    .GetFiles(scratch.Path, "*", SearchOption.AllDirectories)
                    .Where(file => Path.GetExtension(file) is ".pem")
            )
            {
                File.ReadAllText(file).ShouldNotContain(Key);
                File.ReadAllText(file).ShouldNotContain("PRIVATE KEY");
            }

            foreach (var name in new[] { "environ", "cmdline" })
                File.ReadAllText($"/proc/{proxy.ProcessId}/{name}").ShouldNotContain(Key);
        }

        Directory.GetFileSystemEntries(scratch.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_that_does_not_start_is_one_error()
    {
        var failure = await Should.ThrowAsync<OneShotException>(() =>
            SandboxProxy.StartAsync(
                ProxyUnderTest.Runtime with
                {
                    Folder = "/nowhere",
                },
                new ProxyRules([], []),
                null,
                CancellationToken.None
            )
        );
        failure.Error.Code.ShouldBe("OS3070");
    }

    public void Dispose() => _authority.Dispose();

    private static async Task ChunkAsync(Stream stream, string text)
    {
        await RawPeer.WriteAsync(stream, $"{text.Length:x}\r\n{text}\r\n");
        await Task.Delay(30); // a piece of its own
    }

    private static HttpRequestMessage Request(RawPeer model)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"https://127.0.0.1:{model.Port}/");
        request.Headers.Add("x-api-key", StandIn);
        return request;
    }

    private RawPeer Model(Func<string, Stream, Task> answer) => new(answer, _authority.For("127.0.0.1"));

    private Task<SandboxProxy> StartAsync(RawPeer model, TimeSpan? idle = null)
    {
        var rules = new ProxyRules([], [new MaskedKey("KEY", StandIn, Key, [new AllowedHost("127.0.0.1", model.Port)])])
        {
            Trusted = [_authority.CertificateFile],
            Idle = idle ?? TimeSpan.FromMinutes(1),
        };
        return SandboxProxy.StartAsync(ProxyUnderTest.Runtime, rules, null, CancellationToken.None);
    }
}
