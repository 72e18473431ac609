namespace OneShot.Tests.Agents;

/// <summary>
/// Whose a process is that lost its parent, its terminal and its environment: while another session runs in this
/// process, nothing tells.
/// </summary>
[Collection(nameof(Alone))]
public sealed class AdoptedProcessTests
{
    [Fact]
    public async Task What_this_process_started_for_something_else_is_left_alone_and_still_waited_for()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var before = System.Diagnostics.Process.Start("sh", ["-c", "sleep 1.5; exit 7"]);
        using var player = new Player(
            "claude",
            "(setsid sh -c 'echo $$ > left; sleep 0.7; exit 1' &); (env -i setsid sh -c 'echo $$ > pids; exec sleep "
                + "60' > /dev/null 2>&1 &); while [ ! -s pids ]; do sleep 0.05; done; sleep 1.5; test ! -e "
                + "/proc/$(cat left) || touch zombie; exit 3"
        );
        var running = player.FailAsync();
        using var meanwhile = System.Diagnostics.Process.Start("sh", ["-c", "sleep 1.5; exit 8"]);
        await running;
        File.Exists(player.Folder["work/zombie"]).ShouldBeFalse("who ended is taken away while the session goes on");
        Launch
            .End(
                int.Parse(
                    await File.ReadAllTextAsync(player.Folder["work/pids"]),
                    System.Globalization.CultureInfo.InvariantCulture
                )
            )
            .ShouldBeFalse("it is gone already");
        foreach (var process in new[] { before, meanwhile })
            await process.WaitForExitAsync();
        (before.ExitCode, meanwhile.ExitCode).ShouldBe((7, 8));
    }

    [Fact]
    public async Task Of_two_sessions_in_one_process_the_first_to_end_ends_nothing_of_the_other()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var first = new Player("claude", "sleep 0.2; exit 3");
        using var second = new Player(
            "claude",
            "(setsid sh -c 'echo $$ > pids; exec sleep 60' > /dev/null 2>&1 &); (env -i setsid sh -c 'echo $$ > "
                + "others; exec sleep 60' > /dev/null 2>&1 &); sleep 1.2; for file in pids others; do kill -0 $(cat "
                + "$file) && touch $file.alive; done; exit 3"
        );
        await Task.WhenAll(first.FailAsync(), second.FailAsync());
        foreach (var file in new[] { "pids", "others" })
        {
            File.Exists(second.Folder[$"work/{file}.alive"]).ShouldBeTrue(file);
            Launch
                .End(
                    int.Parse(
                        await File.ReadAllTextAsync(second.Folder["work/" + file]),
                        System.Globalization.CultureInfo.InvariantCulture
                    )
                )
                .ShouldBeFalse(file);
        }
    }
}
