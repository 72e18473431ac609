using AngleSharp.Html.Parser;
using OneShot.Core.Model;
using OneShot.Terminal;

namespace OneShot.Tests.Local;

/// <summary>
/// What any worktree has checked out is never moved or deleted: the result waits under a ref of its own.
/// </summary>
public sealed class CheckedOutBranchTests : IDisposable
{
    private readonly LocalOneShot _here = new();

    [Theory]
    [InlineData("here")]
    [InlineData("linked")]
    [InlineData("rebase")]
    [InlineData("bisect")]
    public async Task A_run_leaves_it_and_the_result_waits(string where)
    {
        var receipt = await _here.RunAsync(PlannerScript.Good, Take(where) + "printf x > new.txt");
        var (branch, waiting) = ("refs/heads/" + receipt.Branch, "refs/oneshot-results/" + receipt.Id);
        var tree = where == "here" ? _here.Repo : new GitRepo(_here.Folder["linked"]);
        _here.Repo.Git("log", "-1", "--format=%s", branch).ShouldStartWith("One-shot: ");
        tree.Git("status", "--porcelain").ShouldBeEmpty();
        _here.Repo.Git("show", waiting + ":new.txt").ShouldBe("x");
        _here.Reporter.Text.ShouldContain($"git merge --ff-only {waiting}");
        (await StatusAsync()).OneShots.Single().Result.ShouldBe(waiting);

        if (where == "here")
        {
            tree.Git("merge", "--quiet", "--ff-only", waiting);
            (await StatusAsync()).OneShots.Single().Result.ShouldBeNull("it was taken");
            _here.Repo.Git("for-each-ref", "refs/oneshot-results").ShouldBeEmpty();
        }

        // --undo deletes the result, and not what somebody stands on.
        var failure = await Should.ThrowAsync<OneShotException>(() => UndoAsync(receipt.Id));
        failure.Error.Code.ShouldBe("OS5020");
        failure.Error.ToString().ShouldContain($"git branch -D {receipt.Branch}");
        _here.Repo.TryGit("rev-parse", "--verify", "--quiet", branch).ExitCode.ShouldBe(0);
        _here.Repo.Git("for-each-ref", "refs/oneshot-results").ShouldBeEmpty();
        tree.Git("status", "--porcelain").ShouldBeEmpty();

        // Whoever looks later is told that it is there, where, and what removes it.
        var kept = (await StatusAsync()).OneShots.Single();
        (kept.State, kept.BranchState).ShouldBe(("undone", "kept"));
        StateWords.Of(kept).ShouldContain(("state", "undone, branch kept"));
        var place = $"checked out in {tree.Path}";
        var facts = StateWords.Of(kept).ToDictionary(fact => fact.Name, fact => fact.Value);
        facts["branch"].ShouldContain(place);
        facts["to remove it"].ShouldContain($"git branch -D {receipt.Branch}");
        var page = Page(receipt);
        page.QuerySelector(".notice")!.TextContent.ShouldContain($"the branch {receipt.Branch} was kept");
        page.QuerySelector(".notice")!.TextContent.ShouldContain(place);
        page.QuerySelector("#next")!.TextContent.ShouldContain($"--undo={receipt.Id}");
        Overview().ShouldContain("undone, branch kept");

        // Once nobody stands on it, it goes the second time.
        if (where is "rebase" or "bisect")
            return;
        tree.Git("checkout", "--quiet", "--detach");
        await UndoAsync(receipt.Id);
        _here.Repo.TryGit("rev-parse", "--verify", "--quiet", branch).ExitCode.ShouldBe(1);
        var gone = (await StatusAsync()).OneShots.Single();
        (gone.State, gone.BranchState).ShouldBe(("undone", null));
        StateWords.Of(gone).ShouldContain(("branch", receipt.Branch));
        Page(receipt).QuerySelector("#next").ShouldBeNull();
        Page(receipt).QuerySelector(".notice")!.TextContent.ShouldNotContain("branch");
        Overview().ShouldNotContain("branch kept");
    }

    [Fact]
    public async Task One_that_trunk_has_and_that_is_kept_is_told_as_both()
    {
        var receipt = await _here.RunAsync(PlannerScript.Good, "printf x > new.txt");
        _here.Repo.Git("merge", "--quiet", receipt.Branch);
        _here.Repo.Git("switch", "--quiet", receipt.Branch);

        (await Should.ThrowAsync<OneShotException>(() => UndoAsync(receipt.Id))).Error.Code.ShouldBe("OS5020");
        _here.Reporter.Text.ShouldContain(
            "what main has of it stays; to revert it, type: git switch main && git revert"
        );
        var one = (await StatusAsync()).OneShots.Single();
        (one.State, one.BranchState, one.StaysIn).ShouldBe(("undone", "kept", "main"));
        StateWords.Spoken(one).ShouldBe("undone, merged, branch kept");
        Overview().ShouldContain("undone, merged, branch kept");
        var page = Page(receipt);
        page.QuerySelector(".notice")!.TextContent.ShouldContain(". What main has of it stays. Prompt,");
        page.QuerySelector("#next")!.TextContent.ShouldContain("git revert ");
        page.QuerySelector("#next")!.TextContent.ShouldContain($"--undo={receipt.Id}");

        // Nobody stands on it any more: it goes, and what trunk has stays told.
        _here.Repo.Git("switch", "--quiet", "main");
        await UndoAsync(receipt.Id);
        StateWords.Spoken((await StatusAsync()).OneShots.Single()).ShouldBe("undone, merged");
    }

