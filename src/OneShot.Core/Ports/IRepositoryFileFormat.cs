using OneShot.Core.Settings;

namespace OneShot.Core.Ports;

/// <summary>Reads the repository's own file.</summary>
internal interface IRepositoryFileFormat
{
    /// <summary>Takes the file apart; what its keys mean is not looked at.</summary>
    /// <param name="path">The file, for errors.</param>
    /// <param name="text">What is in it, YAML.</param>
    /// <returns>The keys, in their order.</returns>
    /// <exception cref="OneShotException">OS2083: it is larger than 64 KiB,
    /// no YAML, or more than keys with texts and lists of texts.</exception>
    IReadOnlyList<RepositoryRow> Read(string path, string text);
}
