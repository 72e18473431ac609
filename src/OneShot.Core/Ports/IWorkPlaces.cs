using OneShot.Core.Model;

namespace OneShot.Core.Ports;

/// <summary>
/// The places outside of the user's repository from which an agent's work is looked at; disposing removes them.
/// </summary>
internal interface IWorkPlaces : IDisposable
{
    /// <summary>Watches a work tree from outside, beginning with the commit that is checked out.</summary>
    /// <param name="state">The repository.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>The tree.</returns>
    Task<IWorkTree> WatchAsync(RepositoryState state, CancellationToken cancellationToken);

    /// <summary>Makes a place to unpack a bundle in.</summary>
    /// <param name="state">The repository.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>The place.</returns>
    Task<IDelivery> DeliveryAsync(RepositoryState state, CancellationToken cancellationToken);

    /// <summary>Makes checkouts of the repository's commits.</summary>
    /// <param name="state">The repository.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>What makes them; they are removed with the places, too.</returns>
    Task<ICheckouts> CheckoutsAsync(RepositoryState state, CancellationToken cancellationToken);

    /// <summary>Finds the commit of trunk that a commit stands on.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>The commit that both have.</returns>
    /// <exception cref="OneShotException">OS3011: git knows none.</exception>
    Task<string> StartOfAsync(string commit, CancellationToken cancellationToken);

    /// <summary>Finds trunk among what was fetched; the branch of HEAD is the one-shot's own and never it.</summary>
    /// <param name="remote">The remote's name.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>Its name; <see langword="null"/> when nothing tells.</returns>
    Task<string?> FindTrunkAsync(string remote, CancellationToken cancellationToken);

    /// <summary>
    /// Reads a file of trunk's commit, from git's objects: neither a work tree nor the
    /// one-shot's branch has a say. In a run that is the commit the run was started at.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="trunk">Trunk's name, where it was told; a run's own commit goes before.</param>
    /// <param name="remote">The remote's name.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>Its text; <see langword="null"/> when trunk has no such file.</returns>
    /// <exception cref="OneShotException">OS3081: there is one, or may be one, and this job has not got it.</exception>
    Task<string?> ReadTrunkAsync(string path, string? trunk, string remote, CancellationToken cancellationToken);
}
