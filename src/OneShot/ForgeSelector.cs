using OneShot.Core.Errors;
using OneShot.Core.Ports;
using OneShot.Core.Repositories;
using OneShot.Core.Settings;
using OneShot.GitHub;

namespace OneShot;

/// <summary>Chooses the forge: the one that was named, or the one that the remote's address tells.</summary>
internal sealed class ForgeSelector(GitHubForges gitHub, Func<string, string?> variable) : IForgeSelector
{
    public async Task<IForge> SelectAsync(OneShotSettings settings, RepositoryState repository, CancellationToken cancellationToken)
    {
        var remote = repository.Remote ?? throw OneShotErrors.RemoteMissing(settings.Remote ?? "origin");
        if (settings.Forge != "github" && !GitHubServer.IsGitHub(remote.Push, variable)) throw OneShotErrors.ForgeUnknown(remote.Push.Display);
        return await gitHub.OpenAsync(settings, remote, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => gitHub.Dispose();
}
