using OneShot.Core.Model;

namespace OneShot.Core.Ports;

/// <summary>The reports of a repository's one-shots of this machine.</summary>
internal interface IReports
{
    /// <summary>All of them, the newest first, whether written or not.</summary>
    IReadOnlyList<RunReport> All { get; }

    /// <summary>Writes a report as things are now.</summary>
    /// <param name="report">One of <see cref="All"/>.</param>
    /// <param name="cancellationToken">Stops writing; what was there before stays.</param>
    /// <returns>The running work.</returns>
    /// <exception cref="OneShotException">OS3031: it can't be written.</exception>
    Task WriteAsync(RunReport report, CancellationToken cancellationToken);

    /// <summary>Writes the page of all of them as things are now.</summary>
    /// <param name="cancellationToken">Stops writing; what was there before stays.</param>
    /// <returns>The page's path.</returns>
    /// <exception cref="OneShotException">OS3031: it can't be written.</exception>
    Task<string> WriteIndexAsync(CancellationToken cancellationToken);
}
