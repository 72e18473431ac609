using System.Globalization;
using System.Text.Json.Nodes;

namespace OneShot.Tests.Dispatch;

public sealed class WatchTests : IDisposable
{
    private const string Log =
        "2026-11-30T12:00:00.1234567Z \u001b[31mno model\u001b[0m\n"
        + "2026-11-30T12:00:01.1234567Z ##[error]Process completed with exit code 3.\n"
        + "2026-11-30T12:00:02.1234567Z Cleaning up orphan processes\n";

    private readonly PeerRepository _peer = new();
    private readonly GitRepo _repo;
    private readonly Dispatching _dispatching;
    private Action<long> _begun = _ => { };

    public WatchTests()
    {
        _repo = _peer.LocalClone();
        _dispatching = new Dispatching(_peer, _repo) { Clock = new HurriedClock() };
    }

    [Theory]
    [InlineData("failure", "failed", "OS6001")]
    public async Task A_run_is_followed_to_its_end(string conclusion, string told, string? code)
    {
        var settings = Dispatching.Settings();
        settings.Watch = true;
        var dispatching = _dispatching;
        var ending = Task.Run(async () =>
        {
            while (_peer.Runs.Count == 0)
                await Task.Delay(50);
            await Task.Delay(300);
            _peer.RunState(
                long.Parse(_peer.Runs.Single()!["id"]!.ToString(), CultureInfo.InvariantCulture),
                "completed",
                conclusion
            );
        });
        if (code is null)
            await dispatching.RunAsync(settings);
        else
            (await dispatching.FailAsync(settings)).Error.Code.ShouldBe(code);
        await ending;
        dispatching.Reporter.Text.ShouldContain($": {told}");
    }

    [Fact]
    public async Task The_limit_ends_the_watching_and_not_the_run()
    {
        var settings = Dispatching.Settings();
        (settings.Watch, settings.WatchMinutes) = (true, 0);
        var exception = await _dispatching.FailAsync(settings);
        exception.Error.Code.ShouldBe("OS7004");
        exception.Message.ShouldContain($"--resume={exception.ResumeId} --watch follows it on");
        ((string)_peer.Runs.Single()!["status"]!).ShouldBe("queued");
    }

    [Fact]
    public async Task Its_jobs_are_told_as_they_begin_and_end_and_where_it_failed_the_end_of_that_log()
    {
        using var logs = new RawPeer(
            (_, stream) =>
                RawPeer.WriteAsync(
                    stream,
                    $"HTTP/1.1 200 OK\r\nContent-Length: {Log.Length}\r\nConnection: close\r\n\r\n{Log}"
                )
        );
        var prepared = Job(1, "prepare", "completed", "success", 41);
        var failed = Job(
            5,
            "implement / implement",
            "completed",
            "failure",
            60,
            ("Set up", "success"),
            ("Run it", "failure")
        );
        failed["log"] = $"http://127.0.0.1:{logs.Port}/log?sig=1";
        var told = await FollowAsync(
            [prepared, Job(2, "plan", "in_progress", null, 0, ("Set up", "success"), ("Run the agent", null))],
            [
                prepared,
                Job(2, "plan", "completed", "success", 192, ("Run the agent", "success")),
                Job(3, "register", "completed", "success", 5),
                Job(4, "implement / start", "completed", "success", 6),
                Job(5, "implement / implement", "in_progress", null, 0),
            ],
            [
                prepared,
                failed,
                Job(6, "implement / deliver", "completed", "failure", 2),
                Job(7, "cancelled", "completed", "skipped", 0),
            ]
        );
        told.ShouldBe(
            """
            run ID: queued
            run ID: planning
            prepare: done in 41 s
            plan: started
            run ID: implementing
            plan: done in 3 min 12 s
            register: started
            register: done in 5.0 s
            implement / start: started
            implement / start: done in 6.0 s
            implement / implement: started
            implement / implement: failed after 1 min 0 s
            implement / deliver: started
            implement / deliver: failed after 2.0 s
            run ID: failed
            it failed in the job implement / implement, step Run it
            the end of its log:
              no model
              error: Process completed with exit code 3.

            """.ReplaceLineEndings("\n")
        );
        _dispatching.Reporter.Activities.ShouldContain("plan: Run the agent");
        logs.Requests.Single().ShouldNotContain(_peer.Token);
        logs.Requests.Single().ShouldNotContain("authorization", Case.Insensitive);
    }

