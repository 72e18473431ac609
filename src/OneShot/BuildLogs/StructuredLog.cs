using System.IO.Compression;
using Microsoft.Build.Framework;
using Microsoft.Build.Logging.StructuredLogger;
using OneShot.Core.Ports;

namespace OneShot.BuildLogs;

/// <summary>The only code that knows MSBuild.StructuredLogger.</summary>
internal static class StructuredLog
{
    public static IReadOnlyList<BinaryLogError> Read(
        Stream file,
        long mostBytes,
        int most,
        CancellationToken cancellationToken
    )
    {
        var errors = new List<BinaryLogError>();
        var isWhole = false;
        try
        {
            using var unpacked = new LimitedStream(
                new GZipStream(file, CompressionMode.Decompress),
                mostBytes,
                cancellationToken
            );
            foreach (var record in new BinLogReader().ReadRecordsFromDecompressedStream(unpacked))
            {
                if (record.Args is BuildErrorEventArgs error && errors.Count < most)
                    errors.Add(Told(error));
                isWhole |= record.Args is BuildFinishedEventArgs;
            }

            return isWhole ? errors : throw new InvalidDataException("it ends before the build that it logs");
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or InvalidDataException))
        {
            // What is no log, or the half of one, ends in exceptions of many kinds.
            throw new InvalidDataException(
                $"it is no binary log that was written to its end: {exception.Message}",
                exception
            );
        }
    }

    private static BinaryLogError Told(BuildErrorEventArgs error) =>
        new(error.Code, error.Message, error.File, error.LineNumber, error.ColumnNumber, error.ProjectFile);
}