    [Theory]
    [InlineData("exit 3", "failed")]
    [InlineData("printf x > new.txt", "ready")]
    public async Task Only_what_an_agent_made_and_was_delivered_is_said_to_have_been_looked_at(
        string implement,
        string state
    )
    {
        var settings = LocalOneShot.Settings("command");
        (settings.Checkout, settings.AgentCommand) = (true, _here.Script(PlannerScript.Good, implement));
        using var session = OneShotVerbs.Create(settings, _here.Host);
        await session.ValidatePromptAsync(CancellationToken.None);
        await session.CreateBranchAsync(null, CancellationToken.None);
        _here.Repo.Commit("A task's own", "generated.txt", "x");
        await session.OpenDraftPrAsync(CancellationToken.None);
        var run = session.TriggerAsync(CancellationToken.None);
        await Task.WhenAny(run);
        run.IsFaulted.ShouldBe(state == "failed");
        (await session.RestoreAsync(CancellationToken.None)).ShouldBeTrue();
        (await StatusAsync()).OneShots.Single().State.ShouldBe(state);

        var receipt = session.Dispatched!;
        _here.Repo.Git("show", $"refs/heads/{receipt.Branch}:generated.txt").ShouldBe("x");
        var page = Page(receipt);
        page.QuerySelector("#changes")!.TextContent.ShouldContain("generated.txt");
        var text = page.Body!.TextContent;
        text.Contains("Looked at as data before it came to the branch", StringComparison.Ordinal)
            .ShouldBe(state == "ready");
        text.Contains("Not verified: ", StringComparison.Ordinal).ShouldBe(state == "ready");
    }

    [Fact]
    public async Task After_checkout_the_user_has_what_was_there_and_the_branch_has_the_result()
    {
        _here.Repo.Write("untracked.txt", "mine");
        var before = _here.Repo.Visible();
        var settings = LocalOneShot.Settings("command");
        (settings.Checkout, settings.AgentCommand) = (true, _here.Script(PlannerScript.Good, "printf x > new.txt"));
        using var session = OneShotVerbs.Create(settings, _here.Host);
        var receipt = await Dispatching.WholeAsync(session);
        _here.Repo.Git("status", "--porcelain").ShouldBe("?? untracked.txt");
        (await session.RestoreAsync(CancellationToken.None)).ShouldBeTrue();
        _here.Repo.Visible().ShouldBe(before);
        _here.Repo.Git("show", $"refs/heads/{receipt.Branch}:new.txt").ShouldBe("x");
        _here.Repo.Git("for-each-ref", "refs/oneshot-results").ShouldBeEmpty();
        var branch = receipt.Branch;
        var start = _here.Repo.Git("rev-parse", receipt.Base)[..10];
        _here.Reporter.Lines.ShouldContain($"{branch} has the result now: git diff {start}..{branch}");
        var page = Page(receipt);
        page.QuerySelector("#next")!.TextContent.ShouldNotContain("refs/oneshot-results", customMessage: "it is gone");

        // Nor was anything told before that held for a moment only.
        foreach (var told in new[] { _here.Reporter.Text, page.Body!.TextContent })
        {
            told.ShouldContain("the run ended: ready");
            told.ShouldNotContain("was not moved");
            told.ShouldNotContain("the result that waits");
            told.ReplaceLineEndings("\n")
                .Split('\n')
                .ShouldNotContain(line =>
                    IsTold(line) && line.Contains("refs/oneshot-results", StringComparison.Ordinal)
                );
        }

        _here.Reporter.Lines.ShouldContain("1 file changed, 1 insertion(+)", "what holds is told");
    }

    [Theory]
    [InlineData("refs/heads/x", "x", "refs/heads/x")]
    [InlineData("refs/heads/only", "only", "refs/remotes/origin/only")]
    [InlineData("origin/only", "only", "refs/remotes/origin/only")]
    [InlineData("refs/remotes/origin/only", "only", "refs/remotes/origin/only")]
    [InlineData("origin/x", "origin/x", "refs/heads/origin/x")] // a branch that is called so
    // and so, where the full name is nothing else's
    [InlineData("refs/heads/odd", "refs/heads/odd", "refs/heads/refs/heads/odd")]
    public async Task A_base_may_be_called_as_git_calls_it(string asked, string branch, string reference)
    {
        string[] names =
        [
            "refs/heads/x",
            "refs/remotes/origin/only",
            "refs/remotes/origin/x",
            "refs/heads/origin/x",
            "refs/heads/refs/heads/odd",
            "refs/heads/refs/heads/x",
        ];
        foreach (var name in names)
            _here.Repo.Git("update-ref", name, _here.Repo.Git("commit-tree", "-p", "HEAD", "-m", name, "HEAD^{tree}"));
        var settings = LocalOneShot.Settings();
        (settings.Base, settings.Preview) = (asked, true);
        (await _here.RunAsync(settings)).Base.ShouldBe(branch);
        _here.Reporter.Text.ShouldContain($"({_here.Repo.Git("rev-parse", reference)[..10]})");
    }

