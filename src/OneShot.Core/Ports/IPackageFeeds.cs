using OneShot.Core.Model;

namespace OneShot.Core.Ports;

/// <summary>The feeds that packages are restored from, as the configuration of a folder names them.</summary>
internal interface IPackageFeeds
{
    /// <summary>Asks them for one version of a package.</summary>
    /// <param name="id">The package.</param>
    /// <param name="version">The version.</param>
    /// <param name="folder">The folder whose configuration counts.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <returns>What they say; <see langword="null"/> where nobody can be asked.</returns>
    Task<FeedAnswer?> AskAsync(string id, string version, string folder, CancellationToken cancellationToken);
}
