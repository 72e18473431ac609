using System.Globalization;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Tests.Forges;

/// <summary>What every forge does, whichever it is: each operation once, however often it is asked for.</summary>
public abstract class ForgeContractTests(IForgeUnderTest here)
{
    private const string Workflow = "one-shot.yml";

    private static readonly CancellationToken None = CancellationToken.None;

    private IForge Forge => here.Forge;

    private IIssues Issues => here.Forge.Issues;

    [Fact]
    public async Task Trunk_is_told() => (await Forge.CheckAsync(Workflow, None)).Name.ShouldBe("main");

    [Fact]
    public async Task A_draft_is_opened_once_and_found_by_branch_and_id()
    {
        var (id, draft) = Draft();
        (await Forge.FindPullRequestAsync(draft.Branch, id, None)).ShouldBeNull();
        var opened = await Forge.OpenPullRequestAsync(draft, id, None);
        (
            opened.IsOpen,
            opened.IsDraft,
            opened.Author.Length > 0,
            Uri.IsWellFormedUriString(opened.Url, UriKind.Absolute)
        ).ShouldBe((true, true, true, true));
        (await Forge.OpenPullRequestAsync(draft, id, None)).Number.ShouldBe(opened.Number);
        (await Forge.FindPullRequestAsync(draft.Branch, id, None))!.Number.ShouldBe(opened.Number);
        var got = await Forge.GetPullRequestAsync(opened.Number, None);
        (got.Number, got.Title, got.Body, got.IsDraft).ShouldBe((opened.Number, draft.Title, draft.Body, true));
    }

    [Fact]
    public async Task What_it_says_of_itself_holds()
    {
        var (id, draft) = Draft();
        var opened = await Forge.OpenPullRequestAsync(draft, id, None);
        new Uri(Forge.PageOf(opened.Number)).AbsolutePath.ShouldBe(new Uri(opened.Url).AbsolutePath);

        // A journal keeps the name, and has to tell by it alone where the branches are.
        var address = RemoteAddress.Parse("https://example.com/acme/shop");
        var state = new RepositoryState(
            "/x/.git",
            "/x/.git",
            "/x",
            null,
            null,
            false,
            null,
            new Remote("up", address, address, address.Text)
        );
        (Forge.BranchesOf(state)!.IsOwn, Forge.BranchesOf(state with { Remote = null }) is not null).ShouldBe(
            (ForgeName.IsHere(Forge.Name), ForgeName.IsHere(Forge.Name))
        );

        var (first, traits) = (Forge.Traits.Polling.First, Forge.Traits);
        traits.Polling.After(first).ShouldBeInRange(first, traits.Polling.Longest);
        traits.Polling.After(traits.Polling.Longest).ShouldBe(traits.Polling.Longest);
        (traits.TakesUpRuns, traits.SignsCommits).ShouldBe(
            (Forge.Words.InsteadOfAgain is null, Forge.Commits is not null)
        );
    }

    [Fact]
    public async Task A_branch_whose_open_pull_request_is_another_one_shots_gets_no_second_one()
    {
        var (id, draft) = Draft();
        await Forge.OpenPullRequestAsync(draft, id, None);
        (await Forge.FindPullRequestAsync(draft.Branch, NewId(), None)).ShouldBeNull();
        await ShouldFail("OS4004", () => Forge.OpenPullRequestAsync(draft, NewId(), None));
    }

    [Fact]
    public async Task A_closed_pull_request_gives_way_to_a_new_one_which_is_found_then()
    {
        var (id, draft) = Draft();
        var first = await Forge.OpenPullRequestAsync(draft, id, None);
        await Forge.ClosePullRequestAsync(first.Number, None);
        (await Forge.FindPullRequestAsync(draft.Branch, id, None))!.IsOpen.ShouldBeFalse();
        var second = await Forge.OpenPullRequestAsync(draft, id, None);
        (second.Number > first.Number, second.IsOpen).ShouldBe((true, true));
        (await Forge.FindPullRequestAsync(draft.Branch, id, None))!.Number.ShouldBe(second.Number);
    }

    [Fact]
    public async Task A_pull_request_is_changed_made_ready_and_closed_however_often()
    {
        var (id, draft) = Draft();
        var number = (await Forge.OpenPullRequestAsync(draft, id, None)).Number;
        await Forge.UpdatePullRequestAsync(number, null, "Another body", None);
        await Forge.UpdatePullRequestAsync(number, "Another title", null, None);
        for (var i = 0; i < 2; i++)
            await Forge.MarkReadyAsync(number, None);
        var ready = await Forge.GetPullRequestAsync(number, None);
        (ready.Title, ready.Body, ready.IsDraft, ready.IsOpen).ShouldBe(("Another title", "Another body", false, true));
        for (var i = 0; i < 2; i++)
            await Forge.ClosePullRequestAsync(number, None);
        (await Forge.GetPullRequestAsync(number, None)).IsOpen.ShouldBeFalse();
    }

