namespace OneShot.Tests.Dispatch;

public sealed class DispatchTests : IDisposable
{
    private readonly PeerRepository _peer = new();

    [Fact]
    public async Task A_prompt_becomes_a_branch_a_draft_and_a_run()
    {
        var repo = _peer.Clone();
        var receipt = await new Dispatching(_peer, repo).RunAsync("Add a --verbose flag\n\nand say so");

        _peer.Bare.Git("show", $"{receipt.Branch}:.worker-impl/task.md").ShouldBe("Add a --verbose flag\n\nand say so");
        _peer.Bare.Git("diff", "--name-only", "main", receipt.Branch).ShouldBe(".worker-impl/task.md");
        _peer
            .Bare.Git("log", "-1", "--format=%an <%ae>|%cn|%s", receipt.Branch)
            .ShouldBe("Ada Lovelace <ada@example.com>|Ada Lovelace|One-shot: Add a --verbose flag");
        _peer
            .Bare.Git("log", "-1", "--format=%(trailers:key=OneShot-Id,valueonly)", receipt.Branch)
            .Trim()
            .ShouldBe(receipt.Id);
        receipt.Branch.ShouldMatch(@"^oneshot-add-a-verbose-flag-and-\d\d-\d\d-\d{4}$");

        var pull = _peer.Pulls.Single()!;
        ((string)pull["title"]!).ShouldBe("One-shot: Add a --verbose flag");
        ((bool)pull["draft"]!).ShouldBeTrue();
        ((string)pull["body"]!).ShouldStartWith($"<!-- oneshot {{\"id\":\"{receipt.Id}\"");

        var run = _peer.Runs.Single()!;
        ((string)run["name"]!).ShouldBe($"one-shot {receipt.Id}");
        var inputs = run["inputs"]!;
        ((string)inputs["branch_name"]!).ShouldBe(receipt.Branch);
        ((string)inputs["pr_number"]!).ShouldBe("1");
        ((string)inputs["submitted_by"]!).ShouldBe("mona");
        ((string)inputs["prompt"]!).ShouldStartWith("Add a --verbose flag\n\nand say so\n");
        inputs.AsObject().Count.ShouldBe(7);

        (receipt.Base, receipt.PrNumber, receipt.PrUrl, receipt.RunId, receipt.RunUrl).ShouldBe(
            (
                "main",
                1,
                $"{_peer.Url}/{_peer.FullName}/pull/1",
                (string)run["id"]!.ToString(),
                $"{_peer.Url}/{_peer.FullName}/actions/runs/{run["id"]}"
            )
        );
        (receipt.Agent, receipt.Model, receipt.Workflow, receipt.SubmittedBy).ShouldBe(
            ("claude", null, "one-shot.yml", "mona")
        );
    }

    [Fact]
    public async Task A_pull_request_is_no_issue_to_plan_for()
    {
        var dispatching = new Dispatching(_peer, _peer.LocalClone());
        var pull = (await dispatching.RunAsync()).PrNumber;
        var before = _peer.Branches;
        var settings = Dispatching.Settings();
        settings.PlanIssue = pull;
        (await dispatching.FailAsync(settings)).Error.Code.ShouldBe("OS2117");
        _peer.Branches.ShouldBe(before);
    }

    [Fact]
    public async Task A_base_may_be_called_as_git_calls_it()
    {
        foreach (var made in new[] { "dev", "origin/main" })
            _peer.Bare.Git("branch", made, "main");
        _peer.Bare.Git("update-ref", "refs/heads/refs/heads/odd", "main");
        var repo = _peer.LocalClone();
        foreach (
            var (asked, branch) in new[]
            {
                ("refs/heads/dev", "dev"),
                ("origin/dev", "dev"),
                ("refs/remotes/origin/dev", "dev"),
                ("origin/main", "origin/main"), // a branch that is called so
                ("refs/heads/odd", "refs/heads/odd"), // and so, where the full name is nothing else's
            }
        )
        {
            var settings = Dispatching.Settings();
            (settings.Base, settings.Preview) = (asked, true);
            (await new Dispatching(_peer, repo).RunAsync(settings)).Base.ShouldBe(branch);
        }

        var wrong = Dispatching.Settings();
        wrong.Base = "origin/nowhere";
        (await new Dispatching(_peer, repo).FailAsync(wrong)).Error.Message.ShouldContain("'origin/nowhere'");
    }

