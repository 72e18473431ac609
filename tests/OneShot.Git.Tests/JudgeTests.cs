using System.IO.Compression;
using OneShot.Core.Model;

namespace OneShot.Git.Tests;

/// <summary>
/// The judge's repository, when something that outlived the session
/// reached it: what is written into its configuration is not done.
/// </summary>
public sealed class JudgeTests : IDisposable
{
    private readonly TempFolder _folder = new("judge");
    private readonly GitRepo _repo;
    private readonly string _start;

    public JudgeTests()
    {
        _repo = GitRepo.Init(_folder["work"]);
        _start = _repo.Commit("First", "a.txt", "one");
    }

    [Fact]
    public async Task What_a_survivor_put_in_the_place_of_a_judged_content_is_not_delivered()
    {
        using var delivery = await Clones
            .Of(_repo)
            .DeliveryAsync(Directory.CreateDirectory(_folder["root"]).FullName, default);
        var id = BlobId.Of("judged\n"u8, _start.Length);
        var judge = Directory.GetDirectories(_folder["root"], "judge-*").Single();
        var place = Directory.CreateDirectory(Path.Combine(judge, "objects.git", "objects", id[..2])).FullName;
        using (var file = File.Create(Path.Combine(place, id[2..])))
        using (var packed = new ZLibStream(file, CompressionLevel.Fastest))
            packed.Write("blob 7\0forged\n"u8);

        ChangedFile[] taken = [new("a.txt", null, new FileVersion("100644", id))];
        var delivered = new Delivered(_start, _start, taken, []);
        var refused = await Should.ThrowAsync<OneShotException>(() =>
            delivery.TakeAsync(delivered, taken, "Made", default)
        );
        refused.Error.Code.ShouldBe("OS6014");
        refused.Error.Message.ShouldContain("'a.txt' is not what was judged any more.");
    }

    [Fact]
    public async Task A_configuration_that_a_survivor_wrote_runs_nothing_and_changes_nothing()
    {
        if (OperatingSystem.IsWindows())
            return;
        var (bundle, mark) = (Bundle(), _folder["sprung"]);
        using var delivery = await Clones
            .Of(_repo)
            .DeliveryAsync(Directory.CreateDirectory(_folder["root"]).FullName, default);
        var judge = Directory.GetDirectories(_folder["root"], "judge-*").Single();
        File.GetUnixFileMode(judge).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var hooks = Directory.CreateDirectory(Path.Combine(judge, "objects.git", "hooks")).FullName;
        var trap = $"#!/bin/sh\ntouch '{mark}'\n";
        foreach (var name in new[] { "reference-transaction", "post-index-change", "pre-auto-gc", "post-rewrite" })
        {
            await File.WriteAllTextAsync(Path.Combine(hooks, name), trap);
            File.SetUnixFileMode(Path.Combine(hooks, name), (UnixFileMode)0b111_000_000);
        }

        await File.AppendAllTextAsync(
            Path.Combine(judge, "objects.git", "config"),
            $"""
            [core]
            	hooksPath = {hooks}
            	fsmonitor = {hooks}/post-rewrite
            	alternateRefsCommand = {hooks}/post-rewrite
            	sshCommand = {hooks}/post-rewrite
            [filter "x"]
            	clean = {hooks}/post-rewrite
            [extensions]
            	partialClone = x
            [remote "x"]
            	promisor = true
            	url = {_repo.Path}
            	uploadpack = {hooks}/post-rewrite
            [commit]
            	gpgSign = true
            [gpg]
            	program = {hooks}/post-rewrite
            [gc]
            	auto = 1
            """
        );
        var delivered = await delivery.OpenAsync(bundle, _start, default);
        var commit = await delivery.TakeAsync(delivered, delivered.Files, "Taken\n", default);
        File.Exists(mark).ShouldBeFalse();
        _repo.Git("show", commit + ":b.txt").ShouldBe("two");
        _repo.Git("for-each-ref", "--format=%(refname)").ShouldBe("refs/heads/main");
    }

    [Fact]
    public async Task A_bundle_of_the_version_before_which_holds_the_agents_own_commits_is_one_commit_too()
    {
        _repo.Git("checkout", "--quiet", "-b", "side");
        _repo.Commit("Add a secret", "key.txt", "gone in the next");
        _repo.Git("rm", "--quiet", "key.txt");
        var tip = _repo.Commit("Take it out", "b.txt", "two");
        _repo.Git("checkout", "--quiet", "main");
        _repo.Git("branch", "--quiet", "-D", "side");
        using var delivery = await Clones
            .Of(_repo)
            .DeliveryAsync(Directory.CreateDirectory(_folder["root"]).FullName, default);
        var delivered = await delivery.OpenAsync(Bundled(tip), _start, default);
        delivered.Subjects.ShouldBe(["Add a secret", "Take it out"]);
        var commit = await delivery.TakeAsync(delivered, delivered.Files, "Taken\n", default);
        _repo.Git("rev-list", "--count", $"{_start}..{commit}").ShouldBe("1");
        _repo.Git("ls-tree", "-r", "--name-only", commit).Split('\n').ShouldBe(["a.txt", "b.txt"]);
    }

