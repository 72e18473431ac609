using OneShot.Core.Model;

namespace OneShot.Tests.Batches;

/// <summary>Many prompts of one file: real git, real HTTP, in the test's process.</summary>
public sealed class BatchTests : IDisposable
{
    private readonly PeerRepository _peer = new();
    private readonly GitRepo _repo;
    private readonly RecordingReporter _reporter = new();
    private RecordingView _view = new();

    public BatchTests() => _repo = _peer.LocalClone();

    [Fact]
    public async Task Every_entry_is_one_branch_pull_request_and_run_as_it_asks_for()
    {
        for (var i = 0; i < 7; i++)
            _peer.CallAs("eve", HttpMethod.Post, "/issues", new { title = "A wish", body = "x" });
        _peer.Bare.Git("branch", "dev", "main");
        var before = _repo.Git("for-each-ref");
        var receipt = await RunAsync(
            "- Add it\n- prompt: |\n    Fix it\n\n    soon\n  slug: quick fix\n  model: o\n  base: dev\n  "
                + "plan-issue: 7\n- {prompt: Test it, agent: codex, model: gpt-5-codex}\n- Add it\n- prompt-file: "
                + "more/task.md\n",
            settings => settings.Model = "haiku"
        );
        receipt
            .Batch.Select(one => (one.Number, one.State, one.Prompt))
            .ShouldBe([
                (1, "queued", "Add it"),
                (2, "queued", "Fix it"),
                (3, "queued", "Test it"),
                (4, "queued", "Add it"),
                (5, "queued", "From a file"),
            ]);
        OfEach(5);
        receipt.Batch.Select(one => one.Id).ShouldBeUnique();
        var second = receipt.Batch[1].Receipt!;
        (second.Base, second.Model, second.Agent).ShouldBe(("dev", "opus", "claude"));
        second.Branch!.ShouldStartWith("P7-quick-fix-");
        _peer.Bare.Git("show", $"{second.Branch}:.worker-impl/task.md").ShouldBe("Fix it\n\nsoon");
        (receipt.Batch[2].Receipt!.Agent, receipt.Batch[2].Receipt!.Model, receipt.Batch[0].Receipt!.Model).ShouldBe(
            ("codex", "gpt-5-codex", "haiku")
        );
        _peer
            .Bare.Git("show", $"{receipt.Batch[4].Receipt!.Branch}:.worker-impl/task.md")
            .ShouldBe("From a file\nmore");
        _reporter.Text.ShouldContain("warning: 'tasks.yaml' holds the same entry more than once (number 4)");
        _repo.Git("for-each-ref").ShouldBe(before);
        _repo.Git("status", "--porcelain", "--", "src").ShouldBeEmpty();
    }

    [Fact]
    public async Task An_issue_that_many_entries_are_for_is_asked_for_once()
    {
        for (var i = 0; i < 2; i++)
            _peer.CallAs("eve", HttpMethod.Post, "/issues", new { title = "A wish", body = "x" });
        _peer.ForgetRequests();
        await RunAsync(
            "- a\n- b\n- {prompt: c, plan-issue: 2}\n- {prompt: d, plan-issue: 2}\n- e\n",
            settings => settings.PlanIssue = 1
        );
        (Asked(1), Asked(2), _peer.Pulls.Count).ShouldBe((1, 1, 5));

        _peer.ForgetRequests();
        var failure = await Should.ThrowAsync<OneShotException>(() =>
            RunAsync("- {prompt: f, plan-issue: 99}\n- {prompt: g, plan-issue: 99}\n")
        );
        failure.Error.Code.ShouldBe("OS4020");
        (Asked(99), _peer.Pulls.Count).ShouldBe((1, 5));

        // What failed for the moment is asked once more.
        _peer.ForgetRequests();
        _peer.Fault("status", "GET", "/issues/2$", 1, 409);
        await Should.ThrowAsync<OneShotException>(() =>
            RunAsync("- {prompt: h, plan-issue: 2}\n- {prompt: i, plan-issue: 2}\n", settings => settings.Parallel = 1)
        );
        _peer.Pulls.Count.ShouldBe(6);
    }