    [Fact]
    public async Task In_actions_whoever_started_the_job_submitted_it()
    {
        var dispatching = new Dispatching(_peer, _peer.LocalClone());
        (dispatching.Variables["GITHUB_ACTIONS"], dispatching.Variables["GITHUB_ACTOR"]) = ("true", "octocat");
        (await dispatching.RunAsync()).SubmittedBy.ShouldBe("octocat");
        ((string)_peer.Runs.Single()!["inputs"]!["submitted_by"]!).ShouldBe("octocat");
    }

    [Fact]
    public async Task A_hook_that_leaves_a_process_behind_holds_nothing_up()
    {
        var repo = _peer.Clone();
        repo.Hook("pre-push", $"sleep 600 & echo $! > '{_peer.Folder["left"]}'");
        var settings = Dispatching.Settings();
        settings.GitTimeout = 120;
        (await new Dispatching(_peer, repo).RunAsync(settings)).PrNumber.ShouldBe(1);
        Launch
            .End(
                int.Parse(
                    await File.ReadAllTextAsync(_peer.Folder["left"]),
                    System.Globalization.CultureInfo.InvariantCulture
                )
            )
            .ShouldBeTrue("it lives on, it is the user's");
    }

    [Fact]
    public async Task It_takes_six_git_processes_and_four_requests_and_a_label_beside_the_last()
    {
        var dispatching = new Dispatching(_peer, _peer.Clone());
        await dispatching.RunAsync();
        dispatching.Reporter.Processes.ShouldBe(6);
        dispatching.Reporter.Requests.ShouldBe(5);
        _peer.Requests.Count.ShouldBe(5);
        _peer.Requests.ShouldAllBe(request => request!["violations"]!.AsArray().Count == 0);
    }

    [Fact]
    public async Task The_branch_starts_at_the_remotes_trunk_not_at_a_local_one()
    {
        var repo = _peer.Clone();
        repo.Commit("Mine, unpublished", "mine.txt", "secret");
        var other = GitRepo.Clone(_peer.Bare.Path, _peer.Folder["other"]);
        var newest = other.Commit("Theirs", "theirs.txt", "new");
        other.Git("push", "--quiet", "origin", "main");

        var dispatching = new Dispatching(_peer, repo);
        var receipt = await dispatching.RunAsync();
        _peer.Bare.Git("rev-parse", $"{receipt.Branch}^").ShouldBe(newest);
        dispatching.Reporter.Processes.ShouldBe(7); // the fetch
        repo.Git("rev-parse", "refs/remotes/origin/main").ShouldNotBe(newest);
    }

    [Fact]
    public async Task Base_model_agent_issue_slug_and_workflow_ref_go_where_they_belong()
    {
        var repo = _peer.Clone();
        repo.Git("push", "--quiet", _peer.Bare.Path, "main:refs/heads/release/1.x");
        var wish = (int)
            _peer.CallAs("eve", HttpMethod.Post, "/issues", new { title = "A wish", body = "x" })["number"]!;
        var settings = Dispatching.Settings("Whatever");
        (settings.Base, settings.Model, settings.Agent, settings.PlanIssue, settings.Slug) = (
            "release/1.x",
            "O",
            "claude",
            wish,
            "Nice name"
        );
        var receipt = await new Dispatching(_peer, repo).RunAsync(settings);

        receipt.Branch.ShouldStartWith($"P{wish}-nice-name-");
        (receipt.Base, receipt.Model).ShouldBe(("release/1.x", "opus"));
        ((string)_peer.Pulls.Single()!["base_ref"]!).ShouldBe("release/1.x");
        ((string)_peer.Pulls.Single()!["body"]!).ShouldEndWith($"\nCloses #{wish}\n");
        var inputs = _peer.Runs.Single()!["inputs"]!;
        ((string)inputs["model_name"]!).ShouldBe("opus");
        ((string)inputs["plan_issue_number"]!).ShouldBe($"{wish}");
        inputs.AsObject().Count.ShouldBe(9);
    }

