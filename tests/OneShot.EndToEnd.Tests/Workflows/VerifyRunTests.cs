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
        run.Outcomes.ShouldContain("implement/verify success, implement/conclude success", Case.Sensitive, $"{run}");
        var pull = _github.Peer.Pull(1);
        ((bool)pull["draft"]!).ShouldBeFalse();
        ((string)pull["body"]!).ShouldContain("### Verified\n\n`env > ");
        ((string)pull["body"]!).ShouldContain("1 passed");
        _github.Peer.Used.Select(job => job.Key).ShouldNotContain("implement/verify");
        var seen = await File.ReadAllTextAsync(environment);
        seen.ShouldContain("ONESHOT_RESULTS=");
        CredentialNames.In(seen).ShouldBeEmpty();
    }

    [Fact]
    public async Task Red_is_a_draft_of_a_red_run_that_tells_what_and_says_it_on_the_commit()
    {
        _github.Variables["ONESHOT_VERIFY_COMMAND"] = "test ! -f new.cs || { echo it is broken; exit 3; }";
        var run = await RunAsync();
        run.Outcomes.ShouldContain("implement/verify success, implement/conclude failure", Case.Sensitive, $"{run}");
        var pull = _github.Peer.Pull(1);
        ((bool)pull["draft"]!).ShouldBeTrue();
        ((string)pull["body"]!).ShouldContain("### Not verified: it is red");
        _github.Peer.Comments(1)[^1].ShouldContain("it is broken");
        run.Log.ShouldContain("OS6021");
        var status = _github.Peer.Status(_github.Peer.Bare.Git("rev-parse", (string)pull["head_ref"]!));
        ((string)status["context"]!, (string)status["state"]!).ShouldBe(("oneshot/verify", "failure"));
        ((string)status["description"]!).ShouldContain(" is red");
    }

    [Fact]
    public void What_was_asked_for_by_whoever_dispatched_travels()
    {
        _github.Agent(implement: "echo x > new.cs");
        var inputs = _github.Dispatch("Add a file", "--agent=command", "--verify=none");
        var run = _github.Run(inputs);
        run.Outcomes.ShouldContain("implement/verify skipped, implement/conclude skipped", Case.Sensitive, $"{run}");
        ((bool)_github.Peer.Pull(1)["draft"]!).ShouldBeFalse();
    }

    public void Dispose() => _github.Dispose();

    private async Task<WorkflowResult> RunAsync()
    {
        _github.Agent(implement: "echo x > new.cs");
        return _github.Run(await _github.DispatchAsync());
    }
}
