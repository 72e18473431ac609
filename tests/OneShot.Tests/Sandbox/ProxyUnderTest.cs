using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using OneShot.Agents.Sandbox;
using OneShot.Processes;

namespace OneShot.Tests.Sandbox;

/// <summary>
/// A proxy as a session has it, and the servers around it: the model's at the name it has for everybody, and others.
/// </summary>
public sealed class ProxyUnderTest : IAsyncLifetime
{
    public const string Key = "sk-real-/+0123456789abcdefghij";
    public const string StandIn = "sk-fake-xx9876543210zyxwvutsrq";
    private readonly TestAuthority _authority = new();
    private SandboxProxy? _proxy;
    private HttpClient? _client;

    public ProxyUnderTest()
    {
        Model = RawPeer.Echo(_authority.For("api.model.example", "127.0.0.1"));
        Other = RawPeer.Echo(_authority.For("feed.example", "api.model.example", "a.wild.example"));
        Plain = RawPeer.Echo();
    }

    public RawPeer Model { get; }

    /// <summary>A feed, whose machine also answers to the model's name.</summary>
    public RawPeer Other { get; }

    public RawPeer Plain { get; }

    public HttpClient Client => _client!;

    internal SandboxProxy Proxy => _proxy!;

    internal static RuntimeFiles Runtime { get; } =
        new(
            ProgramPath.Find("node", Environment.GetEnvironmentVariable("PATH"))!,
            Path.Combine(Repository.Root, "artifacts", "sandbox", "node_modules", SandboxRuntime.Package)
        );

    internal ProxyRules Rules =>
        new(
            [
                new AllowedHost("feed.example"),
                new AllowedHost("localhost"),
                new AllowedHost("127.0.0.1", Plain.Port),
                new AllowedHost("wild.example") { IsWildcard = true },
                new AllowedHost("api.model.example", 8443),
            ],
            [
                new MaskedKey(
                    "MODEL_KEY",
                    StandIn,
                    Key,
                    [new AllowedHost("api.model.example"), new AllowedHost("127.0.0.1", Model.Port)]
                ),
            ]
        )
        {
            Trusted = [_authority.CertificateFile],
            Detours = new Dictionary<string, string>
            {
                ["api.model.example:443"] = $"127.0.0.1:{Model.Port}",
                ["api.model.example:8443"] = $"127.0.0.1:{Model.Port}",
                ["api.model.example:80"] = $"127.0.0.1:{Plain.Port}",
                ["feed.example:443"] = $"127.0.0.1:{Other.Port}",
                ["feed.example:80"] = $"127.0.0.1:{Plain.Port}",
                ["a.wild.example:443"] = $"127.0.0.1:{Other.Port}",
            },
        };

    public async Task InitializeAsync()
    {
        _proxy = await SandboxProxy.StartAsync(Runtime, Rules, null, CancellationToken.None);
        _client = ClientOf(_proxy);
    }

    /// <summary>
    /// A client as it is inside: everything goes to the socket, and the session's certificates are trusted.
    /// </summary>
    internal static HttpClient ClientOf(SandboxProxy proxy)
    {
        var trusted = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        trusted.CustomTrustStore.ImportFromPemFile(Path.Combine(proxy.Folder, SandboxProxy.BundleName));
        return new HttpClient(
            new SocketsHttpHandler
            {
                UseCookies = false,
                Proxy = new WebProxy("http://127.0.0.1:3128"),
                ConnectCallback = async (_, cancellationToken) =>
                    new NetworkStream(await ConnectAsync(proxy, cancellationToken), ownsSocket: true),
                SslOptions = new() { CertificateChainPolicy = trusted },
            }
        );
    }

    /// <summary>What the proxy answers to bytes.</summary>
    internal async Task<string> RawAsync(params string[] pieces)
    {
        using var socket = await ConnectAsync(Proxy, CancellationToken.None);
        await using var stream = new NetworkStream(socket);
        var answer = new StringBuilder();
        var buffer = new byte[65_536];
        foreach (var piece in pieces)
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(piece));
            if (piece != pieces[^1])
                answer.Append(Encoding.Latin1.GetString(buffer, 0, await stream.ReadAsync(buffer)));
        }

        socket.Shutdown(SocketShutdown.Send);
        try
        {
            for (var count = await stream.ReadAsync(buffer); count > 0; count = await stream.ReadAsync(buffer))
                answer.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }
        catch (IOException)
        {
            // It was cut, which is an answer too.
        }

        return answer.ToString();
    }

    public async Task DisposeAsync()
    {
        _client!.Dispose();
        await _proxy!.DisposeAsync();
        foreach (var peer in new[] { Model, Other, Plain })
            peer.Dispose();
        _authority.Dispose();
    }

    private static async Task<Socket> ConnectAsync(SandboxProxy proxy, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(
            new UnixDomainSocketEndPoint(Path.Combine(proxy.Folder, SandboxProxy.SocketName)),
            cancellationToken
        );
        return socket;
    }
}
