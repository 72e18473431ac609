using System.Net;
using System.Net.Http.Headers;

namespace OneShot.GitHub;

/// <summary>
/// What a request of ours goes through below Octokit: it follows a server that moved a repository to itself and nowhere
/// else, reads no more than a limit, ends with the request's own cancellation, and leaves Octokit nothing to look into.
/// </summary>
/// <param name="timeout">The limit of a request, and so of its connection.</param>
internal sealed class GitHubHandler(TimeSpan timeout)
    : DelegatingHandler(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = timeout < TimeSpan.FromSeconds(15) ? timeout : TimeSpan.FromSeconds(15),
        }
    )
{
    /// <summary>Has the address that an answer without a body leads to, where nothing follows it.</summary>
    public const string Elsewhere = "X-OneShot-Elsewhere";

    /// <summary>Moved repositories are followed this often.</summary>
    private const int Redirects = 3;

    /// <summary>The largest answer that is read, in bytes.</summary>
    internal const long Largest = 32 * 1024 * 1024;

    // Octokit takes none for PATCH and PUT.
    private static readonly AsyncLocal<CancellationToken> Stop = new();

    /// <summary>What is sent from here on ends with a token.</summary>
    /// <param name="cancellationToken">The token.</param>
    /// <returns>Its end, when what was sent is answered.</returns>
    public static IDisposable StopWith(CancellationToken cancellationToken)
    {
        Stop.Value = cancellationToken;
        return new Stopped();
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Stop.Value);
        request.Headers.TryAddWithoutValidation("X-GitHub-Api-Version", "2022-11-28");
        for (var redirect = 0; ; redirect++)
        {
            var response = await base.SendAsync(request, either.Token).ConfigureAwait(false);
            if (redirect < Redirects && Next(request.RequestUri!, response) is { } next)
            {
                response.Dispose();
                request.RequestUri = next;
                continue;
            }

            await response.Content.LoadIntoBufferAsync(Largest, either.Token).ConfigureAwait(false);
            return Opaque(response, request.RequestUri!);
        }
    }

    // Octokit would follow a move to any host, with the token, fail over a link or a set of characters that is none, and
    // end the process over an error that is nested deep enough.
    private static HttpResponseMessage Opaque(HttpResponseMessage response, Uri address)
    {
        response.Headers.Remove(Elsewhere);
        if (response is { StatusCode: HttpStatusCode.Found, Headers.Location: { } location })
            response.Headers.TryAddWithoutValidation(Elsewhere, new Uri(address, location).AbsoluteUri);
        response.Headers.Location = null;
        response.Headers.Remove("Link");
        response.Content.Headers.Remove("Content-Type");
        response.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return response;
    }

    // A renamed repository answers 301 to reads and 307 to writes. The token goes to the same server only.
    private static Uri? Next(Uri address, HttpResponseMessage response) =>
        response.StatusCode
            is HttpStatusCode.MovedPermanently
                or HttpStatusCode.TemporaryRedirect
                or HttpStatusCode.PermanentRedirect
        && response.Headers.Location is { } location
        && new Uri(address, location) is var next
        && next.Authority == address.Authority
        && next.Scheme == address.Scheme
            ? next
            : null;

    private sealed class Stopped : IDisposable
    {
        public void Dispose() => Stop.Value = default;
    }
}
