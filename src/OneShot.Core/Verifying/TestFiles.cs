using OneShot.Core.Failures;
using OneShot.Core.Model;
using OneShot.Core.Storage;
using OneShot.Core.Text;

namespace OneShot.Core.Verifying;

/// <summary>
/// Reads the results that a command's tests left, TRX and JUnit. The code under test wrote them: what can't be read is
/// left out, and no name is longer than people read.
/// </summary>
internal static class TestFiles
{
    private const int MostTests = 100_000;
    private const int MostLooked = 100_000;
    private const int Longest = 300;

    /// <summary>Reads them.</summary>
    /// <param name="folder">The folder of the results.</param>
    /// <param name="root">The top of the checkout.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>How each test ended, by name; of several of a name, one that failed counts.</returns>
    public static IReadOnlyDictionary<string, TestState> Read(
        string folder,
        string root,
        CancellationToken cancellationToken
    )
    {
        var tests = new SortedDictionary<string, TestState>(StringComparer.Ordinal);
        var text = new ToolText(new SecretMask([]), root);
        var paths = new RepositoryPaths(root);
        foreach (var file in Found(folder))
        {
            if (
                Report(new ReportFile(file, DateTimeOffset.UnixEpoch, paths, text), root, cancellationToken)
                is not { } read
            )
                continue;
            foreach (var result in read.Results)
            {
                var name = SafeText.Cut(text.Line(result.Name), Longest);
                if (tests.Count < MostTests || tests.ContainsKey(name))
                    tests[name] = Worse(tests.GetValueOrDefault(name, TestState.Skipped), StateOf(result));
            }
        }

        return tests;
    }

    private static string[] Found(string folder)
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = 4,
            AttributesToSkip = FileAttributes.ReparsePoint,
        };
        return Directory
            .EnumerateFiles(folder, "*", options)
            .Take(MostLooked)
            .Where(file => Path.GetExtension(file).ToUpperInvariant() is ".TRX" or ".XML")
            .Take(FailureLimits.Files)
            .ToArray();
    }

    private static TestReport? Report(ReportFile file, string root, CancellationToken cancellationToken)
    {
        try
        {
            using var opened = RegularFile.Open(file.Path);
            var encoding = XmlText.EncodingOf(opened);
            using var stream = new BoundedStream(
                new BufferedStream(opened, 65536),
                FailureLimits.FileBytes,
                cancellationToken
            );
            using var reader = XmlText.Open(stream, encoding);
            return reader.LocalName switch
            {
                "TestRun" => TrxReader.Read(reader, file),
                "testsuites" or "testsuite" => JunitReader.Read(
                    reader,
                    file,
                    new SourceFrames(root, file.Paths, file.Text)
                ),
                _ => null,
            };
        }
        catch (Exception exception)
            when (exception
                    is System.Xml.XmlException
                        or InvalidDataException
                        or IOException
                        or UnauthorizedAccessException
            )
        {
            return null;
        }
    }

    private static TestState StateOf(TestResult result) =>
        result.Failure is not null ? TestState.Failed
        : result.IsSkipped ? TestState.Skipped
        : TestState.Passed;

    private static TestState Worse(TestState one, TestState other) =>
        one == TestState.Failed || other == TestState.Failed ? TestState.Failed
        : one == TestState.Passed || other == TestState.Passed ? TestState.Passed
        : TestState.Skipped;
}
