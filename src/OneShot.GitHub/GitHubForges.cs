using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;

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

    public async Task<IForge> OpenAsync(ForgeRequest request, Remote remote, CancellationToken cancellationToken)
    {
        var server = GitHubServer.Of(remote.Push, variable);
        var repository = request.Repo is { } named
            ? RepositoryName.Parse(named)
            : remote.Push.Repository ?? throw OneShotErrors.RepositoryUnnamed(remote.Push.Display);
        if (preview is null)
            return Forge(server, repository, await TokenAsync(server, cancellationToken).ConfigureAwait(false));
        try
        {
            return new PreviewForge(
                server,
                repository,
                Forge(server, repository, await TokenAsync(server, cancellationToken).ConfigureAwait(false)),
                preview
            );
        }
        catch (OneShotException exception)
        {
            preview.Stop(exception);
            return new PreviewForge(server, repository, null, preview);
        }
    }

    public void Dispose() => _api?.Dispose();

    private async Task<FoundToken> TokenAsync(GitHubServer server, CancellationToken cancellationToken)
    {
        var token = await tokens.FindAsync(server, cancellationToken).ConfigureAwait(false);
        reporter.Hide(token.Text);
        return token;
    }

    private GitHubForge Forge(GitHubServer server, RepositoryName repository, FoundToken token)
    {
        _api = new GitHubApi(server, token, Timeout, reporter, clock, Pace);
        return new GitHubForge(_api, repository, reporter, clock);
    }
}
