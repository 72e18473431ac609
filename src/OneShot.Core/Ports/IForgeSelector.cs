using OneShot.Core.Model;

namespace OneShot.Core.Ports;

/// <summary>Chooses the forge of a remote; disposing it closes the forge's connections.</summary>
internal interface IForgeSelector : IDisposable
{
    /// <summary>Chooses the forge and gets its token.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="repository">The repository and its remote.</param>
    /// <param name="cancellationToken">Stops looking for a token.</param>
    /// <returns>The forge.</returns>
    Task<IForge> SelectAsync(ForgeRequest request, RepositoryState repository, CancellationToken cancellationToken);

    /// <summary>Opens the forge of this machine, whatever was asked.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="repository">The repository.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The forge.</returns>
    Task<IForge> SelectHereAsync(ForgeRequest request, RepositoryState repository, CancellationToken cancellationToken);

    /// <summary>Opens the forge behind the remote, which has to be one, and gets its token.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="repository">The repository and its remote.</param>
    /// <param name="cancellationToken">Stops looking for a token.</param>
    /// <returns>The forge.</returns>
    Task<IForge> SelectRemoteAsync(
        ForgeRequest request,
        RepositoryState repository,
        CancellationToken cancellationToken
    );

    /// <summary>Opens the forge that a journal names, whatever else was asked.</summary>
    /// <param name="name">The forge's name: <see cref="ForgeName"/>;
    /// <see langword="null"/> when the journal does not tell.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="repository">The repository and its remote.</param>
    /// <param name="cancellationToken">Stops looking for a token.</param>
    /// <returns>The forge.</returns>
    Task<IForge> SelectNamedAsync(
        string? name,
        ForgeRequest request,
        RepositoryState repository,
        CancellationToken cancellationToken
    );
}
