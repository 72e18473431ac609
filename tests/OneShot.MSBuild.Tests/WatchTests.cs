namespace OneShot.MSBuild.Tests;

/// <summary>Whoever follows a run reads what it tells when it tells it, in a pipe too.</summary>
public sealed class WatchTests : IDisposable
{
    private readonly Shop _shop = new();
    private readonly TempFolder _folder = new("watch");

    [Fact]
    public async Task Its_lines_come_while_it_works()
    {
        var (started, go, told) = (_folder["started"], _folder["go"], _folder["told"]);
        var agent = _folder.Write(
            "agent.sh",
            $"cat > /dev/null\nif [ \"$ONESHOT_PHASE\" = plan ]; then\n{PlannerScript.Good}\nexit\nfi\n"
                + $"touch '{started}'\nwhile [ ! -e '{go}' ]; do sleep 0.1; done\nprintf x > new.txt\n"
        );
        var made = _shop.Build(
            "-t:OneShot",
            "-p:OneShotForge=local",
            "-p:OneShotAgent=command",
            $"-p:OneShotAgentCommand=sh {agent}",
            "-p:OneShotSandbox=none",
            "-p:OneShotPrompt=Add it",
            "-p:OneShotVerify=none",
            "-p:OneShotDetach=true"
        );
        made.ExitCode.ShouldBe(0, made.All);
        await UntilAsync(() => File.Exists(started));

        using var watch = _shop.Start(told, "-t:OneShotStatus", "-p:OneShotWatch=true");
        try
        {
            await UntilAsync(() => Told().Contains("job implement", StringComparison.Ordinal));
        }
        finally
        {
            await File.WriteAllTextAsync(go, "");
        }

        watch.Wait().ExitCode.ShouldBe(0);
        Told().ShouldContain("  the run ended: ready");
        Told().Split("job implement").Length.ShouldBe(2, "nothing is told twice");
        Told().ShouldContain("state         ready");

        string Told() => File.Exists(told) ? File.ReadAllText(told) : "";
    }

    public void Dispose()
    {
        _shop.Dispose();
        _folder.Dispose();
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var i = 0; i < 3600 && !isSo(); i++)
            await Task.Delay(50);
        isSo().ShouldBeTrue();
    }
}
