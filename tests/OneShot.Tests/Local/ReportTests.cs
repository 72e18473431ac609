using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using OneShot.Core.Journals;
using OneShot.Core.Model;

namespace OneShot.Tests.Local;

/// <summary>
/// A report tells what a person asks: what was wanted, planned, changed, what it took, and what can be done now.
/// </summary>
public sealed class ReportTests : IDisposable
{
    private readonly ReportedOneShot _here = new();

    [Fact]
    public async Task It_tells_everything_of_a_one_shot()
    {
        (_here.Plan, _here.Comment, _here.Log, _here.AgentLog) = (
            "# A plan\n\n## Context\n\nThe **why**.",
            "It is done.",
            "09:30:00 job plan",
            "the agent says this"
        );
        _here.Usage = new AgentUsage(3, 12_345, 678, 0.25m, 75, null);
        _here.Repo.Write("old.txt", "one\n2\nthree\n");
        _here.Repo.Write("new.txt", "x\n");
        _here.Commit();
        var (page, _, markdown) = await _here.ReportAsync();
        Text("h1").ShouldBe("Add it");
        page.QuerySelectorAll(".badge")
            .Select(badge => badge.TextContent)
            .ShouldBe(["pull request draft", "run ready"]);
        Text("#prompt pre").ShouldBe("Add it");
        Text("#plan").ShouldContain("The why.");
        page.QuerySelectorAll("#plan h3, #plan h4")
            .Select(heading => heading.TextContent)
            .ShouldBe(["A plan", "Context"]);
        page.QuerySelectorAll("#changes summary")
            .Select(Words)
            .ShouldBe(["new.txt added +1 −0", "old.txt changed +1 −1"]);
        page.QuerySelectorAll("#changes del")
            .Select(line => (line.GetAttribute("data-old"), line.TextContent))
            .ShouldBe([("2", "-two\n")]);
        page.QuerySelectorAll("#changes ins")
            .Select(line => (line.GetAttribute("data-new"), line.TextContent))
            .ShouldBe([("1", "+x\n"), ("2", "+2\n")]);
        page.QuerySelectorAll("#timeline tbody tr")
            .Select(Cells)
            .ShouldBe([
                "plan " + Time("#timeline tr:nth-child(1)") + " 1 min 15 s success",
                "implement " + Time("#timeline tr:nth-child(2)") + " 15 s success",
            ]);
        page.QuerySelectorAll("#cost tbody tr").Select(Cells).ShouldBe(["plan 1 min 15 s 3 12,345 678 $0.25"]);
        Text("#comments").ShouldContain("It is done.");
        Text("#comments").ShouldNotContain("<!--");
        page.QuerySelectorAll("#logs summary").Select(Words).ShouldBe(["The run", "The implementer"]);
        page.QuerySelectorAll("#logs details").ShouldAllBe(log => !log.HasAttribute("open"));
        Text("#logs").ShouldContain("the agent says this");
        page.QuerySelectorAll("#next code")
            .Select(command => command.TextContent)
            .ShouldBe([
                "git diff main...oneshot-add-it",
                "git switch oneshot-add-it",
                "git switch main && git merge oneshot-add-it",
                "./build.sh --target=PublishOneShot --distinct-id=k3x9a2",
                "./build.sh --target=OneShot --undo=k3x9a2",
            ]);
        page.QuerySelectorAll("nav a")
            .Select(link => page.QuerySelector(link.GetAttribute("href")!))
            .ShouldAllBe(section => section != null && section.LocalName == "section");
        foreach (
            var told in new[]
            {
                "Add it",
                "The **why**.",
                "-two",
                "+2",
                "| plan |",
                "1 min 15 s",
                "$0.25",
                "It is done.",
                "job plan",
                "the agent says this",
            }
        )
            markdown.ShouldContain(told);

        string Text(string selector) => page.QuerySelector(selector)!.TextContent;
        string Time(string row) =>
            page.QuerySelector(row.Replace("tr", "tbody tr", StringComparison.Ordinal) + " time")!.TextContent;
    }

