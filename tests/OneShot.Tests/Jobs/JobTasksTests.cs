namespace OneShot.Tests.Jobs;

/// <summary>
/// What the workflow's tasks make of what a real agent, git and GitHub tell: its log, its commits, its files.
/// </summary>
public sealed class JobTasksTests : IDisposable
{
    private readonly JobMachine _machine = new();

    private IReadOnlyList<string> Told => _machine.Peer.Comments(1);

    private const string NoSandbox = "The agent ran **without a sandbox**";

    [Fact]
    public async Task A_planner_that_fails_is_told_with_the_end_of_its_log()
    {
        var failed = await Should.ThrowAsync<OneShotException>(() =>
            _machine.PlanAsync("echo first line; echo the model said no ::error::x >&2; exit 3")
        );
        failed.Error.Code.ShouldBe("OS6009");
        var told = await Should.ThrowAsync<OneShotException>(() =>
            _machine.JobAsync(_machine.Settings(), jobs => jobs.SavePlanAsync(default))
        );
        (told.Error.Code, told.Error.Message).ShouldBe((failed.Error.Code, failed.Error.Message));
        Told.Single().ShouldContain("Planning did not finish: **OS6009**");
        Told.Single().ShouldContain("first line");
        Told.Single().ShouldContain("[run](https://example.com/runs/77)");
        Told.Single().ShouldContain(NoSandbox);
        Should.Throw<InvalidOperationException>(() => _machine.Peer.Issue(2));

        await Should.ThrowAsync<OneShotException>(() =>
            _machine.JobAsync(_machine.Settings(), jobs => jobs.SavePlanAsync(default))
        );
        Told.Count.ShouldBe(1, "a second time rewrites the comment");
    }

    [Fact]
    public async Task An_agents_key_reaches_no_issue_and_no_comment()
    {
        const string leak = "printf 'The key is %s.\n' \"$MY_KEY\"";
        _machine.Variables["MY_KEY"] = "0123456789-of-somebody";
        await _machine.PlanAsync(PlannerScript.Good + $"\n{leak} >> .impl/plan.md", "MY_KEY");
        await _machine.ImplementAsync($"echo new > new.txt\n{leak} > .impl/summary.md", "MY_KEY");
        await _machine.DeliverAsync();
        var issue = (string)_machine.Peer.Issue(2)["body"]!;
        issue.ShouldContain("The key is ***.");
        Told[^1].ShouldContain("The key is ***.");
        Directory
            .GetFiles(_machine.HandOver.Path)
            .Where(file => !file.EndsWith(".bundle", StringComparison.Ordinal))
            .ShouldAllBe(file => !File.ReadAllText(file).Contains("0123456789", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_may_not_be_delivered_is_taken_out_and_told_and_the_rest_is_delivered_as_a_draft()
    {
        await _machine.PlanAsync();
        var (before, mark) = (_machine.Peer.Bare.Git("rev-parse", _machine.Branch), _machine.Peer.Folder["sprung"]);
        await _machine.ImplementAsync(HostileWork.Script(mark));
        await _machine.DeliverAsync();
        _machine
            .Peer.Bare.Git("diff", "--name-only", "--diff-filter=d", before, _machine.Branch)
            .Split('\n')
            .ShouldBe(HostileWork.Delivered);
        File.Exists(mark).ShouldBeFalse("nothing of it was run");
        var result = Told.Last(comment => comment.Contains(" result -->", StringComparison.Ordinal)).Split('\n');
        foreach (var (path, told) in HostileWork.TakenOut)
            result.ShouldContain(
                line =>
                    line.StartsWith($"> - `{path}`", StringComparison.Ordinal)
                    && line.Contains(told, StringComparison.Ordinal),
                path
            );
        _machine.Peer.Bare.Git("ls-tree", "-r", "--name-only", _machine.Branch).ShouldNotContain(".worker-impl");
    }

    [Fact]
    public async Task What_its_commits_are_called_is_cleaned_too()
    {
        await _machine.PlanAsync();
        await _machine.ImplementAsync(
            "echo x > new.txt; git add -A; git commit -qm \"Use ghp_Q7rT2mXv9LkP4sWd\"\"8ZbN1cYh6GfJ3uKe5RtA [ci "
                + "skip], closes #4\""
        );
        await _machine.DeliverAsync();
        _machine.Peer.Bare.Git("show", "-s", "--format=%B", _machine.Branch).ShouldContain("- Use *** , closes 4\n");
    }

    [Fact]
    public async Task What_is_refused_whole_names_the_artifact_and_what_starts_the_agent_anew()
    {
        await _machine.PlanAsync();
        await _machine.ImplementAsync("i=0; while [ $i -lt 5001 ]; do : > many$i; i=$((i+1)); done");
        var deliver = _machine.Settings();
        deliver.RunUrl = "https://github.example/acme/shop/actions/runs/77";
        var failure = await Should.ThrowAsync<OneShotException>(() =>
            _machine.JobAsync(deliver, jobs => jobs.DeliverImplementationAsync(default))
        );
        failure.Error.Code.ShouldBe("OS6014");
        const string download =
            "`gh run download 77 --repo github.example/acme/shop --name oneshot-implementation --dir ";
        failure.Error.Next.ShouldContain(download, Case.Sensitive, "also the step summary's words");
        Told.ShouldContain(comment =>
            comment.Contains(download, StringComparison.Ordinal)
            && comment.Contains("Re-running the failed jobs would refuse the same again.", StringComparison.Ordinal)
            && comment.Contains("`gh run rerun 77 --repo github.example/acme/shop`", StringComparison.Ordinal)
        );
        await _machine.ImplementAsync("exit 0");
        _machine.AgentTold.ShouldContain("more than 5000 files");
    }

    [Fact]
    public async Task What_was_taken_out_names_the_artifact_and_the_job_that_starts_the_agent_anew()
    {
        await _machine.PlanAsync();
        await _machine.ImplementAsync(
            "mkdir -p .github/workflows; echo x > .github/workflows/own.yml; echo x > new.txt"
        );
        var deliver = _machine.Settings();
        deliver.RunUrl = "https://github.example/acme/shop/actions/runs/77";
        await _machine.JobAsync(deliver, jobs => jobs.DeliverImplementationAsync(default));
        Told.ShouldContain(comment =>
            comment.Contains("in the artifact `oneshot-implementation` of the [run]", StringComparison.Ordinal)
            && comment.Contains("Re-running its job `start`", StringComparison.Ordinal)
        );
        ((string)_machine.Peer.Pull(1)["body"]!).ShouldNotContain("Re-running its job");
    }

    [Fact]
    public async Task A_credential_in_the_work_trees_configuration_is_told_before_an_agent_reads_it()
    {
        var clone = _machine.Clone();
        clone.Git("config", "remote.upstream.url", "https://mona:hunter2@git.example/shop.git");
        clone.Git("config", "http.https://git.example/.extraheader", "AUTHORIZATION: basic eDpodW50ZXIy");
        await _machine.JobAsync(
            clone,
            _machine.Settings(PlannerScript.Good),
            jobs => jobs.PreparePlanningAsync(default),
            jobs => jobs.RunPlanningAsync(default)
        );
        _machine.Reporter.Text.ShouldContain(
            "warning: the work tree's configuration holds a credential, which its agent can read: "
                + "http.https://git.example/.extraheader, remote.upstream.url"
        );
        _machine.Reporter.Text.ShouldNotContain("hunter2");
    }

    public void Dispose() => _machine.Dispose();
}
