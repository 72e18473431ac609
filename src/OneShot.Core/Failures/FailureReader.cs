using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Text;

namespace OneShot.Core.Failures;

/// <summary>Reads what failed from the files that the sources name.</summary>
/// <param name="files">Finds them.</param>
/// <param name="logs">Reads binary logs.</param>
/// <param name="folder">The caller's folder, from which relative patterns count.</param>
/// <param name="root">The top of the repository.</param>
/// <param name="secrets">Secrets of this machine.</param>
/// <param name="reporter">Is told what can't be read, or is something else than was said.</param>
internal sealed class FailureReader(
    IFileFinder files,
    IBinaryLogs logs,
    string folder,
    string root,
    IReadOnlyCollection<string> secrets,
    IReporter reporter
)
{
    private const int MostNamed = 5;

    private readonly ToolText _text = new(new SecretMask(secrets), root);
    private readonly RepositoryPaths _paths = new(root);
    private readonly TestResults _tests = new();
    private readonly List<Failure> _failures = [];
    private readonly List<UnreadableFile> _unreadable = [];
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    /// <returns>The failures, and how many files were read.</returns>
    /// <exception cref="OneShotException">OS2040 to OS2043, or OS2121.</exception>
    public (IReadOnlyList<Failure> Failures, int Files) Read(
        IReadOnlyList<FailureSource> sources,
        CancellationToken cancellationToken
    )
    {
        var opened = new ReportFiles(followLink: true, new SourceFrames(root, _paths, _text), cancellationToken);
        var read = 0;
        foreach (var source in sources)
        {
            var found = files.Find(source.Pattern, folder);
            if (found.Count == 0)
                throw OneShotErrors.FailureFileMissing(source.Argument, source.Pattern);
            if (found.Count > FailureLimits.Files)
                throw OneShotErrors.FailureFilesTooMany(
                    source.Argument,
                    source.Pattern,
                    found.Count,
                    FailureLimits.Files
                );
            foreach (var path in found)
                Read(
                    source,
                    new ReportFile(path, File.GetLastWriteTimeUtc(path), _paths, _text),
                    opened,
                    cancellationToken
                );
            read += found.Count;
        }

        if (_unreadable.Count == read)
            throw OneShotErrors.FailureFileUnreadable(
                _unreadable[0].Name,
                _unreadable[0].Format,
                _unreadable[0].Reason
            );
        var failures = _failures.Concat(_tests.Failures()).Take(FailureLimits.Failures).ToArray();
        if (failures.Length > 0)
            return (failures, Told(read));
        var asked = string.Join(", ", sources.Select(source => $"--{source.Argument}={source.Pattern}"));
        throw _unreadable.Count == 0
            ? OneShotErrors.NothingFailed(asked)
            : OneShotErrors.NothingFailedInRest(asked, _unreadable.Count, _unreadable[0].Name, _unreadable[0].Reason);
    }

    // One file that was not written to its end does not hide the others.
    private int Told(int read)
    {
        foreach (var file in _unreadable.Take(MostNamed))
            reporter.Warn($"{file.Name} can't be read as {file.Format}, and is left out: {file.Reason}");
        if (_unreadable.Count > MostNamed)
            reporter.Warn($"{_unreadable.Count - MostNamed} more files can't be read, and are left out.");
        return read - _unreadable.Count;
    }

    private void Read(FailureSource source, ReportFile file, ReportFiles opened, CancellationToken cancellationToken)
    {
        try
        {
            if (source.IsXml)
                _tests.Add(
                    opened.Tests(file, argument => Say(source, file, argument))
                        ?? throw new InvalidDataException(
                            source.Argument == "from-trx"
                                ? "it does not begin with a TestRun"
                                : "it does not begin with testsuites"
                        )
                );
            else
                _failures.AddRange(
                    opened
                        .Read(file, stream => Errors(source, file, stream, cancellationToken))
                        .Take(FailureLimits.Failures - _failures.Count)
                );
        }
        catch (Exception exception) when (ReportFiles.IsUnreadable(exception))
        {
            _unreadable.Add(
                new UnreadableFile(Shown(file), source.Format, SafeText.Cut(_text.Line(exception.Message), 200))
            );
        }
    }

    private IReadOnlyList<Failure> Errors(
        FailureSource source,
        ReportFile file,
        Stream stream,
        CancellationToken cancellationToken
    ) =>
        source.Argument switch
        {
            "from-sarif" => SarifReader.Read(stream, _paths, _text).ToArray(),
            "from-binlog" => BinaryLogReader.Read(logs, stream, file, cancellationToken),
            _ => BuildLogReader.Read(stream, file),
        };

    // Whichever of the two was said, the file tells what it is. Once: a pattern may match many of them.
    private void Say(FailureSource source, ReportFile file, string argument)
    {
        if (source.Argument == argument || !_said.Add(argument))
            return;
        var format = argument == "from-trx" ? "TRX" : "JUnit XML";
        reporter.Progress($"{Shown(file)} is {format}, and is read as that (--{argument}).");
    }

    private string Shown(ReportFile file) => SafeText.Line(Path.GetRelativePath(folder, file.Path));
}
