using System.Text;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Testing.Fakes;

/// <summary>
/// Where an agent's work is looked at, for a repository in memory and a work tree of a few files. The contract tests of
/// such places hold it to what git's own do.
/// </summary>
/// <param name="repository">The repository.</param>
/// <param name="tree">The top of the work tree.</param>
/// <param name="start">The commit that is checked out.</param>
internal sealed class FakeWorkPlaces(FakeRepository repository, string tree, string start) : IWorkPlaces
{
    public Task<IWorkTree> WatchAsync(RepositoryState state, CancellationToken cancellationToken) =>
        Task.FromResult<IWorkTree>(new FakeWorkTree(repository, tree, start));

    public Task<IDelivery> DeliveryAsync(RepositoryState state, CancellationToken cancellationToken) =>
        Task.FromResult<IDelivery>(new FakeDelivery(repository));

    public Task<ICheckouts> CheckoutsAsync(RepositoryState state, CancellationToken cancellationToken) =>
        Task.FromResult<ICheckouts>(new FakeCheckouts(repository));

    public Task<string> StartOfAsync(string commit, CancellationToken cancellationToken) =>
        Task.FromResult(repository.Remote[RefName.OfBranch("main")]);

    public Task<string?> FindTrunkAsync(string remote, CancellationToken cancellationToken) =>
        Task.FromResult<string?>("main");

    public Task<string?> ReadTrunkAsync(string path, string? trunk, string remote, CancellationToken cancellationToken)
    {
        var commit = repository.Remote[RefName.OfBranch(trunk ?? "main")];
        return Task.FromResult(
            repository.TreeOf(commit).TryGetValue(path, out var content) ? Encoding.UTF8.GetString(content) : null
        );
    }

    public void Dispose() { }
}
