namespace OneShot.Tests.Git;

/// <summary>
/// <c>--checkout</c>: the branch is checked out for the tasks that follow, and what was checked out before comes back.
/// </summary>
public sealed class CheckoutTests : IDisposable
{
    private readonly PeerRepository _peer = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Commits_of_later_tasks_are_pushed_and_the_way_back_leads_home(bool detached)
    {
        var repo = _peer.Clone();
        if (detached)
            repo.Git("checkout", "--quiet", "--detach");
        repo.Write("untracked.txt", "mine");
        var before = repo.Visible();

        using var session = Session(repo, out var reporter);
        await session.ValidatePromptAsync(CancellationToken.None);
        var asked = false;
        await session.CreateBranchAsync(
            () =>
                asked = repo.Git("status", "--porcelain", "--branch")
                    .StartsWith(detached ? "## HEAD" : "## main", StringComparison.Ordinal),
            CancellationToken.None
        );
        asked.ShouldBeTrue("the way back must be arranged before HEAD moves");
        var branch = session.Dispatched!.Branch;
        repo.Git("symbolic-ref", "--short", "HEAD").ShouldBe(branch);
        File.ReadAllText(repo[".worker-impl/task.md"]).ShouldBe("Add a --verbose flag\n");

        var own = repo.Commit("A task's own", "generated.txt", "x");
        await session.OpenDraftPrAsync(CancellationToken.None);
        _peer.Bare.Git("rev-parse", branch).ShouldBe(own);
        await session.TriggerAsync(CancellationToken.None);
        (await session.RestoreAsync(CancellationToken.None)).ShouldBeTrue();

        repo.Visible().ShouldBe(before);
        repo.Git("rev-parse", branch).ShouldBe(own);
        reporter.Text.ShouldContain("back on");
        reporter.Text.ShouldNotContain("uncommitted");
        (await session.RestoreAsync(CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public async Task What_a_task_did_not_commit_comes_back_and_is_told()
    {
        var repo = _peer.Clone();
        using var session = Session(repo, out var reporter);
        await session.ValidatePromptAsync(CancellationToken.None);
        await session.CreateBranchAsync(() => { }, CancellationToken.None);
        repo.Write("generated.txt", "x");
        repo.Git("add", "generated.txt");
        await session.OpenDraftPrAsync(CancellationToken.None);
        await session.TriggerAsync(CancellationToken.None);
        (await session.RestoreAsync(CancellationToken.None)).ShouldBeTrue();
        repo.Git("status", "--porcelain").ShouldBe("A  generated.txt");
        reporter.Text.ShouldContain("what a task left uncommitted came along, and is in no pull request");
    }

    [Fact]
    public async Task A_hook_of_git_lfs_is_told_of_trunk_by_each_push_whatever_a_task_has_written()
    {
        if (OperatingSystem.IsWindows())
            return;
        var trunk = new Dictionary<string, string> { [".lfsconfig"] = "[lfs]\n\turl = file:///trunk\n" };
        using var peer = new PeerRepository(files: trunk);
        var repo = peer.Clone();
        repo.Hook("pre-push", $"git config lfs.url >> '{peer.Folder["told.txt"]}'");
        using var session = Session(repo, out _, Settings() with { Repo = peer.FullName }, peer);
        await session.ValidatePromptAsync(CancellationToken.None);
        await session.CreateBranchAsync(() => { }, CancellationToken.None);
        repo.Commit("A task's own", ".lfsconfig", "[lfs]\n\turl = file:///elsewhere\n");
        await session.OpenDraftPrAsync(CancellationToken.None);
        (await File.ReadAllLinesAsync(peer.Folder["told.txt"])).ShouldBe(["file:///trunk", "file:///trunk"]);
    }

    [Theory]
    [InlineData("main")]
    [InlineData("heads/x")]
    [InlineData("refs/x")]
    [InlineData("refs/heads/x")]
    [InlineData("origin/main")]
    [InlineData("HEAD")]
    public async Task Names_that_mean_something_else_too_lead_home(string home)
    {
        var repo = _peer.Clone();
        repo.Git("update-ref", "refs/heads/" + home, "HEAD");
        repo.Git("symbolic-ref", "HEAD", "refs/heads/" + home);
        repo.Git("update-ref", "refs/tags/" + home, "HEAD");
        repo.Git("update-ref", "refs/heads/x", "HEAD");
        var before = repo.Visible();
        using var session = Session(repo, out _);
        await session.ValidatePromptAsync(CancellationToken.None);
        await session.CreateBranchAsync(() => { }, CancellationToken.None);
        repo.Git("symbolic-ref", "HEAD").ShouldBe("refs/heads/" + session.Dispatched!.Branch);
        await session.RestoreAsync(CancellationToken.None);
        repo.Visible().ShouldBe(before);
    }

    [Fact]
    public async Task A_tag_named_like_the_branch_changes_nothing()
    {
        var repo = _peer.Clone();
        var before = repo.Visible();
        using var session = Session(repo, out _);
        await session.ValidatePromptAsync(CancellationToken.None);
        await session.CreateBranchAsync(() => { }, CancellationToken.None);
        repo.Git("tag", session.Dispatched!.Branch);
        await session.RestoreAsync(CancellationToken.None);
        repo.Visible().ShouldBe(before);
    }

    [Theory]
    [InlineData("dirty")]
    [InlineData("staged")]
    [InlineData("conflicted merge")]
    [InlineData("mid-rebase")]
    [InlineData("mid-bisect")]
    [InlineData("mid-cherry-pick")]
    [InlineData("unborn branch")]
    public async Task Where_something_could_be_lost_it_is_refused_and_nothing_made(string state)
    {
        var repo = RepositoryStates.Make(state, _peer);
        var before = repo.Snapshot();
        var exception = await new Dispatching(_peer, repo).FailAsync(Settings());
        exception.Error.Code.ShouldBe("OS3022");
        repo.Snapshot().ShouldBe(before);
        _peer.Branches.ShouldBe(["refs/heads/main"]);
    }

    [Fact]
    public async Task A_bare_repository_has_nothing_to_check_out()
    {
        var bare = GitRepo.Clone(_peer.Bare.Path, _peer.Folder["mirror.git"], "--bare");
        bare.Git("remote", "set-url", "origin", _peer.HttpUrl);
        (await new Dispatching(_peer, bare).FailAsync(Settings())).Error.Code.ShouldBe("OS3023");
    }

    [Theory]
    [InlineData("linked worktree")]
    [InlineData("shallow")]
    [InlineData("sparse")]
    [InlineData("blobless")]
    [InlineData("stash")]
    [InlineData("hooks that fail")]
    [InlineData("CRLF")]
    [InlineData("on another branch, ahead")]
    [InlineData("several remotes")]
    public async Task It_works_in_any_repository_with_a_clean_tree(string state)
    {
        var repo = RepositoryStates.Make(state, _peer);
        if (state == "blobless")
            repo.Git("checkout", "--quiet", "-f", "main");
        if (state == "hooks that fail")
            File.Delete(repo[".git/hooks/reference-transaction"]); // it forbids every ref, also the user's own
        if (state == "CRLF")
        {
            repo.Git("add", "-A");
            repo.Git("commit", "--quiet", "-m", "Line ends");
            repo.Git("rm", "-rq", "--cached", ".");
            repo.Git("reset", "--quiet", "--hard");
        }
        var before = repo.Visible();
        using var session = Session(repo, out _);
        await session.ValidatePromptAsync(CancellationToken.None);
        await session.CreateBranchAsync(() => { }, CancellationToken.None);
        repo.Git("symbolic-ref", "--short", "HEAD").ShouldBe(session.Dispatched!.Branch);
        await session.RestoreAsync(CancellationToken.None);
        repo.Visible().ShouldBe(before);
    }

    [Fact]
    public async Task A_branch_that_was_rewritten_is_not_pushed()
    {
        var repo = _peer.Clone();
        using var session = Session(repo, out _);
        await session.ValidatePromptAsync(CancellationToken.None);
        await session.CreateBranchAsync(() => { }, CancellationToken.None);
        var left = repo.Git("rev-parse", "HEAD");
        repo.Git("commit", "--quiet", "--amend", "-m", "Rewritten");
        var exception = await Should.ThrowAsync<OneShotException>(() =>
            session.OpenDraftPrAsync(CancellationToken.None)
        );
        exception.Error.Code.ShouldBe("OS5002");
        exception.Error.Message.ShouldEndWith($": here it is at {repo.Git("rev-parse", "HEAD")[..10]}.");
        exception.Error.Next.ShouldContain($" Type: git log {left[..10]}...{repo.Git("branch", "--show-current")}");
        _peer.Pulls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_killed_run_is_repaired_by_the_next_restore()
    {
        var repo = _peer.Clone();
        var before = repo.Visible();
        using (var killed = Session(repo, out _))
        {
            await killed.ValidatePromptAsync(CancellationToken.None);
            await killed.CreateBranchAsync(() => { }, CancellationToken.None);
        }

        using var session = OneShotVerbs.Create(
            new OneShotSettings(),
            new OneShotHost(repo.Path, repo.Path, new RecordingReporter())
        );
        (await session.RestoreAsync(CancellationToken.None)).ShouldBeTrue();
        repo.Visible().ShouldBe(before);
    }

    [Fact]
    public async Task A_killed_run_that_is_taken_up_again_goes_back_to_where_it_first_came_from()
    {
        var repo = _peer.Clone();
        var before = repo.Visible();
        string id;
        using (var killed = Session(repo, out _))
        {
            await killed.ValidatePromptAsync(CancellationToken.None);
            await killed.CreateBranchAsync(() => { }, CancellationToken.None);
            id = killed.Dispatched!.Id;
        }

        using var session = Session(repo, out _, Resumed(id));
        await session.CreateBranchAsync(() => { }, CancellationToken.None);
        (await session.RestoreAsync(CancellationToken.None)).ShouldBeTrue();
        repo.Visible().ShouldBe(before);
    }

    [Fact]
    public async Task Whoever_went_elsewhere_after_the_kill_comes_back_there()
    {
        var repo = _peer.Clone();
        string id;
        using (var killed = Session(repo, out _))
        {
            await killed.ValidatePromptAsync(CancellationToken.None);
            await killed.CreateBranchAsync(() => { }, CancellationToken.None);
            id = killed.Dispatched!.Id;
        }

        repo.Git("checkout", "--quiet", "-b", "feature", "main");
        using var session = Session(repo, out _, Resumed(id));
        await session.CreateBranchAsync(() => { }, CancellationToken.None);
        await session.RestoreAsync(CancellationToken.None);
        repo.Git("symbolic-ref", "--short", "HEAD").ShouldBe("feature");
    }

    [Fact]
    public async Task A_repository_that_was_moved_finds_its_way_back_and_a_preview_only_shows_it()
    {
        var repo = _peer.Clone();
        using (var killed = Session(repo, out _))
        {
            await killed.ValidatePromptAsync(CancellationToken.None);
            await killed.CreateBranchAsync(() => { }, CancellationToken.None);
        }

        Directory.Move(repo.Path, _peer.Folder["moved"]);
        var moved = new GitRepo(_peer.Folder["moved"]);
        var branch = moved.Git("symbolic-ref", "--short", "HEAD");
        using var preview = OneShotVerbs.Create(
            new OneShotSettings { Preview = true },
            new OneShotHost(moved.Path, moved.Path, new RecordingReporter())
        );
        (await preview.RestoreAsync(CancellationToken.None)).ShouldBeTrue();
        moved.Git("symbolic-ref", "--short", "HEAD").ShouldBe(branch);
        using var session = OneShotVerbs.Create(
            new OneShotSettings(),
            new OneShotHost(moved.Path, moved.Path, new RecordingReporter())
        );
        (await session.RestoreAsync(CancellationToken.None)).ShouldBeTrue();
        moved.Git("symbolic-ref", "--short", "HEAD").ShouldBe("main");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Commits_that_only_this_clone_has_are_pushed_when_the_run_is_taken_up_again(bool checkout)
    {
        var repo = _peer.Clone();
        string id,
            own;
        using (var failed = Session(repo, out _))
        {
            await failed.ValidatePromptAsync(CancellationToken.None);
            await failed.CreateBranchAsync(() => { }, CancellationToken.None);
            own = repo.Commit("A task's own", "generated.txt", "x");
            id = failed.Dispatched!.Id;
            await failed.RestoreAsync(CancellationToken.None);
        }

        repo.Git("symbolic-ref", "--short", "HEAD").ShouldBe("main");
        using var session = Session(repo, out var reporter, Resumed(id, checkout));
        await session.CreateBranchAsync(() => { }, CancellationToken.None);
        reporter
            .Text.Contains("tasks between the steps are left out without --checkout", StringComparison.Ordinal)
            .ShouldBe(!checkout);
        repo.Git("symbolic-ref", "--short", "HEAD").ShouldBe(checkout ? session.Dispatched!.Branch : "main");
        await session.OpenDraftPrAsync(CancellationToken.None);
        await session.RestoreAsync(CancellationToken.None);
        _peer.Bare.Git("rev-parse", session.Dispatched!.Branch).ShouldBe(own);
        repo.Git("symbolic-ref", "--short", "HEAD").ShouldBe("main");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_one_shot_that_waits_for_tasks_is_taken_up_with_them_or_not_at_all(bool isPushed)
    {
        var repo = _peer.Clone();
        string id;
        using (var failed = Session(repo, out _))
        {
            await failed.ValidatePromptAsync(CancellationToken.None);
            if (!isPushed)
                repo.Hook("pre-push", "exit 1");
            Task CreateAsync() => failed.CreateBranchAsync(() => { }, CancellationToken.None);
            if (isPushed)
                await CreateAsync();
            else
                (await Should.ThrowAsync<OneShotException>(CreateAsync)).Message.ShouldContain(" --checkout finishes");
            id = Path.GetFileNameWithoutExtension(Directory.GetFiles(repo[".git/oneshot/journal"], "*.json").Single());
            await failed.RestoreAsync(CancellationToken.None);
        }

        File.Delete(repo[".git/hooks/pre-push"]);
        var command = $"{{oneshot}} --target=OneShot --resume={id} --checkout";
        (await StatesAsync(repo)).Single().Finish.ShouldBe(command);

        var refused = await new Dispatching(_peer, repo).FailAsync(Resumed(id, checkout: false));
        refused.Error.Code.ShouldBe("OS2132");
        refused.Error.Next.ShouldBe("Take it up with them: " + command);
        var previewed = Resumed(id, checkout: false);
        previewed.Preview = true;
        (await new Dispatching(_peer, repo).RunAsync(previewed))
            .ShouldBeOfType<PreviewReceipt>()
            .Obstacles.ShouldHaveSingleItem()
            .ShouldStartWith("OS2132");
        _peer.Pulls.ShouldBeEmpty();

        using var session = Session(repo, out _, Resumed(id));
        await session.CreateBranchAsync(() => { }, CancellationToken.None);
        repo.Commit("A task's own", "generated.txt", "x");
        await session.OpenDraftPrAsync(CancellationToken.None);
        await session.RestoreAsync(CancellationToken.None);
        (await StatesAsync(repo)).Single().Finish.ShouldBe($"{{oneshot}} --target=OneShot --resume={id}");
    }

    [Fact]
    public async Task Once_tasks_are_done_a_resume_needs_them_no_more()
    {
        var repo = _peer.Clone();
        using var failed = Session(repo, out _);
        await failed.ValidatePromptAsync(CancellationToken.None);
        await failed.CreateBranchAsync(() => { }, CancellationToken.None);
        var own = repo.Commit("A task's own", "generated.txt", "x");
        _peer.Fault("status", "POST", "/pulls", times: 9, status: 403);
        var id = failed.Dispatched!.Id;
        (
            await Should.ThrowAsync<OneShotException>(() => failed.OpenDraftPrAsync(CancellationToken.None))
        ).Message.ShouldContain($"--resume={id} finishes it");
        await failed.RestoreAsync(CancellationToken.None);
        failed.Dispose();

        _peer.Repair();
        var receipt = await new Dispatching(_peer, repo).RunAsync(Resumed(id, checkout: false));
        _peer.Bare.Git("rev-parse", receipt.Branch).ShouldBe(own);
    }

    [Theory]
    [InlineData("1 changed file, generated.txt.", "generated.txt")]
    [InlineData("2 changed files, such as generated.txt.", "generated.txt", "other.txt")]
    public async Task What_a_failed_task_left_is_put_away_before_it_runs_again(string told, params string[] left)
    {
        var repo = _peer.Clone();
        string id;
        using (var failed = Session(repo, out _))
        {
            await failed.ValidatePromptAsync(CancellationToken.None);
            await failed.CreateBranchAsync(() => { }, CancellationToken.None);
            id = failed.Dispatched!.Id;
            foreach (var file in left)
                repo.Write(file, "x");
            repo.Git("add", ".");
            await failed.RestoreAsync(CancellationToken.None);
        }

        using var again = Session(repo, out _, Resumed(id));
        Task CreateAsync() => again.CreateBranchAsync(() => { }, CancellationToken.None);
        var refused = (await Should.ThrowAsync<OneShotException>(CreateAsync)).Error;
        (refused.Code, refused.Message).ShouldBe(("OS3022", "--checkout needs a clean work tree: " + told));
        refused.Next.ShouldNotContain("leave --checkout out");
        foreach (var command in new[] { "git stash", "git restore --staged --worktree :/" })
        {
            refused.Next.ShouldContain(command + " ");
            repo.Git(command.Split(' ')[1..]);
            repo.Git("status", "--porcelain").ShouldBeEmpty();
            if (command == "git stash")
                repo.Git("stash", "pop", "--quiet", "--index");
        }

        await CreateAsync();
        repo.Git("symbolic-ref", "--short", "HEAD").ShouldBe(again.Dispatched!.Branch);
    }

    [Fact]
    public async Task A_restore_leaves_a_run_at_work_and_other_worktrees_alone()
    {
        var repo = _peer.Clone();
        repo.Git("worktree", "add", "--quiet", "-b", "other", _peer.Folder["tree"]);
        var tree = new GitRepo(_peer.Folder["tree"]);
        using var session = Session(repo, out _);
        await session.ValidatePromptAsync(CancellationToken.None);
        await session.CreateBranchAsync(() => { }, CancellationToken.None);

        using var beside = OneShotVerbs.Create(
            new OneShotSettings(),
            new OneShotHost(repo.Path, repo.Path, new RecordingReporter())
        );
        (
            await Should.ThrowAsync<OneShotException>(() => beside.RestoreAsync(CancellationToken.None))
        ).Error.Code.ShouldBe("OS5003");
        repo.Git("symbolic-ref", "--short", "HEAD").ShouldBe(session.Dispatched!.Branch);
        session.Dispose();

        using var elsewhere = OneShotVerbs.Create(
            new OneShotSettings(),
            new OneShotHost(tree.Path, tree.Path, new RecordingReporter())
        );
        (await elsewhere.RestoreAsync(CancellationToken.None)).ShouldBeFalse();
        (await beside.RestoreAsync(CancellationToken.None)).ShouldBeTrue();
        repo.Git("symbolic-ref", "--short", "HEAD").ShouldBe("main");
    }

    [Fact]
    public async Task Who_went_elsewhere_is_left_there()
    {
        var repo = _peer.Clone();
        using var session = Session(repo, out _);
        await session.ValidatePromptAsync(CancellationToken.None);
        await session.CreateBranchAsync(() => { }, CancellationToken.None);
        repo.Git("checkout", "--quiet", "-b", "elsewhere");
        await session.RestoreAsync(CancellationToken.None);
        repo.Git("symbolic-ref", "--short", "HEAD").ShouldBe("elsewhere");
    }

    [Fact]
    public async Task What_is_in_the_way_back_is_told()
    {
        var repo = _peer.Clone();
        using var session = Session(repo, out _);
        await session.ValidatePromptAsync(CancellationToken.None);
        await session.CreateBranchAsync(() => { }, CancellationToken.None);
        repo.Commit("Other", "README.md", "other\n");
        repo.Write("README.md", "uncommitted\n");
        var exception = await Should.ThrowAsync<OneShotException>(() => session.RestoreAsync(CancellationToken.None));
        exception.Error.Code.ShouldBe("OS5006");
        File.ReadAllText(repo["README.md"]).ShouldBe("uncommitted\n");
    }

    public void Dispose() => _peer.Dispose();

    private async Task<IReadOnlyList<OneShotState>> StatesAsync(GitRepo repo)
    {
        var variables = _peer.Environment;
        var host = new OneShotHost(repo.Path, repo.Path, new RecordingReporter())
        {
            Variable = name => variables.GetValueOrDefault(name),
        };
        using var verb = OneShotVerbs.CreateStatus(new OneShotSettings { Forge = "github" }, host);
        await verb.RunAsync(CancellationToken.None);
        return verb.Receipt.OneShots;
    }

    private OneShotSettings Settings()
    {
        var settings = Dispatching.Settings();
        (settings.Checkout, settings.Forge, settings.Repo) = (true, "github", _peer.FullName);
        return settings;
    }

    private OneShotSettings Resumed(string id, bool checkout = true) =>
        new()
        {
            Resume = id,
            Checkout = checkout,
            Forge = "github",
            Repo = _peer.FullName,
        };

    private OneShot.Core.Dispatch.StepwiseVerb Session(
        GitRepo repo,
        out RecordingReporter reporter,
        OneShotSettings? settings = null,
        PeerRepository? peer = null
    )
    {
        reporter = new RecordingReporter();
        var variables = (peer ?? _peer).Environment;
        return OneShotVerbs.Create(
            settings ?? Settings(),
            new OneShotHost(repo.Path, repo.Path, reporter) { Variable = name => variables.GetValueOrDefault(name) }
        );
    }
}
