using OneShot.Core.Model;
using OneShot.Terminal;

namespace OneShot.Tests.Local;

/// <summary>
/// Where a branch is not what the run started from any more, its result waits; every verb knows it then.
/// </summary>
public sealed class WaitingResultTests : IDisposable
{
    private const string Commit =
        "c=$(git -C '{0}' commit-tree -p $b -m Mine $( (git -C '{0}' ls-tree $b; printf '100644 blob %s\\tmine.txt\\n' "
        + "$(echo mine | git -C '{0}' hash-object -w --stdin)) | git -C '{0}' mktree)); git -C '{0}' update-ref $b "
        + "$c; ";

    private readonly PeerRepository _peer = new();
    private readonly TempFolder _folder = new("waiting");
    private readonly GitRepo _repo;
    private readonly RecordingReporter _reporter = new();

    public WaitingResultTests() => _repo = _peer.Clone();

    [Theory]
    [InlineData("committed", "git switch {0} && git merge {1}")]
    [InlineData("switched", "git switch {0} && git merge {1}")]
    [InlineData("deleted", "git branch {0} {1}")]
    public async Task What_the_user_does_to_the_branch_during_a_run_loses_nothing_of_either(string how, string command)
    {
        var receipt = await RunAsync(Meddle(how) + "echo x > new.txt");
        var (branch, waiting) = ("refs/heads/" + receipt.Branch, "refs/oneshot-results/" + receipt.Id);
        var take = string.Format(null, command, receipt.Branch, waiting);
        if (how == "deleted")
            Tip(branch).ShouldBeEmpty();
        else
            _repo.Git("log", "-1", "--format=%s", branch).ShouldBe("Mine");
        _repo.Git("show", waiting + ":new.txt").ShouldBe("x");
        _reporter.Text.ShouldContain(take);

        var state = (await StatusAsync()).OneShots.Single();
        (state.State, state.Result).ShouldBe(("ready", waiting));
        StateWords.Spoken(state).ShouldContain("result waits");
        var page = await File.ReadAllTextAsync(_repo[".git/oneshot/pulls/1.md"]);
        page.ShouldContain(take);
        page.ShouldContain("| Result | waits |");
        page.ShouldContain($"git diff main...{waiting}");
        page.ShouldContain("+++ b/new.txt");
        page.ShouldNotContain($"git merge {receipt.Branch}");

        // A branch that holds not all of it is not published; one that is gone has nothing that could be missed.
        if (how != "deleted")
            (await Should.ThrowAsync<OneShotException>(() => PublishAsync(receipt.Id))).Error.Code.ShouldBe("OS5022");
        Launch.Run(_repo.Path, null, "sh", "-c", take).ExitCode.ShouldBe(0);
        (await StatusAsync()).OneShots.Single().Result.ShouldBeNull("it was taken");
        StateWords.Spoken((await StatusAsync()).OneShots.Single()).ShouldNotContain("waits");
        Tip(waiting).ShouldBeEmpty();
        await PublishAsync(receipt.Id);
        _peer.Bare.Git("rev-parse", receipt.Branch).ShouldBe(Tip(branch));
        _peer.Bare.Git("show", branch + ":new.txt").ShouldBe("x");
        if (how != "deleted")
            _peer.Bare.Git("show", branch + ":mine.txt").ShouldBe("mine");
    }