    [Fact]
    public async Task What_was_done_with_the_branch_since_is_seen()
    {
        _here.Repo.Write("new.txt", "x\n");
        _here.Commit();
        _here.Repo.Commit("Meanwhile", "other.txt", "y\n");
        _here.Repo.Git("merge", "--quiet", "--no-edit", "oneshot-add-it");
        var (page, _, _) = await _here.ReportAsync();
        page.QuerySelector(".badge")!.TextContent.ShouldBe("pull request merged");
        page.QuerySelectorAll("#changes summary")
            .Select(Words)
            .ShouldBe(["new.txt added +1 −0"], "the branch's own changes, although trunk has them");
        page.QuerySelectorAll("#next code")
            .Select(command => command.TextContent)
            .ShouldBe(["git branch -d oneshot-add-it"]);
    }

    [Fact]
    public async Task What_was_published_is_linked_and_not_offered_again()
    {
        _here.Repo.Write("new.txt", "x\n");
        _here.Commit();
        _here.Published = new JournaledPullRequest(7, "https://github.com/acme/shop/pull/7");
        var (page, _, markdown) = await _here.ReportAsync();
        var links = page.QuerySelectorAll(".facts a").Select(link => link.GetAttribute("href")).ToArray();
        links.ShouldBe(["https://github.com/acme/shop/pull/7"], "where there is no plan to lead to");
        page.QuerySelector("#next")!.TextContent.ShouldNotContain("PublishOneShot");
        markdown.ShouldContain("| Published | https://github.com/acme/shop/pull/7 |");
    }

    [Fact]
    public async Task It_is_published_to_the_remote_that_its_dispatch_named()
    {
        _here.Repo.Write("new.txt", "x\n");
        _here.Commit();
        _here.Remote = "hub";
        _here.Repo.Git("remote", "add", "hub", "git@github.com:acme/shop.git");
        _here.Repo.Git("remote", "set-url", "origin", "../elsewhere.git");
        var (page, _, _) = await _here.ReportAsync();
        page.QuerySelector("#next")!.TextContent.ShouldContain("PublishOneShot --distinct-id=k3x9a2 --remote=hub");
    }

    [Theory]
    [InlineData("./build.sh", "./build.sh --target=PublishOneShot", false)]
    [InlineData("dotnet oneshot", "dotnet oneshot publish", false)]
    [InlineData("OneShotClient", "dotnet oneshot publish", true)]
    [InlineData("dotnet cake", "dotnet oneshot publish", true)]
    public async Task What_only_the_tool_does_is_offered_with_what_brings_it(string own, string told, bool isElsewhere)
    {
        _here.Repo.Write("new.txt", "x\n");
        _here.Commit();
        (_here.Remote, _here.Command) = ("origin", own);
        var (page, _, _) = await _here.ReportAsync();
        var next = page.QuerySelector("#next")!.TextContent;
        next.ShouldContain(told);
        next.Contains("by the tool (dotnet tool install OneShot.Tool)", StringComparison.Ordinal).ShouldBe(isElsewhere);
    }

    [Fact]
    public async Task A_failure_stands_first_with_the_way_on()
    {
        (_here.Error, _here.Log) = ("OS6009: The agent command failed: the disk is full.", "09:30:00 warning: OS6009");
        var (page, _, _) = await _here.ReportAsync();
        page.QuerySelector("main")!
            .FirstElementChild!.TextContent.ShouldStartWith("OS6009: The agent command failed: the disk is full.");
        page.QuerySelectorAll("#next code")
            .Select(command => command.TextContent)
            .ShouldContain("./build.sh --target=OneShot --resume=k3x9a2");
        page.QuerySelector("#changes")!.TextContent.ShouldContain("No file is changed.");
    }

