namespace OneShot.Agents.Sandbox;

/// <summary>
/// What the proxy of one session lets through. The hosts of a key are let through without being named again.
/// </summary>
/// <param name="Allowed">The hosts that may be reached.</param>
/// <param name="Keys">The keys that the proxy puts in.</param>
internal sealed record ProxyRules(IReadOnlyList<AllowedHost> Allowed, IReadOnlyList<MaskedKey> Keys)
{
    /// <summary>
    /// Files of certificates that are trusted beside the system's: what the
    /// user's <c>NODE_EXTRA_CA_CERTS</c> and <c>SSL_CERT_FILE</c> name.
    /// </summary>
    public IReadOnlyList<string> Trusted { get; init; } = [];

    /// <summary>The user's own proxy.</summary>
    public ParentProxy? Parent { get; init; }

    /// <summary>How long a connection may say nothing: a model may think for minutes.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Where a host and port is really found, for tests: <c>api.example.com:443</c> to <c>127.0.0.1:4201</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string> Detours { get; init; } = new Dictionary<string, string>();
}
