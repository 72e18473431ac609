using OneShot.Core.Errors;
using OneShot.Core.Ports;
using OneShot.Core.Repositories;
using OneShot.Core.Settings;
using OneShot.GitHub;

namespace OneShot;

/// <summary>Chooses the forge: the one that was named, or the one that the remote's address tells, and says why.</summary>
internal sealed class ForgeSelector(GitHubForges gitHub, Func<OneShotSettings, RepositoryState, IForge> local, IReporter reporter, Func<string, string?> variable) : IForgeSelector
{
    public async Task<IForge> SelectAsync(OneShotSettings settings, RepositoryState repository, CancellationToken cancellationToken)
        => new PublishedForge(await ChooseAsync(settings, repository, cancellationToken).ConfigureAwait(false), PublishedForge.Known(OwnSecrets.Find()));

    public void Dispose() => gitHub.Dispose();

    private async Task<IForge> ChooseAsync(OneShotSettings settings, RepositoryState repository, CancellationToken cancellationToken)
    {
        if (settings is { Remote: { } named, Forge: not "local" } && repository.Remote is null) throw OneShotErrors.RemoteMissing(named);
        var isGitHub = repository.Remote is { } remote && GitHubServer.IsGitHub(remote.Push, variable);
        if (settings.Forge is "local" || (settings.Forge is not "github" && !isGitHub))
        {
            if (settings.Forge is not "local") reporter.Progress(repository.Remote is { } other ? $"forge: local, because {other.Push.Display} is no GitHub that is known here (--forge=github, or GH_HOST, if it is one)" : "forge: local, because there is no remote");
            return local(settings, repository);
        }

        if (settings.Forge is not "github") reporter.Progress($"forge: github, because of {repository.Remote!.Push.Display}");
        return await gitHub.OpenAsync(settings, repository.Remote ?? throw OneShotErrors.RemoteMissing(settings.Remote ?? "origin"), cancellationToken).ConfigureAwait(false);
    }
}
