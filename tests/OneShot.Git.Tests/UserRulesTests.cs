namespace OneShot.Git.Tests;

/// <summary>
/// What the user keeps out of every commit is kept out of an
/// agent's too, and what a filter hides is named before it begins.
/// </summary>
public sealed class UserRulesTests : IDisposable
{
    private readonly TempFolder _folder = new("rules");
    private readonly GitRepo _repo;

    public UserRulesTests()
    {
        _repo = GitRepo.Init(_folder["work"]);
        _repo.Write("sub/.gitattributes", "*.bin filter=lfs diff=lfs\n*.key\tfilter=git-crypt\n*.txt -filter\n");
        _repo.Write(".gitignore", "!wanted.mine\n");
        _repo.Git("add", "--all");
        _repo.Git("commit", "--quiet", "--message=First");
    }

    [Fact]
    public async Task The_users_own_ignore_rules_hold()
    {
        _repo.Write(".git/info/exclude", "*.mine\n");
        var rules = _folder.Write("everywhere", "*.all\n!kept.all\n");
        // as those who keep such files in a repository of their own have it
        File.CreateSymbolicLink(_folder["dotfile"], rules);
        _repo.Git("config", "core.excludesFile", _folder["dotfile"]);
        var tree = await CloneAsync();
        foreach (var name in new[] { "x.mine", "wanted.mine", "x.all", "kept.all" })
            await File.WriteAllTextAsync(Path.Combine(tree.Folder, name), "x");
        new GitRepo(tree.Folder).Git("status", "--porcelain").ShouldBe("?? kept.all\n?? wanted.mine");
        (await tree.ChangesAsync(default)).ShouldBe(["kept.all", "wanted.mine"]);
    }

    [Fact]
    public async Task Rules_without_end_are_refused_before_an_agent_begins()
    {
        _repo.Write(".git/info/exclude", new string('x', 1024 * 1024));
        await CloneAsync();
        Directory.Delete(_folder["root"], recursive: true);
        _repo.Write(".git/info/exclude", new string('x', (1024 * 1024) + 1));
        var failed = await Should.ThrowAsync<OneShotException>(CloneAsync);
        (failed.Error.Code, failed.Error.Message).ShouldBe(
            ("OS3107", $"'{_repo[".git/info/exclude"]}' has more than 1,024 KB of rules.")
        );
    }

    [Theory]
    [InlineData(".")]
    [InlineData("other/place")]
    public async Task Filters_are_named_before_an_agent_begins(string place)
    {
        var reporter = new RecordingReporter();
        Directory.CreateDirectory(_repo[place]);
        Core.Pipeline.FilterText.Tell(await CloneAsync(place), reporter);
        reporter.Text.ShouldContain(
            "warning: .gitattributes, or attributes of your own, names filters that are not run for an agent: lfs, "
                + "git-crypt. It sees"
        );
        reporter.Text.ShouldContain("(lfs needs git-lfs here; others, on your machine: --filters=NAME)");
    }

    public void Dispose() => _folder.Dispose();

    private Task<GitWorkTree> CloneAsync() => CloneAsync(".");

    private Task<GitWorkTree> CloneAsync(string place) =>
        Clones
            .Of(_repo, _repo[place], isWithoutLargeFiles: true)
            .CloneAsync(
                Directory.CreateDirectory(_folder["root"]).FullName,
                "one",
                _repo.Git("rev-parse", "HEAD"),
                default
            );
}
