using System.Text.RegularExpressions;

namespace OneShot.Frosting.Tests;

/// <summary>
/// A dispatch with <c>--checkout</c> whose tasks between the steps commit something: whatever cuts it off, what is told
/// to type finishes it.
/// </summary>
public sealed partial class TasksBetweenTests : IDisposable
{
    private readonly LocalSample _here = new();

    [Fact]
    public void Who_stops_the_agent_is_told_to_go_on_without_tasks_that_are_done()
    {
        var alarm = _here.Folder["planning"];
        string[] sleeping = [.. Asked(), $"--agent-command=touch '{alarm}'; sleep 60"];
        using var launch = _here.Start([.. sleeping, "--commit"]);
        for (var waited = 0; waited < 3600 && !File.Exists(alarm); waited++)
            Thread.Sleep(50);
        launch.Signal(2);
        var stopped = launch.Wait();
        stopped.ExitCode.ShouldBe(130, stopped.All);
        stopped.Error.ShouldContain(" starts it again");
        stopped.Error.ShouldNotContain("--checkout");
        _here.Repo.Git("branch", "--show-current").ShouldBe("main");

        // Whoever types it all the same finds nothing new to commit, and that is all.
        var resumed = _here.Run(Resumed("--checkout"));
        resumed.ExitCode.ShouldBe(0, resumed.All);
        _here.Repo.Git("show", $"{Branch}:generated.txt").ShouldBe("x");
        _here.Repo.Git("show", $"{Branch}:new.txt").ShouldBe("x");
    }

    [Fact]
    public void Who_lost_a_task_finds_the_way_to_run_it_again_wherever_he_looks()
    {
        var failed = _here.Run([.. Asked(), Good, "--stage", "--explode"]);
        failed.ExitCode.ShouldBe(1, failed.All);
        failed.Error.ShouldContain($"--resume={Id} --checkout ");
        _here.Repo.Git("status", "--porcelain").ShouldBe("A  generated.txt");
        var finish = _here.Run("--target=OneShotStatus").Output;
        finish.ShouldContain($"finish it: ./build.sh --target=OneShot --resume={Id} --checkout ");

        var without = _here.Run(Resumed());
        without.ExitCode.ShouldBe(2, without.All);
        without.Error.ShouldContain($"Take it up with them: ./build.sh --target=OneShot --resume={Id} --checkout ");

        var dirty = _here.Run(Resumed("--checkout", "--commit"));
        dirty.ExitCode.ShouldBe(3, dirty.All);
        dirty.Error.ShouldContain("OS3022: --checkout needs a clean work tree: 1 changed file, generated.txt.");
        dirty.Error.ShouldNotContain("leave --checkout out");
        var clear = PutAway().Match(dirty.Error).Groups["arguments"].Value;
        _here.Repo.Git(clear.Split(' '));

        var resumed = _here.Run(Resumed("--checkout", "--commit"));
        resumed.ExitCode.ShouldBe(0, resumed.All);
        _here.Repo.Git("show", $"{Branch}:generated.txt").ShouldBe("x");
        _here.Run("--target=OneShotStatus").Output.ShouldNotContain("--checkout");
    }

    public void Dispose() => _here.Dispose();

    private string Good => _here.Implementing("printf x > new.txt")[4];

    private string Id =>
        Path.GetFileNameWithoutExtension(
            Directory.GetFiles(_here.Repo[".git/oneshot/journal"], "*.json").ShouldHaveSingleItem()
        );

    private string Branch => _here.Repo.Git("for-each-ref", "--format=%(refname:short)", "refs/heads/oneshot-*");

    private string[] Asked() =>
        [
            .. _here
                .Implementing("")
                .Where(argument => !argument.StartsWith("--agent-command", StringComparison.Ordinal)),
            "--checkout",
        ];

    private string[] Resumed(params string[] more) =>
        ["--target=OneShot", "--resume=" + Id, "--sandbox=none", Good, .. more];

    [GeneratedRegex("git (?<arguments>restore [^ ]+ [^ ]+ [^ ]+) throws it away")]
    private static partial Regex PutAway();
}