    [Fact]
    public async Task A_session_that_changes_nothing_gives_no_commit_whatever_the_repository_sets()
    {
        if (OperatingSystem.IsWindows())
            return;
        var other = GitRepo.Init(_folder["other"]);
        var pinned = other.Commit("Other", "o.txt", "o");
        _repo.Write(
            ".gitattributes",
            "* text=auto\n*.bat eol=crlf\n*.u16 working-tree-encoding=UTF-16LE eol=lf\n*.secret "
                + "filter=crypt\nodd.txt text\n*.id ident\n"
        );
        _repo.Write(".gitignore", "build/\n*.log\n");
        foreach (
            var (path, text) in new[]
            {
                ("run.bat", "one\r\ntwo\r\n"),
                ("a.secret", "plain"),
                ("a.id", "$Id$\n"),
                ("build/kept.log", "tracked all the same"),
                ("ünï.txt", "x"),
                ("deep/er/file.txt", "x\n"),
            }
        )
            _repo.Write(path, text);
        await File.WriteAllTextAsync(_repo["wide.u16"], "wide\n", new System.Text.UnicodeEncoding(false, false));
        File.SetUnixFileMode(_repo["deep/er/file.txt"], (UnixFileMode)0b111_101_101);
        File.CreateSymbolicLink(_repo["link"], "deep/er");
        _repo.Git("add", "--all", "--force");
        _repo.Git("update-index", "--add", "--cacheinfo", $"160000,{pinned},module");
        var odd = Launch
            .RunWithInput(_repo.Path, null, "one\r\ntwo\r\n", "git", "hash-object", "-w", "--stdin", "--no-filters")
            .Output.Trim();
        // as committed before there were attributes
        _repo.Git("update-index", "--add", "--cacheinfo", $"100644,{odd},odd.txt");
        _repo.Git("commit", "--quiet", "--message=Everything");
        var bytes = Launch.RunWithInput(
            _repo.Path,
            null,
            string.Empty,
            "sh",
            "-c",
            "printf 'tree\\n'; name=$(printf 'caf\\351.txt'); printf x > \"$name\"; git add \"$name\"; git commit "
                + "-qm odd-name"
        );
        bytes.ExitCode.ShouldBe(0, bytes.All);

        var tree = await Clones
            .Of(_repo)
            .CloneAsync(
                Directory.CreateDirectory(_folder["root"]).FullName,
                "one",
                _repo.Git("rev-parse", "HEAD"),
                default
            );
        (await tree.ChangesAsync(default)).ShouldBeEmpty();
        (
            await tree.CollectAsync("Nothing", Core.Secrets.KnownSecrets.None, _folder["none.bundle"], default)
        ).Commit.ShouldBeNull();
        File.Exists(_folder["none.bundle"]).ShouldBeFalse();

        await File.AppendAllTextAsync(Path.Combine(tree.Folder, "run.bat"), "three\r\n");
        (await tree.ChangesAsync(default)).ShouldBe(["run.bat"]);
    }

    [Fact]
    public async Task What_a_filter_hides_is_not_delivered_without_it()
    {
        if (OperatingSystem.IsWindows())
            return;
        _repo.Write(".gitattributes", "*.key filter=git-crypt diff=git-crypt\n");
        _repo.Write("old.key", "\0GITCRYPT");
        _repo.Git("add", "--all");
        _repo.Git("commit", "--quiet", "--message=Keys");
        var start = _repo.Git("rev-parse", "HEAD");
        var root = Directory.CreateDirectory(_folder["root"]).FullName;
        var tree = await Clones.Of(_repo).CloneAsync(root, "one", start, default);
        Shell(
            tree.Folder,
            "echo plain > old.key; echo plain > new.key; echo b > b.txt; ln -s b.txt link.key; echo '*.key -filter' "
                + "> .gitattributes"
        );
        var work = await tree.CollectAsync("Keys", Core.Secrets.KnownSecrets.None, _folder["keys.bundle"], default);
        work.LeftOut.Select(finding => finding.Path).ShouldBe(["new.key", "old.key"], ignoreOrder: true);
        work.LeftOut.ShouldAllBe(finding =>
            finding.Reason.StartsWith("has the filter git-crypt by its attributes", StringComparison.Ordinal)
        );
        using var delivery = await Clones.Of(_repo).DeliveryAsync(root, default);
        (await delivery.OpenAsync(_folder["keys.bundle"], start, default))
            .Files.Select(file => file.Path)
            .ShouldBe([".gitattributes", "b.txt", "link.key"]);
    }

