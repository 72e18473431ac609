namespace OneShot.Agents.Sandbox;

/// <summary>
/// The variables that send a session's programs through the proxy and make them trust its certificates.
/// </summary>
internal static class SandboxVariables
{
    /// <summary>Never handed in from outside.</summary>
    public static readonly IReadOnlyList<string> Removed =
    [
        "NO_PROXY",
        "no_proxy",
        "ALL_PROXY",
        "all_proxy",
        "SSL_CERT_DIR",
    ];

    /// <summary>The variables.</summary>
    /// <param name="port">Where the bridge to the proxy's socket listens on the sandbox's own loopback.</param>
    /// <param name="folder">Where <see cref="SandboxProxy.Folder"/> is seen inside.</param>
    /// <param name="certificates">Variables of the agent's own for a file of certificates.</param>
    public static Dictionary<string, string> Of(int port, string folder, IReadOnlyList<string> certificates)
    {
        var (proxy, certificate, bundle) = (
            $"http://127.0.0.1:{port}",
            $"{folder}/{SandboxProxy.CertificateName}",
            $"{folder}/{SandboxProxy.BundleName}"
        );
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["HTTP_PROXY"] = proxy,
            ["HTTPS_PROXY"] = proxy,
            ["http_proxy"] = proxy,
            ["https_proxy"] = proxy,
            ["NODE_USE_ENV_PROXY"] = "1", // Node's own fetch asks for it
            ["NODE_EXTRA_CA_CERTS"] = certificate, // beside Node's own; all others take a file in place of the system's
            ["SSL_CERT_FILE"] = bundle,
            ["CURL_CA_BUNDLE"] = bundle,
            ["REQUESTS_CA_BUNDLE"] = bundle,
            ["GIT_SSL_CAINFO"] = bundle,
        };
        foreach (var name in certificates)
            variables[name] = bundle;
        return variables;
    }
}
