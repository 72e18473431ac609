using OneShot.Core.Errors;
using OneShot.Core.Jobs;

namespace OneShot.Core.Ports;

/// <summary>Takes an agent's commits in as data: into a place of their own first, where they are looked at before anything else sees them.</summary>
public interface IDelivery
{
    /// <summary>Unpacks a bundle.</summary>
    /// <param name="bundle">The bundle's file.</param>
    /// <param name="start">The commit that the one-shot's branch is at.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>What is in it.</returns>
    /// <exception cref="OneShotException">OS6014: it is no bundle, too large, or does not stand on the start.</exception>
    Task<Delivered> OpenAsync(string bundle, string start, CancellationToken cancellationToken);

    /// <summary>Adds a commit that removes the folders of the workflow, and brings all into the repository.</summary>
    /// <param name="delivered">What was looked at and found good.</param>
    /// <param name="message">That commit's message.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>The last commit, in the repository.</returns>
    Task<string> TakeAsync(Delivered delivered, string message, CancellationToken cancellationToken);
}