    [Fact]
    public async Task A_pull_requests_label_of_its_state_is_replaced_and_others_stay()
    {
        var (id, draft) = Draft();
        var number = (await Forge.OpenPullRequestAsync(draft, id, None)).Number;
        await Forge.SetStateLabelAsync(number, OneShotStage.Queued, None);
        string[] others = ["good first issue", "oneshot:look", "oneshot:%2e%2e/x", "oneshot:queued too"];
        await Issues.LabelAsync(number, others, None);
        for (var i = 0; i < 2; i++)
        {
            await Forge.SetStateLabelAsync(number, OneShotStage.Planning, None);
            (await LabelsAsync()).ShouldBe([.. others, "oneshot:planning"], ignoreOrder: true);
        }

        await Forge.SetStateLabelAsync(number, OneShotStage.Queued, None);
        (await LabelsAsync()).ShouldBe([.. others, "oneshot:planning"], ignoreOrder: true, "it came too late");
        await Issues.LabelAsync(number, ["oneshot:failed"], None);
        await Forge.SetStateLabelAsync(number, OneShotStage.NoChanges, None);
        (await LabelsAsync()).ShouldBe([.. others, "oneshot:no-changes"], ignoreOrder: true);

        async Task<IEnumerable<string>> LabelsAsync() => (await Forge.GetPullRequestAsync(number, None)).Labels;
    }