    [Fact]
    public async Task What_is_too_much_is_cut_and_tells_where_the_rest_is()
    {
        _here.Prompt = string.Join('\n', Enumerable.Range(1, 30_000).Select(line => $"line {line} of a prompt"));
        _here.AgentLog = string.Join('\n', Enumerable.Range(1, 100_000).Select(line => $"line {line} of a log"));
        for (var file = 1; file <= 400; file++)
            _here.Repo.Write($"many/{file}.txt", "x\n");
        _here.Repo.Write("big.txt", string.Join('\n', Enumerable.Range(1, 50_000)));
        _here.Repo.Write("wide.txt", new string('w', 1_000_000));
        _here.Commit();
        var (page, markup, markdown) = await _here.ReportAsync();
        markup.Length.ShouldBeLessThan(1_000_000);
        markdown.Length.ShouldBeLessThan(1_000_000);
        page.QuerySelector("#prompt")!.TextContent.ShouldContain($"git show {_here.Start}:.worker-impl/task.md");
        page.QuerySelector("#prompt > details")!.HasAttribute("open").ShouldBeFalse();
        page.QuerySelector("#changes")!
            .TextContent.ShouldContain(
                $"402 files, +50,401 −0\nThis page does not hold all of it. The whole: git diff "
                    + $"{_here.Start[..10]}..oneshot-add-it"
            );
        page.QuerySelectorAll("#changes .file").Length.ShouldBe(300);
        page.QuerySelector("#file-0")!.TextContent.ShouldContain("48,002 more lines are not shown.");
        page.QuerySelector("#file-0")!.HasAttribute("open").ShouldBeFalse();
        page.QuerySelector("#logs")!.TextContent.ShouldContain("(its end)");
        page.QuerySelector("#logs pre")!.TextContent.ShouldEndWith("line 100000 of a log");
        markdown.ShouldContain($"The rest: `git diff {_here.Start[..10]}..oneshot-add-it`");
    }

    [Fact]
    public async Task A_branch_whose_name_a_shell_would_act_on_is_quoted()
    {
        _here.Repo.Git("branch", "-m", "main", "it's;$(touch_x)");
        var (page, _, _) = await _here.ReportAsync();
        page.QuerySelector(".branches")!.TextContent.ShouldBe("oneshot-add-it → main", "the pull request says so");
        var local = OneShot.Core.Text.ShellWord.Of("it's;$(touch_x)");
        Launch.Run("/", null, "sh", "-c", "printf %s " + local).Output.ShouldBe("it's;$(touch_x)");
    }

    [Fact]
    public async Task A_whole_run_leaves_its_report_whatever_became_of_it()
    {
        using var here = new LocalOneShot();
        var done = await here.RunAsync(PlannerScript.Good, "echo what the agent says; printf x > new.txt");
        var page = await File.ReadAllTextAsync(new Uri(done.PrUrl!).LocalPath);
        foreach (
            var told in new[]
            {
                "run</span> ready",
                "new.txt",
                "+x",
                "what the agent says",
                "What is asked: Add a --verbose flag",
                "ready to look at",
            }
        )
            page.ShouldContain(told);

        var rejected = await here.RunAsync(
            "printf '{\"rejected\": true, \"reason\": \"It is there already.\"}' > .impl/plan-result.json",
            "exit 9"
        );
        (await File.ReadAllTextAsync(new Uri(rejected.PrUrl!).LocalPath)).ShouldContain(
            "command rejected the prompt: It is there already."
        );
        (await File.ReadAllTextAsync(new Uri(rejected.PrUrl!).LocalPath)).ShouldContain("run</span> rejected");

        var nothing = await here.RunAsync(PlannerScript.Good, "true");
        (await File.ReadAllTextAsync(new Uri(nothing.PrUrl!).LocalPath)).ShouldContain("run</span> no-changes");
    }

    [Fact]
    public async Task Numbers_that_no_session_has_do_not_end_the_report()
    {
        _here.Usage = new AgentUsage(int.MaxValue, long.MaxValue, long.MaxValue, decimal.MaxValue, 1e308, null);
        _here.UsageOfFailed = new AgentUsage(int.MaxValue, long.MaxValue, -1, decimal.MinValue, double.NaN, null);
        var (page, _, markdown) = await _here.ReportAsync();
        Cells(page.QuerySelector("#cost tfoot tr")!)
            .ShouldBe("both 840 h 0 min 2,000,000 2,000,000,000,000 1,000,000,000,000 $1000000.00");
        markdown.ShouldContain("| Cost | $1000000.00, 2000000 turns, 840 h 0 min of agents' time |");
    }

