namespace OneShot.Tests.Dispatch;

/// <summary>Failures become a one-shot, and the same failures of the same commit never a second one.</summary>
public sealed class FailureDispatchTests : IDisposable
{
    private const string Trx =
        """<TestRun><Results><UnitTestResult testName="Shop.CartTests.Adds" outcome="Failed"><Output><ErrorInfo><Message>Expected 6 after {0} ms, token ghp_0123456789abcdefghijABCDEFGHIJ0123456</Message><StackTrace>   at Shop.Cart.Add() in /elsewhere/src/app.txt:line 1</StackTrace></ErrorInfo></Output></UnitTestResult></Results></TestRun>""";

    private readonly PeerRepository _peer = new();

    [Fact]
    public async Task Failing_tests_become_a_prompt_with_places_a_command_and_no_secret()
    {
        var repo = Red(_peer.LocalClone(), 12);
        var dispatching = new Dispatching(_peer, repo);
        var receipt = await dispatching.RunAsync(FromTrx());
        dispatching.Reporter.Text.ShouldContain("1 failing test and 0 errors in 1 file");
        var prompt = _peer.Bare.Git("show", $"{receipt.Branch}:.worker-impl/task.md");
        prompt.ShouldStartWith(
            $"Fix the failing test CartTests.Adds\n\nThis was seen at the commit {repo.Git("rev-parse", "HEAD")}."
        );
        prompt.ShouldContain("Expected 6 after 12 ms, token ***\n\nat Shop.Cart.Add() in src/app.txt:1\n");
        prompt.ShouldContain("dotnet test --filter \"FullyQualifiedName=Shop.CartTests.Adds\"");
        receipt.Branch.ShouldStartWith("oneshot-fix-the-failing-test-ca");
    }

