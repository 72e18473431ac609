namespace OneShot.Frosting.Tests;

/// <summary>
/// The ways to add OneShot to a build, each as a process against the GitHub of the tests. Those with a lifetime of the
/// user's: <see cref="TeardownTests"/>.
/// </summary>
public sealed class CompositionTests : IDisposable
{
    private readonly PeerRepository _peer = new();

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("filtered")]
    public void Every_host_dispatches(string host)
    {
        var repo = _peer.Clone();
        _peer.Folder.Write("out/result.json", """{"success":true,"id":"old"}""");
        var before = repo.Snapshot();
        var outcome = new Sample(_peer, repo, host).Run(
            "--target=OneShot",
            "--prompt=Add it",
            $"--result={_peer.Folder["out/result.json"]}"
        );
        outcome.ExitCode.ShouldBe(0, outcome.All);
        var result = System.Text.Json.JsonDocument.Parse(File.ReadAllText(_peer.Folder["out/result.json"])).RootElement;
        result.GetProperty("success").GetBoolean().ShouldBeTrue();
        result.GetProperty("run_id").GetString().ShouldBe(_peer.Runs.Single()!["id"]!.ToString());
        result.GetProperty("pr_number").GetInt32().ShouldBe(1);
        outcome.Output.ShouldContain("between on standard output");
        Directory.GetFiles(repo[".git/oneshot/journal"], "*.lock").ShouldBeEmpty();
        repo.Snapshot().ShouldBe(before);
    }

    [Fact]
    public void A_prompt_from_code_and_a_task_that_sees_the_receipt()
    {
        var outcome = new Sample(_peer, _peer.Clone()).Run("--target=After", "--prompt-from-code");
        outcome.ExitCode.ShouldBe(0, outcome.All);
        outcome.Error.ShouldContain($"after {_peer.Branches[^1]["refs/heads/".Length..]}");
        ((string)_peer.Pulls.Single()!["title"]!).ShouldBe("One-shot: From code");
    }

    [Fact]
    public void A_client_of_the_builds_own_is_used_and_no_token_is_looked_up()
    {
        var sample = new Sample(_peer, _peer.Clone(), "own client");
        sample.Environment.Remove("GH_TOKEN");
        sample.Environment["SAMPLE_API"] = _peer.Api;
        sample.Environment["SAMPLE_TOKEN"] = _peer.Token;
        var outcome = sample.Run("--target=OneShot", "--prompt=Add it");
        outcome.ExitCode.ShouldBe(0, outcome.All);
        _peer.Runs.Count.ShouldBe(1);
        outcome.All.ShouldNotContain(_peer.Token);

        sample.Environment["SAMPLE_API"] = "https://api.github.example";
        sample.Run("--target=OneShot", "--prompt=Add that").Error.ShouldStartWith("Error: OS3138: ");
        _peer.Runs.Count.ShouldBe(1);
    }

    [Fact]
    public void A_builds_tools_are_installed_by_whatever_installs_them()
    {
        var outcome = new Sample(_peer, _peer.Clone(), "with a tool").Run("--target=OneShotStatus");
        outcome.ExitCode.ShouldBe(0, outcome.All);
        outcome.Error.ShouldContain("installs Greeter");
    }

    [Fact]
    public void A_filter_leaves_a_task_out()
    {
        new Sample(_peer, _peer.Clone(), "filtered").Run("--description").Output.ShouldNotContain("RestoreBranch");
        new Sample(_peer, new GitRepo(_peer.Folder["work"]), "")
            .Run("--description")
            .Output.ShouldContain("RestoreBranch");
    }

    [Fact]
    public void Under_a_plain_host_there_is_the_result_file_and_no_json_on_standard_output()
    {
        var outcome = new Sample(_peer, _peer.Clone(), "plain").Run(
            "--target=OneShot",
            "--prompt=Add it",
            "--output=json"
        );
        outcome.ExitCode.ShouldBe(1);
        outcome.Error.ShouldContain("OS2021");
        _peer.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData("plain", 1)]
    public void A_failure_has_our_exit_code_under_our_runner_and_cakes_under_a_plain_one(string host, int exitCode)
    {
        var outcome = new Sample(_peer, _peer.Clone(), host).Run(
            "--target=OneShot",
            "--model=gpt-5",
            "--prompt=x",
            $"--result={_peer.Folder["result.json"]}"
        );
        outcome.ExitCode.ShouldBe(exitCode);
        outcome.Error.ShouldContain("OS2009: The agent claude has no model 'gpt-5'.");
        outcome.Error.ShouldNotContain("   at ");
        File.ReadAllText(_peer.Folder["result.json"])
            .ShouldStartWith("{\"success\":false,\"format\":2,\"error\":{\"code\":\"OS2009\"");
    }

    [Fact]
    public void A_near_miss_stops_a_dispatch_and_leaves_other_targets_alone()
    {
        var sample = new Sample(_peer, _peer.Clone());
        var outcome = sample.Run("--target=OneShot", "--prompt=x", "--modle=opus");
        outcome.ExitCode.ShouldBe(2);
        outcome.Error.ShouldContain("Did you mean --model?");
        sample.Run("--target=Unrelated", "--modle=opus").ExitCode.ShouldBe(0);
        sample.Run("--target=ValidatePrompt", "--prompt=x", "--models=theirs", "--colour=red").ExitCode.ShouldBe(0);
        _peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void A_dry_run_makes_nothing()
    {
        var repo = _peer.Clone();
        var outcome = new Sample(_peer, repo).Run("--target=OneShot", "--prompt=x", "--dryrun");
        outcome.ExitCode.ShouldBe(0);
        outcome.Output.ShouldContain("OpenDraftPr");
        _peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void Relative_paths_count_from_the_callers_folder_and_the_repository_from_working()
    {
        var repo = _peer.Clone();
        _peer.Folder.Write("here/task.md", "From the caller's folder");
        var sample = new Sample(_peer, new GitRepo(_peer.Folder["here"]));
        var outcome = sample.Run(
            "--target=OneShot",
            $"--working={repo.Path}",
            "--prompt-file=task.md",
            "--output=json"
        );
        outcome.ExitCode.ShouldBe(0, outcome.All);
        _peer
            .Bare.Git("show", $"{Sample.Json(outcome).GetProperty("branch").GetString()}:.worker-impl/task.md")
            .ShouldBe("From the caller's folder");
    }

    public void Dispose() => _peer.Dispose();
}
