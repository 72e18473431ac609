using System.Buffers;
using OneShot.Core.Model;

namespace OneShot.Core.Ports;

/// <summary>
/// Takes an agent's work in as data: into a place of its own first, where
/// it is looked at before anything else sees it; disposing removes that.
/// </summary>
internal interface IDelivery : IDisposable
{
    /// <summary>Whose name the commit carries.</summary>
    (string Name, string Email) Committer { get; }

    /// <summary>Unpacks a bundle.</summary>
    /// <param name="bundle">The bundle's file.</param>
    /// <param name="start">The commit that the one-shot's branch is at.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>What is in it.</returns>
    /// <exception cref="OneShotException">OS6014: it is no bundle,
    /// too large, or does not stand on the start.</exception>
    Task<Delivered> OpenAsync(string bundle, string start, CancellationToken cancellationToken);

    /// <summary>
    /// Tells whether git may unpack a bundle anywhere: it is one, and not larger than what is delivered at most.
    /// </summary>
    /// <param name="bundle">The bundle's file.</param>
    /// <returns>Whether it may.</returns>
    bool MayUnpack(string bundle);

    /// <summary>Lists all files of a commit.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>The files by their paths.</returns>
    Task<IReadOnlyDictionary<string, FileVersion>> FilesAsync(string commit, CancellationToken cancellationToken);

    /// <summary>Tells how large contents are, before any is read.</summary>
    /// <param name="ids">The objects that hold them.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>Bytes; what is not here is missing.</returns>
    Task<IReadOnlyDictionary<string, long>> SizesAsync(
        IReadOnlyCollection<string> ids,
        CancellationToken cancellationToken
    );

    /// <summary>Reads a content.</summary>
    /// <param name="id">The object that holds it.</param>
    /// <param name="content">Its bytes are written to it.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>Whether it is here.</returns>
    /// <exception cref="OneShotException">OS3011: it is larger than what is delivered.</exception>
    Task<bool> ReadAsync(string id, IBufferWriter<byte> content, CancellationToken cancellationToken);

    /// <summary>
    /// Makes one commit of what was looked at and found good, without
    /// the folders of the workflow, and brings it into the repository.
    /// </summary>
    /// <param name="delivered">What came.</param>
    /// <param name="taken">What of it is taken.</param>
    /// <param name="message">The commit's message.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>The commit, in the repository.</returns>
    Task<string> TakeAsync(
        Delivered delivered,
        IReadOnlyList<ChangedFile> taken,
        string message,
        CancellationToken cancellationToken
    );

    /// <summary>Tells how two commits differ.</summary>
    /// <param name="from">The one.</param>
    /// <param name="to">The other.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>Their trees, and the paths that differ.</returns>
    Task<TreeDifference> CompareAsync(string from, string to, CancellationToken cancellationToken);
}
