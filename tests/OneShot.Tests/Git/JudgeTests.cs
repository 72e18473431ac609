using OneShot.Git;

namespace OneShot.Tests.Git;

/// <summary>The judge's repository, when something that outlived the session reached it: what is written into its configuration is not done.</summary>
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
    public async Task A_configuration_that_a_survivor_wrote_runs_nothing_and_changes_nothing()
    {
        if (OperatingSystem.IsWindows()) return;
        var (bundle, mark) = (Bundle(), _folder["sprung"]);
        using var delivery = await Clones().DeliveryAsync(Directory.CreateDirectory(_folder["root"]).FullName, default);
        var judge = Directory.GetDirectories(_folder["root"], "judge-*").Single();
        File.GetUnixFileMode(judge).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var hooks = Directory.CreateDirectory(Path.Combine(judge, "objects.git", "hooks")).FullName;
        var trap = $"#!/bin/sh\ntouch '{mark}'\n";
        foreach (var name in new[] { "reference-transaction", "post-index-change", "pre-auto-gc", "post-rewrite" })
        {
            await File.WriteAllTextAsync(Path.Combine(hooks, name), trap);
            File.SetUnixFileMode(Path.Combine(hooks, name), (UnixFileMode)0b111_000_000);
        }

        await File.AppendAllTextAsync(Path.Combine(judge, "objects.git", "config"), $"""
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
            """);
        var delivered = await delivery.OpenAsync(bundle, _start, default);
        var commit = await delivery.TakeAsync(delivered, delivered.Files, "Taken\n", default);
        File.Exists(mark).ShouldBeFalse();
        _repo.Git("show", commit + ":b.txt").ShouldBe("two");
        _repo.Git("for-each-ref", "--format=%(refname)").ShouldBe("refs/heads/main");
    }

    [Fact]
    public void Its_environment_is_made_from_nothing()
    {
        var start = new System.Diagnostics.ProcessStartInfo("git");
        (start.Environment["GH_TOKEN"], start.Environment["GIT_SSH_COMMAND"], start.Environment["HOME"]) = ("secret", "/x", "/srv/mona");
        GitEnvironment.Apply(start, new GitCommand("fetch") { IsApart = true });
        start.Environment.Keys.Where(name => !name.StartsWith("GIT_", StringComparison.Ordinal) || name == "GIT_SSH_COMMAND").ShouldBe(["PATH", "LC_MESSAGES", "LANGUAGE"], ignoreOrder: true);
        start.Environment["GIT_CONFIG_GLOBAL"].ShouldBe("/dev/null");
    }

    [Fact]
    public async Task A_tree_of_trees_that_would_never_end_is_refused()
    {
        // Each level holds the one below ten times: eight trees, a hundred million files.
        var blob = _repo.Git("rev-parse", "HEAD:a.txt");
        var tree = Tree(Enumerable.Range(0, 10).Select(i => $"100644 blob {blob}\tf{i}"));
        for (var level = 0; level < 8; level++) tree = Tree(Enumerable.Range(0, 10).Select(i => $"040000 tree {tree}\td{i}"));
        var commit = _repo.Git("commit-tree", "-p", _start, "-m", "Many", tree);
        using var delivery = await Clones().DeliveryAsync(Directory.CreateDirectory(_folder["root"]).FullName, default);
        (await Should.ThrowAsync<Core.Errors.OneShotException>(() => delivery.OpenAsync(Bundled(commit), _start, default))).Error.Message.ShouldContain("more than 5000 files");
    }

    public void Dispose() => _folder.Dispose();

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

    private string Tree(IEnumerable<string> entries)
        => Launch.RunWithInput(_repo.Path, null, string.Concat(entries.Select(entry => entry + "\n")), "git", "mktree").Output.Trim();

    private GitClones Clones()
    {
        GitRunner Git(string folder) => new(folder, TimeSpan.FromSeconds(60), new RecordingReporter());
        return new GitClones(Git(_repo.Path), _repo[".git"], Git, new Identity("Mona", "mona@example.com"));
    }
}
