using OneShot.Core.Errors;
using OneShot.Core.Ports;
using OneShot.Core.Repositories;

namespace OneShot.Git;

/// <summary>The places of a workflow's job: the work tree is the one that the job checked out, and what judges it is in a temporary folder.</summary>
/// <param name="git">Runs git in the repository.</param>
/// <param name="tree">The top of the work tree.</param>
/// <param name="runner">Runs git in a folder.</param>
/// <param name="run">The commit that a run was started at, and the folders of its job in which it may be checked out; <see langword="null"/> outside of a run.</param>
internal sealed class GitPlaces(GitRunner git, string tree, Func<string, GitRunner> runner, (string Commit, IReadOnlyList<string> Folders)? run) : IWorkPlaces
{
    private readonly Lazy<string> _root = new(() => Directory.CreateTempSubdirectory("oneshot-job-").FullName);

    public async Task<IWorkTree> WatchAsync(RepositoryState state, string? submittedBy, CancellationToken cancellationToken)
        => await Clones(state, submittedBy).WatchAsync(_root.Value, tree, cancellationToken).ConfigureAwait(false);

    public Task<IDelivery> DeliveryAsync(RepositoryState state, string? submittedBy, CancellationToken cancellationToken)
        => Clones(state, submittedBy).DeliveryAsync(_root.Value, cancellationToken);

    public async Task<string?> FindTrunkAsync(string remote, CancellationToken cancellationToken)
        => (await new GitTrunk(git, null, remote) { MayBeHead = false }.SeekAsync(cancellationToken).ConfigureAwait(false))?.Name;

    public async Task<string?> ReadTrunkAsync(string path, string? trunk, string remote, CancellationToken cancellationToken)
    {
        if (run is not { } started)
        {
            var found = await new GitTrunk(git, trunk, remote) { MayBeHead = false }.SeekAsync(cancellationToken).ConfigureAwait(false);
            return found?.Commit is { } commit ? await new GitTrunkFile(git, commit).ReadAsync(path, cancellationToken).ConfigureAwait(false) : null;
        }

        foreach (var place in started.Folders.Where(folder => Path.Exists(Path.Combine(folder, ".git"))).Select(runner).Prepend(git))
        {
            var file = new GitTrunkFile(place, started.Commit);
            if (await file.IsHereAsync(cancellationToken).ConfigureAwait(false)) return await file.ReadAsync(path, cancellationToken).ConfigureAwait(false);
        }

        // Somebody's own workflow without a checkout of trunk: a branch that has the file tells that trunk will have it.
        return await new GitTrunkFile(git, "HEAD").HasAsync(path, cancellationToken).ConfigureAwait(false) ? throw OneShotErrors.RepositoryFileNotHere(path, started.Commit) : null;
    }

    public void Dispose()
    {
        if (_root.IsValueCreated) Folders.Remove(_root.Value);
    }

    private GitClones Clones(RepositoryState state, string? submittedBy) => new(git, state.CommonDirectory, runner, Identity.Of(state, submittedBy));
}