    [Theory]
    [InlineData("0.50", "$0.50", "$0.75")]
    [InlineData(null, "unknown", "at least $0.25")]
    public async Task The_money_of_one_that_failed_is_told_as_far_as_it_is_known(string? told, string own, string all)
    {
        var dollars = told is null ? (decimal?)null : decimal.Parse(told, CultureInfo.InvariantCulture);
        _here.Usage = new AgentUsage(3, 12_345, 678, 0.25m, 20, null);
        _here.UsageOfFailed = new AgentUsage(5, 1_000, 100, dollars, 40, null);
        var (page, _, markdown) = await _here.ReportAsync();
        page.QuerySelectorAll("#cost tbody tr, #cost tfoot tr")
            .Select(Cells)
            .ShouldBe([
                "plan 20 s 3 12,345 678 $0.25",
                $"implement, failed 40 s 5 1,000 100 {own}",
                $"both 1 min 0 s 8 13,345 778 {all}",
            ]);
        page.QuerySelectorAll(".facts div").Select(Words).ShouldContain("Cost" + all);
        markdown.ShouldContain($"| Cost | {all}, 8 turns, 1 min 0 s of agents' time |");
        markdown.ShouldContain("| implement, failed |");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_undone_says_so_on_its_page_and_among_all_as_status_does(bool isMerged)
    {
        using var here = new LocalOneShot();
        var done = await here.RunAsync(PlannerScript.Good, "printf x > new.txt");
        if (isMerged)
            here.Repo.Git("merge", "--quiet", done.Branch);
        await here.RunAsync(new OneShotSettings { Undo = done.Id });
        var told = isMerged ? "undone, merged" : "undone";
        var path = new Uri(done.PrUrl!).LocalPath;
        foreach (var file in new[] { path, Path.Combine(Path.GetDirectoryName(path)!, "index.html") })
        {
            var page = new HtmlParser().ParseDocument(await File.ReadAllTextAsync(file));
            page.QuerySelectorAll(".badge")
                .Select(badge => (badge.TextContent, badge.ClassName))
                .ShouldBe([($"one-shot {told}", "badge calm")]);
        }

        (await File.ReadAllTextAsync(Path.ChangeExtension(path, ".md"))).ShouldContain($"| One-shot | {told} |");
        using var status = OneShotVerbs.CreateStatus(new OneShotSettings { GitTimeout = 240 }, here.Host);
        await status.RunAsync(CancellationToken.None);
        status.Receipt.OneShots.Single().State.ShouldBe("undone");
    }

    [Fact]
    public async Task One_of_a_key_that_was_used_once_more_stays_undone()
    {
        using var here = new LocalOneShot();
        var settings = LocalOneShot.Settings();
        settings.IdempotencyKey = "one";
        var first = await here.RunAsync(settings);
        await here.RunAsync(new OneShotSettings { Undo = first.Id });
        var second = await here.RunAsync(settings);
        (first.Id, first.PrNumber).ShouldBe((second.Id, 1));
        var index = Path.Combine(Path.GetDirectoryName(new Uri(second.PrUrl!).LocalPath)!, "index.html");
        new HtmlParser()
            .ParseDocument(await File.ReadAllTextAsync(index))
            .QuerySelectorAll(".badge")
            .Select(badge => badge.TextContent)
            .ShouldBe(["pull request ready to look at", "run ready", "one-shot undone"]);
    }

    [Fact]
    public async Task The_page_of_a_run_is_written_as_it_goes_on()
    {
        using var here = new LocalOneShot();
        var page = here.Repo[".git/oneshot/pulls/1.html"];
        var seen = here.Folder["seen"];
        string Look(string stage, string also) =>
            $"for i in $(seq 400); do grep -q 'run</span> {stage}' '{page}' && grep -q '{also}' '{page}' && break; "
            + $"sleep 0.05; done; grep -o 'run</span> {stage}' '{page}' >> '{seen}'; ";
        await here.RunAsync(
            Look("planning", "draft") + PlannerScript.Good,
            Look("implementing", "plan") + "printf x > new.txt"
        );
        File.ReadAllLines(seen).ShouldBe(["run</span> planning", "run</span> implementing"]);
    }

    public void Dispose() => _here.Dispose();

    private static string Cells(IElement row) => string.Join(' ', row.Children.Select(Words)).TrimEnd();

    private static string Words(IElement element) =>
        string.Join(' ', element.TextContent.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
