using OneShot.Core.Model;

namespace OneShot.Core.Ports;

/// <summary>What other programs say of commits: the team's own CI.</summary>
internal interface IChecksApi
{
    /// <summary>Reads what is said of a commit at this moment; what we say of it ourselves is left out.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="run">The run that asks, whose own jobs are checks, too; <see langword="null"/> outside of one.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The checks; they are anybody's text.</returns>
    /// <exception cref="OneShotException">One of OS3, OS4 or OS7: they can't be read.</exception>
    Task<CommitChecks> OfAsync(string commit, string? run, CancellationToken cancellationToken);
}