    [Fact]
    public async Task The_same_failure_is_one_one_shot_from_whichever_machine_and_on_another_commit_another()
    {
        var here = Red(_peer.LocalClone("here"), 12);
        var first = await new Dispatching(_peer, here).RunAsync(FromTrx());
        var again = new Dispatching(_peer, Red(here, 98));
        (await again.RunAsync(FromTrx())).ShouldBe(first);
        again.Reporter.Text.ShouldContain($"this idempotency key was used before: one-shot {first.Id}");
        (await new Dispatching(_peer, Red(_peer.LocalClone("there"), 7)).RunAsync(FromTrx())).ShouldBe(first);
        (_peer.Pulls.Count, _peer.Runs.Count).ShouldBe((1, 1));

        here.Git("commit", "--quiet", "--allow-empty", "-m", "Another");
        (await new Dispatching(_peer, here).RunAsync(FromTrx())).Id.ShouldNotBe(first.Id);
        _peer.Pulls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_key_of_ones_own_wins_and_a_prompt_of_ones_own_stands_before()
    {
        var dispatching = new Dispatching(_peer, Red(_peer.LocalClone(), 1));
        var asked = FromTrx();
        (asked.Prompt, asked.IdempotencyKey) = ("Mend the nightly build", "own");
        var first = await dispatching.RunAsync(asked);
        _peer
            .Bare.Git("show", $"{first.Branch}:.worker-impl/task.md")
            .ShouldStartWith("Mend the nightly build\n\nFix the failing test CartTests.Adds\n");
        (await dispatching.RunAsync(FromTrx())).Id.ShouldNotBe(first.Id);
        var other = Dispatching.Settings("x");
        other.IdempotencyKey = "own";
        (await dispatching.RunAsync(other)).Id.ShouldBe(first.Id);
    }

    [Theory]
    [InlineData("out/none.trx", "OS2040")]
    [InlineData("out/**/*.none", "OS2040")]
    [InlineData("out/green.trx", "OS2043")]
    [InlineData("out/broken.trx", "OS2042")]
    public async Task Where_nothing_failed_or_can_be_read_nothing_is_made(string pattern, string code)
    {
        var repo = Red(_peer.LocalClone(), 1);
        repo.Write(
            "out/green.trx",
            """<TestRun><Results><UnitTestResult testName="A" outcome="Passed"/></Results></TestRun>"""
        );
        repo.Write("out/broken.trx", "<TestRun>");
        var failure = await new Dispatching(_peer, repo).FailAsync(new OneShotSettings { FromTrx = pattern });
        failure.Error.Code.ShouldBe(code);
        _peer.Branches.ShouldBe(["refs/heads/main"]);
        Directory.Exists(repo[".git/oneshot"]).ShouldBeFalse();
    }

    [Theory]
    [InlineData("changed")]
    [InlineData("staged")]
    [InlineData("new")]
    public async Task What_failed_in_files_that_nobody_committed_is_refused_or_told_without_a_commit(string how)
    {
        var repo = Red(_peer.LocalClone(), 1);
        if (how == "new")
            repo.Git("rm", "--quiet", "--cached", "src/app.txt");
        if (how == "new")
            repo.Git("commit", "--quiet", "-m", "Forgotten");
        else
            repo.Write("src/app.txt", "changed");
        if (how == "staged")
            repo.Git("add", "src/app.txt");
        var failure = await new Dispatching(_peer, repo).FailAsync(FromTrx());
        var commit = repo.Git("rev-parse", "HEAD");
        failure.Error.Code.ShouldBe("OS2120");
        failure.Error.Message.ShouldBe(
            $"What failed is in files that differ from the commit {commit[..12]}, "
                + "so a branch would not hold it: src/app.txt."
        );
        failure.Error.Next.ShouldContain("--allow-dirty");
        _peer.Branches.ShouldBe(["refs/heads/main"]);
        Directory.Exists(repo[".git/oneshot"]).ShouldBeFalse();

        var allowed = new Dispatching(_peer, repo);
        var asked = FromTrx();
        asked.AllowDirty = true;
        var receipt = await allowed.RunAsync(asked);
        allowed.Reporter.Text.ShouldContain("src/app.txt differs from the commit that is checked out");
        var prompt = _peer.Bare.Git("show", $"{receipt.Branch}:.worker-impl/task.md");
        prompt.ShouldStartWith(
            "Fix the failing test CartTests.Adds\n\n"
                + "This was seen in a work tree that differs from every commit, in src/app.txt: "
        );
        prompt.ShouldNotContain(commit);
    }

    [Fact]
    public async Task Changes_elsewhere_are_told_and_refuse_nothing()
    {
        var repo = Red(_peer.LocalClone(), 1);
        repo.Write("README.md", "changed");
        var receipt = await new Dispatching(_peer, repo).RunAsync(FromTrx());
        _peer
            .Bare.Git("show", $"{receipt.Branch}:.worker-impl/task.md")
            .ShouldContain(
                $"This was seen at the commit {repo.Git("rev-parse", "HEAD")}, "
                    + "with changes in 1 other file that is not part of it. "
            );
    }

    [Fact]
    public async Task What_git_ignores_is_not_looked_for_in_a_commit()
    {
        var repo = Red(_peer.LocalClone(), 1);
        repo.Write(".git/info/exclude", "src/generated.txt\n");
        repo.Write("src/generated.txt", "x");
        var red = File.ReadAllText(repo["out/a/red.trx"]);
        repo.Write("out/a/red.trx", red.Replace("app.txt", "generated.txt", StringComparison.Ordinal));
        (await new Dispatching(_peer, repo).RunAsync(FromTrx())).Branch.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_preview_shows_the_prompt_and_makes_nothing()
    {
        var dispatching = new Dispatching(_peer, Red(_peer.LocalClone(), 1));
        var asked = FromTrx();
        asked.Preview = true;
        (await dispatching.RunAsync(asked))
            .ShouldBeOfType<PreviewReceipt>()
            .Calls.ShouldContain(call => call.Text.Contains("Shop.CartTests.Adds", StringComparison.Ordinal));
        _peer.Branches.ShouldBe(["refs/heads/main"]);
    }

    public void Dispose() => _peer.Dispose();

    private static OneShotSettings FromTrx() =>
        new()
        {
            FromTrx = "out/**/*.trx",
            GitTimeout = 240,
            HttpTimeout = 5,
            RunTimeout = 5,
        };

    private static GitRepo Red(GitRepo repo, int milliseconds)
    {
        repo.Write(
            "out/a/red.trx",
            Trx.Replace(
                "{0}",
                milliseconds.ToString(System.Globalization.CultureInfo.InvariantCulture),
                StringComparison.Ordinal
            )
        );
        return repo;
    }
}
