using OneShot.Local;

namespace OneShot.Tests.Local;

/// <summary>Ctrl+C, whenever it comes: what stops with its follower stops, and everybody says the same of it.</summary>
public sealed class StopTests : IDisposable
{
    private readonly LocalOneShot _here = new();
    private readonly CancellationTokenSource _stop = new();

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)] // as Ctrl+C does, which reaches both
    public async Task A_run_that_has_hardly_been_started_is_noted_and_cancelled(bool isTold, bool isKilled)
    {
        var started = _here.Folder["started"];
        var settings = LocalOneShot.Settings("command");
        settings.AgentCommand = _here.Script($"touch '{started}'; sleep 79.5", "true");
        var real = new RunnerProcess(_here.ProgramFolder, ProgramStore.Of(_here.Variables.GetValueOrDefault));
        var runner = new StoppingRunner(real, _stop, isTold, isKilled);
        _here.Runner = runner;
        var stopped = await Should.ThrowAsync<OneShotException>(() => _here.RunAsync(settings, _stop.Token));
        stopped.Error.Code.ShouldBe("OS9001");

        for (var i = 0; i < 1200 && RunnerProcess.IsAlive(runner.Process); i++)
            await Task.Delay(50);
        RunnerProcess.IsAlive(runner.Process).ShouldBeFalse();
        File.Exists(started).ShouldBeFalse("no agent begins after that");
        var only = await StatusAsync();
        (only.Id, only.State).ShouldBe((stopped.ResumeId, "cancelled"));
        _here.Run(only.Id).GetProperty("conclusion").GetString().ShouldBe("cancelled");

        (_here.Runner, settings.AgentCommand) = (null, _here.Script(PlannerScript.Good, "printf x > new.txt"));
        await _here.RunAsync(new OneShotSettings { Resume = only.Id, AgentCommand = settings.AgentCommand });
        (await StatusAsync()).State.ShouldBe("ready");
    }

    [Fact]
    public async Task What_was_stopped_is_started_again_at_the_job_that_was_cut_off_and_tells_nothing_twice()
    {
        var (plans, started) = (_here.Folder["plans"], _here.Folder["started"]);
        var settings = LocalOneShot.Settings("command");
        settings.AgentCommand = _here.Script(
            $"echo x >> '{plans}'\n" + PlannerScript.Good,
            $"test ! -e '{started}' || {{ printf x > new.txt; exit 0; }}; touch '{started}'; sleep 120"
        );
        var running = _here.RunAsync(settings, _stop.Token);
        for (var i = 0; i < 3600 && !File.Exists(started); i++)
            await Task.Delay(50);
        await _stop.CancelAsync();
        var stopped = await Should.ThrowAsync<OneShotException>(() => running);
        stopped.Error.Next.ShouldStartWith(
            $"{{oneshot}} --target=OneShot --resume={stopped.ResumeId} "
                + "starts it again at the job that was cut off; "
        );

        var before = _here.Reporter.Lines.Count;
        await _here.RunAsync(new OneShotSettings { Resume = stopped.ResumeId, AgentCommand = settings.AgentCommand });
        var told = _here.Reporter.Lines.Skip(before).SkipWhile(line => line != "starting command here").ToArray();
        told.ShouldContain("job implement");
        told.ShouldNotContain("job plan");
        told.ShouldNotContain(line => line.Contains("cancelled", StringComparison.Ordinal));
        File.ReadAllLines(plans).Length.ShouldBe(1, "its plan was paid for");
        (await StatusAsync()).State.ShouldBe("ready");
    }

    [Fact]
    public async Task Whoever_resumes_what_is_under_way_looks_on_and_stops_nothing()
    {
        var started = _here.Folder["started"];
        var settings = LocalOneShot.Settings("command");
        settings.AgentCommand = _here.Script($"touch '{started}'; sleep 120", "true");
        settings.Detach = true;
        await _here.RunAsync(settings);
        for (var i = 0; i < 3600 && !File.Exists(started); i++)
            await Task.Delay(50);
        var id = (await StatusAsync()).Id;
        var looking = _here.RunAsync(
            new OneShotSettings { Resume = id, AgentCommand = settings.AgentCommand },
            _stop.Token
        );
        for (var i = 0; i < 3600 && !_here.Reporter.Lines.Contains($"{id} is under way: following it"); i++)
            await Task.Delay(50);
        await _stop.CancelAsync();
        var stopped = await Should.ThrowAsync<OneShotException>(() => looking);
        stopped.Error.Code.ShouldBe("OS9001");
        stopped.Error.Next.ShouldStartWith("The run goes on; ");
        (await StatusAsync()).State.ShouldBe("planning");
        await _here.RunAsync(new OneShotSettings { Undo = id });
    }

    [Theory]
    [InlineData("sleep 120", "cancelled")]
    [InlineData("exit 3", "failed")]
    [InlineData("printf x > old.txt", "ready")]
    public async Task What_was_undone_begins_with_its_plan_when_its_key_is_used_once_more(string agent, string state)
    {
        var (plans, started) = (_here.Folder["plans"], _here.Folder["started"]);
        var settings = LocalOneShot.Settings("command");
        settings.IdempotencyKey = "stopped"; // one of its own: in the same process the same id is the same run
        var plan = $"echo x >> '{plans}'\n" + PlannerScript.Good;
        settings.AgentCommand = _here.Script(plan, $"touch '{started}'; {agent}");
        var running = _here.RunAsync(settings, _stop.Token);
        for (var i = 0; i < 3600 && !File.Exists(started); i++)
            await Task.Delay(50);
        if (state == "cancelled")
            await _stop.CancelAsync();
        await Task.WhenAny(running);
        (await StatusAsync()).State.ShouldBe(state);
        await _here.RunAsync(new OneShotSettings { Undo = _here.OnlyId });

        settings.AgentCommand = _here.Script(plan, "printf x > new.txt");
        await _here.RunAsync(settings);
        File.ReadAllLines(plans).Length.ShouldBe(2);
        (await StatusAsync()).State.ShouldBe("ready");
    }

    [Fact]
    public async Task Who_only_looked_on_is_told_that_the_run_goes_on_and_how_it_is_followed_and_ended()
    {
        var started = _here.Folder["started"];
        var settings = LocalOneShot.Settings("command");
        settings.AgentCommand = _here.Script($"touch '{started}'; sleep 120", "true");
        settings.Detach = true;
        var id = (await _here.RunAsync(settings)).Id;
        using var watch = OneShotVerbs.CreateStatus(new OneShotSettings { Watch = true, GitTimeout = 240 }, _here.Host);
        var watching = watch.RunAsync(_stop.Token);
        for (var i = 0; i < 3600 && !(File.Exists(started) && _here.Reporter.Lines.Contains("job plan")); i++)
            await Task.Delay(50);
        await _stop.CancelAsync();
        var stopped = await Should.ThrowAsync<OneShotException>(() => watching);
        stopped.Error.ShouldBe(
            new OneShotError(
                "OS9001",
                "Cancelled.",
                $"The run goes on; {{oneshot}} --target=OneShotStatus --distinct-id={id} --watch follows it again; "
                    + $"{{oneshot}} --target=OneShot --undo={id} cancels it and removes what was made."
            )
        );
        stopped.For("oneshot").Error.Next.ShouldContain($"oneshot status {id} --watch follows it again");
        (await StatusAsync()).State.ShouldBe("planning");
        await _here.RunAsync(new OneShotSettings { Undo = id });
        _here.Run(id).GetProperty("conclusion").GetString().ShouldBe("cancelled");
    }

    [Theory]
    [InlineData("branched")]
    [InlineData("opened")]
    [InlineData("cancelled")]
    public async Task A_row_of_a_stopped_batch_says_what_status_says(string state)
    {
        var started = _here.Folder["started"];
        var settings = LocalOneShot.Settings("command");
        (settings.Prompt, settings.Parallel) = (null, 1);
        settings.PromptsFile = _here.Folder.Write("tasks.yaml", "- a\n- b\n");
        settings.AgentCommand = _here.Script($"touch '{started}'; sleep 120", "true");
        var view = new RecordingView
        {
            OnChange = one =>
            {
                if (one.State == state)
                    _stop.Cancel();
            },
        };
        using var batch = OneShotVerbs.CreateBatch(settings, _here.Host);
        var running = batch.RunAsync(view, _stop.Token);
        for (var i = 0; i < 3600 && !_stop.IsCancellationRequested && !File.Exists(started); i++)
            await Task.Delay(50);
        await _stop.CancelAsync();
        (await Should.ThrowAsync<OneShotException>(() => running)).Error.Code.ShouldBe("OS9001");

        var only = await StatusAsync();
        only.State.ShouldBe(state);
        batch.Receipt!.Batch.Select(one => (one.Id, one.State)).ShouldBe([(only.Id, state), (null, "waiting")]);
        batch.Receipt.Batch[0].IsOver.ShouldBeTrue("nothing happens to it any more");
    }

    public void Dispose()
    {
        _here.Dispose();
        _stop.Dispose();
    }

    private async Task<OneShotState> StatusAsync()
    {
        using var status = OneShotVerbs.CreateStatus(new OneShotSettings { GitTimeout = 240 }, _here.Host);
        await status.RunAsync(CancellationToken.None);
        return status.Receipt.OneShots.Single();
    }

    /// <summary>Is stopped at the moment at which the process is there, or has just been told all it needs.</summary>
    private sealed class StoppingRunner(IRunner real, CancellationTokenSource stop, bool isTold, bool isKilled)
        : IRunner
    {
        public int Process { get; private set; }

        public void Require() => real.Require();

        public async Task<IStartedRunner> StartAsync(
            string id,
            string store,
            string output,
            CancellationToken cancellationToken
        )
        {
            var started = await real.StartAsync(id, store, output, cancellationToken);
            Process = started.Id;
            if (!isTold)
                await stop.CancelAsync();
            return new Started(started, stop, isKilled);
        }

        public void Terminate(string id, int process) => real.Terminate(id, process);

        private sealed class Started(IStartedRunner real, CancellationTokenSource stop, bool isKilled) : IStartedRunner
        {
            public int Id => real.Id;

            public async Task TellAsync(IReadOnlyCollection<string> forAgents, IReadOnlyCollection<string> forCommands)
            {
                await real.TellAsync(forAgents, forCommands);
                if (isKilled)
                {
                    using var process = System.Diagnostics.Process.GetProcessById(real.Id);
                    process.Kill();
                    // What a session of another test adopts nobody waits for, and .NET takes it for alive.
                    while (RunnerProcess.IsAlive(real.Id))
                        await Task.Delay(20);
                }

                await stop.CancelAsync();
            }

            public void Dispose() => real.Dispose();
        }
    }
}
