namespace OneShot.Core.Ports;

/// <summary>Finds files by a pattern.</summary>
internal interface IFileFinder
{
    /// <summary>Finds files. A path without <c>*</c> is that file; with it, links are not followed.</summary>
    /// <param name="pattern">The pattern: <c>*</c> is any name or part of one, <c>**</c> any folders.</param>
    /// <param name="folder">The folder from which a relative pattern counts.</param>
    /// <returns>The files, absolute, in the order of their names.</returns>
    IReadOnlyList<string> Find(string pattern, string folder);
}
