using OneShot.Core.Model;
using OneShot.Core.Settings;

namespace OneShot.Core.Ports;

/// <summary>Chooses the forge of a remote; disposing it closes the forge's connections.</summary>
internal interface IForgeSelector : IDisposable
{
    /// <summary>Chooses the forge and gets its token.</summary>
    /// <param name="settings">What was asked.</param>
    /// <param name="repository">The repository and its remote.</param>
    /// <param name="cancellationToken">Stops looking for a token.</param>
    /// <returns>The forge.</returns>
    Task<IForge> SelectAsync(OneShotSettings settings, RepositoryState repository, CancellationToken cancellationToken);
}
