using System.Net;
using System.Net.Sockets;
using System.Runtime.Serialization;
using System.Security.Authentication;
using Octokit;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Secrets;
using Polly;

namespace OneShot.GitHub;

/// <summary>
/// Sends requests to GitHub: with its headers, a limit for each, and retries that can't duplicate anything.
/// </summary>
internal sealed class GitHubApi : IDisposable
{
    /// <summary>What errors call the credentials of a client that was given.</summary>
    public const string GivenSource = "the GitHub client that was given";

    private readonly GitHubConnection _connection;
    private readonly GitHubServer _server;
    private readonly ResiliencePipeline<GitHubAnswer> _reads;
    private readonly ResiliencePipeline<GitHubAnswer> _writes;
    private readonly TimeSpan _timeout;
    private readonly IReporter _reporter;
    private readonly TimeProvider _clock;
    private readonly ContentPace? _pace;

    public GitHubApi(
        GitHubServer server,
        FoundToken? token,
        TimeSpan timeout,
        IReporter reporter,
        TimeProvider clock,
        ContentPace? pace = null,
        IConnection? connection = null
    )
    {
        _pace = pace;
        _server = server with { TokenSource = token?.Source ?? GivenSource };
        LogIn = token is null ? null : new RemoteLogIn(server.Host, token.Text);
        _timeout = timeout;
        _reporter = reporter;
        _clock = clock;
        _reads = GitHubRetries.ForReads(server, reporter, clock);
        _writes = GitHubRetries.ForWrites(server, reporter, clock);
        _connection = connection is null
            ? GitHubConnection.To(server, token!, timeout)
            : new GitHubConnection(connection);
    }

    public GitHubServer Server => _server;

    /// <summary>What git is lent, for the same server; a client that was given may have nothing for it.</summary>
    public RemoteLogIn? LogIn { get; }

    /// <summary>Whether requests that make something wait for each other's turns, as in a batch.</summary>
    public bool TakesTurns => _pace is not null;

    /// <summary>Sends a request; every answer that arrived whole is returned, whatever its status.</summary>
    /// <exception cref="AnswerLostException">A writing request may or may not have been carried out.</exception>
    /// <exception cref="OneShotException">OS3010, OS3137 or OS7001.</exception>
    public async Task<GitHubAnswer> SendAsync(GitHubRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await (request.IsRead ? _reads : _writes)
                .ExecuteAsync(
                    async token => await SendPacedAsync(request, token).ConfigureAwait(false),
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (!request.IsRead && answer.Status >= HttpStatusCode.InternalServerError)
                throw new AnswerLostException(GitHubErrors.Of(_server, request, answer, _clock.GetUtcNow()));
            return answer;
        }
        catch (TimeoutException)
        {
            var error = OneShotErrors.ForgeTimedOut(_server.Host, request.What, _timeout.TotalSeconds);
            throw request.IsRead ? error : new AnswerLostException(error);
        }
        catch (HttpRequestException exception)
        {
            var reason = Reason(exception);
            if (IsTlsRefused(exception))
                throw OneShotErrors.TlsFailed(_server.Api.Authority, request.What, reason);
            var error = OneShotErrors.ForgeUnreachable(_server.Host, request.What, reason);
            throw request.IsRead || NeverArrived(exception) ? error : new AnswerLostException(error);
        }
    }

    /// <summary>Sends a request whose answer must be a success.</summary>
    public async Task<GitHubAnswer> SendGoodAsync(GitHubRequest request, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        return answer.IsGood ? answer : throw Failure(request, answer);
    }

