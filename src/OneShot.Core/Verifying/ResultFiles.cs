using OneShot.Core.Failures;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Text;

namespace OneShot.Core.Verifying;

/// <summary>
/// Reads the results that a command left: of tests TRX and JUnit, of a build binary logs and SARIF. The code under test
/// wrote them: what can't be read is left out, and nothing is longer than people read.
/// </summary>
/// <param name="folder">The folder of the results.</param>
/// <param name="root">The top of the checkout.</param>
/// <param name="logs">Reads binary logs.</param>
/// <param name="secrets">What the command was handed, and nobody is to read.</param>
/// <param name="cancellationToken">Stops reading.</param>
internal sealed class ResultFiles(
    string folder,
    string root,
    IBinaryLogs logs,
    IReadOnlyList<string> secrets,
    CancellationToken cancellationToken
)
{
    private const int MostTests = 100_000;
    private const int MostLooked = 100_000;

    // Each project writes one, and whoever builds for itself logs it once or twice.
    private const int MostSarif = 1_000;

    private readonly ToolText _text = new(new SecretMask(secrets), root);
    private readonly RepositoryPaths _paths = new(root);

    /// <summary>Reads how each test ended, and of a command that failed also what failed.</summary>
    /// <param name="result">How the command ended.</param>
    /// <param name="before">How it ended on trunk: what was red there is told last.</param>
    /// <returns>The same with what was read.</returns>
    public VerifyResult In(VerifyResult result, VerifyResult? before = null)
    {
        var files = Found();
        var tests = new SortedDictionary<string, TestState>(StringComparer.Ordinal);
        var failed = new List<(string? Name, Func<Failure> Tell)>();
        var opened = new ReportFiles(followLink: false, new SourceFrames(root, _paths, _text), cancellationToken);
        foreach (var file in Of(files, FailureLimits.Files, ".TRX", ".XML"))
        {
            if (Try(() => opened.Tests(file)) is not { } read)
                continue;
            if (read.Crash is { } crash)
                failed.Add((null, () => crash));
            foreach (var one in read.Results)
            {
                var name = SafeText.Cut(_text.Line(one.Name), VerifyFailure.LongestName);
                if (tests.Count >= MostTests && !tests.ContainsKey(name))
                    continue;
                tests[name] = Worse(tests.GetValueOrDefault(name, TestState.Skipped), StateOf(one));
                if (one.Failure is { } tell)
                    failed.Add((name, tell));
            }
        }

        var shown = failed
            .OrderBy(one => one.Name is not null && before?.Tests.GetValueOrDefault(one.Name) == TestState.Failed)
            .DistinctBy(one => one.Name)
            .Take(VerifyFailure.Most)
            .Select(one => one.Name is { } name ? one.Tell() with { Name = name } : one.Tell());
        return result with
        {
            Tests = tests,
            Failures = [.. (result.IsGreen ? [] : Errors(files, opened)).Concat(shown).Select(VerifyFailure.Shortened)],
        };
    }

    // A build's errors stand in both, and twice where it is built for two frameworks.
    private IEnumerable<Failure> Errors(IReadOnlyList<string> files, ReportFiles opened)
    {
        var logged = Of(files, FailureLimits.Files, ".BINLOG")
            .SelectMany(file =>
                Try(() => opened.Read(file, stream => BinaryLogReader.Read(logs, stream, file, cancellationToken)))
                ?? []
            );
        var written = Of(files, MostSarif, ".SARIF")
            .SelectMany(file =>
                Try(() => opened.Read(file, stream => SarifReader.Read(stream, _paths, _text).ToArray())) ?? []
            );
        return logged
            .Concat(written)
            // Tests tell of themselves, and what is of no file here is of a build that a test ran elsewhere.
            .Where(failure =>
                failure.Kind == FailureKind.Error && (failure.Place ?? (object?)failure.Project) is not null
            )
            .DistinctBy(failure => (failure.Name, failure.Message, failure.Place?.Path, failure.Place?.Line))
            .Take(VerifyFailure.Most);
    }

    private string[] Found()
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = 4,
            AttributesToSkip = FileAttributes.ReparsePoint,
        };
        // Without a sandbox whoever wrote into it may have taken it away, or put a link in its place.
        var top = new DirectoryInfo(folder);
        return top.Exists && top.LinkTarget is null
            ? [.. Directory.EnumerateFiles(folder, "*", options).Take(MostLooked)]
            : [];
    }

    private IEnumerable<ReportFile> Of(IEnumerable<string> files, int most, params string[] kinds) =>
        files
            .Where(file => kinds.Contains(Path.GetExtension(file).ToUpperInvariant()))
            .Take(most)
            .Select(file => new ReportFile(file, DateTimeOffset.UnixEpoch, _paths, _text));

    private static T? Try<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (ReportFiles.IsUnreadable(exception))
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
