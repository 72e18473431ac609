using System.Globalization;

namespace OneShot.Processes.Tests;

/// <summary>Nothing that a session started outlives it, whatever it did to be left alone.</summary>
public sealed class ProcessTreeTests : IDisposable
{
    private readonly TempFolder _folder = new("tree");

    [Theory]
    [InlineData("sleep 300 & echo $! > PIDS; wait")]
    [InlineData("(trap '' TERM HUP; echo $$ > PIDS; while :; do sleep 1; done)")]
    [InlineData("setsid -f sh -c 'echo $$ > PIDS; exec sleep 300'; sleep 300")]
    [InlineData("(sh -c 'echo $$ > PIDS; exec env -i sleep 300' &) ; sleep 300")]
    public async Task It_ends_with_everything_that_it_started(string script)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var pids = _folder["pids"];
        var mark = Guid.NewGuid().ToString("N");
        var start = new ProgramStart(
            Subreaper.Leader[0],
            "sh",
            "-c",
            script.Replace("PIDS", $"'{pids}'", StringComparison.Ordinal)
        )
        {
            Variables = all => all[ProcessTree.Mark] = mark,
        };
        using var session = Subreaper.Start(() => BoundProcess.Start(start), mark);
        while (!File.Exists(pids) || new FileInfo(pids).Length == 0)
            await Task.Delay(20);
        var child = int.Parse((await File.ReadAllTextAsync(pids)).Trim(), CultureInfo.InvariantCulture);
        ProcessStatus.Of(child).ShouldNotBeNull();

        await ProcessTree.EndAsync(session, mark, isWrapped: false);

        session.Process.HasExited.ShouldBeTrue();
        (ProcessStatus.Of(child) is null or { HasEnded: true }).ShouldBeTrue();
        ProcessTree.Marked(mark).ShouldBeEmpty();
        session.Adopted().ShouldBeEmpty();
    }

    [Fact]
    public void What_a_process_that_is_gone_had_started_is_found_by_its_mark()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var mark = Guid.NewGuid().ToString("N");
        Launch
            .Run(
                _folder.Path,
                new Dictionary<string, string?> { ["LEFT_BY"] = mark },
                "sh",
                "-c",
                "setsid -f sleep 300 > /dev/null 2>&1"
            )
            .ExitCode.ShouldBe(0);
        var left = ProcessStatus.WithDescendants(1).Single(id => IsLeft(id, mark));
        ProcessTree.End("LEFT_BY", mark);
        (ProcessStatus.Of(left) is null or { HasEnded: true }).ShouldBeTrue();
    }

    public void Dispose() => _folder.Dispose();

    private static bool IsLeft(int process, string mark)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/environ").Contains("LEFT_BY=" + mark, StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