    /// <summary>
    /// Sends a request that may be carried out twice, such as closing what is closed: a lost answer is asked for again.
    /// </summary>
    public async Task<GitHubAnswer> SendRepeatableAsync(
        GitHubRequest request,
        CancellationToken cancellationToken,
        params HttpStatusCode[] alsoGood
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var answer = await SendAsync(request, cancellationToken).ConfigureAwait(false);
                return answer.IsGood || alsoGood.Contains(answer.Status) ? answer : throw Failure(request, answer);
            }
            catch (AnswerLostException exception) when (attempt == 3)
            {
                throw exception.Error;
            }
            catch (AnswerLostException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(300 * attempt), _clock, cancellationToken)
                    .ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// Reads the end of a text on a server that the API names, and that is shown no token of ours: the address itself
    /// lets in, and is told nobody.
    /// </summary>
    /// <returns>The end; <see langword="null"/> where it can't be had.</returns>
    public async Task<string?> DownloadEndAsync(Uri address, CancellationToken cancellationToken)
    {
        // What an API behind TLS names is, too.
        if (address.Scheme != Uri.UriSchemeHttps && address.Scheme != _server.Api.Scheme)
            return null;
        _reporter.Trace($"GET {address.GetLeftPart(UriPartial.Path)}");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_timeout);
        try
        {
            return await TextEnd.DownloadAsync(address, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
            when (exception is HttpRequestException or IOException
                || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            _reporter.Trace($"{address.Host}: {Words(exception)}");
            return null;
        }
    }

    public OneShotException Failure(GitHubRequest request, GitHubAnswer answer) =>
        GitHubErrors.Of(_server, request, answer, _clock.GetUtcNow());

    public void Dispose() => _connection.Dispose();

    /// <summary>
    /// Whether a request failed before the server could see it, so that sending it again duplicates nothing.
    /// </summary>
    public static bool NeverArrived(HttpRequestException exception) =>
        exception.HttpRequestError
            is HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError
                or HttpRequestError.ProxyTunnelError
        || (
            exception.HttpRequestError == HttpRequestError.ConnectionError
            && exception.InnerException is SocketException socket
            && socket.SocketErrorCode
                is SocketError.ConnectionRefused
                    or SocketError.HostUnreachable
                    or SocketError.NetworkUnreachable
        );

    /// <summary>Whether the handshake failed for what the server is or shows: it will again.</summary>
    public static bool IsTlsRefused(HttpRequestException exception) =>
        exception.HttpRequestError == HttpRequestError.SecureConnectionError
        && exception.InnerException is AuthenticationException;

    // A repeated request counts like the first.
    private async Task<GitHubAnswer> SendPacedAsync(GitHubRequest request, CancellationToken cancellationToken)
    {
        if (_pace is null || request.IsRead)
            return await SendOnceAsync(request, cancellationToken).ConfigureAwait(false);
        await _pace.WaitAsync(_reporter.Doing, cancellationToken).ConfigureAwait(false);
        var answer = await SendOnceAsync(request, cancellationToken).ConfigureAwait(false);
        if (
            answer.IsRateLimited
            && answer.WaitFrom(_clock.GetUtcNow()) is var wait
            && wait <= GitHubRetries.LongestWait
        )
            _pace.Pause(wait); // a longer one ends the batch
        return answer;
    }

    private async Task<GitHubAnswer> SendOnceAsync(GitHubRequest request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_timeout);
        var address = new Uri(_server.Api, request.Path);
        _reporter.Trace($"{request.Method} {address}");
        try
        {
            return await _connection.SendAsync(address, request, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(exception.Message, exception);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or HttpRequestException))
        {
            // A client that was given looks into answers before we do, each in its way, and has handlers of its own.
            var reason = exception is SerializationException ? "it is no JSON" : Words(exception);
            var error = OneShotErrors.AnswerUnreadable(_server.Host, request.What, reason);
            throw request.IsRead ? error : new AnswerLostException(error);
        }
    }

    private static string Reason(HttpRequestException exception) =>
        Words(exception.InnerException ?? exception).TrimEnd('.') + ".";

    private static string Words(Exception exception) => Core.Text.SafeText.Line(Redaction.Of(exception.Message));
}
