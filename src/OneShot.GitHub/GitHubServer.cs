using OneShot.Core.Model;

namespace OneShot.GitHub;

/// <summary>A GitHub: github.com, a tenant of ghe.com, or a server of one's own.</summary>
/// <param name="Host">The host of its pages, with the port where there is one.</param>
/// <param name="Api">The root of its REST API, ending in a slash.</param>
/// <param name="GraphQl">The address of its GraphQL API.</param>
internal sealed record GitHubServer(string Host, Uri Api, Uri GraphQl)
{
    private const string PublicHost = "github.com";

    /// <summary>Where the token that is sent there was found, for errors.</summary>
    public string TokenSource { get; init; } = string.Empty;

    /// <summary>Whether a remote lives on a GitHub, as far as its address and the environment tell.</summary>
    public static bool IsGitHub(RemoteAddress address, Func<string, string?> variable) =>
        address.Authority is { } host
        && (IsHostedBy(host) || Same(host, Named(variable)) || Same(host, HostOf(variable("GITHUB_SERVER_URL"))));

    /// <summary>The server of a remote; the environment of Actions names it where the address does not.</summary>
    public static GitHubServer Of(RemoteAddress address, Func<string, string?> variable)
    {
        var configured = HostOf(variable("GITHUB_SERVER_URL"));
        var own =
            address.Authority is { } authority
            && (address.IsHttp || IsHostedBy(authority) || authority.Contains('.', StringComparison.Ordinal))
                ? authority
                : null;
        var host = own ?? configured ?? Named(variable) ?? PublicHost;

        // Actions' addresses belong to Actions' server: a clone of
        // github.com inside a job of another server keeps its own.
        var here = configured is null || Same(host, configured);
        if (here && Address(variable("GITHUB_API_URL")) is { } api)
            return new GitHubServer(
                host,
                api,
                Address(variable("GITHUB_GRAPHQL_URL")) is { } graph
                    ? new Uri(graph.AbsoluteUri.TrimEnd('/'))
                    : new Uri(api, "graphql")
            );
        if (Same(host, PublicHost))
            return new GitHubServer(
                host,
                new Uri("https://api.github.com/"),
                new Uri("https://api.github.com/graphql")
            );
        if (host.EndsWith(".ghe.com", StringComparison.OrdinalIgnoreCase))
            return new GitHubServer(host, new Uri($"https://api.{host}/"), new Uri($"https://api.{host}/graphql"));
        var root = $"{SchemeOf(host, address, variable)}://{host}/api/";
        return new GitHubServer(host, new Uri(root + "v3/"), new Uri(root + "graphql"));
    }

    /// <summary>
    /// Whether <c>GH_TOKEN</c> and <c>GITHUB_TOKEN</c> may go there:
    /// only to GitHub's own hosts and to those the environment names.
    /// </summary>
    public bool TakesGitHubToken(Func<string, string?> variable) =>
        IsHosted
        || new[] { Named(variable), HostOf(variable("GITHUB_SERVER_URL")) }.Any(named =>
            Same(Host, named) && (Same(Api.Authority, named) || Api == Address(variable("GITHUB_API_URL")))
        );

    /// <summary>Whether it is GitHub's own: github.com, or a tenant of ghe.com.</summary>
    public bool IsHosted => IsHostedBy(Host) && IsHostedBy(Api.Authority);

    /// <summary>An address of it on whose way a token can be read; <see langword="null"/> where there is none.</summary>
    public Uri? Insecure =>
        Array.Find([Api, GraphQl], address => address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback);

    private static bool IsHostedBy(string host) =>
        Same(host, PublicHost)
        || Same(host, "api." + PublicHost)
        || host.EndsWith(".ghe.com", StringComparison.OrdinalIgnoreCase);

    private static bool Same(string host, string? other) => host.Equals(other, StringComparison.OrdinalIgnoreCase);

    // gh takes a host; who writes a whole address there means that one.
    private static string? Named(Func<string, string?> variable)
    {
        var named = variable("GH_HOST")?.Trim();
        if (string.IsNullOrEmpty(named))
            return null;
        return named.Contains("://", StringComparison.Ordinal) ? HostOf(named) : named;
    }

    // An address that was written whole tells how its server is spoken to, and so does a remote's with a port of its
    // own: whoever does not speak TLS there is not asked for a handshake again and again.
    private static string SchemeOf(string host, RemoteAddress address, Func<string, string?> variable)
    {
        string?[] urls = [variable("GITHUB_SERVER_URL"), variable("GH_HOST")];
        var written = Array.Find(urls, url => Same(host, HostOf(url)));
        var isPlain = written is not null
            ? new Uri(written).Scheme == Uri.UriSchemeHttp
            : address is { Scheme: "http", Port: not null } && Same(host, address.Authority);
        return isPlain ? Uri.UriSchemeHttp : Uri.UriSchemeHttps;
    }

    private static string? HostOf(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.Authority : null;

    private static Uri? Address(string? url) =>
        Uri.TryCreate(url?.TrimEnd('/') + "/", UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? new Uri(address.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped)) // without a password
            : null;
}
