using System.Text;
using Octokit;
using Octokit.Internal;

namespace OneShot.GitHub;

/// <summary>
/// Octokit's connection to a server, asked for answers as they came: its models are not used, because they break on
/// fields that are null or too large, and cost a start 81 ms (docs/adr/0002-own-json.md).
/// </summary>
/// <param name="connection">The connection; its credentials, address and handlers are used.</param>
/// <param name="own">What is disposed of with it; a caller's own is not.</param>
internal sealed class GitHubConnection(IConnection connection, IDisposable? own = null) : IDisposable
{
    private const string Accepted = "application/vnd.github+json";

    /// <summary>Our own to a server.</summary>
    /// <param name="server">The server.</param>
    /// <param name="token">What it is shown.</param>
    /// <param name="timeout">The limit of one request.</param>
    public static GitHubConnection To(GitHubServer server, FoundToken token, TimeSpan timeout)
    {
#pragma warning disable CA2000 // the adapter disposes of its handlers, and we of the adapter
        var http = new HttpClientAdapter(() => new GitHubHandler(timeout));
#pragma warning restore CA2000
        // Limits are kept where a request is sent.
        http.SetRequestTimeout(Timeout.InfiniteTimeSpan);
        var connection = new Connection(
            new ProductHeaderValue("OneShot", typeof(GitHubConnection).Assembly.GetName().Version?.ToString(3)),
            server.Api,
            new InMemoryCredentialStore(new Credentials(token.Text, AuthenticationType.Bearer)),
            http,
            new TextSerializer()
        );
        return new GitHubConnection(connection, http);
    }

    /// <summary>Sends a request once.</summary>
    /// <param name="address">Where to, which the connection's own address begins.</param>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Stops it; of PATCH and PUT over a caller's connection only the wait for it.</param>
    /// <returns>Any answer that arrived whole, whatever its status.</returns>
    /// <exception cref="HttpRequestException">None arrived.</exception>
    public async Task<GitHubAnswer> SendAsync(Uri address, GitHubRequest request, CancellationToken cancellationToken)
    {
        using var content = request.Body is { } body
            ? new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json")
            : null;
        using var stopped = GitHubHandler.StopWith(cancellationToken);
        try
        {
            var answer = await SendAsync(address, request.Method, content, cancellationToken)
                .WaitAsync(cancellationToken)
                .ConfigureAwait(false);
            return await ReadAsync(answer.HttpResponse, cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException failure) when (failure.HttpResponse is { } answer)
        {
            return await ReadAsync(answer, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => own?.Dispose();

    private static async Task<GitHubAnswer> ReadAsync(IResponse answer, CancellationToken cancellationToken)
    {
        if (answer.Body is string or null)
            return new GitHubAnswer(answer, answer.Body as string ?? "");
        using var content = answer.Body is byte[] bytes
            ? (HttpContent)new ByteArrayContent(bytes)
            : new StreamContent((Stream)answer.Body);
        await content.LoadIntoBufferAsync(GitHubHandler.Largest, cancellationToken).ConfigureAwait(false);
        return new GitHubAnswer(answer, await content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
    }

    // Without a type of its own Octokit's serializer makes nothing of an answer but lists and dictionaries.
    private Task<IApiResponse<IReadOnlyList<object>>> SendAsync(
        Uri address,
        HttpMethod method,
        HttpContent? content,
        CancellationToken cancellationToken
    ) =>
        method.Method switch
        {
            "GET" => connection.Get<IReadOnlyList<object>>(address, null, Accepted, cancellationToken),
            "PATCH" => connection.Patch<IReadOnlyList<object>>(address, content, Accepted),
            "PUT" => connection.Put<IReadOnlyList<object>>(address, content, null, Accepted),
            "DELETE" => DeleteAsync(address),
            "POST" when content is null => connection.Post<IReadOnlyList<object>>(address, cancellationToken),
            "POST" => connection.Post<IReadOnlyList<object>>(
                address,
                content,
                Accepted,
                null,
                (IDictionary<string, string>?)null,
                cancellationToken
            ),
            _ => throw new NotSupportedException(method.Method),
        };

    // Without a body Octokit answers a status and nothing else; an empty one is none.
    private async Task<IApiResponse<IReadOnlyList<object>>> DeleteAsync(Uri address)
    {
        using var nothing = new ByteArrayContent([]);
        return await connection.Delete<IReadOnlyList<object>>(address, nothing, Accepted).ConfigureAwait(false);
    }

    /// <summary>Leaves an answer as the text that it is.</summary>
    private sealed class TextSerializer : IJsonSerializer
    {
        public string Serialize(object item) => throw new NotSupportedException();

        public T Deserialize<T>(string json) => default!;
    }
}
