namespace OneShot.EndToEnd.Tests.Workflows;

/// <summary>
/// From a sentence to a pull request with code in it: the user's side, then the workflow as GitHub would run it.
/// </summary>
public sealed class OneShotWorkflowTests : IDisposable
{
    private readonly WorkflowPeer _github = new();

    [Fact]
    public void A_prompt_becomes_a_ready_pull_request()
    {
        _github.Agent(
            implement: "echo new > new.txt; printf 'Added the file, for @team.\n\n## Tests\n\n- `dotnet test`: 12 "
                + "passed\n' > .impl/summary.md; env > env.txt"
        );
        _github.Secrets["ANTHROPIC_API_KEY"] = "sk-ant-of-the-repository";
        var inputs = _github.Dispatch("Add a file", "--agent=command");
        var branch = inputs["branch_name"];
        var run = _github.Run(inputs);
        run.Outcomes.ShouldBe(
            "disabled skipped, prepare success, baseline skipped, plan success, register success, implement/disabled skipped, "
                + "implement/prepare skipped, implement/start success, implement/implement success, "
                + "implement/deliver success, implement/verify skipped, implement/checks skipped, implement/conclude skipped, "
                + "implement/cancelled skipped, implement success, cancelled skipped",
            run.ToString()
        );

        _github.Peer.Labels(1).ShouldBe(["oneshot:ready"]);
        var pull = _github.Peer.Pull(1);
        ((bool)pull["draft"]!).ShouldBeFalse();
        var body = (string)pull["body"]!;
        body.ShouldContain("Closes #2");
        body.ShouldContain("### Result\n\ncommand implemented the plan: 2 files.\n\n");
        body.ShouldContain("\n\nAdded the file, for @\u200Bteam.");
        body.ShouldContain("12 passed");
        body.ShouldContain("of agents' time");
        _github
            .Peer.Bare.Git("ls-tree", "--name-only", $"{branch}")
            .Split('\n')
            .ShouldBe([".github", "README.md", "env.txt", "new.txt", "src"]);

        // What people read, in its order; each once.
        var told = _github.Peer.Comments(1);
        told.Select(comment => comment.Split('\n')[1])
            .ToArray()
            .ShouldBe([
                $"command plans now "
                    + $"([run]({_github.Peer.Url}/{_github.Peer.FullName}/actions/runs/{_github.Peer.Runs[^1]!["id"]})). "
                    + $"The plan comes as an issue; then it is implemented on `{branch}`.",
                "The plan is saved: #2. Implementing comes next.",
                "command implements #2 now.",
                "command implemented the plan: 2 files.",
            ]);
        told[^1].ShouldContain("pushed with the run's own token");
        _github.Peer.Comments(2).Single().ShouldContain($"Queued for implementation in pull request #1 on `{branch}`");
        run.Summary("register").ShouldContain("### Plan #2: Add a file\n\n# A plan");
        run.Summary("implement/deliver").ShouldContain("2 files");

        // Each job's own token can do no more than the job declares; this is what was used of it.
        var used = _github.Peer.Used;
        used.Select(job => job.Key).ShouldBe(["prepare", "register", "implement/start", "implement/deliver"]);
        used["prepare"].ShouldBe(["actions=read", "pull_requests=read", "pull_requests=write"], ignoreOrder: true);
        used["register"]
            .ShouldBe(["issues=read", "issues=write", "pull_requests=read", "pull_requests=write"], ignoreOrder: true);
        used["implement/start"]
            .ShouldBe(["pull_requests=read", "issues=read", "pull_requests=write"], ignoreOrder: true);
        used["implement/deliver"]
            .ShouldBe(["contents=write", "pull_requests=read", "pull_requests=write"], ignoreOrder: true);
        body.ShouldContain("Not verified: trunk shows no build or tests to run");

        // The agent's environment: no credential of the forge, nor a key that is another agent's.
        var environment = _github.Peer.Bare.Git("show", $"{branch}:env.txt");
        environment.ShouldContain("ONESHOT_PHASE=");
        CredentialNames.In(environment).ShouldBeEmpty();
    }

    public void Dispose() => _github.Dispose();
}