    [Fact]
    public async Task What_git_stumbles_over_or_would_never_end_is_left_out_and_the_rest_is_taken()
    {
        if (OperatingSystem.IsWindows())
            return;
        Shell(_repo.Path, "ln -s \"$(printf 'caf\\351')\" kept; printf x > changed; git add -A; git commit -qm Links");
        var start = _repo.Git("rev-parse", "HEAD");
        var tree = await Clones
            .Of(_repo)
            .CloneAsync(Directory.CreateDirectory(_folder["root"]).FullName, "one", start, default);
        Shell(
            tree.Folder,
            """
            printf x > ':(exclude)x'; printf x > ':!x'; mkdir ':'; printf x > ':/x'
            ln -s a.txt .gitmodules; ln -s "$(printf 'caf\351')" bytes
            printf '*.txt working-tree-encoding=NOPE\n*.bin working-tree-encoding=UTF-16\n' > .gitattributes; printf x > new.txt; printf x > new.bin
            yes '*a*a*a*a*a*a*a*a*a*a*a*b ident' | head -n 1000 >> .gitattributes; printf x > "$(printf '%0240d' 0 | tr 0 a)"
            truncate -s 1T changed; printf x >> a.txt
            part=$(printf '%0200d' 0); for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do mkdir $part && cd $part && printf '*.o' > .gitignore; done; printf x > deep
            """
        );
        var collected = await tree.CollectAsync("All", Core.Secrets.KnownSecrets.None, _folder["all.bundle"], default);
        _repo.Git("bundle", "unbundle", _folder["all.bundle"]);
        var names = _repo
            .Git("diff", "--name-only", "-z", start, collected.Commit!)
            .Split('\0', StringSplitOptions.RemoveEmptyEntries);
        names.ShouldContain(name => name.StartsWith("aaa", StringComparison.Ordinal));
        names
            .Where(name => !name.StartsWith('0') && !name.StartsWith("aaa", StringComparison.Ordinal))
            .ShouldBe(
                [".gitattributes", ":!x", ":(exclude)x", ":/x", "a.txt", "new.bin", "new.txt"],
                ignoreOrder: true
            );
        collected
            .LeftOut.Where(found => !found.Path.StartsWith('0'))
            .Select(found => found.Path)
            .ShouldBe([".gitmodules", "bytes", "changed"], ignoreOrder: true);
        collected.LeftOut.ShouldContain(found => found.Path.StartsWith('0'), "what is too deep is told");
        _repo.Git("show", collected.Commit + ":new.txt").ShouldBe("x");
    }

    [Fact]
    public async Task Rules_of_the_repositorys_own_that_a_file_does_not_obey_leave_out_that_file()
    {
        if (OperatingSystem.IsWindows())
            return;
        var start = _repo.Commit("Rules", ".gitattributes", "*.u16 working-tree-encoding=UTF-16\n");
        var tree = await Clones
            .Of(_repo)
            .CloneAsync(Directory.CreateDirectory(_folder["root"]).FullName, "one", start, default);
        Shell(
            tree.Folder,
            "printf x > bad.u16; printf '\\376\\377\\000x' > good.u16; printf x > new.txt; rm .gitattributes"
        );
        var collected = await tree.CollectAsync("All", Core.Secrets.KnownSecrets.None, _folder["all.bundle"], default);
        _repo.Git("bundle", "unbundle", _folder["all.bundle"]);
        _repo
            .Git("diff", "--name-only", start, collected.Commit!)
            .Split('\n')
            .ShouldBe([".gitattributes", "good.u16", "new.txt"]);
        _repo.Git("show", collected.Commit + ":good.u16").ShouldBe("x");
        collected.LeftOut.ShouldHaveSingleItem().Path.ShouldBe("bad.u16");
    }

