using System.Text;
using OneShot.Core.Model;

namespace OneShot.GitHub;

/// <summary>
/// Lends the forge's token to git, for the same host only. It travels as a header, in the
/// environment of that one command: a credential helper of ours would have git offer the token to
/// the user's own helpers, which would store it, and a refused one would make them forget theirs.
/// </summary>
internal static class GitCredentials
{
    /// <summary>Configuration and environment for a git command that talks to a remote.</summary>
    /// <param name="logIn">What the forge lends; <see langword="null"/> for nothing.</param>
    /// <param name="address">The remote's address.</param>
    public static (
        IReadOnlyList<(string Key, string Value)> Configuration,
        IReadOnlyList<(string Name, string Value)> Environment
    ) For(RemoteLogIn? logIn, RemoteAddress address)
    {
        var isSafe = address.Scheme == "https" || address.Host is "127.0.0.1" or "localhost" or "[::1]";
        if (
            logIn is null
            || !address.IsHttp
            || !isSafe
            || address.HasPassword
            || !logIn.Host.Equals(address.Authority, StringComparison.OrdinalIgnoreCase)
        )
            return ([], []);
        var root = $"{address.Scheme}://{address.Authority}/";

        // www.github.com only leads to github.com, and on the way there curl would leave the header behind.
        List<(string, string)> configuration = [];
        if (address.OtherRoot is { } other)
            configuration.Add(($"url.{address.Scheme}://{address.Host}.insteadOf", other));
        var header =
            "Authorization: Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("x-access-token:" + logIn.Token));

        // An empty value empties a list: a second header, such as
        // the one that actions/checkout leaves, would be refused.
        configuration.AddRange([($"http.{root}.extraHeader", ""), ($"http.{root}.extraHeader", header)]);
        configuration.AddRange([("credential.helper", ""), ($"credential.{root}.helper", "")]);
        return (configuration, [("GIT_ASKPASS", "")]);
    }
}
