using OneShot.Core.Model;

namespace OneShot.Core.Ports;

/// <summary>What the doctor asks git. Nothing is changed, here or there.</summary>
internal interface IGitFacts
{
    /// <summary>Asks git for its version.</summary>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>The version.</returns>
    /// <exception cref="OneShotException">OS3001: there is no git.</exception>
    Task<Version> VersionAsync(CancellationToken cancellationToken);

    /// <summary>Does everything of a push but the push.</summary>
    /// <param name="remote">The remote.</param>
    /// <param name="update">The ref that would be made.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>The running command.</returns>
    /// <exception cref="OneShotException">OS3006, OS3007, OS3011,
    /// OS4010 or OS7002: the remote would not take it.</exception>
    Task TryPushAsync(Remote remote, RefUpdate update, CancellationToken cancellationToken);
}
