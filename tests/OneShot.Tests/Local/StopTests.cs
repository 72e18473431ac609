using OneShot.Local;

namespace OneShot.Tests.Local;

/// <summary>Ctrl+C, whenever it comes: what stops with its follower stops, and everybody says the same of it.</summary>
public sealed class StopTests : IDisposable
{
    private readonly LocalOneShot _here = new();
    private readonly CancellationTokenSource _stop = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_run_that_has_hardly_been_started_is_noted_and_cancelled(bool isTold)
    {
        var started = _here.Folder["started"];
        var settings = LocalOneShot.Settings("command");
        settings.AgentCommand = _here.Script($"touch '{started}'; sleep 79.5", "true");
        var real = new RunnerProcess(_here.ProgramFolder, ProgramStore.Of(_here.Variables.GetValueOrDefault));
        var runner = new StoppingRunner(real, _stop, isTold);
        _here.Runner = runner;
        var stopped = await Should.ThrowAsync<OneShotException>(() => _here.RunAsync(settings, _stop.Token));
        stopped.Error.Code.ShouldBe("OS9001");

        for (var i = 0; i < 100 && RunnerProcess.IsAlive(runner.Process); i++)
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

    public void Dispose()
    {
        _here.Dispose();
        _stop.Dispose();
    }

    private async Task<OneShotState> StatusAsync()
    {
        using var status = OneShotVerbs.CreateStatus(new OneShotSettings { GitTimeout = 60 }, _here.Host);
        await status.RunAsync(CancellationToken.None);
        return status.Receipt.OneShots.Single();
    }

    /// <summary>Is stopped at the moment at which the process is there, or has just been told all it needs.</summary>
    private sealed class StoppingRunner(IRunner real, CancellationTokenSource stop, bool isTold) : IRunner
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
            return new Started(started, stop);
        }

        public void Terminate(string id, int process) => real.Terminate(id, process);

        private sealed class Started(IStartedRunner real, CancellationTokenSource stop) : IStartedRunner
        {
            public int Id => real.Id;

            public async Task TellAsync(IReadOnlyCollection<string> forAgents)
            {
                await real.TellAsync(forAgents);
                await stop.CancelAsync();
            }

            public void Dispose() => real.Dispose();
        }
    }
}
