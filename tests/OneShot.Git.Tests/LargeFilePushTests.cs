using OneShot.Core.Model;

namespace OneShot.Git.Tests;

/// <summary>Where large files go and come from: user and trunk say it, never a file that may be an agent's.</summary>
[Collection(nameof(Alone))]
public sealed class LargeFilePushTests : IDisposable
{
    private static readonly string Old = LargeFilePointer.Of("old\n"u8).Id;

    private static readonly string New = LargeFilePointer.Of("new\n"u8).Id;

    private readonly TempFolder _folder = new("large-push");
    private readonly LargeFileHost _thief = new();
    private readonly LargeFileHost _host = new();
    private readonly GitRepo _repo;
    private readonly string _start;
    private readonly string _tip = string.Empty;

    public LargeFilePushTests()
    {
        GitRepo.Init(_folder["remote.git"], "--bare");
        _repo = GitRepo.Init(_folder["work"]);
        _repo.Git("remote", "add", "hub", "../remote.git");
        _repo.Write(".gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n");
        if (LargeFilesHere.Lack is null)
            _repo.Git("lfs", "install", "--local");
        _repo.Write("sub/old.bin", "old\n");
        _repo.Git("add", "--all");
        _start = _repo.Commit("Start", "a.txt", "x");
        _repo.Git("push", "--quiet", "hub", "main");
        if (LargeFilesHere.Lack is not null)
            return;

        // An agent's branch, which somebody looks at.
        _repo.Git("switch", "--quiet", "-c", "one");
        _repo.Write(".lfsconfig", $"[lfs]\n\turl = {_thief.Url}\n\tpushurl = {_thief.Url}\n\tlocksverify = false\n");
        _repo.Write("new.bin", "new\n");
        _repo.Git("add", "--all");
        _tip = _repo.Commit("Made", "sub/b.txt", "x");
    }

    [LargeFilesFact]
    public async Task A_hook_of_git_lfs_pushes_where_user_and_trunk_say_and_nothing_that_the_remote_has()
    {
        File.Delete(StoreOf(_repo[".git/lfs"], Old)); // which git-lfs would miss, if it looked for it
        File.Delete(StoreOf(_folder["remote.git/lfs"], Old));
        var trunk = Trunk($"[lfs]\n\turl = {_host.Url}\n");
        await PushAsync(null, "habit");
        File.Exists(StoreOf(_folder["remote.git/lfs"], New)).ShouldBeTrue();
        await PushAsync(trunk, "trunk");
        _host.Objects.Keys.ShouldBe([New]);
        _host.Requests.ShouldAllBe(request => request.StartsWith('P'));

        GitRepo.Init(_folder["users.git"], "--bare");
        _repo.Git("config", "lfs.url", "file://" + _folder["users.git"]);
        await PushAsync(trunk, "user");
        File.Exists(StoreOf(_folder["users.git/lfs"], New)).ShouldBeTrue();
        _thief.Requests.ShouldBeEmpty();
        _repo.Git("for-each-ref", "--format=%(refname)", "refs/remotes").ShouldBe("refs/remotes/hub/main");
    }

    [Fact]
    public async Task A_hook_is_told_what_trunk_says_of_git_lfs_where_the_user_says_nothing()
    {
        if (OperatingSystem.IsWindows())
            return;
        var trunk = Trunk("[lfs]\n\tlocksverify = true\n\tfetchexclude = big\n\tstorage = /elsewhere\n");
        var (told, told2) = (_folder["told.txt"], _folder["told2.txt"]);
        _repo.Hook("pre-push", $"(echo \"$1 $2\"; git config --get-regexp '^lfs\\.[a-z]*$') > '{told}'");
        await PushAsync(trunk, "trunk");
        var address = _folder["remote.git"];
        string[] expected =
        [
            "../remote.git ../remote.git",
            $"lfs.url {address}",
            $"lfs.pushurl {address}",
            "lfs.locksverify true",
            "lfs.gitprotocol https",
            "lfs.allowincompletepush false",
            "lfs.skipdownloaderrors false",
            "lfs.fetchinclude ",
            "lfs.fetchexclude big",
        ];
        var lines = await File.ReadAllLinesAsync(told);
        lines
            .Where(line => !line.StartsWith("lfs.repositoryformatversion", StringComparison.Ordinal))
            .ShouldBe(expected, ignoreOrder: true);

        // What its user says is theirs.
        _repo.Git("config", "lfs.locksverify", "false");
        File.Move(told, told2);
        await PushAsync(trunk, "user");
        (await File.ReadAllTextAsync(told)).ShouldContain("lfs.locksverify false\n");
        (await File.ReadAllTextAsync(told)).ShouldNotContain("lfs.locksverify true\n");
    }

