namespace OneShot.Git.Tests;

/// <summary>Whether trunk has anything of a change that was merged: by what is there, not by its commits.</summary>
public sealed class HeldChangeTests : IDisposable
{
    private const string Ten = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n";
    private readonly TempFolder _folder = new();
    private readonly GitRepo _repo;
    private readonly string _start;
    private readonly string _first;
    private readonly string _last;

    public HeldChangeTests()
    {
        _repo = GitRepo.Init(_folder["repo"]);
        _repo.Git("config", "user.name", "Ada");
        _repo.Git("config", "user.email", "ada@example.org");
        _repo.Write("old.txt", "old\n");
        _repo.Git("add", "--all");
        _start = _repo.Commit("Start", "ten.txt", Ten);
        _repo.Git("switch", "--quiet", "-c", "one-shot");
        _repo.Git("rm", "--quiet", "old.txt");
        _first = _repo.Commit("One", "ten.txt", Ten.Replace("2\n", "two\n", StringComparison.Ordinal));
        _last = _repo.Commit("Two", "new.txt", "new\n");
        _repo.Git("switch", "--quiet", "main");
    }

    [Theory]
    [InlineData("merge", true)]
    [InlineData("merge range", false)]
    [InlineData("merge one-by-one", false)]
    [InlineData("merge range elsewhere", false)]
    [InlineData("merge range same", false)]
    [InlineData("merge by-hand", false)]
    [InlineData("merge by-hand elsewhere", false)]
    [InlineData("merge first-only", true)]
    [InlineData("merge elsewhere", true)]
    [InlineData("merge same", true)]
    [InlineData("merge said", true)]
    [InlineData("merge range back", true)]
    [InlineData("merge-commit", true)]
    [InlineData("merge-commit range", false)]
    [InlineData("merge-commit m1", false)]
    [InlineData("merge-commit m1 same", false)]
    [InlineData("", false)]
    public async Task It_is_there_as_long_as_something_of_it_is(string done, bool isThere)
    {
        foreach (var what in done.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            Do(what);
        var objects = _repo.Git("count-objects");
        var held = new HeldChange(new GitRunner(_repo.Path, TimeSpan.FromMinutes(1), new RecordingReporter()));
        var trunk = _repo.Git("rev-parse", "main");
        (await held.IsThereAsync(_start, _last, trunk, CancellationToken.None)).ShouldBe(isThere);
        _repo.Git("count-objects").ShouldBe(objects, "nothing is written");
        if (done == "merge range")
            (await held.IsThereAsync(null, _last, trunk, CancellationToken.None)).ShouldBeTrue("that is all it knows");
    }

    [Fact]
    public async Task No_program_is_run_for_it_and_no_path_or_line_is_taken_for_gits_own()
    {
        Do("merge range");
        _repo.Git("config", "merge.mine.driver", "touch ran; false");
        _repo.Write(".gitattributes", "* merge=mine\n");
        _repo.Commit("Odd", "ten.txt", Ten.Replace("9\n", "merged\n  our    100644 x\n+<<<<<<< .our\n"));
        var held = new HeldChange(new GitRunner(_repo.Path, TimeSpan.FromMinutes(1), new RecordingReporter()));
        (
            await held.IsThereAsync(_start, _last, _repo.Git("rev-parse", "main"), CancellationToken.None)
        ).ShouldBeFalse();
        File.Exists(_repo["ran"]).ShouldBeFalse();
    }

    public void Dispose() => _folder.Dispose();

    private void Do(string what)
    {
        switch (what)
        {
            case "merge":
                _repo.Git("merge", "--quiet", "--ff-only", "one-shot");
                break;
            case "merge-commit":
                _repo.Git("merge", "--quiet", "--no-ff", "--no-edit", "one-shot");
                break;
            case "range":
                _repo.Git("revert", "--no-edit", $"{_start}..{_last}");
                break;
            case "one-by-one":
                _repo.Git("revert", "--no-edit", _last);
                _repo.Git("revert", "--no-edit", _first);
                break;
            case "first-only":
                _repo.Git("revert", "--no-edit", _first);
                break;
            case "m1":
                _repo.Git("revert", "--no-edit", "-m1", "HEAD");
                break;
            case "back":
                _repo.Git("revert", "--no-edit", "HEAD");
                break;
            case "by-hand":
                _repo.Git("checkout", _start, "--", ".");
                _repo.Git("rm", "--quiet", "--force", "new.txt");
                _repo.Git("commit", "--quiet", "-m", "As it was");
                break;
            case "elsewhere":
                _repo.Commit("Elsewhere", "ten.txt", File.ReadAllText(_repo["ten.txt"]).Replace("8\n", "eight\n"));
                break;
            case "same":
                foreach (var word in new[] { "2\n", "two\n" })
                    _repo.Write("ten.txt", File.ReadAllText(_repo["ten.txt"]).Replace($"1\n{word}", "1\nzwei\n"));
                _repo.Write("old.txt", "otherwise\n");
                _repo.Git("add", "--all");
                _repo.Commit("The same otherwise", "new.txt", "otherwise\n");
                break;
            case "said":
                _repo.Git("commit", "--quiet", "--allow-empty", "-m", $"x\n\nThis reverts commit {_last}.");
                break;
        }
    }
}
