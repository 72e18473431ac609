using AngleSharp.Html.Parser;
using OneShot.Core.Model;
using OneShot.Core.Verifying;

namespace OneShot.Tests.Local;

/// <summary>
/// What somebody reads first who has to decide: the result and what speaks for it, then what to do, then the changes.
/// </summary>
public sealed class ReportOrderTests : IDisposable
{
    private readonly ReportedOneShot _here = new();

    [Fact]
    public async Task The_result_and_its_evidence_come_first_and_texts_to_look_up_come_after_the_changes()
    {
        (_here.Plan, _here.Summary, _here.Log) = (
            "# A plan\n\n## Context\n\nWhy.",
            "It is **done**.",
            "09:30:00 job plan"
        );
        _here.Usage = new AgentUsage(3, 1, 1, 0.25m, 75, null);
        _here.Repo.Write("new.txt", "x\n");
        _here.Commit();
        var (page, _, markdown) = await _here.ReportAsync();
        page.QuerySelectorAll("nav a")
            .Select(link => link.TextContent)
            .ShouldBe(["Result", "What now", "Changes", "Plan", "Prompt", "Timeline", "Cost", "Logs"]);
        page.QuerySelectorAll(".evidence li")[0]
            .TextContent.ShouldStartWith("Not verified: no build and no test was run");
        page.QuerySelector("#result article strong")!.TextContent.ShouldBe("done");
        page.QuerySelector("#result h3")!.TextContent.ShouldBe("What command says");
        page.QuerySelector("#plan > details")!.HasAttribute("open").ShouldBeFalse();
        page.QuerySelector("#plan summary")!.TextContent.ShouldBe("Add it");
        page.QuerySelector(".facts a")!.GetAttribute("href").ShouldBe("#plan");
        page.QuerySelectorAll("#next dt")
            .Select(what => what.TextContent)
            .ShouldBe([
                "Look at the changes, changing nothing",
                "Try them: checks the branch out",
                "Take them: merges the branch",
                "Publish it: pushes the branch and opens a pull request on GitHub",
                "Undo it: deletes the branch and closes the pull request; prompt, plan and logs stay",
            ]);
        var headings = markdown
            .Split('\n')
            .Where(line => line.StartsWith("## ", StringComparison.Ordinal))
            .Select(line => line[3..])
            .Where(heading => heading != "Context") // the plan's own
            .ToArray();
        headings[..6].ShouldBe(["Result", "What command says", "What now", "Changes", "Plan", "Prompt"]);
    }

    [Fact]
    public async Task What_verifying_said_is_the_first_of_all_and_its_names_are_no_markup()
    {
        _here.Repo.Write("new.txt", "x\n");
        _here.Commit();
        _here.Verified = new VerifyReport
        {
            Commit = "",
            Baseline = Result(0, 4, ("Is.Gone", TestState.Passed)),
            Head = Result(0, 75, ("List<int>(@x) **bold** ![x](http://evil.example)", TestState.Passed)),
        };
        var (page, markup, markdown) = await _here.ReportAsync();
        page.QuerySelectorAll("nav a").Select(link => link.TextContent).First().ShouldBe("Verified");
        var section = page.QuerySelector("main section")!;
        (section.Id, section.QuerySelector("h2")!.TextContent).ShouldBe(("verified", "Verified"));
        section.QuerySelectorAll("code")[0].TextContent.ShouldBe("dotnet test");
        section.TextContent.ShouldContain("it is green (1 min 15 s, 1 passed)");
        section.TextContent.ShouldContain("it is green (4.0 s, 1 passed)");
        section
            .QuerySelectorAll("li")
            .Select(test => test.TextContent.Trim())
            .ShouldBe(["Is.Gone: not there any more", "List<int>(@x) **bold** ![x](http://evil.example)"]);
        page.QuerySelectorAll(".evidence li").ShouldHaveSingleItem().TextContent.ShouldStartWith("Looked at as data");
        markup.ShouldNotContain("<strong>bold");
        markup.ShouldNotContain("U+200B");
        markdown.Split('\n').First(line => line.StartsWith("## ", StringComparison.Ordinal)).ShouldBe("## Verified");
        markdown.ShouldContain("No longer run, though they were before (1):\n\n- `Is.Gone`: not there any more\n");
    }

