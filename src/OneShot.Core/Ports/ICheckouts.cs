using OneShot.Core.Model;

namespace OneShot.Core.Ports;

/// <summary>Makes checkouts in which nobody has been.</summary>
internal interface ICheckouts
{
    /// <summary>Checks a commit out.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>The checkout.</returns>
    Task<Checkout> MakeAsync(string commit, CancellationToken cancellationToken);
}
