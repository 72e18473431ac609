namespace OneShot.Core.Ports;

/// <summary>The files of a commit, read from git's objects: no work tree has a say.</summary>
internal interface ICommitFiles
{
    /// <summary>The most bytes of a file that is read.</summary>
    const int Largest = 1024 * 1024;

    /// <summary>Names all that it holds, but for the workflow's own folders.</summary>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>A name that another commit has which holds the same, and no other.</returns>
    Task<string> ContentAsync(CancellationToken cancellationToken);

    /// <summary>Lists its regular files; links, submodules and names that are no UTF-8 are none.</summary>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>Their paths, with <c>/</c>.</returns>
    Task<IReadOnlyList<string>> PathsAsync(CancellationToken cancellationToken);

    /// <summary>Lists the same files, each with a name of its content and mode.</summary>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>The names by path: another where the file is another.</returns>
    Task<IReadOnlyDictionary<string, string>> VersionsAsync(CancellationToken cancellationToken);

    /// <summary>Reads files.</summary>
    /// <param name="paths">Their paths, as they were listed.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>Their texts, in the same order; <see langword="null"/> for one that is larger than
    /// <see cref="Largest"/>, or not here.</returns>
    Task<IReadOnlyList<string?>> ReadAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken);
}
