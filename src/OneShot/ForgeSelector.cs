using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.GitHub;
using OneShot.Local.Store;
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
    Func<ForgeRequest, RepositoryState, IForge> local,
    IReporter reporter,
    Func<string, string?> variable,
    Func<RemoteAddress, CancellationToken, Task<RemoteAddress>> resolve
) : IForgeSelector
{
    private const string GitHub = "github";

    public Task<IForge> SelectAsync(
        ForgeRequest request,
        RepositoryState repository,
        CancellationToken cancellationToken
    ) => OpenAsync(request, repository, mayBeLocal: true, cancellationToken);

    public Task<IForge> SelectHereAsync(
        ForgeRequest request,
        RepositoryState repository,
        CancellationToken cancellationToken
    ) => SelectAsync(request with { Forge = LocalStore.Forge }, repository, cancellationToken);

    public Task<IForge> SelectRemoteAsync(
        ForgeRequest request,
        RepositoryState repository,
        CancellationToken cancellationToken
    ) => OpenAsync(request with { Forge = GitHub }, repository, mayBeLocal: false, cancellationToken);

    // A repository that somebody names is where the journal's is now.
    public Task<IForge> SelectNamedAsync(
        string? name,
        ForgeRequest request,
        RepositoryState repository,
        CancellationToken cancellationToken
    )
    {
        if (name is null)
            return SelectAsync(request, repository, cancellationToken);
        var named = request with
        {
            Forge = ForgeName.IsHere(name) ? LocalStore.Forge : GitHub,
            Repo = request.Repo ?? ForgeName.RepositoryOf(name),
        };
        return SelectAsync(named, repository, cancellationToken);
    }

    public void Dispose() => gitHub.Dispose();

    private async Task<IForge> OpenAsync(
        ForgeRequest request,
        RepositoryState repository,
        bool mayBeLocal,
        CancellationToken cancellationToken
    ) =>
        new PublishedForge(
            await ChooseAsync(request, repository, mayBeLocal, cancellationToken).ConfigureAwait(false),
            PublishedForge.Known(OwnSecrets.Find())
        );

    // Whether the forge of this machine may be told of where there is no GitHub: what is published is there already.
    private async Task<IForge> ChooseAsync(
        ForgeRequest request,
        RepositoryState repository,
        bool mayBeLocal,
        CancellationToken cancellationToken
    )
    {
        if (request is { Remote: { } named, Forge: not LocalStore.Forge } && repository.Remote is null)
            throw OneShotErrors.RemoteMissing(named);
        if (request.Forge is LocalStore.Forge)
            return local(request, repository);
        if (repository.Remote is not { } remote)
        {
            if (request.Forge is GitHub)
                throw OneShotErrors.RemoteMissing(request.RemoteName);
            reporter.Progress("forge: local, because there is no remote");
            return local(request, repository);
        }

        var push = remote.Push;
        if (!GitHubServer.IsGitHub(push, variable))
            push = await resolve(push, cancellationToken).ConfigureAwait(false);
        var isGitHub = GitHubServer.IsGitHub(push, variable);
        if (request.Forge is not GitHub && !isGitHub)
        {
            var why =
                $"{remote.Push.Display} is no GitHub that is known here (--forge=github, or GH_HOST, if it is one)";
            reporter.Progress($"forge: local, because {why}");
            return local(request, repository);
        }

        var place = remote.Push.Display + (push.Host == remote.Push.Host ? "" : $", which is {push.Host}");
        if (request.Forge is not GitHub)
            reporter.Progress($"forge: github, because of {place}");
        else if (!isGitHub && push.Authority is { } host && NotGitHubHosts.Have(host))
            throw OneShotErrors.NotGitHub(host, mayBeLocal);

        // What a name in ssh's configuration stands for is a GitHub's only if it is known: a server of one's own may
        // be reached by ssh under another name than its pages.
        if (isGitHub)
            remote = remote with { Push = push };
        if (request.Repo is null && remote.Push.Host is null)
            throw OneShotErrors.RepositoryUnnamed(remote.Push.Display, hasHost: false, mayBeLocal);
        return await gitHub.OpenAsync(request, remote, cancellationToken).ConfigureAwait(false);
    }
}
