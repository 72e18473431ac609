using Octokit;
using Octokit.Internal;

namespace OneShot.GitHub.Tests;

/// <summary>
/// A server, or a proxy in between, whose answers break whoever looks into them: each is an answer or an error of ours,
/// with our connection and with a caller's.
/// </summary>
public sealed class HostileServerTests
{
    private const string Json = "Content-Type: application/json";
    private const string Good = """{"message":"x"}""";

    private static readonly Dictionary<string, (string Status, string Headers, string Body)> Answers = new()
    {
        ["no set of characters"] = ("200 OK", "Content-Type: application/json; charset=nonsense", Good),
        ["no set of characters, an error"] = ("422 No", "Content-Type: text/html; charset=\"\\\"", Good),
        ["bytes"] = ("200 OK", "Content-Type: application/octet-stream", Good),
        ["an image"] = ("200 OK", "Content-Type: image/png", Good),
        ["no kind"] = ("200 OK", "Content-Type: ;;;", Good),
        ["a link that is none"] = ("200 OK", Json + "\r\nLink: <nowhere>; rel=\"next\"", Good),
        ["a link twice"] = ("200 OK", Json + "\r\nLink: <http://h/1>; rel=\"next\", <http://h/2>; rel=\"next\"", Good),
        ["a link elsewhere"] = ("200 OK", Json + "\r\nLink: <javascript:x>; rel=\"next\"", Good),
        ["a limit that ends never"] = (
            "200 OK",
            Json + "\r\nX-RateLimit-Limit: 99999999999999\r\nX-RateLimit-Reset: 9223372036854775807",
            Good
        ),
        ["a limit that ended long ago"] = ("200 OK", Json + "\r\nX-RateLimit-Reset: -9223372036854775808", Good),
        ["a limit that is none"] = (
            "403 No",
            Json + "\r\nX-RateLimit-Remaining: 0\r\nX-RateLimit-Reset: 9999999999999",
            Good
        ),
        ["a wait that is none"] = ("403 No", Json + "\r\nRetry-After: 99999999999999999999", Good),
        ["a limit and a wait"] = (
            "403 No",
            Json + "\r\nRetry-After: -1",
            """{"message":"You have triggered an abuse detection mechanism"}"""
        ),
        ["a second factor"] = ("401 No", Json + "\r\nX-GitHub-OTP: required;;;app", Good),
        ["a date that is none"] = ("200 OK", Json + "\r\nDate: never", Good),
        ["empty headers"] = ("200 OK", Json + "\r\nLink:\r\nETag:\r\nX-OAuth-Scopes:\r\nRetry-After:", Good),
        ["no new state"] = ("304 Same", Json, ""),
        ["gone for the law"] = ("451 No", Json, """{"message":7,"block":[]}"""),
        ["a status of nobody's"] = ("799 What", Json, "x"),
        ["an error in numbers"] = ("400 No", Json, """{"message":{},"errors":{"a":[1e999]}}"""),
        ["a move to nowhere"] = ("302 Moved", Json + "\r\nLocation: http://[", ""),
        ["a move without a place"] = ("301 Moved", Json + "\r\nLocation:", ""),
        ["a move to a script"] = ("301 Moved", Json + "\r\nLocation: javascript:alert(1)", ""),
        ["a move to a file"] = ("307 Moved", Json + "\r\nLocation: file:///etc/passwd", ""),
        ["a move to somebody"] = ("301 Moved", Json + "\r\nLocation: http://a:b@127.0.0.1:1/", ""),
        ["a move to itself"] = ("302 Moved", Json + "\r\nLocation: /again", ""),
        ["a move to itself for ever"] = ("301 Moved", Json + "\r\nLocation: /again", ""),
    };

