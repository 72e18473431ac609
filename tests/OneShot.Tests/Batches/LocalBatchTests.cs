using OneShot.Tests.Local;

namespace OneShot.Tests.Batches;

/// <summary>Many prompts on this machine: each is followed to its end, and what failed is taken up again.</summary>
public sealed class LocalBatchTests : IDisposable
{
    private readonly LocalOneShot _here = new();
    private readonly RecordingView _view = new();

    [Fact]
    public async Task What_failed_goes_on_with_the_same_command_and_what_is_done_is_left_alone()
    {
        var counted = _here.Folder["counted"];
        var command = _here.Script(
            PlannerScript.Good,
            $"echo x >> '{counted}'; if [ ! -e '{_here.Folder["mended"]}' ]; then touch '{_here.Folder["mended"]}'; "
                + $"echo broken >&2; exit 1; fi; printf x > new.txt"
        );
        var (failure, first) = await RunAsync("- a\n- b\n- c\n", command);
        failure!.Error.Exit.ShouldBe(ExitCode.AgentFailed);
        failure.Message.ShouldContain("1 of 3 one-shots failed; number 1: ");
        first.Select(one => one.State).ShouldBe(["failed", "ready", "ready"]);

        var (none, second) = await RunAsync("- a\n- b\n- c\n", command);
        none.ShouldBeNull();
        second.Select(one => one.State).ShouldBe(["ready", "ready", "ready"]);
        second.Select(one => one.Id).ShouldBe(first.Select(one => one.Id));
        _here.Branch.Split('\n').Length.ShouldBe(3);
        File.ReadAllLines(counted).Length.ShouldBe(4);
        _view.Activities.ShouldContain(line =>
            line.StartsWith("1 ", StringComparison.Ordinal) && line.Contains("implement", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task An_agent_is_named_once_or_by_every_entry_and_nothing_is_made_before()
    {
        var (failure, batch) = await RunAsync("- {prompt: a, agent: rehearsal}\n- b\n", null);
        (failure!.Error.Code, batch.Count).ShouldBe(("OS2025", 0));
        failure.Message.ShouldContain("entry 2 (line 2)");
        _here.Branch.ShouldBeEmpty();
    }

    [Fact]
    public async Task Detached_runs_are_left_to_themselves_and_followed_by_the_next_command()
    {
        var command = _here.Script(
            PlannerScript.Good,
            $"while [ ! -e '{_here.Folder["go"]}' ]; do sleep 0.05; done; printf x > new.txt"
        );
        (await RunAsync("- a\n- b\n", command, settings => settings.Detach = true))
            .Batch.Select(one => one.State)
            .ShouldBe(["queued", "queued"]);
        (await RunAsync("- a\n- b\n", command, settings => settings.Detach = true)).Batch.ShouldAllBe(one =>
            one.Earlier && one.State != "unknown"
        );
        _here.Folder.Write("go", "");
        (await RunAsync("- a\n- b\n", command)).Batch.ShouldAllBe(one => one.State == "ready");
        _here.Branch.Split('\n').Length.ShouldBe(2);
    }

    public void Dispose() => _here.Dispose();

    private async Task<(OneShotException? Failure, IReadOnlyList<BatchedOneShot> Batch)> RunAsync(
        string file,
        string? command,
        Action<OneShotSettings>? ask = null
    )
    {
        var settings = new OneShotSettings
        {
            Forge = "local",
            Agent = command is null ? null : "command",
            AgentCommand = command,
            Sandbox = "none",
            PromptsFile = _here.Folder.Write("tasks.yaml", file),
            Parallel = 1,
        };
        ask?.Invoke(settings);
        using var session = OneShotVerbs.CreateBatch(settings, _here.Host);
        try
        {
            await session.RunAsync(_view, CancellationToken.None);
            return (null, session.Receipt!.Batch);
        }
        catch (OneShotException exception)
        {
            return (exception, session.Receipt?.Batch ?? []);
        }
    }
}
