namespace OneShot.Frosting.Tests;

/// <summary>
/// The workflow's side as a workflow calls it: every job on a machine of its own, files handed over in a folder.
/// </summary>
public sealed class JobTests : IDisposable
{
    private const string Agent = """
        set -e
        cat > /dev/null
        if [ "$ONESHOT_PHASE" = plan ]; then
          printf '# A plan\n\n## Context\n\n%s\n\n## Changes\n\n- `new.txt`\n\n## Implementation details\n\nWrite it. Ask @mona, fixes #3.\n\n## Files not changing\n\nAll others.\n\n## Verification\n\nIt is there.\n' "$(cat .impl/task.md)" > .impl/plan.md
          printf '{"title": "Add a file"}' > .impl/plan-result.json
        else
          grep -q 'Ask @mona' .impl/plan.md
          echo one > committed.txt; git add committed.txt; git commit --quiet -m "By the agent"
          echo two > new.txt
        fi
        """;

    private readonly PeerRepository _peer = new();
    private readonly string _handOver;
    private readonly Dictionary<string, string?> _told;

    public JobTests()
    {
        var settings = Dispatching.Settings("Add it");
        settings.Agent = "command";
        new Dispatching(_peer, _peer.LocalClone()).RunAsync(settings).GetAwaiter().GetResult();
        var inputs = _peer.Runs.Single()!["inputs"]!;
        _handOver = Directory.CreateDirectory(_peer.Folder["hand-over"]).FullName;
        _told = new Dictionary<string, string?>
        {
            ["ONESHOT_BRANCH_NAME"] = (string)inputs["branch_name"]!,
            ["ONESHOT_PR_NUMBER"] = (string)inputs["pr_number"]!,
            ["ONESHOT_DISTINCT_ID"] = (string)inputs["distinct_id"]!,
            ["ONESHOT_PROMPT_SHA256"] = (string)inputs["prompt_sha256"]!,
            ["ONESHOT_AGENT"] = "command",
            ["ONESHOT_SANDBOX"] = "none",
            ["ONESHOT_AGENT_COMMAND"] = $"sh '{_peer.Folder.Write("agent.sh", Agent)}'",
            ["ONESHOT_HAND_OVER"] = _handOver,
            ["GITHUB_ACTIONS"] = "true",
            ["GITHUB_ACTOR"] = "octo-cat",
            ["GITHUB_REPOSITORY"] = _peer.FullName,
            ["GITHUB_RUN_ID"] = "77",
            ["GIT_CONFIG_GLOBAL"] = "/dev/null",
            ["GIT_AUTHOR_NAME"] = null,
            ["GIT_AUTHOR_EMAIL"] = null,
            ["GIT_COMMITTER_NAME"] = null,
            ["GIT_COMMITTER_EMAIL"] = null,
        };
    }

    private string Branch => _told["ONESHOT_BRANCH_NAME"]!;

    [Fact]
    public void From_the_prompt_to_a_pull_request_that_is_ready_each_task_by_itself()
    {
        var plan = Job("plan", agent: true);
        plan("PreparePlanning").ShouldContain("base=main");
        plan("RunPlanning");
        plan("ValidatePlan").ShouldContain("issue_title=Add a file");

        var register = Job("register");
        var saved = register("SavePlan");
        saved.ShouldContain("issue_number=2");
        register("RegisterPlan");
        var issue = _peer.Issue(2);
        ((string)issue["body"]!).ShouldNotContain("@mona", customMessage: "a mention in a plan calls nobody");
        _peer.Comments(2).Single().ShouldContain("actions/runs/77");
        ((string)_peer.Pull(1)["body"]!).ShouldContain("Closes #2");

        Job("start")("PrepareImplementation", "--issue-number=2");
        Job("implement", agent: true)("RunImplementation").ShouldContain("changed=true");
        Job("deliver")("DeliverImplementation").ShouldContain("changed=true");

        _peer
            .Bare.Git("ls-tree", "-r", "--name-only", Branch)
            .Split('\n')
            .ShouldBe([".github/workflows/one-shot.yml", "README.md", "committed.txt", "new.txt", "src/app.txt"]);
        _peer
            .Bare.Git("log", "--format=%an <%ae>", $"main..{Branch}")
            .Split('\n')[0]
            .ShouldBe("octo-cat <octo-cat@users.noreply.github.com>");
        ((bool)_peer.Pull(1)["draft"]!).ShouldBeFalse();
        _peer
            .Comments(1)
            .ShouldContain(comment => comment.Contains("implemented the plan: 2 files", StringComparison.Ordinal));
    }

    public void Dispose() => _peer.Dispose();

    /// <summary>
    /// A machine of its own: a fresh clone with the branch checked out, and no token where an agent works.
    /// </summary>
    private JobCall Job(string name, bool agent = false)
    {
        var clone = _peer.Clone(name, "--branch", Branch);
        var sample = new Sample(_peer, clone);
        foreach (var (key, value) in _told)
            sample.Environment[key] = value;
        if (agent)
            sample.Environment["GH_TOKEN"] = null;
        return (task, more) =>
        {
            var outputs = _peer.Folder[$"{name}-{task}.outputs"];
            sample.Environment["GITHUB_OUTPUT"] = outputs;
            var outcome = sample.Run([$"--target={task}", "--exclusive", .. more]);
            outcome.ExitCode.ShouldBe(0, outcome.All);
            return File.Exists(outputs) ? File.ReadAllText(outputs) : "";
        };
    }

    private delegate string JobCall(string task, params string[] more);
}
