using System.Text.Json.Nodes;
using OneShot.Core.Model;
using OneShot.Core.Scaffolding;

namespace OneShot.EndToEnd.Tests.Workflows;

/// <summary>The workflows started from the Actions page.</summary>
public sealed class ByHandTests : IDisposable
{
    private readonly WorkflowPeer _github = new();

    [Fact]
    public void A_prompt_is_all_that_is_needed()
    {
        _github.Agent();
        _github.Secrets["ONESHOT_TOKEN"] = _github.Peer.Token;
        var run = _github.Run(
            new JsonObject { ["prompt"] = "Add a file $(touch boo) `x` \"y\"", ["agent"] = "command" }
        );
        run.Conclusion.ShouldBe("success", run.ToString());
        var pull = _github.Peer.Pull(1);
        ((bool)pull["draft"]!).ShouldBeFalse();
        ((string)pull["title"]!).ShouldBe("One-shot: Add a file $(touch boo) `x` \"y\"");
        _github.Peer.Bare.Git("show", $"{pull["head_ref"]}:new.txt").ShouldBe("new");
        _github
            .Peer.Bare.Git("log", "-1", "--format=%an <%ae>", $"{pull["head_ref"]}")
            .ShouldBe("octo-cat <octo-cat@users.noreply.github.com>");
        _github
            .Peer.Comments(1)[^1]
            .ShouldNotContain("run's own token", customMessage: "there is a token of the repository's own");
        _github.Peer.Used["implement/deliver"].ShouldBeEmpty("and that one was used");
    }

    [Fact]
    public async Task A_plan_of_ones_own_is_implemented()
    {
        _github.Agent(plan: "exit 9");
        var plan =
            "# Mine\n\n## Context\n\nA plan that a person wrote, long enough to be taken for one by anybody.\n\n## "
            + "Changes\n\nnew.txt\n\n## Implementation details\n\nWrite it.\n\n## Files not changing\n\nAll "
            + "others.\n\n## Verification\n\nLook.\n";
        await _github.IssueAsync("My plan", plan);
        var run = _github.Run(
            new JsonObject { ["issue_number"] = "1", ["agent"] = "command" },
            new WorkflowAttempt { Workflow = "plan-implement.yml" }
        );
        run.Ran.ShouldBe("prepare success, start success, implement success, deliver success", run.ToString());
        var pull = _github.Peer.Pull(2);
        ((string)pull["body"]!).ShouldContain("Closes #1");
        ((string)pull["head_ref"]!).ShouldStartWith("P1-");
        ((bool)pull["draft"]!).ShouldBeFalse();
    }

    [Fact]
    public async Task A_pull_request_lends_its_name_to_no_other_branch()
    {
        _github.Agent();
        var inputs = await _github.DispatchAsync();
        await _github.IssueAsync("My plan", "no plan");
        var run = _github.Run(
            new JsonObject
            {
                ["issue_number"] = "2",
                ["agent"] = "command",
                ["branch_name"] = "main",
                ["pr_number"] = "1",
                ["distinct_id"] = (string)inputs["distinct_id"]!,
            },
            new WorkflowAttempt { Workflow = "plan-implement.yml" }
        );
        run.Conclusion.ShouldBe("failure", run.ToString());
        run.Annotations.ShouldContain(line => line.StartsWith("error OS5017: ", StringComparison.Ordinal));
    }

    [Fact]
    public void An_issue_that_is_no_number_makes_nothing()
    {
        var run = _github.Run(
            new JsonObject { ["issue_number"] = "7; touch boo", ["agent"] = "command" },
            new WorkflowAttempt { Workflow = "plan-implement.yml" }
        );
        run.Ran.ShouldBe("prepare failure", run.ToString());
        run.Annotations.ShouldContain(line => line.StartsWith("error OS2014: ", StringComparison.Ordinal));
        _github.Peer.Branches.ShouldBe(["refs/heads/main"]);
        _github.Peer.Pulls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("one-shot.yml", "prompt")]
    [InlineData("plan-implement.yml", "issue_number")]
    public void What_is_switched_off_says_so(string workflow, string input)
    {
        _github.Variables["ONESHOT_ENABLED"] = "false";
        var run = _github.Run(new JsonObject { [input] = "1" }, new WorkflowAttempt { Workflow = workflow });
        run.Ran.ShouldBe("disabled success", run.ToString());
        run.Annotations.Single()
            .ShouldBe("notice OneShot is switched off: The repository variable ONESHOT_ENABLED is false.");
    }

    [Fact]
    public async Task An_enterprise_servers_files_run_too()
    {
        var files = Scaffold
            .For(new ScaffoldOptions(AgentName.Default, "own-runner", "build/Build.csproj", IsEnterpriseServer: true))
            .ToDictionary(file => file.Path, file => file.Stamped("1.2.3"));
        using var server = new WorkflowPeer(files);
        server.Peer.Server(new { oldDispatch = 422, maxInputs = 10 });
        server.Agent();
        var run = server.Run(await server.DispatchAsync());
        run.Conclusion.ShouldBe("success", run.ToString());
        ((bool)server.Peer.Pull(1)["draft"]!).ShouldBeFalse();
    }

    public void Dispose() => _github.Dispose();
}
