using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace OneShot.Tests.Clients;

/// <summary>One-shots from a program's code: the real git, the real HTTP, no Cake.</summary>
public sealed class OneShotClientTests : IDisposable
{
    private readonly PeerRepository _peer = new();
    private readonly MemoryLog _log = new();
    private readonly Dictionary<string, string?> _variables;
    private readonly GitRepo _repo;
    private readonly OneShotClient _client;

    public OneShotClientTests()
    {
        _variables = _peer.Environment;
        _repo = _peer.Clone();
        _client = new OneShotClient(
            new OneShotClientOptions
            {
                WorkingFolder = _repo.Path,
                Logger = _log,
                Variable = name => _variables.GetValueOrDefault(name),
            }
        );
    }

    private OneShotSettings Asked =>
        new()
        {
            Prompt = "Add a --verbose flag",
            Forge = "github",
            Repo = _peer.FullName,
            Agent = "claude",
        };

    [Fact]
    public async Task A_dispatch_answers_with_what_it_made()
    {
        var before = _repo.Git("status", "--porcelain=v2", "--branch");
        var asked = Asked with { Result = "out/receipt.json" };
        var receipt = await _client.DispatchAsync(asked);

        receipt.ShouldSatisfyAllConditions(
            () => _peer.Branches.ShouldContain("refs/heads/" + receipt.Branch),
            () => receipt.PrUrl.ShouldEndWith($"/{_peer.FullName}/pull/{_peer.Pull(receipt.PrNumber)["number"]}"),
            () => _peer.Runs.Single()!["id"]!.ToString().ShouldBe(receipt.RunId)
        );
        JsonNode.Parse(File.ReadAllText(_repo["out/receipt.json"]))!["branch"]!.ToString().ShouldBe(receipt.Branch);
        Directory.Delete(_repo["out"], recursive: true);
        _repo.Git("status", "--porcelain=v2", "--branch").ShouldBe(before);
        asked.ShouldBe(Asked with { Result = "out/receipt.json" });
    }

    [Fact]
    public async Task A_variable_of_an_earlier_name_is_told_with_the_setting_of_now()
    {
        _variables["ONESHOT_NO_VERIFY"] = "true";
        var failure = await Should.ThrowAsync<OneShotException>(() => _client.DispatchAsync(Asked));
        failure.Error.Code.ShouldBe("OS2033");
        failure.Error.Message.ShouldBe("There is no variable ONESHOT_NO_VERIFY any more.");
        failure.Error.Next.ShouldBe(
            "OneShotSettings.NoHooks (ONESHOT_NO_HOOKS) skips your pre-push hook; OneShotSettings.Verify=none skips verifying."
        );
        _peer.Branches.ShouldBe(["refs/heads/main"]);
    }

