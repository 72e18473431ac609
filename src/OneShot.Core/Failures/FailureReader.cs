using System.Text.Json;
using System.Xml;
using OneShot.Core.Errors;
using OneShot.Core.Ports;
using OneShot.Core.Storage;
using OneShot.Core.Text;

namespace OneShot.Core.Failures;

/// <summary>Reads what failed from the files that the sources name.</summary>
/// <param name="files">Finds them.</param>
/// <param name="folder">The caller's folder, from which relative patterns count.</param>
/// <param name="root">The top of the repository.</param>
/// <param name="secrets">Secrets of this machine.</param>
internal sealed class FailureReader(IFileFinder files, string folder, string root, IReadOnlyCollection<string> secrets)
{
    /// <returns>The failures, and how many files were read.</returns>
    /// <exception cref="OneShotException">OS2040 to OS2043.</exception>
    public (IReadOnlyList<Failure> Failures, int Files) Read(IReadOnlyList<FailureSource> sources, CancellationToken cancellationToken)
    {
        var text = new ToolText(new SecretMask(secrets), root);
        var paths = new RepositoryPaths(root);
        var failures = new List<Failure>();
        var read = 0;
        foreach (var source in sources)
        {
            var found = files.Find(source.Pattern, folder);
            if (found.Count == 0) throw OneShotErrors.FailureFileMissing(source.Argument, source.Pattern);
            if (found.Count > FailureLimits.Files) throw OneShotErrors.FailureFilesTooMany(source.Argument, source.Pattern, found.Count, FailureLimits.Files);
            foreach (var path in found) failures.AddRange(Read(source, path, paths, text, cancellationToken).Take(FailureLimits.Failures - failures.Count));
            read += found.Count;
        }

        return failures.Count > 0 ? (failures, read) : throw OneShotErrors.NothingFailed(string.Join(", ", sources.Select(source => $"--{source.Argument}={source.Pattern}")));
    }

    private List<Failure> Read(FailureSource source, string path, RepositoryPaths paths, ToolText text, CancellationToken cancellationToken)
    {
        try
        {
            using var stream = new BoundedStream(new BufferedStream(RegularFile.Open(path, followLink: true), 65536), FailureLimits.FileBytes, cancellationToken);
            return (source.Argument switch
            {
                "from-trx" => TrxReader.Read(stream, new Frames(paths, text), text),
                "from-sarif" => SarifReader.Read(stream, paths, text),
                _ => BuildLogReader.Read(stream, paths, text),
            }).ToList();
        }
        catch (Exception exception) when (exception is XmlException or JsonException or InvalidDataException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw OneShotErrors.FailureFileUnreadable(SafeText.Line(Path.GetRelativePath(folder, path)), source.Format, SafeText.Cut(text.Line(exception.Message), 200));
        }
    }
}
