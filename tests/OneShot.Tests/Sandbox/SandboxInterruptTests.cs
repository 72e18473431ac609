using System.Text.Json;

namespace OneShot.Tests.Sandbox;

/// <summary>
/// Ctrl+C at a terminal is for every process in its group: it stops a one-shot, and nothing of that looks like a defect.
/// </summary>
/// <remarks>Alone: a session in this process would adopt what
/// leads a terminal session of its own, and end it.</remarks>
[Collection(nameof(Alone))]
public sealed class SandboxInterruptTests : IDisposable
{
    private readonly SandboxedRun _run = new();

    [SandboxTheory]
    [InlineData("the agent works")]
    [InlineData("the proxy starts")]
    [InlineData("the proxy is gone")]
    public async Task It_is_cancelled_wherever_one_looks(string moment)
    {
        if (moment == "the proxy starts")
            SlowProxy();
        using var launch = _run.Start(
            $"mkdir -p .impl; touch .impl/started; sleep {_run.Marker}1",
            "--sandbox=required"
        );
        await _run.FoundAsync("started");
        if (moment == "the proxy is gone")
            Launch
                .End(
                    _run.Processes()
                        .First(process => process.Command.Contains("proxy.mjs", StringComparison.Ordinal))
                        .Id
                )
                .ShouldBeTrue();
        launch.SignalGroup(2);
        var outcome = launch.Wait();
        outcome.ExitCode.ShouldBe(130, outcome.All);
        outcome.All.ShouldContain("OS9001");
        outcome.All.ShouldNotContain("OS307");

        var told = _run.Launch("--target=OneShotStatus", "--output=json").Output;
        var only = JsonDocument.Parse(told).RootElement.GetProperty("one_shots").EnumerateArray().Single();
        only.GetProperty("state").GetString().ShouldBe("cancelled");
        var id = only.GetProperty("id").GetString()!;
        var run = JsonDocument.Parse(await File.ReadAllTextAsync(_run.Repo[$".git/oneshot/runs/{id}/run.json"]));
        run.RootElement.GetProperty("conclusion").GetString().ShouldBe("cancelled");
        foreach (var page in new[] { "1.json", "1.md", "1.html" })
        {
            var text = await File.ReadAllTextAsync(_run.Repo[".git/oneshot/pulls/" + page]);
            text.ShouldContain("cancelled");
            text.ShouldNotContain("OS307");
        }
    }

    public void Dispose()
    {
        foreach (var (id, _) in _run.Processes())
            Launch.End(id);
        _run.Dispose();
    }

    // Node takes a terminal's signals as they are, whatever whoever started it does with them.
    private void SlowProxy()
    {
        var real = Processes.ProgramPath.Find("node", Environment.GetEnvironmentVariable("PATH"));
        var node = _run.Write(
            "bin/node",
            "#!/bin/sh\ncase \"$1\" in\n"
                + $"*proxy.mjs) exec {real} -e 'fs.writeFileSync(process.argv[1], \"\"); setTimeout(() => {{}}, 60000)' "
                + $"'{_run["tmp/started"]}';;\nesac\nexec {real} \"$@\"\n"
        );
        Launch.Run("/", null, "chmod", "+x", node).ExitCode.ShouldBe(0);
    }
}