    [Fact]
    public async Task The_same_command_again_asks_nobody()
    {
        var first = await RunAsync("- a\n- b\n- c\n");
        _peer.ForgetRequests();
        var second = await RunAsync("- a\n- b\n- c\n");
        _peer.Requests.ShouldBeEmpty();
        second
            .Batch.Select(one => (one.Id, one.State, one.Receipt))
            .ShouldBe(first.Batch.Select(one => (one.Id, "unknown", one.Receipt)));
        OfEach(3);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_begun()
    {
        var failure = await FailAsync(
            "- a\n- b\n",
            variables: new() { ["GH_TOKEN"] = null, ["HOME"] = _peer.Folder.Path }
        );
        failure.Exception.Error.Code.ShouldBe("OS3008");
        failure.Batch.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task No_more_are_under_way_than_asked_for(int parallel)
    {
        await RunAsync("- a\n- b\n- c\n- d\n- e\n- f\n", settings => settings.Parallel = parallel);
        _view.Most.ShouldBe(parallel);
        OfEach(6);
    }

    [Fact]
    public async Task Requests_that_make_something_keep_the_limit_and_the_wait_is_told()
    {
        var clock = new JumpingClock();
        var begun = clock.GetUtcNow();
        await RunAsync("- a\n- b\n- c\n", settings => (settings.PerMinute, settings.Parallel) = (4, 1), clock);
        OfEach(3);
        _peer.Requests.ShouldAllBe(
            request => !((string)request!["path"]!).EndsWith("/labels", StringComparison.Ordinal),
            "a label takes no dispatch's turn"
        );
        _reporter.Text.ShouldContain("waits 61 s: GitHub's limit of 4 a minute");
        _view.Activities.ShouldContain("3 waits 61 s: GitHub's limit of 4 a minute");
        (clock.GetUtcNow() - begun).ShouldBeInRange(TimeSpan.FromSeconds(61), TimeSpan.FromSeconds(90));

        // The next command knows what this one has made.
        await RunAsync("- d\n", settings => settings.PerMinute = 2, clock);
        _view.Activities.ShouldContain(line => line.Contains("GitHub's limit of 2 a minute", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_preview_shows_every_entry_and_makes_nothing()
    {
        var receipt = await RunAsync("- a\n- b\n", settings => settings.Preview = true);
        receipt.Preview.ShouldBeTrue();
        receipt
            .Batch.Select(one => (one.Number, one.State, ((PreviewReceipt)one.Receipt!).Calls.Count >= 3))
            .ShouldBe([(1, "previewed", true), (2, "previewed", true)]);
        _reporter.Text.ShouldContain("1: POST ");
        _reporter.Text.ShouldContain("2: POST ");
        OfEach(0);
        Directory.Exists(_repo[".git/oneshot"]).ShouldBeFalse();
    }

    public void Dispose() => _peer.Dispose();

    private int Asked(int issue) =>
        _peer.Requests.Count(request =>
            (string)request!["method"]! == "GET"
            && ((string)request["path"]!).EndsWith($"/issues/{issue}", StringComparison.Ordinal)
        );

    private void OfEach(int count)
    {
        _peer
            .Branches.Count(name =>
                name.StartsWith("refs/heads/oneshot-", StringComparison.Ordinal)
                || name.StartsWith("refs/heads/P7-", StringComparison.Ordinal)
            )
            .ShouldBe(count);
        _peer.Pulls.Count.ShouldBe(count);
        _peer.Runs.Count.ShouldBe(count);
    }

    private async Task<(OneShotException Exception, IReadOnlyList<BatchedOneShot> Batch)> FailAsync(
        string file,
        Action<OneShotSettings>? ask = null,
        Dictionary<string, string?>? variables = null,
        CancellationToken cancellationToken = default
    )
    {
        using var session = Session(file, ask, null, variables, _repo);
        var exception = await Should.ThrowAsync<OneShotException>(() => session.RunAsync(_view, cancellationToken));
        return (exception, session.Receipt?.Batch ?? []);
    }

    private async Task<BatchReceipt> RunAsync(
        string file,
        Action<OneShotSettings>? ask = null,
        TimeProvider? clock = null,
        GitRepo? repo = null
    )
    {
        _view = new RecordingView();
        using var session = Session(file, ask, clock, null, repo ?? _repo);
        await session.RunAsync(_view, CancellationToken.None);
        return session.Receipt!;
    }

    private Core.Batch.BatchVerb Session(
        string file,
        Action<OneShotSettings>? ask,
        TimeProvider? clock,
        Dictionary<string, string?>? variables,
        GitRepo repo
    )
    {
        repo.Write("tasks.yaml", file);
        repo.Write("more/task.md", "From a file\nmore\n");
        var settings = Dispatching.Settings() with
        {
            Prompt = null,
            PromptsFile = "tasks.yaml",
            Forge = "github",
            Repo = _peer.FullName,
        };
        ask?.Invoke(settings);
        var environment = new Dictionary<string, string?>(_peer.Environment);
        foreach (var (name, value) in variables ?? [])
            environment[name] = value;
        return OneShotVerbs.CreateBatch(
            settings,
            new OneShotHost(repo.Path, repo.Path, _reporter)
            {
                Variable = name => environment.GetValueOrDefault(name),
                Clock = clock ?? TimeProvider.System,
            }
        );
    }
}