    [Fact]
    public async Task An_issue_is_created_once_for_its_marker()
    {
        var marker = Marker();
        var issue = await Issues.CreateAsync(
            new NewIssue(marker, " The plan ", $"{marker}\nBody", ["oneshot-plan"]),
            None
        );
        (
            await Issues.CreateAsync(new NewIssue(marker, "Again", $"{marker}\nAgain", ["oneshot-plan"]), None)
        ).Number.ShouldBe(issue.Number);
        (await Issues.CreateAsync(new NewIssue(Marker(), "Other", "Other", []), None)).Number.ShouldNotBe(issue.Number);
        await Issues.UpdateAsync(issue.Number, null, $"{marker}\nBetter", None);
        await Issues.LabelAsync(issue.Number, ["planned"], None);
        await Issues.LabelAsync(issue.Number, ["Planned", "oneshot-plan"], None);
        var found = await Issues.GetAsync(issue.Number, None);
        (found.Title, found.Body, found.IsOpen).ShouldBe(("The plan", $"{marker}\nBetter", true));
        found.Labels.ShouldBe(["oneshot-plan", "planned"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_a_stranger_wrote_is_never_ours_whatever_it_looks_like()
    {
        var marker = Marker();
        var planted = here.PlantIssue($"{marker}\nTheirs", "oneshot-plan");
        var issue = await Issues.CreateAsync(new NewIssue(marker, "Ours", $"{marker}\nOurs", ["oneshot-plan"]), None);
        issue.Number.ShouldNotBe(planted);
        (await Issues.GetAsync(planted, None)).Body.ShouldBe($"{marker}\nTheirs");

        here.PlantComment(planted, $"{marker}\ntheirs");
        var comment = await Issues.CommentAsync(planted, marker, "ours", None);
        (await Issues.CommentAsync(planted, marker, "ours anew", None)).Id.ShouldBe(comment.Id);
        (await here.CommentsAsync(planted)).ShouldBe([$"{marker}\ntheirs", $"{marker}\nours anew"]);
        (await Issues.OwnCommentsAsync(planted, None)).Single().Body.ShouldBe($"{marker}\nours anew");
        (await Issues.GetCommentAsync(planted, comment.Id, None)).Body.ShouldBe($"{marker}\nours anew");
        await ShouldFail("OS4003", () => Issues.GetCommentAsync(planted, 987_654, None));
        (
            await Forge.IsOursAsync(issue.Author, None),
            await Forge.IsOursAsync((await Issues.GetAsync(planted, None)).Author, None)
        ).ShouldBe((true, false));
    }

    [Fact]
    public async Task Who_changed_a_text_last_is_told_where_a_record_is_kept()
    {
        var planted = here.PlantIssue("Theirs", "wish");
        (await Issues.LastEditAsync(planted, null, None)).ShouldBeNull();
        if (here.EditIssue(planted, "Changed") is not { } editor)
            return;
        (await Issues.GetAsync(planted, None)).Body.ShouldBe("Changed");
        (await Issues.LastEditAsync(planted, null, None))!.Editor.ShouldBe(editor);
        (await Forge.IsOursAsync(editor, None), await Forge.MayWriteAsync(editor, None)).ShouldBe((false, true));
    }

    [Fact]
    public async Task An_issue_is_found_by_its_marker_however_many_there_are()
    {
        var first = await Issues.CreateAsync(new NewIssue(Marker(), "First", "none", ["many"]), None);
        var wanted = new NewIssue(Marker(), "Wanted", "", ["many"]);
        wanted = wanted with { Body = wanted.Marker };
        var issue = await Issues.CreateAsync(wanted, None);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 100),
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (i, token) =>
                await Issues.CreateAsync(
                    new NewIssue($"<!-- {i} of many -->", $"Number {i}", $"<!-- {i} of many -->", ["many"]),
                    token
                )
        );
        (await Issues.CreateAsync(wanted, None)).Number.ShouldBe(issue.Number);
        first.Number.ShouldNotBe(issue.Number);
    }

    [Fact]
    public async Task A_pull_request_that_holds_the_marker_is_no_issue_and_an_issue_no_pull_request()
    {
        var marker = Marker();
        var (id, draft) = Draft();
        var pull = await Forge.OpenPullRequestAsync(draft with { Body = marker }, id, None);
        var issue = await Issues.CreateAsync(new NewIssue(marker, "The plan", marker, []), None);
        issue.Number.ShouldNotBe(pull.Number);
        await ShouldFail("OS4003", () => Forge.GetPullRequestAsync(issue.Number, None));
        await ShouldFail("OS4003", () => Forge.ClosePullRequestAsync(issue.Number, None));
    }

    [Fact]
    public async Task A_comment_is_rewritten_by_its_marker_however_many_there_are()
    {
        var (id, draft) = Draft();
        var number = (await Forge.OpenPullRequestAsync(draft, id, None)).Number;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 101),
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (i, token) => await Issues.CommentAsync(number, $"<!-- {i} -->", "one of many", token)
        );
        var marker = Marker();
        await Issues.CommentAsync(number, marker, "planning", None);
        await Issues.CommentAsync(number, marker, "planned", None);
        await Issues.CommentAsync(number, "<!-- 7 -->", "changed", None);
        var comments = await here.CommentsAsync(number);
        comments.Count.ShouldBe(102);
        comments[^1].ShouldBe($"{marker}\nplanned");
        comments.ShouldContain("<!-- 7 -->\nchanged");
    }

    [Theory]
    [InlineData(256, 65_536, "")]
    [InlineData(257, 1, "OS4004")]
    [InlineData(1, 65_537, "OS4004")]
    [InlineData(0, 1, "OS4004")]
    public async Task Titles_and_bodies_have_the_same_limits(int title, int body, string code)
    {
        var (id, draft) = Draft();
        draft = draft with { Title = new string('t', title), Body = new string('b', body) };
        await ShouldFail(code, () => Forge.OpenPullRequestAsync(draft, id, None));
        await ShouldFail(code, () => Issues.CreateAsync(new NewIssue(Marker(), draft.Title, draft.Body, []), None));
        var issue = await Issues.CreateAsync(new NewIssue(Marker(), "x", "x", []), None);
        await ShouldFail(code, () => Issues.UpdateAsync(issue.Number, draft.Title, draft.Body, None));
        if (body > 1)
            await ShouldFail(code, () => Issues.CommentAsync(issue.Number, "<!-- -->", draft.Body[9..], None));
    }

    [Fact]
    public async Task Texts_arrive_as_they_are()
    {
        var text =
            $"{Marker()}\n<!-- oneshot {{\"id\":\"zzzzzz\"}} -->\r\n\0NUL \u202Ertl 👩‍👩‍👧 \"quotes\" \\u0041 `a` "
            + $"<b> & ${{{{ x }}}} @team Closes #1\n";
        var marker = Marker();
        var issue = await Issues.CreateAsync(
            new NewIssue(marker, "Hostile \"<b>\" @team 👩‍👩‍👧", text + marker, []),
            None
        );
        var found = await Issues.GetAsync(issue.Number, None);
        (found.Title, found.Body).ShouldBe(("Hostile \"<b>\" @team 👩‍👩‍👧", text + marker));
        await Issues.CommentAsync(issue.Number, marker, text, None);
        (await here.CommentsAsync(issue.Number)).ShouldBe([$"{marker}\n{text}"]);
    }

    [Fact]
    public async Task What_is_not_there_is_told_whatever_is_asked()
    {
        const int nothing = 4711;
        foreach (
            var ask in new Func<Task>[]
            {
                () => Forge.GetPullRequestAsync(nothing, None),
                () => Forge.UpdatePullRequestAsync(nothing, "x", null, None),
                () => Forge.MarkReadyAsync(nothing, None),
                () => Forge.ClosePullRequestAsync(nothing, None),
                () => Issues.GetAsync(nothing, None),
                () => Issues.UpdateAsync(nothing, "x", null, None),
                () => Issues.LabelAsync(nothing, ["x"], None),
                () => Issues.CommentAsync(nothing, "<!-- -->", "x", None),
                () => Forge.GetRunAsync("4711", None),
                () => Forge.JobsOfAsync("4711", None),
                () => Forge.SetStateLabelAsync(nothing, OneShotStage.Ready, None),
            }
        )
            await ShouldFail("OS4003", ask);
        (await Forge.LogOfAsync("4711", None)).ShouldBeNull("its log may have been deleted, too");
    }

    [Fact]
    public async Task A_run_is_found_by_its_one_shot_and_cancelled_however_often()
    {
        var before = DateTimeOffset.UtcNow.AddMinutes(-1);
        var (id, draft) = Draft();
        var pull = await Forge.OpenPullRequestAsync(draft, id, None);
        (await Forge.FindRunAsync(Workflow, id, before, None)).ShouldBeNull();
        var inputs = new Dictionary<string, string>
        {
            ["branch_name"] = draft.Branch,
            ["pr_number"] = pull.Number.ToString(CultureInfo.InvariantCulture),
            ["distinct_id"] = id.Value,
            ["agent"] = "command",
        };
        var run = (await Forge.DispatchAsync(new NewRun(Workflow, "main", id, inputs), None)).Run!;
        (await Forge.FindRunAsync(Workflow, id, before, None))!.Id.ShouldBe(run.Id);
        (await Forge.FindRunAsync(Workflow, NewId(), before, None)).ShouldBeNull();
        (await Forge.FindRunAsync(Workflow, id, DateTimeOffset.UtcNow.AddHours(1), None)).ShouldBeNull();
        var now = await Forge.GetRunAsync(run.Id, None);
        (now.Url, now.IsOver, now.Conclusion?.Word).ShouldBe((run.Url, false, null));

        (await Forge.CancelRunAsync(run.Id, None)).ShouldBeTrue();
        (await Forge.CancelRunAsync(run.Id, None)).ShouldBeFalse("it has ended");
        var ended = await Forge.GetRunAsync(run.Id, None);
        (ended.IsOver, ended.Conclusion).ShouldBe((true, RunConclusion.Cancelled));
        (await Forge.FindRunAsync(Workflow, id, before, None)).ShouldBeNull(
            "what was cancelled is not what anybody looks for"
        );
        (await Forge.CancelRunAsync("4711", None)).ShouldBeFalse("there is none");
    }

    private static DistinctId NewId() => DistinctId.Draw();

    private static string Marker() => $"<!-- oneshot {NewId().Value} plan -->";

    private static async Task ShouldFail(string code, Func<Task> ask)
    {
        if (code.Length == 0)
            await ask();
        else
            (await Should.ThrowAsync<OneShotException>(ask)).Error.Code.ShouldBe(code);
    }

    // A branch with one commit on trunk, which nobody else uses.
    private (DistinctId Id, NewPullRequest Draft) Draft()
    {
        var id = NewId();
        var branch = "oneshot-" + id.Value;
        here.Branches.Git(
            "update-ref",
            "refs/heads/" + branch,
            here.Branches.Git("commit-tree", "main^{tree}", "-p", "main", "-m", branch)
        );
        return (
            id,
            new NewPullRequest(
                branch,
                "main",
                "One-shot: a draft",
                $"{new Metadata(id.Value, branch, "00").Write()}\n\nThe body"
            )
        );
    }

    public sealed class OfGitHub(GitHubForgeUnderTest here)
        : ForgeContractTests(here),
            IClassFixture<GitHubForgeUnderTest>;

    public sealed class OfGitHubOverAClient(GitHubForgeUnderTest.OverAClient here)
        : ForgeContractTests(here),
            IClassFixture<GitHubForgeUnderTest.OverAClient>;

    public sealed class OfThisMachine(LocalForgeUnderTest here)
        : ForgeContractTests(here),
            IClassFixture<LocalForgeUnderTest>;

    /// <summary>The tests' own stand-in.</summary>
    public sealed class OfTheFake(FakeForgeUnderTest here)
        : ForgeContractTests(here),
            IClassFixture<FakeForgeUnderTest>;

    public sealed class OfTheFakeHere(FakeForgeUnderTest.Here here)
        : ForgeContractTests(here),
            IClassFixture<FakeForgeUnderTest.Here>;
}
