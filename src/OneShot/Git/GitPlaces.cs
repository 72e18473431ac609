using OneShot.Core.Ports;
using OneShot.Core.Repositories;

namespace OneShot.Git;

/// <summary>The places of a workflow's job: the work tree is the one that the job checked out, and what judges it is in a temporary folder.</summary>
/// <param name="git">Runs git in the repository.</param>
/// <param name="tree">The top of the work tree.</param>
/// <param name="runner">Runs git in a folder.</param>
internal sealed class GitPlaces(GitRunner git, string tree, Func<string, GitRunner> runner) : IWorkPlaces
{
    private readonly Lazy<string> _root = new(() => Directory.CreateTempSubdirectory("oneshot-job-").FullName);

    public async Task<IWorkTree> WatchAsync(RepositoryState state, string? submittedBy, CancellationToken cancellationToken)
        => await Clones(state, submittedBy).WatchAsync(_root.Value, tree, cancellationToken).ConfigureAwait(false);

    public Task<IDelivery> DeliveryAsync(RepositoryState state, string? submittedBy, CancellationToken cancellationToken)
        => Clones(state, submittedBy).DeliveryAsync(_root.Value, cancellationToken);

    public async Task<string?> FindTrunkAsync(string remote, CancellationToken cancellationToken)
        => (await new GitTrunk(git, null, remote) { MayBeHead = false }.SeekAsync(cancellationToken).ConfigureAwait(false))?.Name;

    public void Dispose()
    {
        if (_root.IsValueCreated) Folders.Remove(_root.Value);
    }

    private GitClones Clones(RepositoryState state, string? submittedBy) => new(git, state.CommonDirectory, runner, Identity.Of(state, submittedBy));
}