    [Fact]
    public async Task Ignore_rules_that_take_years_to_compare_leave_out_what_they_are_asked_about()
    {
        if (OperatingSystem.IsWindows())
            return;
        var tree = await Clones
            .Of(_repo, patience: 3)
            .CloneAsync(Directory.CreateDirectory(_folder["root"]).FullName, "one", _start, default);
        Shell(
            tree.Folder,
            "yes '*a*a*a*a*a*a*a*a*a*a*a*b' | head -n 1000 > .gitignore; for i in 1 2 3; do printf x > \"$(printf "
                + "'%0240d' 0 | tr 0 a)$i\"; done; printf x >> a.txt"
        );
        var collected = await tree.CollectAsync("All", Core.Secrets.KnownSecrets.None, _folder["all.bundle"], default);
        _repo.Git("bundle", "unbundle", _folder["all.bundle"]);
        _repo.Git("diff", "--name-only", _start, collected.Commit!).Split('\n').ShouldContain("a.txt");
        collected.LeftOut.ShouldContain(found => found.Reason.Contains("too long", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_started_or_waited_for_in_a_jobs_tree_after_its_session()
    {
        if (OperatingSystem.IsWindows())
            return;
        var place = Directory.CreateDirectory(_repo["place"]).FullName;
        var tree = await Clones
            .Of(_repo, place: place)
            .WatchAsync(Directory.CreateDirectory(_folder["root"]).FullName, _repo.Path, default);
        (await tree.ChangesAsync(default)).ShouldBeEmpty();
        // git would not even start in a folder that is gone
        Shell(_repo.Path, "rmdir place; mkfifo .git/shallow; printf x >> a.txt");
        (
            await tree.CollectAsync("All", Core.Secrets.KnownSecrets.None, _folder["all.bundle"], default)
        ).Commit.ShouldNotBeNull();
    }

    [Fact]
    public void Its_environment_is_made_from_nothing()
    {
        var start = new System.Diagnostics.ProcessStartInfo("git");
        (start.Environment["GH_TOKEN"], start.Environment["GIT_SSH_COMMAND"], start.Environment["HOME"]) = (
            "secret",
            "/x",
            "/srv/mona"
        );
        start.Environment["TMPDIR"] = "/scratch";
        GitEnvironment.Apply(start.Environment, new GitCommand("fetch") { IsApart = true });
        start
            .Environment.Keys.Where(name =>
                !name.StartsWith("GIT_", StringComparison.Ordinal) || name == "GIT_SSH_COMMAND"
            )
            .ShouldBe(["PATH", "TMPDIR", "LC_MESSAGES", "LANGUAGE"], ignoreOrder: true);
        start.Environment["GIT_CONFIG_GLOBAL"].ShouldBe("/dev/null");
    }

    [Fact]
    public async Task A_tree_of_trees_that_would_never_end_is_refused()
    {
        // Each level holds the one below ten times: eight trees, a hundred million files.
        var blob = _repo.Git("rev-parse", "HEAD:a.txt");
        var tree = Tree(Enumerable.Range(0, 10).Select(i => $"100644 blob {blob}\tf{i}"));
        for (var level = 0; level < 8; level++)
            tree = Tree(Enumerable.Range(0, 10).Select(i => $"040000 tree {tree}\td{i}"));
        var commit = _repo.Git("commit-tree", "-p", _start, "-m", "Many", tree);
        using var delivery = await Clones
            .Of(_repo)
            .DeliveryAsync(Directory.CreateDirectory(_folder["root"]).FullName, default);
        (
            await Should.ThrowAsync<OneShotException>(() => delivery.OpenAsync(Bundled(commit), _start, default))
        ).Error.Message.ShouldContain("more than 5000 files");
    }

    public void Dispose()
    {
        // .NET can't name a file whose name is no UTF-8.
        if (!OperatingSystem.IsWindows())
            Launch.Run(_folder.Path, null, "find", ".", "(", "-name", "caf*", "-o", "-name", "changed", ")", "-delete");
        _folder.Dispose();
    }

    private string Bundle()
    {
        _repo.Git("checkout", "--quiet", "-b", "side");
        var commit = _repo.Commit("Second", "b.txt", "two");
        _repo.Git("checkout", "--quiet", "main");
        _repo.Git("branch", "--quiet", "-D", "side");
        return Bundled(commit);
    }

    private string Bundled(string commit)
    {
        _repo.Git("update-ref", "refs/heads/collected", commit);
        _repo.Git("bundle", "create", "--quiet", _folder["a.bundle"], "refs/heads/collected", "^" + _start);
        _repo.Git("update-ref", "-d", "refs/heads/collected");
        return _folder["a.bundle"];
    }

    private string Tree(IEnumerable<string> entries) =>
        Launch
            .RunWithInput(_repo.Path, null, string.Concat(entries.Select(entry => entry + "\n")), "git", "mktree")
            .Output.Trim();

    private static void Shell(string folder, string script)
    {
        var ran = Launch.RunWithInput(folder, null, string.Empty, "sh", "-e", "-c", script);
        ran.ExitCode.ShouldBe(0, ran.All);
    }
}