    [Fact]
    public async Task Its_log_has_every_step_and_no_secret()
    {
        await _client.DispatchAsync(Asked);
        _log.Lines.ShouldContain(line => line.StartsWith("Information: prompt of 21 bytes", StringComparison.Ordinal));
        _log.Lines.ShouldContain(line => line.StartsWith("Debug: POST ", StringComparison.Ordinal));
        _log.Lines.ShouldNotContain(line => line.Contains(_peer.Token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_trace_has_the_call_and_its_steps()
    {
        var activities = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == OneShotClient.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activities.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using var root = new Activity("test").Start();
        var receipt = await _client.DispatchAsync(Asked);
        _peer.Fault("status", "POST", "/pulls", status: 403, body: "{\"message\":\"no\"}");
        await Should.ThrowAsync<OneShotException>(_client.DispatchAsync(Asked));

        var own = activities.Where(activity => activity.TraceId == root.TraceId).ToArray();
        own.Select(activity => activity.OperationName)
            .ShouldBe([
                "oneshot ValidatePrompt",
                "oneshot CreateOneShotBranch",
                "oneshot OpenDraftPr",
                "oneshot TriggerOneShot",
                "oneshot dispatch",
                "oneshot ValidatePrompt",
                "oneshot CreateOneShotBranch",
                "oneshot OpenDraftPr",
                "oneshot dispatch",
            ]);
        own[4].GetTagItem("oneshot.id").ShouldBe(receipt.Id);
        own[^1].Status.ShouldBe(ActivityStatusCode.Error);
        own[^2].GetTagItem("error.type").ShouldBe(own[^1].GetTagItem("error.type"));
    }

    [Fact]
    public async Task A_preview_makes_nothing()
    {
        var receipt = await _client.PreviewAsync(Asked);
        receipt.Calls!.Count.ShouldBeGreaterThan(2);
        _peer.Branches.ShouldBe(["refs/heads/main"]);
        _peer.Pulls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failure_is_resumed_and_undone_by_its_id()
    {
        _peer.Fault("status", "POST", "/pulls", status: 403, body: "{\"message\":\"no\"}");
        var failure = await Should.ThrowAsync<OneShotException>(
            _client.DispatchAsync(Asked with { Result = "receipt.json" })
        );
        failure.Error.Next.ShouldContain(
            $"OneShotClient.ResumeAsync(\"{failure.ResumeId}\") finishes it; "
                + $"OneShotClient.UndoAsync(\"{failure.ResumeId}\") removes what was made."
        );
        JsonNode.Parse(File.ReadAllText(_repo["receipt.json"]))!["resume"]!.ToString().ShouldBe(failure.ResumeId);

        _peer.Repair();
        var receipt = await _client.ResumeAsync(failure.ResumeId!);
        (receipt.Id, _peer.Pulls.Count, _peer.Runs.Count).ShouldBe((failure.ResumeId, 1, 1));
        (await _client.StatusAsync(receipt.Id)).Branch.ShouldBe(receipt.Branch);

        await _client.UndoAsync(receipt.Id);
        _peer.Branches.ShouldBe(["refs/heads/main"]);
        (await _client.StatusAsync()).Single().State.ShouldBe("undone");
    }

    [Fact]
    public async Task Watching_tells_every_change_to_the_end()
    {
        var receipt = await _client.DispatchAsync(Asked);
        var run = long.Parse(receipt.RunId!, System.Globalization.CultureInfo.InvariantCulture);
        _peer.RunState(run, "in_progress", null);
        var seen = new List<string>();
        await foreach (var state in _client.WatchAsync(receipt.Id))
        {
            seen.Add(state.State);
            _peer.RunState(run, "completed", "failure");
        }

        seen.ShouldBe(["running", "failed"]);
    }

    [Fact]
    public async Task Watching_has_a_limit()
    {
        var receipt = await _client.DispatchAsync(Asked);
        var failure = await Should.ThrowAsync<OneShotException>(async () =>
        {
            await foreach (var state in _client.WatchAsync(receipt.Id, TimeSpan.FromMilliseconds(20)))
                state.IsUnderWay.ShouldBeTrue();
        });
        failure.Error.Code.ShouldBe("OS7004");
        failure.Message.ShouldContain("within 20 ms: ");
    }

    [Fact]
    public async Task A_cancelled_call_says_so_in_a_programs_words()
    {
        using var cancellation = new CancellationTokenSource();
        _log.Written = line =>
        {
            if (line.Contains("POST", StringComparison.Ordinal))
                cancellation.Cancel();
        };
        try
        {
            await _client.DispatchAsync(Asked, cancellation.Token);
            throw new InvalidOperationException("It was not cancelled.");
        }
        catch (OperationCanceledException exception)
        {
            exception.InnerException.ShouldBeOfType<OneShotException>().ResumeId.ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task Calls_run_side_by_side()
    {
        var receipts = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => _client.DispatchAsync(Asked)));
        receipts.Select(receipt => receipt.Branch).Distinct().Count().ShouldBe(3);
        (_peer.Pulls.Count, _peer.Runs.Count).ShouldBe((3, 3));
    }

    [Fact]
    public async Task What_settings_leave_open_is_read_from_the_environment()
    {
        _variables["ONESHOT_SLUG"] = "from the environment";
        (await _client.PreviewAsync(Asked)).Branch!.ShouldStartWith("oneshot-from-the-environment");
    }

    [Fact]
    public async Task What_a_call_stands_for_is_changed_by_nothing_from_outside()
    {
        var kept = await _client.DispatchAsync(Asked);
        var other = await _client.DispatchAsync(Asked);
        (
            _variables["ONESHOT_UNDO"],
            _variables["ONESHOT_DISTINCT_ID"],
            _variables["ONESHOT_PREVIEW"],
            _variables["ONESHOT_OUTPUT"]
        ) = (kept.Id, kept.Id, "false", "json");
        _variables["ONESHOT_RESULT"] = "status.json";
        (await _client.StatusAsync()).Count.ShouldBe(2);
        (await _client.StatusAsync(other.Id!)).Id.ShouldBe(other.Id);
        File.Exists(_repo["status.json"]).ShouldBeFalse();
        (await _client.UndoAsync(other.Id!)).Id.ShouldBe(other.Id);
        _variables["ONESHOT_UNDO"] = null;
        (await _client.PreviewAsync(Asked)).Preview.ShouldBeTrue();
        _peer.Branches.ShouldContain("refs/heads/" + kept.Branch);
    }

    [Fact]
    public async Task Nobody_works_on_a_branch_that_is_gone_again()
    {
        var failure = await Should.ThrowAsync<OneShotException>(_client.DispatchAsync(Asked with { Checkout = true }));
        failure.Error.Code.ShouldBe("OS2067");
        _peer.Branches.ShouldBe(["refs/heads/main"]);
    }

    [Fact]
    public async Task A_receipt_that_can_not_be_written_is_not_lost()
    {
        _log.Written = line =>
        {
            if (line.StartsWith("run ", StringComparison.Ordinal))
                Directory.Delete(_peer.Folder["out"], recursive: true);
            if (line.StartsWith("run ", StringComparison.Ordinal))
                File.WriteAllText(_peer.Folder["out"], "");
        };
        Directory.CreateDirectory(_peer.Folder["out"]);
        var failure = await Should.ThrowAsync<OneShotException>(
            _client.DispatchAsync(Asked with { Result = _peer.Folder["out/receipt.json"] })
        );
        failure.Error.Code.ShouldBe("OS3024");
        failure.ResumeId.ShouldBe((string)_peer.Runs.Single()!["inputs"]!["distinct_id"]!);
    }

    [Fact]
    public async Task Watching_can_be_stopped()
    {
        var receipt = await _client.DispatchAsync(Asked);
        using var cancellation = new CancellationTokenSource();
        try
        {
            await foreach (var state in _client.WatchAsync(receipt.Id, cancellationToken: cancellation.Token))
                await cancellation.CancelAsync();
            throw new InvalidOperationException("It was not stopped.");
        }
        catch (OperationCanceledException exception)
        {
            exception.InnerException.ShouldBeOfType<OneShotException>().Error.Exit.ShouldBe(ExitCode.Cancelled);
        }
    }

    [Fact]
    public async Task An_error_names_the_setting_and_not_an_argument()
    {
        var asked = Asked with { Agent = "cluade" };
        (await Should.ThrowAsync<OneShotException>(_client.DispatchAsync(asked))).Error.Next.ShouldStartWith(
            "Did you mean OneShotSettings.Agent=claude?"
        );
        var unknown = await Should.ThrowAsync<OneShotException>(() => _client.UndoAsync("abc123"));
        unknown.Error.Next.ShouldNotContain("OneShotSettings");

        _variables["ONESHOT_COMMAND"] = "make shot --";
        (await Should.ThrowAsync<OneShotException>(_client.DispatchAsync(asked))).Error.Next.ShouldStartWith(
            "Did you mean --agent=claude?"
        );
    }

    [Fact]
    public async Task A_setting_that_is_none_is_refused_by_its_name()
    {
        var failure = await Should.ThrowAsync<OneShotException>(_client.DispatchAsync(Asked with { Forge = "locl" }));
        failure
            .Error.ToLine("")
            .ShouldBe("OS2014: 'locl' is not a valid value for OneShotSettings.Forge. It takes auto, github, local.");
        failure = await Should.ThrowAsync<OneShotException>(_client.DispatchAsync(Asked with { PromptFile = "p.md" }));
        failure.Error.Message.ShouldBe(
            "There are two prompts: one from OneShotSettings.Prompt, one from OneShotSettings.PromptFile."
        );
        _peer.Branches.ShouldBe(["refs/heads/main"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../etc")]
    public async Task An_id_that_is_none_is_refused(string id) =>
        (await Should.ThrowAsync<OneShotException>(() => _client.StatusAsync(id)))
            .Error.ToLine("")
            .ShouldBe(
                $"OS2014: '{id}' is not a valid value for the parameter id. It takes the six characters of a one-shot's "
                    + "id."
            );

    [Fact]
    public async Task A_client_that_was_disposed_of_says_so()
    {
        _client.Dispose();
        await Should.ThrowAsync<ObjectDisposedException>(() => _client.DispatchAsync(Asked));
        await Should.ThrowAsync<ObjectDisposedException>(() => _client.StatusAsync());
        await Should.ThrowAsync<ObjectDisposedException>(async () =>
        {
            await foreach (var state in _client.WatchAsync("k3x9a2"))
                _log.Lines.ShouldBeEmpty(state.State);
        });
        _peer.Branches.ShouldBe(["refs/heads/main"]);
    }

    public void Dispose()
    {
        _client.Dispose();
        _peer.Dispose();
    }

    private sealed class MemoryLog : ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public IReadOnlyCollection<string> Lines => _lines;

        public Action<string>? Written { get; set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            _lines.Enqueue($"{logLevel}: {formatter(state, exception)}");
            Written?.Invoke(formatter(state, exception));
        }
    }
}
