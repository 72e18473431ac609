using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace OneShot.Tests.Local;

/// <summary>
/// What sessions cost that failed or were stopped is told wherever the cost of one that went well is.
/// </summary>
public sealed partial class PaidAttemptsTests : IDisposable
{
    private const string Good = "printf x > new.txt";

    // Fractions are cut off: of each of two sessions, and of their sum.
    private const string Slow = "sleep 1.3; exit 1";

    private readonly LocalOneShot _here = new();
    private readonly CancellationTokenSource _stop = new();

    [Fact]
    public async Task An_implementer_that_failed_is_in_the_cost_before_and_after_the_resume()
    {
        await _here.FailAsync(PlannerScript.Good, Slow);
        Sessions().ShouldBe(["plan", "implement, failed", "both"]);
        Told().ShouldBeGreaterThan(1.2);
        Log.ShouldMatch("cost: the agent does not say, [0-9.]+ s of agents' time");
        Comment.ShouldMatch("\nCost: the agent does not say, [0-9.]+ s of agents' time");
        Markdown.ShouldMatch(@"\| Cost \| the agent does not say, [0-9.]+ s of agents' time");

        await Should.ThrowAsync<OneShotException>(() => ResumeAsync(PlannerScript.Good, Slow));
        await ResumeAsync(PlannerScript.Good, Good);
        Sessions().ShouldBe(["plan", "implement, failed", "implement, failed", "implement", "all"]);
        Told().ShouldBeGreaterThan(2.4);
        Jobs().ShouldBe(["plan", "register", "implement, failed", "implement, failed", "implement", "deliver"]);
        Regex
            .Count(Markdown, @"^\| implement, failed \| \S+ \| [0-9.]+ s \| failure: OS6009", RegexOptions.Multiline)
            .ShouldBe(2);
    }

    [Fact]
    public async Task A_planner_that_was_stopped_is_in_the_cost()
    {
        var started = _here.Folder["started"];
        var settings = LocalOneShot.Settings("command");
        settings.AgentCommand = _here.Script($"touch '{started}'; sleep 120", Good);
        var running = _here.RunAsync(settings, _stop.Token);
        for (var i = 0; i < 3600 && !File.Exists(started); i++)
            await Task.Delay(50);
        await Task.Delay(1300);
        await _stop.CancelAsync();
        (await Should.ThrowAsync<OneShotException>(() => running)).Error.Code.ShouldBe("OS9001");
        Sessions().ShouldBe(["plan, cancelled"]);
        Told().ShouldBeGreaterThan(1.2);
        Comment.ShouldMatch("\nCost: the agent does not say, [0-9.]+ s of agents' time");

        await ResumeAsync(PlannerScript.Good, Good);
        Sessions().ShouldBe(["plan, cancelled", "plan", "implement", "all"]);
        Told().ShouldBeGreaterThan(1.2);
    }

    [Fact]
    public async Task One_that_came_to_its_limit_is_in_the_cost()
    {
        var settings = LocalOneShot.Settings("command");
        (settings.AgentCommand, settings.Timeout) = (_here.Script("sleep 120", Good), 2);
        (await Should.ThrowAsync<OneShotException>(() => _here.RunAsync(settings))).Error.Code.ShouldBe("OS7005");
        Sessions().ShouldBe(["plan, failed"]);
        Told().ShouldBeGreaterThan(1.7);
    }

    public void Dispose()
    {
        _here.Dispose();
        _stop.Dispose();
    }

    private IDocument Page => new HtmlParser().ParseDocument(File.ReadAllText(_here.Repo[".git/oneshot/pulls/1.html"]));

    private string Markdown => File.ReadAllText(_here.Repo[".git/oneshot/pulls/1.md"]);

    private string Log => _here.Log(_here.OnlyId);

    private string Comment =>
        _here
            .Pull(1)
            .GetProperty("comments")
            .EnumerateArray()
            .Select(comment => comment.GetProperty("body").GetString()!)
            .Single(body => body.Contains(" result -->", StringComparison.Ordinal));

    private string[] Sessions() =>
        [.. Page.QuerySelectorAll("#cost tbody th, #cost tfoot th").Select(name => name.TextContent)];

    private string[] Jobs() => [.. Page.QuerySelectorAll("#timeline tbody th").Select(name => name.TextContent)];

    // The seconds of all sessions together, which the page and the run's last line tell alike.
    private double Told()
    {
        var line = Seconds().Matches(Log).Last(line => line.Success).Groups[1].Value;
        Page.QuerySelectorAll("#cost tr")[^1].Children[1].TextContent.ShouldBe(line);
        return double.Parse(line[..^2], CultureInfo.InvariantCulture);
    }

    private Task<DispatchReceipt> ResumeAsync(string plan, string implement) =>
        _here.RunAsync(new OneShotSettings { Resume = _here.OnlyId, AgentCommand = _here.Script(plan, implement) });

    [GeneratedRegex("cost: the agent does not say, ([0-9.]+ s) of agents' time", default, 1000)]
    private static partial Regex Seconds();
}
