using System.Text.Json;
using System.Xml;
using OneShot.Core.Storage;

namespace OneShot.Core.Failures;

/// <summary>Opens the files that tell what failed. Each is a stranger's: regular, bounded, and read as what it is.</summary>
/// <param name="followLink">Whether a link's target is meant; else a link is no file.</param>
/// <param name="frames">Finds places in outputs of tests.</param>
/// <param name="cancellationToken">Stops reading.</param>
internal sealed class ReportFiles(bool followLink, SourceFrames frames, CancellationToken cancellationToken)
{
    /// <summary>Whether an exception says that a file can't be read, or is no such file.</summary>
    /// <param name="exception">The exception.</param>
    public static bool IsUnreadable(Exception exception) =>
        exception
            is XmlException
                or JsonException
                or InvalidDataException
                or IOException
                or UnauthorizedAccessException
                or NotSupportedException;

    /// <summary>Reads a file that is no XML.</summary>
    /// <param name="file">The file.</param>
    /// <param name="read">Reads it, to its end.</param>
    public T Read<T>(ReportFile file, Func<Stream, T> read)
    {
        using var stream = Bounded(RegularFile.Open(file.Path, followLink));
        return read(stream);
    }

    /// <summary>Reads results of tests, TRX or JUnit: the file tells which.</summary>
    /// <param name="file">The file.</param>
    /// <param name="told">Is told the argument that it is read for, before that.</param>
    /// <returns>What it says; <see langword="null"/> where it is neither.</returns>
    public TestReport? Tests(ReportFile file, Action<string>? told = null)
    {
        using var opened = RegularFile.Open(file.Path, followLink);
        var encoding = XmlText.EncodingOf(opened);
        using var stream = Bounded(opened);
        using var reader = XmlText.Open(stream, encoding);
        switch (reader.NodeType == XmlNodeType.Element ? reader.LocalName : "")
        {
            case "TestRun":
                told?.Invoke("from-trx");
                return TrxReader.Read(reader, file);
            case "testsuites" or "testsuite":
                told?.Invoke("from-junit");
                return JunitReader.Read(reader, file, frames);
            default:
                return null;
        }
    }

    private BoundedStream Bounded(FileStream opened) =>
        new(new BufferedStream(opened, 65536), FailureLimits.FileBytes, cancellationToken);
}
