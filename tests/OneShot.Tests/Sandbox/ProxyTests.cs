using System.Net;
using System.Text;

namespace OneShot.Tests.Sandbox;

/// <summary>What a session gets through the proxy, and what it does not.</summary>
public sealed class ProxyTests(ProxyUnderTest proxy) : IClassFixture<ProxyUnderTest>
{
    private const string Model = "https://api.model.example";
    private static readonly string[] Credentials =
    [
        "x-api-key",
        "api-key",
        "x-goog-api-key",
        "Authorization",
        "X_Api_Key",
        "X-Auth-Token",
    ];

    [Fact]
    public async Task The_key_is_put_into_headers_and_nothing_that_comes_back_holds_it()
    {
        foreach (var name in Credentials)
        {
            var (status, answer, head) = await SendAsync($"{Model}/v1/messages", (name, ProxyUnderTest.StandIn));
            status.ShouldBe(HttpStatusCode.OK, name);
            LastRequest.ShouldContain(ProxyUnderTest.Key);
            (answer + head).ShouldNotContain(ProxyUnderTest.Key);
            answer.ShouldContain(ProxyUnderTest.StandIn);
            head.ShouldNotContain("Set-Cookie");
        }
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("HUP")]
    public async Task A_terminals_signal_does_not_end_it(string signal)
    {
        Launch.Run("/", null, "kill", "-" + signal, $"{proxy.Proxy.ProcessId}").ExitCode.ShouldBe(0);
        await Task.Delay(200);
        var (status, _, _) = await SendAsync($"{Model}/v1/messages", (Credentials[0], ProxyUnderTest.StandIn));
        status.ShouldBe(HttpStatusCode.OK);
        proxy.Proxy.Ended.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task With_a_scheme_in_a_pair_and_in_the_query()
    {
        (await SendAsync(Model, ("Authorization", "Bearer " + ProxyUnderTest.StandIn))).Status.ShouldBe(
            HttpStatusCode.OK
        );
        LastRequest.ShouldContain("Bearer " + ProxyUnderTest.Key);
        var (status, answer, _) = await SendAsync(
            Model,
            ("Authorization", "Basic " + Base64(ProxyUnderTest.StandIn + ":"))
        );
        status.ShouldBe(HttpStatusCode.OK);
        LastRequest.ShouldContain("Basic " + Base64(ProxyUnderTest.Key + ":"));
        answer.ShouldNotContain(Base64(ProxyUnderTest.Key + ":"));
        (status, answer, _) = await SendAsync($"{Model}/v1beta/models?alt=sse&key={ProxyUnderTest.StandIn}");
        status.ShouldBe(HttpStatusCode.OK);
        LastRequest.ShouldContain($"?alt=sse&key={Uri.EscapeDataString(ProxyUnderTest.Key)} ");
        answer.ShouldNotContain(Uri.EscapeDataString(ProxyUnderTest.Key));
    }

    [Fact]
    public async Task It_is_put_in_nowhere_else()
    {
        var (status, _, _) = await SendAsync(
            $"{Model}/{ProxyUnderTest.StandIn}?q={ProxyUnderTest.StandIn}",
            ("x-api-key", ProxyUnderTest.StandIn),
            ("x-note", ProxyUnderTest.StandIn),
            ("body", ProxyUnderTest.StandIn)
        );
        status.ShouldBe(HttpStatusCode.OK);
        LastRequest.Split(ProxyUnderTest.Key).Length.ShouldBe(2);
        LastRequest.Split(ProxyUnderTest.StandIn).Length.ShouldBe(5);
        await SendAsync("https://feed.example/", ("x-api-key", ProxyUnderTest.StandIn));
        proxy.Other.Requests.Last().ShouldContain(ProxyUnderTest.StandIn);
        await SendAsync($"http://127.0.0.1:{proxy.Plain.Port}/", ("x-api-key", ProxyUnderTest.StandIn));
        proxy.Plain.Requests.Last().ShouldContain(ProxyUnderTest.StandIn);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x-api-key: sk-of-somebody-else")]
    [InlineData("x-api-key: STANDIN|authorization: Bearer sk-of-somebody-else")]
    [InlineData("x-api-key: STANDINx")]
    [InlineData("x-api-key: STANDIN, sk-of-somebody-else")]
    [InlineData("x-api-key: STANDIN|X_API_KEY: sk-of-somebody-else")]
    [InlineData("x-api-key: STANDIN|x.auth.token: sk-of-somebody-else")]
    [InlineData("authorization: Basic c2stb2Ytc29tZWJvZHktZWxzZTpTVEFORElO")]
    [InlineData("x-note: STANDIN")]
    [InlineData("cookie: session=STANDIN")]
    [InlineData("connection: x-api-key|x-api-key: STANDIN")]
    [InlineData("x-api-key: STANDIN", "/?key=sk-of-somebody-else")]
    [InlineData("x-api-key: STANDIN", "/?%6bey=sk-of-somebody-else")]
    [InlineData("x-api-key: STANDIN", "/?a=b&access_token=sk-of-somebody-else")]
    [InlineData("", "/?key=STANDIN&key=sk-of-somebody-else")]
    [InlineData("", "/?q=STANDIN")]
    [InlineData("x-api-key: STANDIN", "/api/oauth/claude_cli/create_api_key")]
    [InlineData("x-api-key: STANDIN", "/v1/realtime/client%5fsecrets")]
    [InlineData("x-api-key: STANDIN", "/v1/organization/admin_api_keys")]
    [InlineData("x-goog-api-key: STANDIN", "/v1alpha/auth_tokens")]
    public async Task Another_credential_or_none_is_refused_and_so_is_what_makes_one(
        string headers,
        string path = "/v1/messages"
    )
    {
        var before = proxy.Model.Requests.Count;
        var head =
            $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{proxy.Model.Port}\r\nContent-Length: 0\r\n"
            + string.Concat(headers.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(line => line + "\r\n"))
            + "\r\n";
        var answer = await TlsAsync(
            $"127.0.0.1:{proxy.Model.Port}",
            head.Replace("STANDIN", ProxyUnderTest.StandIn, StringComparison.Ordinal)
        );
        answer.ShouldStartWith("HTTP/1.1 403");
        proxy.Model.Requests.Count.ShouldBe(before);
        proxy.Proxy.Refused.Count(host => host == $"127.0.0.1:{proxy.Model.Port}").ShouldBe(1);
    }

    [Fact]
    public async Task A_cookie_is_dropped_and_a_web_socket_refused_at_once()
    {
        await SendAsync(Model, ("x-api-key", ProxyUnderTest.StandIn), ("Cookie", "session=of-somebody-else"));
        LastRequest.ShouldNotContain("of-somebody-else");
        var before = proxy.Model.Requests.Count;
        (
            await TlsAsync(
                $"127.0.0.1:{proxy.Model.Port}",
                $"GET / HTTP/1.1\r\nHost: 127.0.0.1:{proxy.Model.Port}\r\nConnection: Upgrade\r\nUpgrade: "
                    + $"websocket\r\nx-api-key: {ProxyUnderTest.StandIn}\r\n\r\n"
            )
        ).ShouldStartWith("HTTP/1.1 426");
        proxy.Model.Requests.Count.ShouldBe(before);
    }

    [Theory]
    [InlineData("https://elsewhere.example/", "elsewhere.example:443")]
    [InlineData("http://elsewhere.example/", "elsewhere.example:80")]
    [InlineData("https://feed.example:8443/", "feed.example:8443")]
    [InlineData("https://wild.example/", "wild.example:443")]
    [InlineData("https://feed.example.evil.example/", "feed.example.evil.example:443")]
    [InlineData("http://127.0.0.1:1/", "127.0.0.1:1")]
    [InlineData("http://169.254.169.254/latest/meta-data/", "169.254.169.254:80")]
    [InlineData("http://2852039166/", "169.254.169.254:80")]
    [InlineData("http://[::1]/", "[::1]:80")]
    public async Task A_host_that_is_not_allowed_is_refused_and_told_once(string address, string told)
    {
        for (var time = 0; time < 2; time++)
        {
            try
            {
                (await SendAsync(address)).Status.ShouldBe(HttpStatusCode.Forbidden);
            }
            catch (HttpRequestException exception)
            {
                exception.Message.ShouldContain("403");
            }
        }

        proxy.Proxy.Blocked.Count(host => host == told).ShouldBe(1, string.Join(' ', proxy.Proxy.Blocked));
    }

    [Fact]
    public async Task Other_hosts_are_tunnels_that_keep_their_own_certificates()
    {
        (await SendAsync("https://feed.example/index.json", ("Authorization", "Bearer a-feeds-own"))).Status.ShouldBe(
            HttpStatusCode.OK
        );
        proxy.Other.Requests.Last().ShouldContain("a-feeds-own");
        (await SendAsync("https://a.wild.example/")).Status.ShouldBe(HttpStatusCode.OK);
        (await SendAsync("http://feed.example/index.json")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task One_host_is_not_the_door_to_another()
    {
        var model = proxy.Model.Requests.Count;
        (
            await TlsAsync(
                "feed.example:443",
                $"GET / HTTP/1.1\r\nHost: api.model.example\r\nx-api-key: sk-of-somebody-else\r\n\r\n",
                "api.model.example"
            )
        ).ShouldBe("");
        (
            await TlsAsync(
                "api.model.example:443",
                $"GET / HTTP/1.1\r\nHost: feed.example\r\nx-api-key: {ProxyUnderTest.StandIn}\r\n\r\n",
                "api.model.example"
            )
        ).ShouldStartWith("HTTP/1.1 421");
        (
            await TlsAsync(
                "api.model.example:443",
                $"GET https://feed.example/ HTTP/1.1\r\nHost: api.model.example\r\nx-api-key: "
                    + $"{ProxyUnderTest.StandIn}\r\n\r\n",
                "api.model.example"
            )
        ).ShouldStartWith("HTTP/1.1 421");
        (
            await proxy.RawAsync(
                "CONNECT feed.example:80 HTTP/1.1\r\nHost: feed.example\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n"
            )
        ).ShouldContain("HTTP/1.1 421");
        (await proxy.RawAsync("GET http://feed.example/ HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n")).ShouldContain(
            "HTTP/1.1 421"
        );
        proxy.Model.Requests.Count.ShouldBe(model);
    }

    [Fact]
    public async Task At_no_port_of_the_models_host_is_there_a_way_past_the_key()
    {
        (await SendAsync("https://api.model.example:8443/", ("x-api-key", "sk-of-somebody-else"))).Status.ShouldBe(
            HttpStatusCode.Forbidden
        );
        (await SendAsync("http://api.model.example/", ("x-api-key", "sk-of-somebody-else"))).Status.ShouldBe(
            HttpStatusCode.Forbidden
        );
        (await SendAsync("http://api.model.example/", ("x-api-key", ProxyUnderTest.StandIn))).Status.ShouldBe(
            HttpStatusCode.Forbidden
        );
        proxy.Plain.Requests.ShouldNotContain(request =>
            request.Contains(ProxyUnderTest.Key, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("CONNECT feed.example HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("CONNECT feed.example:99999 HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: feed.example\r\n\r\n")]
    [InlineData("GET https://feed.example/ HTTP/1.1\r\nHost: feed.example\r\n\r\n")]
    [InlineData("GET http://feed.example/a/../b HTTP/1.1\r\nHost: feed.example\r\n\r\n")]
    [InlineData("TRACE http://feed.example/ HTTP/1.1\r\nHost: feed.example\r\n\r\n")]
    public async Task What_is_not_a_request_is_not_sent_on(string request)
    {
        var before = proxy.Plain.Requests.Count;
        (await proxy.RawAsync(request)).ShouldStartWith("HTTP/1.1 400");
        proxy.Plain.Requests.Count.ShouldBe(before);
    }

    private string LastRequest => proxy.Model.Requests.Last();

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    // As a program does that speaks TLS by itself, through the tunnel.
    private Task<string> TlsAsync(string target, string request, string? name = null)
    {
        return Tunnel.SendAsync(
            Path.Combine(proxy.Proxy.Folder, OneShot.Agents.Sandbox.SandboxProxy.SocketName),
            target,
            name,
            request
        );
    }

    private async Task<(HttpStatusCode Status, string Answer, string Head)> SendAsync(
        string address,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(
            headers.Any(header => header.Name == "body") ? HttpMethod.Post : HttpMethod.Get,
            address
        );
        foreach (var (name, value) in headers)
        {
            if (name == "body")
                request.Content = new StringContent(value);
            else
                request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await proxy.Client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.ToString());
    }
}
