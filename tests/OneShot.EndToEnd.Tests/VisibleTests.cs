namespace OneShot.EndToEnd.Tests;

/// <summary>
/// What tests compare to show that nothing of a user's was changed sees every change, whichever reader it is.
/// </summary>
public sealed class VisibleTests : IDisposable
{
    private readonly TempFolder _folder = new("visible");

    [Theory]
    [InlineData("sha1", "git branch other")]
    [InlineData("sha1", "git tag other")]
    [InlineData("sha1", "git checkout -q --detach")]
    [InlineData("sha1", "git checkout -q -b other")]
    [InlineData("sha1", "git commit -q --allow-empty -m more")]
    [InlineData("sha1", "echo more >> README.md")]
    [InlineData("sha1", "echo more >> README.md; git add README.md; echo x > README.md")]
    [InlineData("sha1", "chmod +x README.md; git add README.md; chmod -x README.md")]
    [InlineData("sha1", "git update-index --skip-worktree README.md")]
    [InlineData("sha1", "git update-index --assume-unchanged README.md")]
    [InlineData("sha1", "echo x > untracked")]
    [InlineData("sha1", "echo x > a.ignored")]
    [InlineData("sha1", "echo more >> README.md; git stash -q")]
    [InlineData("sha1", "git config user.nickname x")]
    [InlineData("sha1", "git update-ref refs/remotes/origin/main HEAD")]
    [InlineData("sha256", "git branch other")]
    [InlineData("worktree", "git config user.nickname x")]
    [InlineData("worktree", "git commit -q --allow-empty -m more")]
    [InlineData("sparse", "git branch other")]
    [InlineData("split", "git rm -q --cached README.md")]
    public void Every_change_is_seen(string kind, string change)
    {
        var repo = GitRepo.Init(_folder["work"], kind == "sha256" ? ["--object-format=sha256"] : []);
        repo.Write(".gitignore", "*.ignored\n");
        repo.Git("add", "-A");
        repo.Commit("First", "README.md", "# Shop\n");
        if (kind == "sparse")
            repo.Git("sparse-checkout", "set", "--no-cone", "/README.md");
        if (kind == "split")
            repo.Git("update-index", "--split-index");
        if (kind == "worktree")
        {
            repo.Git("worktree", "add", "--quiet", _folder["linked"]);
            repo = new GitRepo(_folder["linked"]);
        }

        var before = repo.Visible();
        repo.Visible().ShouldBe(before);
        Launch.Run(repo.Path, null, "sh", "-ec", change).ExitCode.ShouldBe(0);
        repo.Visible().ShouldNotBe(before);
    }

    public void Dispose() => _folder.Dispose();
}
