using OneShot.Testing.Scaffolding;

namespace OneShot.EndToEnd.Tests.Workflows;

/// <summary>On GitHub, a machine without a secret says whether a pull request is ready, and another one writes it.</summary>
public sealed class VerifyRunTests : IDisposable
{
    private readonly WorkflowPeer _github = new();

    [Fact]
    public async Task Green_is_ready_and_the_code_under_test_saw_no_secret()
    {
        var environment = _github.Peer.Folder["environment"];
        _github.Variables["ONESHOT_VERIFY_COMMAND"] =
            $"env > '{environment}'; test ! -f new.cs || printf '<testsuite><testcase classname=\"A\" name=\"b\"/>"
            + "</testsuite>' > $ONESHOT_RESULTS/r.xml";
        _github.Secrets["ANTHROPIC_API_KEY"] = "sk-ant-of-the-repository";
        var run = await RunAsync();
        run.Outcomes.ShouldContain(
            "implement/verify success, implement/checks skipped, implement/conclude success",
            Case.Sensitive,
            $"{run}"
        );
        var pull = _github.Peer.Pull(1);
        ((bool)pull["draft"]!).ShouldBeFalse();
        ((string)pull["body"]!).ShouldContain("### Verified\n\n`env > ");
        ((string)pull["body"]!).ShouldContain("1 passed");
        ((string)pull["body"]!).ShouldContain(
            " verified -->\n<!-- oneshot-verdict {\"verified\":true,\"tests\":{\"passed\":1,\"failed\":0,"
                + "\"fixed\":0,\"broken\":0},\"rounds\":0} -->\n### Verified\n"
        );
        _github.Peer.Used.Select(job => job.Key).ShouldNotContain("implement/verify");
        _github
            .Peer.Used["implement/conclude"]
            .ShouldBe(
                ["contents=read", "pull_requests=read", "pull_requests=write", "statuses=write"],
                ignoreOrder: true
            );
        var seen = await File.ReadAllTextAsync(environment);
        seen.ShouldContain("ONESHOT_RESULTS=");
        CredentialNames.In(seen).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_trunk_s_file_names_is_handed_to_what_verifies_and_to_no_agent()
    {
        var files = ScaffoldedFiles.For(ScaffoldedFiles.Usual with { VerifySecrets = ["FEED_TOKEN", "GITHUB_TOKEN"] });
        files[".oneshot/oneshot.yaml"] = "version: 1\nverify-secrets: [FEED_TOKEN, GITHUB_TOKEN]\n";
        using var github = new WorkflowPeer(files);
        var (verifying, implementing) = (github.Peer.Folder["verifying"], github.Peer.Folder["implementing"]);
        github.Variables["ONESHOT_VERIFY_COMMAND"] =
            $"echo $FEED_TOKEN $GITHUB_TOKEN >> '{verifying}'; "
            + "test ! -f new.cs || { echo FEED_TOKEN=$FEED_TOKEN $GITHUB_TOKEN $OTHER_TOKEN; exit 3; }";
        github.Secrets["FEED_TOKEN"] = "token-of-the-feed-42";
        github.Secrets["OTHER_TOKEN"] = "nobody-named-this-one";
        github.Agent(implement: $"env > '{implementing}'; echo x > new.cs");
        var run = github.Run(await github.DispatchAsync());
        run.Outcomes.ShouldContain("implement/verify failure", Case.Sensitive, $"{run}");
        var seen = await File.ReadAllLinesAsync(verifying);
        seen.Length.ShouldBe(2, "trunk, the result, and no round");
        seen.ShouldAllBe(line => line.StartsWith("token-of-the-feed-42 ", StringComparison.Ordinal));
        seen.ShouldAllBe(line => line.Length > "token-of-the-feed-42 ".Length, "the run's own token");
        (await File.ReadAllTextAsync(implementing)).ShouldNotContain("token-of-the-feed-42");
        var told = string.Join('\n', [(string)github.Peer.Pull(1)["body"]!, .. github.Peer.Comments(1)]);
        told.ShouldContain("FEED_TOKEN=*** ***\n");
        told.ShouldNotContain("token-of-the-feed-42");
        told.ShouldNotContain("nobody-named-this-one");
        run.Log.ShouldNotContain("nobody-named-this-one");
    }

    [Fact]
    public async Task What_is_red_goes_back_to_the_agent_and_trunk_is_run_by_one_job_for_all()
    {
        var ran = _github.Peer.Folder["ran"];
        _github.Variables["ONESHOT_VERIFY_COMMAND"] =
            $"echo $(ls new.cs) >> '{ran}'; test ! -f new.cs || ! grep -q bad new.cs || {{ echo it is broken; exit 3; }}";
        _github.Secrets["ANTHROPIC_API_KEY"] = "sk-ant-of-the-repository";
        var run = await RunAsync("if [ -f new.cs ]; then echo good > new.cs; else echo bad > new.cs; fi");
        run.Outcomes.ShouldContain("prepare success, baseline success, plan success");
        run.Outcomes.ShouldContain(
            "implement/verify success, implement/checks skipped, implement/conclude success",
            Case.Sensitive,
            $"{run}"
        );
        (await File.ReadAllLinesAsync(ran)).ShouldBe(["", "new.cs", "new.cs"], "trunk, a round, the result");
        run.Log.ShouldContain("round 1 of 1: what is red goes back to command");
        run.Log.ShouldContain("as an earlier run saw");
        var pull = _github.Peer.Pull(1);
        ((bool)pull["draft"]!).ShouldBeFalse();
        ((string)pull["body"]!).ShouldContain("what was red went back to the agent once");
        ((string)pull["body"]!).ShouldContain("\"rounds\":1}");
        _github.Peer.Bare.Git("show", $"{pull["head_ref"]}:new.cs").ShouldBe("good");
        _github.Peer.Used.Select(job => job.Key).ShouldNotContain("baseline");
    }

    [Fact]
    public async Task Red_is_a_draft_of_a_red_run_that_tells_what_and_says_it_on_the_commit()
    {
        _github.Variables["ONESHOT_VERIFY_COMMAND"] = "test ! -f new.cs || { echo it is broken; exit 3; }";
        var run = await RunAsync();
        run.Outcomes.ShouldContain(
            "implement/verify failure, implement/checks skipped, implement/conclude failure",
            Case.Sensitive,
            $"{run}"
        );
        var pull = _github.Peer.Pull(1);
        ((bool)pull["draft"]!).ShouldBeTrue();
        ((string)pull["body"]!).ShouldContain("### Not verified: it is red");
        _github.Peer.Comments(1)[^1].ShouldContain("it is broken");
        run.Log.ShouldContain("OS6021");
        var status = _github.Peer.Status(_github.Peer.Bare.Git("rev-parse", (string)pull["head_ref"]!));
        ((string)status["context"]!, (string)status["state"]!).ShouldBe(("oneshot/verify", "failure"));
        ((string)status["description"]!).ShouldContain(" is red");
    }

    [Theory]
    [InlineData("Write the file.", true, "No longer run, though they were before (1):\n\n- `T.README.md`")]
    [InlineData("Delete `T.README.md`.", false, "Gone, as the plan says (1):\n\n- `T.README.md`")]
    public async Task A_test_that_is_gone_is_excused_by_the_plan_that_was_registered(
        string plan,
        bool isDraft,
        string told
    )
    {
        _github.Variables["ONESHOT_VERIFY_COMMAND"] =
            "{ echo '<testsuite>'; for one in *; do echo \"<testcase classname='T' name='$one'/>\"; done; "
            + "echo '</testsuite>'; } > $ONESHOT_RESULTS/r.xml";
        _github.Agent(
            PlannerScript.Good.Replace("Write the file.", plan, StringComparison.Ordinal),
            "rm README.md; echo x > new.cs"
        );
        var run = _github.Run(await _github.DispatchAsync());
        run.Outcomes.ShouldContain("implement/conclude success", Case.Sensitive, $"{run}");
        var pull = _github.Peer.Pull(1);
        ((bool)pull["draft"]!).ShouldBe(isDraft);
        ((string)pull["body"]!).ShouldContain(told);
    }

    [Fact]
    public async Task Where_CI_says_it_no_job_runs_code_and_what_it_says_counts()
    {
        _github.Variables["ONESHOT_VERIFY"] = "checks";
        _github.Secrets["ONESHOT_TOKEN"] = _github.Peer.Token;
        _github.Peer.Checks(
            "*",
            new { checks = new[] { new { name = "build", conclusion = "success" } } },
            new
            {
                checks = new[]
                {
                    new { name = "build", conclusion = "success" },
                    new { name = "tests", conclusion = "failure" },
                },
            }
        );
        _github.Peer.Checks(_github.Peer.Bare.Git("rev-parse", _github.Peer.Trunk), new { });
        var run = await RunAsync();
        run.Outcomes.ShouldContain(
            "implement/verify skipped, implement/checks failure, implement/conclude failure",
            Case.Sensitive,
            $"{run}"
        );
        var pull = _github.Peer.Pull(1);
        ((bool)pull["draft"]!).ShouldBeTrue();
        ((string)pull["body"]!).ShouldContain("Red now, and not before (1):\n\n- `tests` of `github-actions`");
        _github
            .Peer.Used["implement/checks"]
            .ShouldBe(["actions=read", "checks=read", "statuses=read"], ignoreOrder: true);
    }

    [Fact]
    public void What_was_asked_for_by_whoever_dispatched_travels()
    {
        _github.Agent(implement: "echo x > new.cs");
        var inputs = _github.Dispatch("Add a file", "--agent=command", "--verify=none");
        var run = _github.Run(inputs);
        run.Outcomes.ShouldContain(
            "implement/verify skipped, implement/checks skipped, implement/conclude skipped",
            Case.Sensitive,
            $"{run}"
        );
        ((bool)_github.Peer.Pull(1)["draft"]!).ShouldBeFalse();
    }

    public void Dispose() => _github.Dispose();

    private async Task<WorkflowResult> RunAsync(string implement = "echo x > new.cs")
    {
        _github.Agent(implement: implement);
        return _github.Run(await _github.DispatchAsync());
    }
}