    [Fact]
    public async Task What_waits_because_its_branch_is_checked_out_is_published_and_undone()
    {
        var receipt = await RunAsync("git -C '" + _repo.Path + "' switch -q $s; echo x > new.txt");
        var (branch, waiting) = ("refs/heads/" + receipt.Branch, "refs/oneshot-results/" + receipt.Id);
        var (tip, result) = (Tip(branch), Tip(waiting));
        var page = await File.ReadAllTextAsync(_repo[".git/oneshot/pulls/1.md"]);
        page.ShouldContain($"git merge --ff-only {waiting}");
        await PublishAsync(receipt.Id);
        _peer.Bare.Git("rev-parse", branch).ShouldBe(result);
        (Tip(branch), Tip(waiting)).ShouldBe((tip, result), "it is still checked out");
        _peer.Bare.Git("for-each-ref", "refs/oneshot-results").ShouldBeEmpty();

        // A resume of what is done changes nothing; more of the user's comes with what waits.
        await RunAsync(
            new OneShotSettings
            {
                Resume = receipt.Id,
                Forge = "local",
                AgentCommand = "false",
                Sandbox = "none",
            }
        );
        (Tip(branch), Tip(waiting)).ShouldBe((tip, result));
        _repo.Git("switch", "-q", "main");
        await RunAsync(new OneShotSettings { Undo = receipt.Id, Forge = "local" });
        (Tip(branch), Tip(waiting)).ShouldBe(("", ""));
        _repo.Git("status", "--porcelain").ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_looked_on_since_before_it_waited_is_told_that_it_does()
    {
        var looksOn = _folder["looks-on"];
        var run = Task.Run(() =>
            RunAsync(Meddle("switched") + $"until [ -e '{looksOn}' ]; do sleep 0.1; done; echo x > new.txt")
        );
        await UntilAsync(() => _reporter.Text.Contains("job implement", StringComparison.Ordinal));
        var looking = new RecordingReporter();
        var told = Task.Run(() => StatusAsync(new OneShotSettings { Watch = true, GitTimeout = 240 }, looking));
        await UntilAsync(() => looking.Text.Contains("job implement", StringComparison.Ordinal));
        (await StatusAsync()).OneShots.Single().Result.ShouldBeNull("it does not wait yet");
        await File.WriteAllTextAsync(looksOn, "");

        var state = (await told).OneShots.Single();
        (await run).Id.ShouldBe(state.Id);
        state.Result.ShouldBe("refs/oneshot-results/" + state.Id);
        StateWords.Of(state).ShouldBe(StateWords.Of((await StatusAsync()).OneShots.Single()));
    }

    [Fact]
    public async Task Another_session_goes_on_from_what_waits_and_what_the_user_committed_stays()
    {
        var refused = "mkdir -p .github/workflows; echo x > .github/workflows/evil.yml; ";
        var receipt = await RunAsync(Meddle("committed") + refused + "echo x > new.txt");
        var (branch, waiting) = ("refs/heads/" + receipt.Branch, "refs/oneshot-results/" + receipt.Id);
        var (tip, first) = (Tip(branch), Tip(waiting));

        await RunAsync(
            Resumed(
                receipt.Id,
                "test -e new.txt; test ! -e .github/workflows/evil.yml; " + refused + "echo y > more.txt"
            )
        );
        _repo.Git("rev-parse", waiting + "^").ShouldBe(first);
        _repo.Git("diff", "--name-only", first, waiting).ShouldBe("more.txt");

        // Taken by the user, the next one goes on from the branch, and moves it.
        _repo.Git("switch", "-q", receipt.Branch);
        _repo.Git("merge", "-q", "--no-edit", waiting);
        _repo.Git("switch", "-q", "main");
        var merged = Tip(branch);
        await RunAsync(Resumed(receipt.Id, "test -e mine.txt; test -e more.txt; echo z > last.txt"));
        Tip(waiting).ShouldBeEmpty();
        _repo.Git("rev-parse", branch + "^").ShouldBe(merged);
        _repo.Git("diff", "--name-only", merged, branch).ShouldBe("last.txt");
        _repo.Git("merge-base", "--is-ancestor", tip, branch);
    }

    [Fact]
    public async Task Undo_removes_what_waits_and_says_how_to_remove_the_branch_with_the_users_commits()
    {
        var receipt = await RunAsync(Meddle("committed") + "echo x > new.txt");
        var failure = await Should.ThrowAsync<OneShotException>(() =>
            RunAsync(new OneShotSettings { Undo = receipt.Id, Forge = "local" })
        );
        failure.Error.Code.ShouldBe("OS5010");
        failure.Error.Next.ShouldContain($"git branch -D {receipt.Branch}");
        failure.Error.Next.ShouldNotContain("push");
        Tip("refs/oneshot-results/" + receipt.Id).ShouldBeEmpty();
        _repo.Git("log", "-1", "--format=%s", "refs/heads/" + receipt.Branch).ShouldBe("Mine");

        var kept = (await StatusAsync()).OneShots.Single();
        (kept.State, kept.BranchState).ShouldBe(("undone", "kept"));
        StateWords
            .Of(kept)
            .Single(fact => fact.Name == "to remove it")
            .Value.ShouldContain($"git branch -D {receipt.Branch}");
        var page = await File.ReadAllTextAsync(_repo[".git/oneshot/pulls/1.md"]);
        page.ShouldContain($"the branch {receipt.Branch} was kept");
        page.ShouldContain($"\ngit branch -D {receipt.Branch}\n");
    }

    public void Dispose()
    {
        _peer.Dispose();
        _folder.Dispose();
    }

    private string Tip(string name) => _repo.Git("for-each-ref", "--format=%(objectname)", name);

    private string Meddle(string how) =>
        how switch
        {
            "committed" => Commit.Replace("{0}", _repo.Path, StringComparison.Ordinal),
            "switched" =>
                $"git -C '{_repo.Path}' switch -q $s; echo mine > '{_repo["mine.txt"]}'; git -C '{_repo.Path}' add "
                    + $"mine.txt; git -C '{_repo.Path}' commit -q -m Mine; ",
            _ => $"git -C '{_repo.Path}' branch -q -D $s; ",
        };

    private string Agent(string implement)
    {
        var name =
            $"b=$(git -C '{_repo.Path}' for-each-ref --format='%(refname)' 'refs/heads/oneshot-*'); "
            + $"s=${{b#refs/heads/}}";
        var script =
            $"set -e\ncat > /dev/null\n{name}\nif [ \"$ONESHOT_PHASE\" = plan ]; "
            + $"then\n{PlannerScript.Good}\nelse\nset -x\n{implement}\nfi\n";
        return $"sh '{_folder.Write("agent.sh", script)}'";
    }

    private OneShotSettings Resumed(string id, string implement) =>
        new()
        {
            Resume = id,
            Again = true,
            Forge = "local",
            AgentCommand = Agent(implement),
            Sandbox = "none",
        };

    private Task<DispatchReceipt> RunAsync(string implement) =>
        RunAsync(
            new OneShotSettings
            {
                Prompt = "Add it",
                Forge = "local",
                Agent = "command",
                AgentCommand = Agent(implement),
                Sandbox = "none",
            }
        );

    private async Task<DispatchReceipt> RunAsync(OneShotSettings settings)
    {
        settings.GitTimeout = 240;
        using var session = OneShotVerbs.CreateVerb(settings, Host());
        return await Dispatching.WholeAsync(session);
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!isSo())
            await Task.Delay(50, limit.Token);
    }

    private Task<StatusReceipt> StatusAsync() => StatusAsync(new OneShotSettings { GitTimeout = 240 }, _reporter);

    private async Task<StatusReceipt> StatusAsync(OneShotSettings settings, RecordingReporter reporter)
    {
        using var status = OneShotVerbs.CreateStatus(settings, Host(reporter));
        await status.RunAsync(CancellationToken.None);
        return status.Receipt;
    }

    private async Task PublishAsync(string? id)
    {
        var settings = new OneShotSettings
        {
            DistinctId = id,
            HttpTimeout = 10,
            GitTimeout = 240,
        };
        using var session = OneShotVerbs.CreatePublish(settings, Host());
        await session.PublishAsync(CancellationToken.None);
    }

    private OneShotHost Host() => Host(_reporter);

    private OneShotHost Host(RecordingReporter reporter) =>
        new(_repo.Path, _repo.Path, reporter) { Variable = Variable, Runner = new InProcessRunner(Variable) };

    private string? Variable(string name) =>
        name is "PATH" or "HOME" or "XDG_CACHE_HOME"
            ? Environment.GetEnvironmentVariable(name)
            : _peer.Environment.GetValueOrDefault(name);
}
