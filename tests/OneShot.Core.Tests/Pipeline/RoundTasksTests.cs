using OneShot.Core.Model;
using OneShot.Core.Pipeline;
using OneShot.Core.Settings;

namespace OneShot.Core.Tests.Pipeline;

/// <summary>All sessions of an implementer together use no more than one may.</summary>
public sealed class RoundTasksTests : IDisposable
{
    private static readonly string[] Words = ["zero", "one", "two", "three", "four", "five", "six"];

    private readonly JobMachine _machine = new();
    private readonly List<AgentTask> _sessions = [];
    private int _ran;

    [Fact]
    public async Task Turns_are_those_of_all_sessions_together()
    {
        await RunAsync(new OneShotSettings { MaxTurns = 3, Rounds = 9 });
        _sessions.Select(session => session.Turns).ShouldBe([3, 2, 1]);
        Report().RoundsTold!.ShouldContain("2 times: what its sessions may use together is used up");
        Report().Usage!.Turns.ShouldBe(3);
        Report().Usage!.Seconds.ShouldBe(3);
    }

    [Fact]
    public async Task Time_is_that_of_all_sessions_together()
    {
        await RunAsync(new OneShotSettings { Timeout = 4, Rounds = 9 });
        _sessions.Select(session => session.TimeLimit.TotalSeconds).ShouldBe([4, 3, 2]);
    }

    [Fact]
    public async Task In_a_run_what_verifies_has_no_more_than_its_job()
    {
        var limits = new List<TimeSpan>();
        await RunAsync(
            new OneShotSettings { ImplementMinutes = 12, Rounds = 1 },
            request => request with { RunId = "77" },
            command => limits.Add(command.TimeLimit)
        );
        limits[1].ShouldBe(TimeSpan.FromMinutes(7) - TimeSpan.FromSeconds(1), "5 minutes are the job's own");
    }

    [Theory]
    [InlineData("none", "make check")]
    [InlineData("checks", "make check")]
    [InlineData("auto", "make other")] // trunk was verified by another
    public async Task Without_what_trunk_said_of_this_command_there_is_no_round(string mode, string command)
    {
        await RunAsync(new OneShotSettings { Verify = mode, VerifyCommand = command });
        _sessions.ShouldHaveSingleItem();
        Report().RoundsTold.ShouldBeNull();
    }

    [Theory]
    [InlineData("required", 1, "OS6022")]
    [InlineData("required", 0, null)]
    [InlineData("auto", 1, null)]
    public async Task Where_trunk_is_red_itself_nothing_is_implemented_if_that_was_asked(
        string mode,
        int code,
        string? error
    )
    {
        await _machine.PlanAsync();
        _machine.Agents.Command = _ => new CommandEnd(code, 1, ["it is broken"]);
        var asked = new OneShotSettings
        {
            Sandbox = "none",
            VerifyCommand = "make check",
            VerifyBaseline = mode,
        };
        var request = _machine.Request with { Terms = RunTerms.Of(asked) };
        await _machine.JobAsync(request, job => job.VerifyBaselineAsync(default));
        var preparing = () => _machine.JobAsync(request, job => job.PrepareImplementationAsync(default));
        if (error is null)
            await preparing();
        else
        {
            (await Should.ThrowAsync<OneShotException>(preparing)).Error.Code.ShouldBe(error);
            _machine.Told[^1].ShouldContain("trunk itself is red: make check, it is red, exit code 1");
        }
    }

    [Fact]
    public async Task What_lies_in_the_tree_itself_starts_no_command()
    {
        await RunAsync(new OneShotSettings { Rounds = 0 });
        var tree = _machine.Clone();
        foreach (var file in Directory.GetFiles(_machine.HandOver.Path))
        {
            Directory.CreateDirectory(Path.Combine(tree.Folder, ".impl"));
            File.Copy(file, Path.Combine(tree.Folder, ".impl", Path.GetFileName(file)));
        }

        var before = _ran;
        var terms = RunTerms.Of(
            new OneShotSettings
            {
                Sandbox = "none",
                VerifyCommand = "make check",
                Rounds = 1,
            }
        );
        await _machine.JobAsync(
            tree,
            _machine.Request with
            {
                HandOver = null,
                Terms = terms,
            },
            job => job.RunImplementationAsync(default)
        );
        (_sessions.Count, _ran).ShouldBe((2, before));
    }

    [Fact]
    public async Task What_is_told_of_rounds_is_data()
    {
        await RunAsync(new OneShotSettings { Rounds = 1 });
        var report = Report() with
        {
            RoundsEnded = "<b>@team</b>\u202E" + new string('x', 5000),
            Rounds = 2_000_000_000,
        };
        report.RoundsTold.ShouldBeNull();
        (report with { Rounds = 3 }).RoundsTold!.Length.ShouldBeLessThan(500);
        (report with { Rounds = 3 }).RoundsTold!.ShouldNotContain("<b>");
    }

    public void Dispose() => _machine.Dispose();

    // Each session makes something else, and each time something else is red.
    private async Task RunAsync(
        OneShotSettings asked,
        Func<JobRequest, JobRequest>? change = null,
        Action<SandboxedCommand>? ran = null
    )
    {
        var trunk = RunTerms.Of(new OneShotSettings { Sandbox = "none", VerifyCommand = "make check" });
        (asked.Sandbox, asked.VerifyCommand) = ("none", asked.VerifyCommand ?? "make check");
        await _machine.PlanAsync();
        _machine.Agents.Command = command =>
        {
            ran?.Invoke(command);
            return new CommandEnd(_ran++ == 0 ? 0 : 1, 1, [Words[_ran]]);
        };
        await _machine.JobAsync(_machine.Request with { Terms = trunk }, job => job.VerifyBaselineAsync(default));
        var request = _machine.Request with { Terms = RunTerms.Of(asked) };
        await _machine.JobAsync(request, job => job.PrepareImplementationAsync(default));
        _machine.Agents.Work = (task, _) =>
        {
            _sessions.Add(task);
            File.WriteAllText(Path.Combine(task.Folder, "new.cs"), $"{_sessions.Count}");
            return Task.CompletedTask;
        };
        await _machine.JobAsync(change?.Invoke(request) ?? request, job => job.RunImplementationAsync(default));
    }

    private PhaseReport Report() => PhaseReport.Read(_machine.HandOver, AgentPhase.Implement)!;
}