    public static TheoryData<string> Names => [.. Answers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_answer_is_one_or_an_error_of_ours(string name)
    {
        foreach (var given in new[] { false, true })
        {
            await AnswerAsync(name, false, given);
            await AnswerAsync(name, true, given);
        }
    }

    private static async Task AnswerAsync(string name, bool writes, bool given)
    {
        var (status, headers, body) = Answers[name];
        using var peer = new RawPeer(
            (_, stream) =>
                RawPeer.WriteAsync(
                    stream,
                    $"HTTP/1.1 {status}\r\n{headers}\r\nContent-Length: {body.Length}\r\n\r\n{body}"
                )
        );
        using var api = Api(peer, given);
        var request = new GitHubRequest(writes ? HttpMethod.Post : HttpMethod.Get, "repos/a/b", "read a/b");
        GitHubAnswer? answer = null;
        var failure = await Record.ExceptionAsync(async () =>
        {
            answer = await api.SendAsync(request, CancellationToken.None);
            if (!answer.IsGood)
                throw api.Failure(request, answer);
        });
        if (failure is not null)
            (failure is OneShotException or AnswerLostException).ShouldBeTrue($"{given} {writes} {failure}");
        else
            answer!.Body.ShouldBe(body, $"{given} {writes}");
    }

    [Theory]
    [InlineData("400 No")]
    [InlineData("404 No")]
    [InlineData("500 No")]
    public async Task What_is_nested_without_end_does_not_end_us(string status)
    {
        var body = new string('[', 1_000_000);
        using var peer = new RawPeer(
            (_, stream) =>
                RawPeer.WriteAsync(
                    stream,
                    $"HTTP/1.1 {status}\r\n{Json}\r\nContent-Length: {body.Length}\r\n\r\n{body}"
                )
        );
        using var api = Api(peer, given: false);
        var request = new GitHubRequest(HttpMethod.Get, "repos/a/b", "read a/b");
        (
            await Should.ThrowAsync<OneShotException>(() => api.SendGoodAsync(request, default))
        ).Message.Length.ShouldBeLessThan(1000);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n", "aaaaaaaa", false)]
    [InlineData("HTTP/1.1 200 OK\r\n", "X-More: aaaaaaaa\r\n", false)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "8\r\naaaaaaaa\r\n", false)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n", "a", true)]
    [InlineData("HTTP/1.1 200 OK\r\n", "X", true)]
    [InlineData("", "HTTP/1.1 102 Wait\r\n\r\n", true)]
    public async Task An_answer_without_end_has_one_and_keeps_nothing(string head, string more, bool isSlow)
    {
        var sent = 0L;
        using var peer = new RawPeer(
            async (_, stream) =>
            {
                await RawPeer.WriteAsync(stream, head);
                var part = isSlow ? more : string.Concat(Enumerable.Repeat(more, 8000));
                while (true)
                {
                    await RawPeer.WriteAsync(stream, part);
                    Interlocked.Add(ref sent, part.Length);
                    if (isSlow)
                        await Task.Delay(50);
                }
            }
        );
        using var api = Api(peer, given: false, TimeSpan.FromSeconds(isSlow ? 1 : 30));
        var request = new GitHubRequest(HttpMethod.Get, "repos/a/b", "read a/b");
        var failure = await Should.ThrowAsync<OneShotException>(() => api.SendGoodAsync(request, default));
        failure.Error.Code.ShouldBe(isSlow ? "OS7001" : "OS3010");
        Interlocked.Read(ref sent).ShouldBeLessThan(4 * 80 * 1024 * 1024, "what is read, in every try");
    }

    private static GitHubApi Api(RawPeer peer, bool given, TimeSpan? timeout = null)
    {
        var root = new Uri($"http://127.0.0.1:{peer.Port}/");
        return new GitHubApi(
            new GitHubServer("github.example", root, new Uri(root, "graphql")),
            given ? null : new FoundToken("x", "GH_TOKEN"),
            timeout ?? TimeSpan.FromSeconds(30),
            new RecordingReporter(),
            new JumpingClock(),
            connection: given
                ? new Connection(
                    new ProductHeaderValue("shop"),
                    root,
                    new InMemoryCredentialStore(new Credentials("x"))
                )
                : null
        );
    }
}