    [Fact]
    public async Task Where_nothing_was_made_nothing_speaks_for_it()
    {
        (_here.Error, _here.Log) = ("OS6009: The agent command failed: the disk is full.", "09:30:00 warning: OS6009");
        var (page, _, _) = await _here.ReportAsync();
        page.QuerySelector("#result").ShouldBeNull();
        page.QuerySelector("nav a")!.TextContent.ShouldBe("What now");
    }

    [Theory]
    [InlineData("remote", "remove", "origin")]
    [InlineData("remote", "set-url", "origin", "../server.git")]
    [InlineData("remote", "set-url", "--push", "origin", "file:///srv/server.git")]
    public async Task Nothing_of_a_server_is_offered_where_there_is_none(params string[] change)
    {
        _here.Repo.Write("new.txt", "x\n");
        _here.Commit();
        _here.Repo.Git(change);
        var (page, markup, markdown) = await _here.ReportAsync();
        page.QuerySelector("#next")!.TextContent.ShouldContain("git switch");
        foreach (var text in new[] { markup, markdown })
        {
            text.ShouldNotContain("PublishOneShot");
            text.ShouldNotContain("GitHub");
        }
    }

    [Fact]
    public async Task Comments_come_in_the_order_of_the_times_that_are_shown()
    {
        _here.Comments = [("It plans.", 1, 1), ("It is implemented.", 2, 9), ("Planned.", 3, 3), ("It goes on.", 3, 3)];
        var (page, _, markdown) = await _here.ReportAsync();
        string[] expected = ["It plans.", "Planned.", "It goes on.", "It is implemented."];
        page.QuerySelectorAll("#comments .prose").Select(text => text.TextContent.Trim()).ShouldBe(expected);
        markdown.Split('\n').Where(line => expected.Contains(line.Trim())).ShouldBe(expected);
    }

    [Fact]
    public async Task What_a_forge_would_fold_has_no_tags_here_and_code_keeps_them()
    {
        _here.Comment =
            "It failed.\n\n<details><summary>The end of the agent's log</summary>\n\n```text\n<details>kept\n```\n\n</details>";
        _here.Summary = "<details>\n<summary>More</summary>\n\n- one\n\n</details>";
        var (page, _, _) = await _here.ReportAsync();
        var comment = page.QuerySelector("#comments")!;
        comment.QuerySelector("strong")!.TextContent.ShouldBe("The end of the agent's log");
        comment.QuerySelector("pre")!.TextContent.ShouldBe("<details>kept\n");
        comment.TextContent.Replace("<details>kept", "", StringComparison.Ordinal).ShouldNotContain("details>");
        var summary = page.QuerySelector("#result article")!;
        summary.TextContent.ShouldNotContain("<");
        summary.QuerySelector("li")!.TextContent.ShouldBe("one");
    }

    [Fact]
    public async Task The_page_of_all_of_them_is_written_beside_it_and_each_links_to_the_other()
    {
        _here.Title = "One-shot: Add <it>";
        _here.Repo.Write(".git/oneshot/pulls/2.json", "{ damaged");
        using var done = new LocalOneShot();
        var first = await done.RunAsync(PlannerScript.Good, "printf x > new.txt");
        var second = await done.RunAsync(PlannerScript.Good, "true");
        var index = new Uri(new Uri(second.PrUrl!), "index.html").LocalPath;
        var page = new HtmlParser().ParseDocument(await File.ReadAllTextAsync(index));
        page.QuerySelectorAll(".index a")
            .Select(link => new Uri(new Uri(second.PrUrl!), link.GetAttribute("href")).AbsoluteUri)
            .ShouldBe([second.PrUrl!, first.PrUrl!], "the newest first");
        page.QuerySelectorAll(".index .badge:last-child")
            .Select(badge => badge.TextContent)
            .ShouldBe(["run no-changes", "run ready"]);
        page.QuerySelectorAll(".index code").Select(id => id.TextContent).ShouldBe([second.Id!, first.Id!]);

        var (own, _, _) = await _here.ReportAsync();
        own.QuerySelector("header a")!.GetAttribute("href").ShouldBe("index.html");
        File.Exists(_here.Repo[".git/oneshot/pulls/index.html"]).ShouldBeTrue("a damaged file hides no page");
    }

    public void Dispose() => _here.Dispose();

    private static VerifyResult Result(int code, double seconds, params (string Test, TestState State)[] tests) =>
        new()
        {
            Commit = new string('b', 40),
            Command = "dotnet test",
            ExitCode = code,
            Seconds = seconds,
            Tests = tests.ToDictionary(test => test.Test, test => test.State),
        };
}