    [Theory]
    [InlineData("https://github.com/acme/shop.git", true)]
    [InlineData("git@github.com:acme/shop.git", true)]
    [InlineData("../shop.git", true)]
    [InlineData("/srv/shop.git", true)]
    [InlineData("https://mona:password@github.com/acme/shop.git", false)]
    [InlineData("https://token@github.com/acme/shop.git", false)]
    [InlineData("HTTPS://token@github.com/acme/shop.git", false)]
    [InlineData("backup", false)] // which may be another remote's name
    [InlineData("acme/backup", false)]
    public void A_push_names_its_address_where_it_shows_nothing(string address, bool isNamed)
    {
        var parsed = RemoteAddress.Parse(address);
        GitPush.TargetOf(new Remote("hub", parsed, parsed, address)).ShouldBe(isNamed ? address : "oneshot-address");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_push_address_that_its_user_names_is_rewritten_as_by_git(bool hasHook)
    {
        if (OperatingSystem.IsWindows())
            return;
        foreach (var name in new[] { "mine.git", "other.git" })
            GitRepo.Init(_folder[name], "--bare");
        _repo.Git("config", "remote.hub.pushurl", _folder["mine.git"]);
        _repo.Git("config", $"url.{_folder["other.git"]}.pushInsteadOf", _folder["mine.git"]);
        _repo.Hook("pre-push", "exit 0");
        _repo.Git("push", "--quiet", "hub", "main");
        var repository = await HereAsync();
        var state = await repository.DescribeAsync("hub", default);
        var remote = state.Remote!;
        remote.Push.Text.ShouldBe(_folder["mine.git"]);
        var update = new RefUpdate("refs/heads/ours", null, _start);
        var hooks = hasHook ? new PushHooks(state, _start) : null;
        (await repository.PushAsync(remote, [update], hooks, default)).ShouldBe(PushOutcome.Done);
        new GitRepo(_folder["mine.git"])
            .Git("for-each-ref", "--format=%(refname)")
            .ShouldBe("refs/heads/main\nrefs/heads/ours");
        new GitRepo(_folder["other.git"]).Git("for-each-ref").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_hook_that_refuses_is_told_whoever_looked_at_the_repository_before()
    {
        if (OperatingSystem.IsWindows())
            return;
        var plain = await (await HereAsync()).DescribeAsync("hub", default);
        var update = new RefUpdate("refs/heads/ours", null, _start);
        _repo.Hook("pre-push", "echo 'not today' >&2; exit 1");
        var refused = await Should.ThrowAsync<OneShotException>(() =>
            Unasked().PushAsync(plain.Remote!, [update], new PushHooks(plain, _start), default)
        );
        (refused.Error.Code, refused.Message.Contains("not today", StringComparison.Ordinal)).ShouldBe(
            ("OS3012", true)
        );
        (await Unasked().PushAsync(plain.Remote!, [update], null, default)).ShouldBe(PushOutcome.Done);
    }

    [LargeFilesFact]
    public async Task Large_files_are_pushed_from_a_subfolder_to_a_relative_place()
    {
        await PushLargeAsync(_tip, "sub");
        File.Exists(StoreOf(_folder["remote.git/lfs"], New)).ShouldBeTrue();
        _thief.Requests.ShouldBeEmpty();
        GitRepo.Init(_folder["other.git"], "--bare");
        await PushLargeAsync(_tip, "sub", "[lfs]\n\turl = ../other.git\n");
        File.Exists(StoreOf(_folder["other.git/lfs"], New)).ShouldBeTrue();
    }

    [LargeFilesFact]
    public async Task What_commits_before_the_last_one_hold_is_pushed_too()
    {
        _repo.Git("rm", "--quiet", "new.bin");
        _repo.Git("commit", "--quiet", "-m", "Gone");
        await PushLargeAsync(_repo.Git("rev-parse", "HEAD"));
        File.Exists(StoreOf(_folder["remote.git/lfs"], New)).ShouldBeTrue();
    }

    [LargeFilesFact]
    public async Task What_is_not_here_any_more_is_not_taken_to_be_there()
    {
        // What trunk has may be moved without being here.
        File.Delete(StoreOf(_repo[".git/lfs"], Old));
        var blob = _repo.Git("rev-parse", _start + ":sub/old.bin");
        _repo.Git("update-index", "--add", "--cacheinfo", $"100644,{blob},moved.bin");
        _repo.Git("commit", "--quiet", "-m", "Moved");
        var moved = _repo.Git("rev-parse", "HEAD");
        foreach (var damaged in new[] { false, true })
        {
            File.Delete(StoreOf(_repo[".git/lfs"], New));
            if (damaged)
                await File.WriteAllTextAsync(StoreOf(_repo[".git/lfs"], New), "NEW\n");
            var failure = await Should.ThrowAsync<OneShotException>(() => PushLargeAsync(moved, "sub"));
            failure.Error.Code.ShouldBe("OS3106");
            failure.Error.Message.ShouldContain("new.bin");
        }

        // Unless the server has it.
        Directory.Delete(_repo[".git/lfs/objects"], recursive: true);
        _host.Objects[New] = "new\n"u8.ToArray();
        await PushLargeAsync(moved, "sub", $"[lfs]\n\turl = {_host.Url}\n");
        _thief.Requests.ShouldBeEmpty();
    }

    [LargeFilesFact]
    public async Task A_pointer_that_tells_a_wrong_size_costs_nothing_of_the_store()
    {
        // Somebody else's commit that the user has merged, and the content is nowhere else.
        File.Delete(StoreOf(_folder["remote.git/lfs"], Old));
        var place = _repo["lying"];
        await File.WriteAllBytesAsync(place, new LargeFilePointer(Old, 1).ToBytes());
        var blob = _repo.Git("hash-object", "-w", "--no-filters", place);
        _repo.Git("update-index", "--add", "--cacheinfo", $"100644,{blob},lying.bin");
        _repo.Git("commit", "--quiet", "-m", "Lying");
        var failure = await Should.ThrowAsync<OneShotException>(() => PushLargeAsync(_repo.Git("rev-parse", "HEAD")));
        failure.Error.Code.ShouldBe("OS3106");
        (await File.ReadAllTextAsync(StoreOf(_repo[".git/lfs"], Old))).ShouldBe("old\n");
    }

    [LargeFilesFact]
    public async Task What_lies_outside_of_a_sparse_tree_is_pushed_by_its_folders_own_rules()
    {
        _repo.Git("switch", "--quiet", "--create", "apart", "main");
        _repo.Write("art/.gitattributes", "*.raw filter=lfs -text\n");
        _repo.Git("add", "--all");
        var start = _repo.Commit("Rules", "sub/c.txt", "x");
        _repo.Write("art/new.raw", "new\n");
        _repo.Git("add", "--all");
        var tip = _repo.Commit("Made", "sub/b.txt", "x");
        _repo.Git("sparse-checkout", "set", "--cone", "sub");
        await PushLargeAsync(tip, from: start);
        File.Exists(StoreOf(_folder["remote.git/lfs"], New)).ShouldBeTrue();
    }

    [LargeFilesFact]
    public async Task What_somebody_put_under_git_lfs_on_the_branch_is_pushed()
    {
        _repo.Write(".gitattributes", "*.bin filter=lfs -text\n*.raw filter=lfs -text\n");
        _repo.Write("late.raw", "late\n");
        _repo.Git("add", "--all");
        await PushLargeAsync(_repo.Commit("Late", "sub/b.txt", "y"));
        File.Exists(StoreOf(_folder["remote.git/lfs"], LargeFilePointer.Of("late\n"u8).Id)).ShouldBeTrue();
    }

    [LargeFilesFact]
    public async Task What_is_fetched_for_an_agent_comes_from_where_user_and_trunk_say_up_to_a_limit()
    {
        _host.Objects[New] = "new\n"u8.ToArray();
        var trunk = Trunk($"[lfs]\n\turl = {_host.Url}\n");
        var vast = _repo[".git/lfs/../vast"];
        var pointer = new LargeFilePointer(new string('a', 64), TreeFilling.MostWritten);
        await File.WriteAllBytesAsync(vast, pointer.ToBytes());
        var blob = _repo.Git("hash-object", "-w", "--no-filters", vast);
        _repo.Git("update-index", "--add", "--cacheinfo", $"100644,{blob},vast.bin");
        _repo.Git("commit", "--quiet", "-m", "Vast");
        File.Delete(StoreOf(_repo[".git/lfs"], New));

        (await SeenAsync(_repo.Git("rev-parse", "HEAD"), trunk)).ShouldStartWith("version ");
        _host.Requests.ShouldBeEmpty("it is too much");
        (await SeenAsync(_tip, trunk)).ShouldBe("new\n");
        _thief.Requests.ShouldBeEmpty();
    }

    [LargeFilesFact]
    public async Task What_a_waiting_result_holds_outlives_git_lfs_prune()
    {
        var repository = await HereAsync();
        var own = Remote.Own(_repo[".git"]);
        var waiting = WaitingResult.RefOf("a1b2c3");
        _repo.Git("switch", "--quiet", "main");
        _repo.Git("branch", "--quiet", "-D", "one");
        await UpdateAsync(new RefUpdate(waiting, null, _tip));
        _repo.Git("reflog", "expire", "--expire=now", "--all");
        _repo.Git("-c", "lfs.fetchrecentrefsdays=0", "lfs", "prune"); // as in ten days
        File.Exists(StoreOf(_repo[".git/lfs"], New)).ShouldBeFalse();

        // Another session that goes on from it sees it, and its user may take it.
        (await SeenAsync(_tip, null)).ShouldBe("new\n");
        File.Delete(StoreOf(_repo[".git/lfs"], New));
        await repository.RestoreLargeFilesAsync(_repo[".git"], default);
        _repo.Git("merge", "--quiet", "--ff-only", waiting);
        (await File.ReadAllTextAsync(_repo["new.bin"])).ShouldBe("new\n");
        await UpdateAsync(new RefUpdate(waiting, _tip, null));
        Directory.Exists(_repo[".git/oneshot/lfs"]).ShouldBeFalse("it was taken");

        async Task UpdateAsync(RefUpdate update) =>
            (await repository.PushAsync(own, [update], null, default)).ShouldBe(PushOutcome.Done);
    }

    [Fact]
    public void What_is_damaged_in_the_store_is_written_anew()
    {
        var store = LargeFileStore.Of(_folder.Path, null);
        var pointer = LargeFilePointer.Of("new\n"u8);
        store.Keep(pointer, "new\n"u8.ToArray());
        var file = StoreOf(_folder["lfs"], New);
        File.WriteAllText(file, "NEW\n");
        store.Keep(pointer, "new\n"u8.ToArray());
        File.ReadAllText(file).ShouldBe("new\n");
    }

    public void Dispose()
    {
        _thief.Dispose();
        _host.Dispose();
        _folder.Dispose();
    }

    private static string StoreOf(string folder, string id) => $"{folder}/objects/{id[..2]}/{id[2..4]}/{id}";

    // A commit on trunk that only says it.
    private string Trunk(string text)
    {
        var blob = _repo.Git("hash-object", "-w", _folder.Write("lfsconfig", text));
        var list = _folder.Write("tree", $"100644 blob {blob}\t.lfsconfig\n");
        var tree = Launch.Run(_repo.Path, null, "sh", "-c", $"git mktree < '{list}'").Output.Trim();
        return _repo.Git("commit-tree", "-m", "Trunk", "-p", _start, tree);
    }

    // A push is told all it needs: what somebody asked of the repository before is nothing to it.
    private GitRepository Unasked(string folder = "")
    {
        var runner = new GitRunner(_repo[folder], TimeSpan.FromSeconds(240), new RecordingReporter());
        return new GitRepository(_repo[folder], runner, (command, _, _) => command);
    }

    private async Task<GitRepository> HereAsync(string folder = "")
    {
        var repository = Unasked(folder);
        await repository.DescribeAsync("hub", default);
        return repository;
    }

    private async Task PushAsync(string? trunk, string branch)
    {
        var repository = await HereAsync();
        var state = await repository.DescribeAsync("hub", default);
        var update = new RefUpdate("refs/heads/" + branch, null, _repo.Git("rev-parse", "HEAD"));
        (await PushAsync(state, update, trunk)).ShouldBe(PushOutcome.Done);
    }

    // On a busy machine git-lfs 3.3.0 now and then looks at what the remote has: one that does not know the remote
    // always does, however often it is asked.
    private async Task<PushOutcome> PushAsync(RepositoryState state, RefUpdate update, string? trunk)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Unasked().PushAsync(state.Remote!, [update], new PushHooks(state, trunk), default);
            }
            catch (OneShotException refused) when (attempt < 8)
            {
                refused.Error.Message.ShouldContain("(missing) sub/old.bin", customMessage: "what it says is told");
            }
        }
    }

    private async Task PushLargeAsync(
        string commit,
        string folder = "",
        string? trunkConfig = null,
        string? from = null
    )
    {
        var repository = await HereAsync(folder);
        var remote = (await repository.DescribeAsync("hub", default)).Remote!;
        await Unasked(folder)
            .PushLargeFilesAsync(remote, from ?? _start, commit, _ => Task.FromResult(trunkConfig), default);
    }

    private async Task<string> SeenAsync(string commit, string? trunk)
    {
        GitRunner Git(string folder) => new(folder, TimeSpan.FromSeconds(240), new RecordingReporter());
        var clones = new GitClones(Git(_repo.Path), _repo[".git"], Git, new Identity("Mona", "mona@example.com"))
        {
            RemoteName = "hub",
            Trunk = trunk,
        };
        var root = Directory.CreateDirectory(_folder[Guid.NewGuid().ToString("N")]).FullName;
        var tree = await clones.CloneAsync(root, "one", commit, default);
        return await File.ReadAllTextAsync(Path.Combine(tree.Folder, "new.bin"));
    }
}
