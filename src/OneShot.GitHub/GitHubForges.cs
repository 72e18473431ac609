using Octokit;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Secrets;

namespace OneShot.GitHub;

/// <summary>Opens GitHub for a remote: server, repository, token.</summary>
/// <param name="variable">Reads the environment.</param>
/// <param name="tokens">Finds the token.</param>
/// <param name="reporter">Is told about waits.</param>
/// <param name="clock">The time.</param>
/// <param name="preview">Collects calls instead of making them; <see langword="null"/> outside of a preview.</param>
internal sealed class GitHubForges(
    Func<string, string?> variable,
    GitHubToken tokens,
    IReporter reporter,
    TimeProvider clock,
    PreviewLog? preview
) : IDisposable
{
    private GitHubApi? _api;

    /// <summary>The limit of one request.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Shared by many dispatches; <see langword="null"/> for a single one.</summary>
    public ContentPace? Pace { get; init; }

    /// <summary>A client that a caller brings, asked for when it is needed; <see langword="null"/> for our own.</summary>
    public Func<IConnection>? Client { get; init; }

    public async Task<IForge> OpenAsync(ForgeRequest request, Remote remote, CancellationToken cancellationToken)
    {
        var server = GitHubServer.Of(remote.Push, variable);
        var repository = request.Repo is { } named
            ? RepositoryName.Parse(named)
            : remote.Push.Repository ?? throw OneShotErrors.RepositoryUnnamed(remote.Push.Display);
        if (preview is null)
            return await ForgeAsync(server, repository, cancellationToken).ConfigureAwait(false);
        try
        {
            var forge = await ForgeAsync(server, repository, cancellationToken).ConfigureAwait(false);
            return new PreviewForge(server, repository, forge, preview);
        }
        catch (OneShotException exception)
        {
            preview.Stop(exception);
            return new PreviewForge(server, repository, null, preview);
        }
    }

    public void Dispose() => _api?.Dispose();

    private async Task<GitHubForge> ForgeAsync(
        GitHubServer server,
        RepositoryName repository,
        CancellationToken cancellationToken
    )
    {
        var client = Client?.Invoke();
        var token = client is null
            ? await tokens.FindAsync(server, cancellationToken).ConfigureAwait(false)
            : await TokenOfAsync(client, server).ConfigureAwait(false);
        if (token is not null)
            reporter.Hide(token.Text);
        _api = new GitHubApi(server, token, Timeout, reporter, clock, Pace, client);
        return new GitHubForge(_api, repository, reporter, clock);
    }

    // A name and a password are Octokit's alone: git is lent what any server takes in their place.
    private async Task<FoundToken?> TokenOfAsync(IConnection client, GitHubServer server)
    {
        if (server.Insecure is { } insecure)
            throw OneShotErrors.AddressInsecure(insecure.AbsoluteUri);
        if (client.BaseAddress != server.Api)
            throw OneShotErrors.ClientElsewhere(Redaction.Of(client.BaseAddress.AbsoluteUri), server.Api.AbsoluteUri);
        var credentials = await client.CredentialStore.GetCredentials().ConfigureAwait(false) ?? Credentials.Anonymous;
        if (credentials.Password is { Length: > 0 } secret)
            reporter.Hide(secret);
        return credentials.AuthenticationType is AuthenticationType.Oauth or AuthenticationType.Bearer
            ? FoundToken.Of(credentials.Password, GitHubApi.GivenSource)
            : null;
    }
}
