using OneShot.Core.Repositories;

namespace OneShot;

/// <summary>
/// Lends the forge's token to git, for the same host only, as the last of its credential helpers: whoever has set up a helper,
/// a key or a header is asked first. The token travels in the environment, never in arguments.
/// </summary>
internal sealed class GitCredentials
{
    private const string Variable = "ONESHOT_GIT_TOKEN";

    private (string Host, string Token)? _offer;

    public void Offer(string host, string token) => _offer = (host, token);

    /// <summary>Configuration and environment for a git command that talks to a remote.</summary>
    public (IReadOnlyList<(string Key, string Value)> Configuration, IReadOnlyList<(string Name, string Value)> Environment) For(RemoteAddress address)
    {
        var isSafe = address.Scheme == "https" || address.Host is "127.0.0.1" or "localhost" or "[::1]";
        if (_offer is not { } offer || !address.IsHttp || !isSafe || !offer.Host.Equals(address.Authority, StringComparison.OrdinalIgnoreCase)) return ([], []);
        const string helper = $"!f() {{ test \"$1\" = get && echo username=x-access-token && echo \"password=${Variable}\"; }}; f";
        return ([($"credential.{address.Scheme}://{address.Authority}.helper", helper)], [(Variable, offer.Token)]);
    }
}