    [Fact]
    public async Task What_a_run_does_not_start_from_is_said_once()
    {
        _here.Repo.Git("update-ref", "refs/remotes/origin/main", "HEAD");
        _here.Repo.Git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
        _here.Repo.Git("switch", "--quiet", "-c", "feature");
        _here.Repo.Commit("Mine", "mine.txt", "x");
        _here.Repo.Write("README.md", "changed\n");
        var settings = LocalOneShot.Settings();
        settings.Preview = true;
        await _here.RunAsync(settings);
        _here.Reporter.Text.ShouldContain(" from origin/main (");
        _here.Reporter.Text.ShouldContain("A run on this machine now plans the work");
        _here.Reporter.Text.ShouldContain(
            "not included: 1 commit of feature, which is checked out, and 1 changed file; to have the commits: "
                + "--base=feature"
        );
    }

    [Fact]
    public async Task What_a_commit_alone_does_not_bring_is_not_said_to_come_by_it()
    {
        _here.Repo.Git("update-ref", "refs/remotes/origin/main", "HEAD");
        _here.Repo.Git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
        _here.Repo.Write("README.md", "changed\n");
        var settings = LocalOneShot.Settings();
        settings.Preview = true;
        await _here.RunAsync(settings);
        _here.Reporter.Text.ShouldContain(
            "not included: 1 changed file; commit and push it to have it, or commit it and name the branch: --base=main"
        );

        // That way it comes indeed.
        _here.Repo.Git("commit", "--quiet", "-am", "Mine");
        settings.Base = "main";
        (await _here.RunAsync(settings)).Base.ShouldBe("main");
        _here.Reporter.Text.ShouldContain($" from main ({_here.Repo.Git("rev-parse", "HEAD")[..10]})");
    }

    [Fact]
    public async Task What_others_did_before_is_not_among_the_changes_that_one_is_told_to_look_at()
    {
        var mine = _here.Repo.Git("rev-parse", "HEAD");
        _here.Repo.Commit("Theirs", "others.txt", "x");
        var theirs = _here.Repo.Git("rev-parse", "HEAD");
        _here.Repo.Git("update-ref", "refs/remotes/origin/main", theirs);
        _here.Repo.Git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
        _here.Repo.Git("reset", "--quiet", "--hard", mine);
        var settings = LocalOneShot.Settings("command");
        settings.AgentCommand = _here.Script(PlannerScript.Good, "printf x > new.txt");
        var receipt = await _here.RunAsync(settings);
        const string look = "look at the changes: ";
        var told = _here.Reporter.Lines.Single(line => line.StartsWith(look, StringComparison.Ordinal))[look.Length..];
        told.ShouldBe($"git diff {theirs[..10]}..{receipt.Branch}");
        Page(receipt).Body!.TextContent.ShouldContain(told);
        _here.Repo.Git([.. told.Split(' ')[1..], "--name-only"]).ShouldNotContain("others.txt");
    }

    public void Dispose() => _here.Dispose();

    private static bool IsTold(string line) => !line.StartsWith("trace: ", StringComparison.Ordinal);

    private static AngleSharp.Html.Dom.IHtmlDocument Page(DispatchReceipt receipt) =>
        new HtmlParser().ParseDocument(File.ReadAllText(new Uri(receipt.PrUrl!).LocalPath));

    private string Overview() => File.ReadAllText(_here.Repo[".git/oneshot/pulls/index.html"]);

    private string Take(string where)
    {
        var git = $"git -C '{_here.Repo.Path}'";
        var linked = $"git -C '{_here.Folder["linked"]}'";
        var name = $"b=$({git} for-each-ref --format='%(refname:short)' 'refs/heads/oneshot-*'); ";
        var add = name + $"{git} worktree add -q '{_here.Folder["linked"]}' $b; ";
        return where switch
        {
            "here" => name + $"{git} switch -q $b; ",
            "linked" => add,
            "rebase" => add + $"GIT_SEQUENCE_EDITOR='echo break >' {linked} rebase -q -i HEAD~1 >/dev/null 2>&1; ",
            _ => add + $"{linked} bisect start -q HEAD HEAD~2 >/dev/null; ",
        };
    }

    private async Task<StatusReceipt> StatusAsync()
    {
        var settings = new OneShotSettings { GitTimeout = 240 };
        using var status = OneShotVerbs.CreateStatus(settings, _here.Host);
        await status.RunAsync(CancellationToken.None);
        return status.Receipt;
    }

    private async Task UndoAsync(string id)
    {
        var settings = new OneShotSettings { Undo = id, GitTimeout = 240 };
        using var session = OneShotVerbs.CreateVerb(settings, _here.Host);
        await session.CompleteAsync(CancellationToken.None);
    }
}
