using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Settings;
using OneShot.GitHub;
using OneShot.Local;
using OneShot.Processes;

namespace OneShot;

/// <summary>
/// Chooses the forge: the one that was named, or the one that the remote's address tells, and says why.
/// </summary>
/// <param name="gitHub">Opens a GitHub.</param>
/// <param name="local">Opens the forge of this machine.</param>
/// <param name="reporter">Is told why.</param>
/// <param name="variable">Reads the environment.</param>
/// <param name="resolve">Finds the host behind a name that only ssh knows.</param>
internal sealed class ForgeSelector(
    GitHubForges gitHub,
    Func<OneShotSettings, RepositoryState, IForge> local,
    IReporter reporter,
    Func<string, string?> variable,
    Func<RemoteAddress, CancellationToken, Task<RemoteAddress>> resolve
) : IForgeSelector
{
    private const string GitHub = "github";

    public Task<IForge> SelectAsync(
        OneShotSettings settings,
        RepositoryState repository,
        CancellationToken cancellationToken
    ) => OpenAsync(settings.Forge, settings.Repo, settings, repository, cancellationToken);

    public Task<IForge> SelectHereAsync(
        OneShotSettings settings,
        RepositoryState repository,
        CancellationToken cancellationToken
    ) => OpenAsync(LocalWords.Forge, settings.Repo, settings, repository, cancellationToken);

    public Task<IForge> SelectRemoteAsync(
        OneShotSettings settings,
        RepositoryState repository,
        CancellationToken cancellationToken
    ) => OpenAsync(GitHub, settings.Repo, settings, repository, cancellationToken);

    // A repository that somebody names is where the journal's is now.
    public Task<IForge> SelectNamedAsync(
        string? name,
        OneShotSettings settings,
        RepositoryState repository,
        CancellationToken cancellationToken
    )
    {
        var forge =
            name is null ? settings.Forge
            : ForgeName.IsHere(name) ? LocalWords.Forge
            : GitHub;
        return OpenAsync(forge, settings.Repo ?? ForgeName.RepositoryOf(name), settings, repository, cancellationToken);
    }

    public void Dispose() => gitHub.Dispose();

    private async Task<IForge> OpenAsync(
        string? forge,
        string? repo,
        OneShotSettings settings,
        RepositoryState repository,
        CancellationToken cancellationToken
    )
    {
        var chosen = await ChooseAsync(forge, repo, settings, repository, cancellationToken).ConfigureAwait(false);
        return new PublishedForge(chosen, PublishedForge.Known(OwnSecrets.Find()));
    }

    private async Task<IForge> ChooseAsync(
        string? forge,
        string? repo,
        OneShotSettings settings,
        RepositoryState repository,
        CancellationToken cancellationToken
    )
    {
        if (settings.Remote is { } named && forge is not LocalWords.Forge && repository.Remote is null)
            throw OneShotErrors.RemoteMissing(named);
        if (forge is LocalWords.Forge)
            return local(settings, repository);
        if (repository.Remote is not { } remote)
        {
            if (forge is GitHub)
                throw OneShotErrors.RemoteMissing(settings.Remote ?? "origin");
            reporter.Progress("forge: local, because there is no remote");
            return local(settings, repository);
        }

        var push = remote.Push;
        if (!GitHubServer.IsGitHub(push, variable))
            push = await resolve(push, cancellationToken).ConfigureAwait(false);
        var isGitHub = GitHubServer.IsGitHub(push, variable);
        if (forge is not GitHub && !isGitHub)
        {
            var why =
                $"{remote.Push.Display} is no GitHub that is known here (--forge=github, or GH_HOST, if it is one)";
            reporter.Progress($"forge: local, because {why}");
            return local(settings, repository);
        }

        var place = remote.Push.Display + (push.Host == remote.Push.Host ? "" : $", which is {push.Host}");
        if (forge is not GitHub)
            reporter.Progress($"forge: github, because of {place}");
        else if (!isGitHub && push.Authority is { } host && OtherForges.Have(host))
            throw OneShotErrors.NotGitHub(host);

        // What a name in ssh's configuration stands for is a GitHub's only if it is known: a server of one's own may
        // be reached by ssh under another name than its pages.
        if (isGitHub)
            remote = remote with { Push = push };
        return await gitHub.OpenAsync(settings, repo, remote, cancellationToken).ConfigureAwait(false);
    }
}
