using OneShot.Core.Model;

namespace OneShot.Core.Ports;

/// <summary>
/// Makes commits on the forge itself, which then signs them. Everything but
/// moving the branch is named by its content: doing it twice does it once.
/// </summary>
internal interface ICommitsApi
{
    /// <summary>Brings a file's content there.</summary>
    /// <param name="content">The content.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The blob's id.</returns>
    /// <exception cref="OneShotException">One of OS4.</exception>
    Task<string> AddBlobAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Makes a tree that is another but for some files.</summary>
    /// <param name="tree">The other.</param>
    /// <param name="files">What differs; contents that are new have been brought.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The tree's id.</returns>
    /// <exception cref="OneShotException">One of OS4.</exception>
    Task<string> AddTreeAsync(string tree, IReadOnlyList<ChangedFile> files, CancellationToken cancellationToken);

    /// <summary>Makes a commit without an author, who is then whoever the token is of.</summary>
    /// <param name="tree">What it holds.</param>
    /// <param name="parent">What it stands on.</param>
    /// <param name="message">Its message.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The commit.</returns>
    /// <exception cref="OneShotException">One of OS4.</exception>
    Task<ForgeCommit> AddCommitAsync(string tree, string parent, string message, CancellationToken cancellationToken);

    /// <summary>Reads a commit.</summary>
    /// <param name="id">The commit.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The commit.</returns>
    /// <exception cref="OneShotException">One of OS4.</exception>
    Task<ForgeCommit> ReadCommitAsync(string id, CancellationToken cancellationToken);

    /// <summary>Moves a branch on to a commit that stands on it.</summary>
    /// <param name="branch">The branch, without <c>refs/heads/</c>.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running request.</returns>
    /// <exception cref="OneShotException">OS4004: the branch is
    /// elsewhere, or its rules forbid it; or another of OS4.</exception>
    Task MoveBranchAsync(string branch, string commit, CancellationToken cancellationToken);
}