    [Fact]
    public async Task An_issue_that_is_not_there_is_told_before_anything_is_made()
    {
        var settings = Dispatching.Settings("Whatever");
        settings.PlanIssue = 42;
        var dispatching = new Dispatching(_peer, _peer.Clone());
        var error = (await Should.ThrowAsync<OneShotException>(() => dispatching.RunAsync(settings))).Error;
        (error.Code, error.Exit).ShouldBe(("OS4020", ExitCode.Refused));
        error.Message.ShouldContain("There is no issue #42");
        error.Next.ShouldContain("--plan-issue=N");
        _peer
            .Bare.Git("for-each-ref", "refs/heads")
            .Split('\n')
            .ShouldAllBe(line => line.EndsWith("refs/heads/main", StringComparison.Ordinal));
        _peer.Pulls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_taken_name_gets_a_number()
    {
        var repo = _peer.Clone();
        var dispatching = new Dispatching(_peer, repo) { Clock = new StoppedClock() };
        var names = new List<string?>();
        for (var i = 0; i < 3; i++)
            names.Add((await dispatching.RunAsync()).Branch);
        names.ShouldBe([names[0], names[0] + "-2", names[0] + "-3"]);
    }

    [Fact]
    public async Task A_name_that_is_taken_between_look_and_push_gets_a_number_too()
    {
        // Git compares before it sends: the hook is what comes in between.
        var repo = _peer.Clone();
        repo.Hook(
            "pre-push",
            $"while read local lsha remote rsha; do git --git-dir='{_peer.Bare.Path}' update-ref \"$remote\" "
                + $"refs/heads/main 2>/dev/null; rm -f .git/hooks/pre-push; done"
        );
        var receipt = await new Dispatching(_peer, repo).RunAsync();
        receipt.Branch.ShouldEndWith("-2");
        _peer
            .Bare.Git("log", "-1", "--format=%(trailers:key=OneShot-Branch,valueonly)", receipt.Branch)
            .Trim()
            .ShouldBe(receipt.Branch);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(422)]
    public async Task An_older_server_is_asked_again_and_its_run_found_by_name(int status)
    {
        _peer.Server(new { oldDispatch = status, hiddenRunsUntil = 900 });
        var receipt = await new Dispatching(_peer, _peer.Clone()).RunAsync();
        receipt.RunId.ShouldBe(_peer.Runs.Single()!["id"]!.ToString());
    }

    [Fact]
    public async Task A_server_without_details_is_not_asked_twice()
    {
        _peer.Server(new { noDetails = true });
        var receipt = await new Dispatching(_peer, _peer.Clone()).RunAsync();
        receipt.RunId.ShouldBe(_peer.Runs.Single()!["id"]!.ToString());
        _peer
            .Requests.Count(request => ((string)request!["path"]!).EndsWith("/dispatches", StringComparison.Ordinal))
            .ShouldBe(1);
    }

    [Fact]
    public async Task A_server_without_drafts_gets_a_labelled_pull_request()
    {
        _peer.Server(new { noDrafts = true });
        var dispatching = new Dispatching(_peer, _peer.Clone());
        await dispatching.RunAsync();
        ((bool)_peer.Pulls.Single()!["draft"]!).ShouldBeFalse();
        _peer
            .Requests.Select(request => (string)request!["path"]!)
            .ShouldContain(path => path.EndsWith("/issues/1/labels", StringComparison.Ordinal));
        dispatching.Reporter.Text.ShouldContain("no draft pull requests here");
    }

    [Fact]
    public async Task A_branch_that_is_not_seen_yet_is_waited_for()
    {
        _peer.Server(new { slowHeads = 2 });
        (await new Dispatching(_peer, _peer.Clone()).RunAsync()).PrNumber.ShouldBe(1);
        _peer.Pulls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_repository_that_was_renamed_is_followed()
    {
        var repo = _peer.Clone();
        _peer.RenamedFrom($"acme/old-{_peer.Name}");
        var settings = Dispatching.Settings();
        settings.Repo = $"acme/old-{_peer.Name}";
        (await new Dispatching(_peer, repo).RunAsync(settings)).PrNumber.ShouldBe(1);
    }

    public void Dispose() => _peer.Dispose();

    private sealed class StoppedClock : TimeProvider
    {
        private readonly DateTimeOffset _now = DateTimeOffset.UtcNow;

        public override DateTimeOffset GetUtcNow() => _now;
    }
}
