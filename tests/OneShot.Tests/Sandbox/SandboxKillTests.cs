namespace OneShot.Tests.Sandbox;

/// <summary>
/// Any process of ours may be killed without a word: nothing goes on without it, and nothing is left.
/// </summary>
public sealed class SandboxKillTests : IDisposable
{
    private readonly SandboxedRun _run = new();

    [SandboxTheory]
    [InlineData("OneShot.Tool.dll")]
    [InlineData("bwrap")]
    [InlineData("proxy.mjs")]
    public async Task Nothing_outlives_it(string killed)
    {
        _run.Run(
                $"mkdir -p .impl; (env -i setsid sleep {_run.Marker}1 &); touch .impl/started; sleep {_run.Marker}2",
                "--sandbox=required",
                "--detach"
            )
            .ExitCode.ShouldBe(0);
        await _run.FoundAsync("started");
        await SandboxedRun.UntilAsync(
            () =>
                _run.Processes().Any(process => process.Command.Contains(_run.Marker + "2", StringComparison.Ordinal)),
            () => _run.Log
        );
        var ours = _run.Processes();
        foreach (var part in new[] { "OneShot.Tool.dll", "bwrap", "proxy.mjs", _run.Marker + "1", _run.Marker + "2" })
            ours.ShouldContain(process => process.Command.Contains(part, StringComparison.Ordinal), part);

        Launch.End(ours.First(process => process.Command.Contains(killed, StringComparison.Ordinal)).Id).ShouldBeTrue();
        await SandboxedRun.UntilAsync(() => _run.Processes().Count == 0, () => string.Join('\n', _run.Processes()));
        _run.Launch("--target=OneShotStatus", "--output=json").Output.ShouldContain("fail");
        Directory
            .GetFileSystemEntries(_run["tmp"])
            .ShouldNotContain(path => Path.GetFileName(path).StartsWith("oneshot-", StringComparison.Ordinal));
        _run.Repo.Git("status", "--porcelain").ShouldBeEmpty();
    }

    [SandboxFact]
    public void One_that_forks_for_ever_ends_with_its_session()
    {
        const string Forks = "trap '' TERM\nenv -i /usr/bin/setsid /bin/sh \"$0\" \"$1\" &\nsleep 0.01\n";
        var outcome = _run.Run(
            $"cat > .impl/forks.sh <<'END'\n{Forks}END\n(env -i /usr/bin/setsid /bin/sh \"$PWD/.impl/forks.sh\" "
                + $"{_run.Marker}3 >/dev/null 2>&1 &); sleep 0.2; printf x > new.txt",
            "--sandbox=required"
        );
        outcome.ExitCode.ShouldBe(0, outcome.Error + _run.Log);
        _run.Processes()
            .ShouldNotContain(process => process.Command.Contains(_run.Marker + "3", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        foreach (var (id, _) in _run.Processes())
            Launch.End(id);
        _run.Dispose();
    }
}
