using OneShot.Agents.Sessions;
using OneShot.Core.Secrets;
using OneShot.Local;
using OneShot.Local.Store;

namespace OneShot.Tests.Local;

/// <summary>A disk that fills while a run works: logs take what they can, and what can't be kept is told.</summary>
public sealed class FullDiskTests
{
    [SmallDiskFact]
    public void An_agent_is_heard_to_its_end_when_its_log_is_full()
    {
        using var disk = new SmallDisk(1);
        var path = Path.Combine(disk.Path, "plan.agent.log");
        using (var log = new AgentLog(path, KnownSecrets.None))
        {
            for (var i = 0; i < 2_000; i++)
                log.Write(new string('x', 1_000));
        }

        new FileInfo(path).Length.ShouldBeGreaterThan(500_000);
        new RunLog(Path.Combine(disk.Path, "log.txt"), TimeProvider.System).Progress(new string('x', 100_000));
        var report = Should.Throw<OneShotException>(() =>
            new LocalStore(disk.Path).Write(
                "pulls/1.json",
                new LocalThread
                {
                    Number = 1,
                    Title = "x",
                    Body = new string('x', 100_000),
                    Author = "Ada",
                    CreatedAt = default,
                    UpdatedAt = default,
                },
                LocalJson.Readable.LocalThread
            )
        );
        report.Error.Code.ShouldBe("OS3021");
    }

    [SmallDiskFact]
    public async Task A_run_that_finds_no_room_for_a_session_pays_for_none()
    {
        using var here = new LocalOneShot();
        using var disk = new SmallDisk(60);
        // What is checked out for the session leaves less than it needs.
        here.Repo.Write("large.bin", new string('x', 40_000_000));
        here.Repo.Git("add", "-A");
        here.Repo.Git("commit", "--quiet", "-m", "Large");
        var paid = here.Folder["paid"];
        var script = here.Script($"touch '{paid}'", $"touch '{paid}'");
        var outcome = Launch.Run(
            here.Repo.Path,
            new Dictionary<string, string?> { ["TMPDIR"] = disk.Path, ["NO_COLOR"] = "1" },
            "dotnet",
            Repository.Program("OneShot.Tool"),
            "Add a file",
            "--forge=local",
            "--agent=command",
            "--agent-command=" + script,
            "--sandbox=none"
        );
        outcome.All.ShouldContain("OS3133: ");
        outcome.All.ShouldContain("oneshot resume ");
        File.Exists(paid).ShouldBeFalse();
        here.Run(here.OnlyId).GetProperty("conclusion").GetString().ShouldBe("failure");
    }
}