    [Fact]
    public async Task Of_one_that_is_red_its_tests_are_told_and_the_answer_has_them()
    {
        const string tests = "{\"passed\":9,\"failed\":2,\"fixed\":0,\"broken\":1}";
        var settings = Dispatching.Settings();
        (settings.Watch, settings.Result) = (true, _peer.Folder["result.json"]);
        var ending = Task.Run(async () =>
        {
            while (_peer.Runs.Count == 0)
                await Task.Delay(50);
            var run = _peer.Runs.Single()!;
            var id = (string)run["inputs"]!["distinct_id"]!;
            var body =
                $"{_peer.Pull(1)["body"]}\n\n<!-- oneshot {id} verified -->\n"
                + $"<!-- oneshot-verdict {{\"verified\":false,\"tests\":{tests},\"rounds\":0}} -->\n### Not verified\n";
            _peer.CallAs("editor", HttpMethod.Patch, "/pulls/1", new { body }, isStranger: false);
            string[] labels = ["oneshot:unverified"];
            _peer.CallAs("editor", HttpMethod.Put, "/issues/1/labels", new { labels }, isStranger: false);
            var number = long.Parse(run["id"]!.ToString(), CultureInfo.InvariantCulture);
            _peer.JobsOf(
                number,
                Job(8, "implement / verify", "completed", "success", 9),
                Job(9, "implement / conclude", "completed", "failure", 2)
            );
            _peer.RunState(number, "completed", "failure");
        });
        using var client = new OneShotClient(
            new OneShotClientOptions
            {
                WorkingFolder = _repo.Path,
                Variable = name => _dispatching.Variables.GetValueOrDefault(name),
                Clock = new HurriedClock(),
            }
        );
        (settings.Forge, settings.Repo) = ("github", _peer.FullName);
        var failure = await Should.ThrowAsync<OneShotException>(() => client.DispatchAsync(settings));
        await ending;
        (failure.Error.Code, failure.Error.Exit).ShouldBe(("OS6001", ExitCode.AgentFailed));
        failure.Message.ShouldContain("'unverified'");
        var answer = JsonNode.Parse(await File.ReadAllTextAsync(settings.Result))!;
        ((bool)answer["verified"]!).ShouldBeFalse();
        answer["tests"]!.ToJsonString().ShouldBe(tests);
        var state = await client.StatusAsync((string)_peer.Runs.Single()!["inputs"]!["distinct_id"]!);
        (state.State, state.Verified, state.Tests).ShouldBe(("unverified", false, new TestCounts(9, 2, 0, 1)));
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("missing")]
    [InlineData("nobody")]
    public async Task A_log_that_can_not_be_had_is_no_failure(string how)
    {
        var job = Job(2, "plan", "completed", "failure", 3);
        if (how == "gone")
            job["gone"] = true;
        if (how == "nobody")
            job["log"] = "http://127.0.0.1:1/log";
        (await FollowAsync([Job(2, "plan", "in_progress", null, 0)], [job])).ShouldEndWith(
            "plan: failed after 3.0 s\nrun ID: failed\nit failed in the job plan\n"
        );
    }

    [Fact]
    public async Task A_server_that_tells_no_jobs_is_followed_without_them()
    {
        _begun = run => _peer.Fault("status", "GET", $"/actions/runs/{run}/jobs", times: 100, status: 403);
        (await FollowAsync([Job(2, "plan", "in_progress", null, 0)], [])).ShouldBe(
            "run ID: queued\nrun ID: running\nrun ID: failed\n"
        );
    }

    public void Dispose() => _peer.Dispose();

    // The next jobs are there when the ones before were seen, and with the last of them the run has failed.
    private async Task<string> FollowAsync(params JsonObject[][] stages)
    {
        var settings = Dispatching.Settings();
        settings.Watch = true;
        var failing = _dispatching.FailAsync(settings);
        var id = await UntilAsync(() =>
            _dispatching.Reporter.Lines.FirstOrDefault(line => line.EndsWith(": queued", StringComparison.Ordinal))
        );
        var run = long.Parse(id.Split(' ', ':')[1], CultureInfo.InvariantCulture);
        _begun(run);
        foreach (var jobs in stages)
        {
            _peer.JobsOf(run, [.. jobs.Select(job => job.DeepClone())]);
            if (jobs != stages[^1])
                _peer.RunState(run, "in_progress", null);
            else
                _peer.RunState(run, "completed", "failure");
            var seen = Looks();
            await UntilAsync(() => failing.IsCompleted || Looks() > seen + 1 ? "" : null);
        }

        (await failing).Error.Code.ShouldBe("OS6001");
        var lines = _dispatching.Reporter.Lines.SkipWhile(line => line != id);
        return string.Concat(
            lines
                .Where(line => !line.StartsWith("trace: ", StringComparison.Ordinal))
                .Select(line => line.Replace($"run {run}:", "run ID:", StringComparison.Ordinal) + "\n")
        );

        int Looks() => _dispatching.Reporter.Lines.Count(line => line.Contains("/jobs?", StringComparison.Ordinal));
    }

    private static JsonObject Job(
        int id,
        string name,
        string status,
        string? conclusion,
        int seconds,
        params (string Name, string? Conclusion)[] steps
    )
    {
        var start = new DateTime(2026, 11, 30, 12, 0, 0, DateTimeKind.Utc);
        return new()
        {
            ["id"] = id,
            ["name"] = name,
            ["status"] = status,
            ["conclusion"] = conclusion,
            ["started_at"] = start,
            ["completed_at"] = conclusion is null ? null : start.AddSeconds(seconds),
            ["steps"] = new JsonArray([
                .. steps.Select(step => new JsonObject
                {
                    ["name"] = step.Name,
                    ["status"] = step.Conclusion is null ? "in_progress" : "completed",
                    ["conclusion"] = step.Conclusion,
                }),
            ]),
        };
    }

    private static async Task<string> UntilAsync(Func<string?> look)
    {
        for (var i = 0; i < 6000; i++)
        {
            if (look() is { } found)
                return found;
            await Task.Delay(20);
        }

        throw new TimeoutException();
    }

    /// <summary>Waits between looks pass a hundred times faster.</summary>
    private sealed class HurriedClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / 100 : dueTime, period);
    }
}
