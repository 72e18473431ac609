namespace OneShot.Sandbox;

/// <summary>The proxy of one session: a process of ours outside the sandbox, reached by a Unix socket that is mounted inside.</summary>
internal sealed class SandboxProxy : IAsyncDisposable
{
    /// <summary>The socket's name in <see cref="Folder"/>.</summary>
    public const string SocketName = "proxy.sock";

    /// <summary>The certificate of the session's own authority, in <see cref="Folder"/>.</summary>
    public const string CertificateName = "ca.pem";

    /// <summary>That certificate and all that are trusted outside, in <see cref="Folder"/>.</summary>
    public const string BundleName = "ca-bundle.pem";

    /// <summary>What is mounted into the sandbox, read-only: the socket and both files of certificates; no secret.</summary>
    public string Folder => throw new NotImplementedException();

    /// <summary>The hosts that were asked for and are not allowed, each once, as <c>host:port</c>.</summary>
    public IReadOnlyList<string> Blocked => throw new NotImplementedException();

    /// <summary>The hosts of a key at which another credential, or none, was tried.</summary>
    public IReadOnlyList<string> Refused => throw new NotImplementedException();

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="runtime">The program it is made of.</param>
    /// <param name="rules">What it lets through.</param>
    /// <param name="scratch">A folder that whoever made it removes, even after a <c>kill -9</c>; <see langword="null"/> makes one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OneShot.Core.Errors.OneShotException">It does not start.</exception>
    public static Task<SandboxProxy> StartAsync(RuntimeFiles runtime, ProxyRules rules, string? scratch, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Ends it and removes its folder.</summary>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
