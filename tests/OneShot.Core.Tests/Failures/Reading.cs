using OneShot.Core.Failures;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Testing.Fakes;

namespace OneShot.Core.Tests.Failures;

/// <summary>Files of failures in a repository of a test.</summary>
internal sealed class Reading : IDisposable
{
    public static readonly SeenAt Seen = new("c0ffee0000000000000000000000000000000000");

    public Reading()
    {
        foreach (
            var file in new[]
            {
                "src/Shop/Cart.cs",
                "tests/Shop.Tests/CartTests.cs",
                "src/Broken/Broken.cs",
                "src/Broken/Broken.csproj",
            }
        )
            Folder.Write(file, "");
    }

    public TempFolder Folder { get; } = new();

    public List<string> Secrets { get; } = [];

    /// <summary>Reads binary logs.</summary>
    public IBinaryLogs Logs { get; init; } = new NoLogs();

    /// <summary>What was said while reading.</summary>
    public RecordingReporter Reporter { get; } = new();

    public IReadOnlyList<string> Warnings =>
        Reporter
            .Lines.Where(line => line.StartsWith("warning: ", StringComparison.Ordinal))
            .Select(line => line["warning: ".Length..])
            .ToArray();

    public static string Recorded(string name) =>
        Path.Combine(Repository.Root, "tests", "OneShot.Core.Tests", "Failures", "Recordings", name);

    public IReadOnlyList<Failure> Read(string argument, params string[] paths) =>
        new FailureReader(new FakeFileFinder(paths), Logs, Folder.Path, Folder.Path, Secrets, Reporter)
            .Read(
                [new FailureSource(argument, argument == "from-junit" ? "JUnit XML" : "TRX", "/**")],
                CancellationToken.None
            )
            .Failures;

    /// <summary>What a file of this text says.</summary>
    public IReadOnlyList<Failure> Text(string argument, string text) => Read(argument, Folder.Write("out/file", text));

    /// <summary>A TRX file of one failing test.</summary>
    public Failure Test(string name, string message, string stack = "") =>
        Text(
                "from-trx",
                $"""<TestRun><Results><UnitTestResult testName="{name}" outcome="Failed"><Output>"""
                    + $"""<ErrorInfo><Message>{message}</Message><StackTrace>{stack}</StackTrace></ErrorInfo>"""
                    + $"""</Output></UnitTestResult></Results></TestRun>"""
            )
            .Single();

    public void Dispose() => Folder.Dispose();

    private sealed class NoLogs : IBinaryLogs
    {
        public IReadOnlyList<BinaryLogError> ReadErrors(
            Stream file,
            long mostBytes,
            int most,
            CancellationToken cancellationToken
        ) => throw new NotSupportedException();
    }
}
