namespace OneShot.Tests.Local;

/// <summary>
/// Where a one-shot of this machine starts in a repository that was not cloned: git names no default branch
/// of the remote there, and trunk is the remote's all the same, as git fetched it last.
/// </summary>
public sealed class FetchedTrunkTests : IDisposable
{
    private readonly LocalOneShot _here = new();
    private readonly GitRepo _remote;

    public FetchedTrunkTests()
    {
        _remote = GitRepo.Init(_here.Folder["remote.git"], "--bare");
        _here.Repo.Git("remote", "add", "origin", _remote.Path);
        _here.Repo.Git("config", "remote.origin.followRemoteHEAD", "never"); // as every git before 2.48
    }

    [Theory]
    [InlineData("main", "main")]
    [InlineData("master", "master")]
    [InlineData("develop", "develop")] // HEAD's own, where the remote has neither
    [InlineData("main", "trunk")] // a main that follows another name
    [InlineData("develop", "next")]
    public async Task What_was_not_pushed_is_left_out_and_what_was_fetched_is_in(string here, string there)
    {
        _here.Repo.Git("branch", "--quiet", "-m", here);
        _here.Repo.Git("push", "--quiet", "-u", "origin", $"{here}:{there}");
        Colleague(there);
        _here.Repo.Git("fetch", "--quiet");
        _here.Repo.Commit("Not pushed", "mine.txt", "x");
        _here.Repo.Git("for-each-ref", "refs/remotes/origin/HEAD").ShouldBeEmpty();

        var receipt = await PreviewAsync();
        receipt.Base.ShouldBe(there);
        _here.Reporter.Text.ShouldContain($" from origin/{there} ({_remote.Git("rev-parse", there)[..10]})");
        _here.Reporter.Text.ShouldContain(
            $"not included: 1 commit of {here}, which is checked out; to have the commits: --base={here}"
        );

        // Its own branch comes by its name.
        (await PreviewAsync(here)).Base.ShouldBe(here);
        _here.Reporter.Text.ShouldContain($" from {here} ({_here.Repo.Git("rev-parse", "HEAD")[..10]})");
    }

    [Fact]
    public async Task Another_branch_that_is_checked_out_is_not_trunk()
    {
        _here.Repo.Git("push", "--quiet", "origin", "main");
        _here.Repo.Git("switch", "--quiet", "-c", "feature");
        _here.Repo.Git("push", "--quiet", "-u", "origin", "feature");
        (await PreviewAsync()).Base.ShouldBe("main", "the remote has one, though nothing follows it");
        _here.Reporter.Text.ShouldContain(" from origin/main (");
    }

    [Theory]
    [InlineData("", " from main (")] // nothing was pushed yet
    [InlineData("refs/remotes/upstream/main", " from main (")] // nor is another remote's asked
    [InlineData("refs/remotes/origin/gone", " from main (")] // nor a branch that is neither's
    public async Task Without_a_branch_of_the_remotes_it_is_what_is_checked_out(string tracking, string told)
    {
        if (tracking.Length > 0)
            _here.Repo.Git("update-ref", tracking, "HEAD");
        _here.Repo.Git("branch", "--quiet", "master");
        _here.Repo.Git("branch", "--quiet", "--set-upstream-to=master", "main");
        _here.Repo.Commit("Not pushed", "mine.txt", "x");
        await PreviewAsync();
        _here.Reporter.Text.ShouldContain(told);
        _here.Reporter.Text.ShouldNotContain("not included");
    }

    [Fact]
    public async Task A_branch_that_main_followed_and_that_is_gone_is_not_looked_for()
    {
        _here.Repo.Git("push", "--quiet", "-u", "origin", "main:old");
        _here.Repo.Git("push", "--quiet", "origin", "main");
        _here.Repo.Git("push", "--quiet", "origin", ":old");
        await PreviewAsync();
        _here.Reporter.Text.ShouldContain(" from origin/main (");
    }

    public void Dispose() => _here.Dispose();

    private Task<DispatchReceipt> PreviewAsync(string? named = null)
    {
        var settings = LocalOneShot.Settings();
        (settings.Base, settings.Preview) = (named, true);
        return _here.RunAsync(settings);
    }

    private void Colleague(string branch)
    {
        var other = GitRepo.Clone(_remote.Path, _here.Folder["other"], "-b", branch);
        other.Commit("A colleague's", "theirs.txt", "x");
        other.Git("push", "--quiet", "origin", branch);
    }
}
