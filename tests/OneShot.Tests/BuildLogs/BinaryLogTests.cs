using System.IO.Compression;
using OneShot.BuildLogs;
using OneShot.Core.Ports;

namespace OneShot.Tests.BuildLogs;

/// <summary>Binary logs that MSBuild really wrote, and what only looks like one.</summary>
public sealed class BinaryLogTests(BinaryLogTests.Build build) : IClassFixture<BinaryLogTests.Build>
{
    private const long Most = 100_000_000;

    [Fact]
    public void The_errors_of_a_real_build() =>
        Read(build.Log)
            .Select(error =>
                $"{error.Code}|{error.Message}|{Path.GetFileName(error.File)}|{error.Line},{error.Column}|"
                + Path.GetFileName(error.Project)
            )
            .ShouldBe([
                "XY1|it went wrong|Cart.cs|0,0|shop.proj",
                "TESTERROR|Shop.CartTests.Adds(a: 1) (2ms): Error Message: m\nExpected: 6\n      "
                    + "Stack Trace:\n         at Shop.CartTests.Adds() in /elsewhere/src/app.txt:line "
                    + "1|CartTests.cs|0,0|shop.proj",
            ]);

    [Fact]
    public void A_log_without_errors_has_none() => Read(build.Green).ShouldBeEmpty();

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(2)]
    public void What_was_not_written_to_its_end_is_refused(int part)
    {
        var whole = File.ReadAllBytes(build.Log);
        Should.Throw<InvalidDataException>(() =>
            Read(new MemoryStream(part == 0 ? [] : whole[..(whole.Length / part)]))
        );
    }

    [Fact]
    public void What_is_no_log_is_refused()
    {
        Should.Throw<InvalidDataException>(() => Read(new MemoryStream("no log"u8.ToArray())));
        Should.Throw<InvalidDataException>(() =>
            Read(Packed([25, 0, 0, 0, 18, 0, 0, 0, 7, 255, 255, 255, 255, 7, 1, 2, 3]))
        );
    }

    [Fact]
    public void What_unpacks_to_more_than_the_limit_is_refused() =>
        Should
            .Throw<InvalidDataException>(() =>
                new BinaryLogs().ReadErrors(File.OpenRead(build.Log), 1000, 10, CancellationToken.None)
            )
            .Message.ShouldContain("when it is unpacked");

    [Fact]
    public void Nobody_who_waits_no_more_is_kept_waiting() =>
        Should.Throw<OperationCanceledException>(() =>
            new BinaryLogs().ReadErrors(File.OpenRead(build.Log), Most, 10, new CancellationToken(canceled: true))
        );

    [Fact]
    public async Task A_binary_log_becomes_a_prompt()
    {
        using var peer = new PeerRepository();
        var repo = peer.LocalClone();
        repo.Write("out/shop.binlog", "");
        File.Copy(build.Log, repo["out/shop.binlog"], overwrite: true);
        var receipt = await new Dispatching(peer, repo).RunAsync(
            new OneShotSettings
            {
                FromBinlog = "out/*.binlog",
                GitTimeout = 240,
                HttpTimeout = 5,
                RunTimeout = 5,
            }
        );
        var prompt = peer.Bare.Git("show", $"{receipt.Branch}:.worker-impl/task.md");
        prompt.ShouldStartWith("Fix 1 error and 1 failing test\n");
        prompt.ShouldContain("error XY1: it went wrong\n");
        prompt.ShouldContain(
            "Shop.CartTests.Adds(a: 1)\n\nm\nExpected: 6\n\nat Shop.CartTests.Adds() in src/app.txt:1\n"
        );

        repo.Write("out/shop.binlog", "no log");
        (
            await new Dispatching(peer, repo).FailAsync(
                new OneShotSettings { FromBinlog = "out/*.binlog", GitTimeout = 240 }
            )
        ).Error.Message.ShouldContain("'out/shop.binlog' can't be read as a binary log: ");
    }

    private static IReadOnlyList<BinaryLogError> Read(string path) => Read(File.OpenRead(path));

    private static IReadOnlyList<BinaryLogError> Read(Stream stream)
    {
        using (stream)
            return new BinaryLogs().ReadErrors(stream, Most, 10, CancellationToken.None);
    }

    private static MemoryStream Packed(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zip.Write(bytes);
        packed.Position = 0;
        return packed;
    }

    /// <summary>A build that fails, and one that does not.</summary>
    public sealed class Build : IDisposable
    {
        private const string Project = """
            <Project>
              <Target Name="Red">
                <Message Text="error CS1: of a message" Importance="high" />
                <Error Code="XY1" File="src/Cart.cs" Text="it went wrong" ContinueOnError="ErrorAndContinue" />
                <PropertyGroup>
                  <Test>Shop.CartTests.Adds(a: 1) (2ms): Error Message: m%0AExpected: 6%0A      Stack Trace:%0A</Test>
                  <Test>$(Test)         at Shop.CartTests.Adds() in /elsewhere/src/app.txt:line 1</Test>
                </PropertyGroup>
                <Error Code="TESTERROR" File="tests/CartTests.cs" Text="$(Test)" />
              </Target>
              <Target Name="Green"><Warning Code="XY2" Text="a warning is no error" /></Target>
            </Project>
            """;

        private readonly TempFolder _folder = new();

        public Build()
        {
            _folder.Write("shop.proj", Project);
            (Log, Green) = (Run("Red"), Run("Green"));
        }

        public string Log { get; }

        public string Green { get; }

        public void Dispose() => _folder.Dispose();

        private string Run(string target)
        {
            var log = _folder[$"{target}.binlog"];
            Launch
                .Run(
                    _folder.Path,
                    new Dictionary<string, string?> { ["MSBUILDDISABLENODEREUSE"] = "1" },
                    "dotnet",
                    "msbuild",
                    "shop.proj",
                    "-nologo",
                    $"-t:{target}",
                    $"-bl:{log}"
                )
                .ExitCode.ShouldBe(target == "Red" ? 1 : 0);
            return log;
        }
    }
}
