using System.Text.Json;

namespace OneShot.EndToEnd.Tests;

/// <summary>The whole through the real <c>./build.sh</c>.</summary>
public sealed class DispatchTests : IDisposable
{
    private readonly PeerRepository _peer = new();
    private readonly GitRepo _repo;
    private readonly BuildSh _build;

    public DispatchTests()
    {
        _repo = _peer.Clone();
        _build = new BuildSh(_peer, _repo);
    }

    [Fact]
    public void A_sentence_becomes_a_pull_request_and_a_run()
    {
        var before = _repo.Snapshot();
        var (outcome, json) = _build.RunJson("--target=OneShot", "--prompt=Add a --verbose flag", "--model=s");
        outcome.ExitCode.ShouldBe(0, outcome.All);
        json.EnumerateObject()
            .Select(property => property.Name)
            .ShouldBe([
                "success",
                "format",
                "preview",
                "id",
                "branch",
                "base",
                "prompt_sha256",
                "commit",
                "pr_number",
                "pr_url",
                "run_id",
                "run_url",
                "model",
                "agent",
                "workflow",
                "submitted_by",
                "verified",
                "tests",
                "rounds",
            ]);
        json.GetProperty("success").GetBoolean().ShouldBeTrue();
        json.GetProperty("run_id").ValueKind.ShouldBe(JsonValueKind.String);
        json.GetProperty("pr_number").GetInt32().ShouldBe(1);
        json.GetProperty("model").GetString().ShouldBe("sonnet");
        _peer.Pulls.Count.ShouldBe(1);
        _peer.Runs.Count.ShouldBe(1);
        _repo.Snapshot().ShouldBe(before);
    }

    [Theory]
    [InlineData(
        "--target=Default -x --\n- starts with a dash\nit's \"quoted\" and 'single'\n\n  and a third\n"
            + "$(id) `id` ${HOME} \\ \\\\ !! %PATH% *\n[red]markup[/] {0} {{ }} ::error::x ##[error]y\na=b=c"
    )]
    [InlineData(" leading, \u65e5\u672c\u8a9e \U0001F469\u200D\U0001F469\u200D\U0001F467 e\u0301 and trailing \t")]
    public void Every_character_passes_through_shell_and_host(string prompt)
    {
        var (outcome, json) = _build.RunJson("--target=OneShot", "--prompt=" + prompt);
        outcome.ExitCode.ShouldBe(0, outcome.All);
        _peer.Bare.Git("show", $"{json.GetProperty("branch").GetString()}:.worker-impl/task.md").ShouldBe(prompt);
    }

    [Fact]
    public void PowerShells_script_is_the_same_build()
    {
        const string prompt = "See https://example.com: it's \"quoted\" * ~ $(id)\n日本語";
        Dictionary<string, string?> environment = new(_peer.Environment)
        {
            ["NO_COLOR"] = null,
            ["TERM"] = "xterm-256color",
            ["CI"] = "true",
        };
        Outcome Run(params string[] arguments) =>
            PowerShell.Run(
                _repo.Path,
                environment,
                "",
                ["-File", Path.Combine(Repository.Root, "build.ps1"), .. arguments]
            );
        var version = Run("--version");
        (version.ExitCode, version.Output, version.Error).ShouldBe((0, "0.1.0\n", ""));

        var outcome = Run("--target=OneShot", "--prompt=" + prompt, "--output=json");
        outcome.ExitCode.ShouldBe(0, outcome.All);
        _peer
            .Bare.Git("show", $"{BuildSh.Json(outcome).GetProperty("branch").GetString()}:.worker-impl/task.md")
            .ShouldBe(prompt);
        outcome.All.ShouldNotContain("\e");
        var refused = Run("--target=OneShot", "--prompt=x", "--undo=none");
        refused.ExitCode.ShouldBe(2, refused.All);
        refused.All.ShouldNotContain("\e");
    }

    [Fact]
    public void A_prompt_comes_from_an_argument_a_file_standard_input_or_a_variable_up_to_its_limit()
    {
        var long1 = new string('x', (128 * 1024) - 20);
        _peer.Folder.Write("long.md", new string('y', 256 * 1024));
        _build.Run("--target=ValidatePrompt", "--prompt=" + long1).ExitCode.ShouldBe(0);
        _build.Run("--target=ValidatePrompt", "--prompt-file=../long.md").ExitCode.ShouldBe(0);
        _build
            .RunWithInput(new string('z', 256 * 1024), "--target=ValidatePrompt", "--prompt-file=-")
            .ExitCode.ShouldBe(0);
        _build.Environment["ONESHOT_PROMPT"] = new string('v', (128 * 1024) - 20);
        _build.Run("--target=ValidatePrompt").ExitCode.ShouldBe(0);
        _build.Run("--target=ValidatePrompt", "--prompt=x").Error.ShouldContain("OS2003");
        _build.Environment.Remove("ONESHOT_PROMPT");

        _peer.Folder.Write("long.md", new string('y', (256 * 1024) + 1));
        _build.Run("--target=ValidatePrompt", "--prompt-file=../long.md").Error.ShouldContain("OS2004");
        _build
            .RunWithInput(new string('z', (256 * 1024) + 1), "--target=ValidatePrompt", "--prompt-file=-")
            .ExitCode.ShouldBe(2);
        _build.Run("--target=ValidatePrompt").Error.ShouldContain("OS2001");
    }

    [Theory]
    [InlineData(2, "OS2012", "--target=OneShot --prompt=x --dry-run")]
    [InlineData(2, "OS2033", "--target=OneShot --prompt=x --no-verify")]
    [InlineData(2, "OS2033", "--target=OneShot --prompt=x --oneshot-no-verify")]
    [InlineData(2, "OS2002", "--target=OneShot --prompt=")]
    [InlineData(2, "OS2013", "--target=OneShot --prompt")]
    [InlineData(2, "OS2020", "word")]
    [InlineData(3, "OS3005", "--target=OneShot --prompt=x --remote=nowhere")]
    public void A_failure_is_one_document_one_line_and_its_exit_code(int exitCode, string code, string arguments)
    {
        var (outcome, json) = _build.RunJson(arguments.Split(' '));
        outcome.ExitCode.ShouldBe(exitCode, outcome.All);
        json.GetProperty("success").GetBoolean().ShouldBeFalse();
        json.GetProperty("error").GetProperty("code").GetString().ShouldBe(code);
        json.GetProperty("error").GetProperty("next").GetString().ShouldNotBeNullOrEmpty();
        json.GetProperty("resume").ValueKind.ShouldBe(JsonValueKind.Null);
        outcome.Error.ShouldNotContain("   at ");
        _peer.Branches.ShouldBe(["refs/heads/main"]);
    }

    [Fact]
    public void Refused_conflicting_failed_and_timed_out_have_exit_codes_of_their_own()
    {
        _peer.Fault("status", "POST", "/pulls", times: 9, status: 403);
        var (refused, json) = _build.RunJson("--target=OneShot", "--prompt=x");
        refused.ExitCode.ShouldBe(4);
        var id = json.GetProperty("resume").GetString()!;
        json.GetProperty("error").GetProperty("next").GetString()!.ShouldContain($"--resume={id}");
        _peer.Repair();

        using (new OneShot.Core.Journals.JournalStore(_repo[".git"]).Lock(id))
            _build.Run("--target=OneShot", "--resume=" + id).ExitCode.ShouldBe(5);
        _build.Run("--target=OneShot", "--resume=" + id).ExitCode.ShouldBe(0);
        _peer.Runs.Count.ShouldBe(1);

        _peer.RunState(
            long.Parse(_peer.Runs.Single()!["id"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture),
            "completed",
            "failure"
        );
        _build.Run("--target=OneShot", "--resume=" + id, "--watch").ExitCode.ShouldBe(6);

        _peer.Fault("hang", "GET", "$", times: 9);
        _build.Run("--target=OneShot", "--prompt=x", "--http-timeout=1").ExitCode.ShouldBe(7);
    }

    [Fact]
    public void Without_a_token_the_way_to_one_is_told()
    {
        _build.Environment["GH_TOKEN"] = null;
        var (outcome, json) = _build.RunJson("--target=OneShot", "--prompt=x");
        outcome.ExitCode.ShouldBe(3, outcome.All);
        json.GetProperty("error").GetProperty("code").GetString().ShouldBe("OS3008");
        json.GetProperty("error").GetProperty("next").GetString()!.ShouldContain("gh auth login");
    }

    [Fact]
    public void A_preview_shows_all_and_makes_nothing()
    {
        var before = _repo.Snapshot();
        var (outcome, json) = _build.RunJson("--target=OneShot", "--prompt=Add it", "--preview");
        outcome.ExitCode.ShouldBe(0, outcome.All);
        json.GetProperty("preview").GetBoolean().ShouldBeTrue();
        json.GetProperty("calls").GetArrayLength().ShouldBe(5); // the label's among them
        outcome.Error.ShouldContain("### Prompt");
        _peer.Branches.ShouldBe(["refs/heads/main"]);
        _repo.Snapshot().ShouldBe(before);
    }

    [Fact]
    public void Ctrl_c_ends_it_with_130_and_a_way_on()
    {
        _peer.Fault("hang", "POST", "/pulls");
        using var launch = _build.Start("--target=OneShot", "--prompt=x", "--output=json");
        for (var i = 0; i < 3600 && !_peer.WasFaulty; i++)
            Thread.Sleep(50);
        launch.Signal(2);
        var outcome = launch.Wait();
        outcome.ExitCode.ShouldBe(130, outcome.All);
        BuildSh.Json(outcome).GetProperty("resume").GetString().ShouldNotBeNull();
    }

    [Fact]
    public void A_bare_command_helps_and_opens_nothing()
    {
        var bare = _build.Run();
        bare.ExitCode.ShouldBe(0);
        bare.Output.ShouldContain("--target=OneShot --prompt=\"Add a --verbose flag\"");
        bare.Output.TrimEnd('\n').Split('\n').Length.ShouldBeLessThanOrEqualTo(20);
        var outcome = _build.Run("--target=OneShotHelp", "--all");
        outcome.ExitCode.ShouldBe(0);
        foreach (var argument in OneShot.Core.Settings.Arguments.All)
            outcome.Output.ShouldContain(argument.Usage);
        foreach (
            var task in new[]
            {
                "ValidatePrompt",
                "CreateOneShotBranch",
                "OpenDraftPr",
                "TriggerOneShot",
                "OneShot",
                "RestoreBranch",
                "Test",
            }
        )
            outcome.Output.ShouldContain($"--target={task}");
        outcome.Output.ShouldContain("--undo=ID");
        _peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void The_tree_and_the_descriptions_are_cakes()
    {
        _build
            .Run("--tree")
            .Output.ReplaceLineEndings("\n")
            .ShouldContain(
                "OneShot\n└─TriggerOneShot\n   └─OpenDraftPr\n      └─CreateOneShotBranch\n         └─ValidatePrompt"
            );
        _build.Run("--description").Output.ShouldContain("Dispatches a one-shot");
    }

    [Fact]
    public void Cakes_help_leads_to_ours() =>
        new BuildSh(_peer, _repo).Run("--help").Output.ShouldContain("build.sh --target=OneShotHelp");

    [Fact]
    public void The_version_is_the_products() =>
        new BuildSh(_peer, _repo).Run("--version").ShouldBe(new Outcome(0, "0.1.0\n", ""));

    [Theory]
    [InlineData("Test")]
    [InlineData("TestAgents")]
    [InlineData("RaiseAgents")]
    [InlineData("Bench")]
    public void A_target_that_runs_tests_brings_their_peers_and_builds(string target)
    {
        var steps = new BuildSh(_peer, _repo).Run("--target=" + target, "--dryrun").Output;
        steps.ShouldContain(". PreparePeers");
        if (target != "RaiseAgents")
            steps.ShouldContain(". Build\n"); // which builds by itself, once it has raised something
        steps.TrimEnd().ShouldContain($". {target}");
    }

    [Fact]
    public void A_filter_that_picks_no_test_builds_nothing()
    {
        var outcome = _build.Run("--target=Test", "--filter=FullyQualifiedName~ThereIsNo" + "SuchTest");
        outcome.ExitCode.ShouldNotBe(0, outcome.All);
        outcome.All.ShouldContain("No test has a name that --filter=FullyQualifiedName~ThereIsNo");
        outcome.All.ShouldNotContain("OneShot.Core ->");
    }

    [Theory]
    [InlineData("OS2023", "--prompt=hello")]
    [InlineData("OS2023", "--prompts-file=tasks.yaml")]
    [InlineData("OS2020", "--target=OneShott", "--prompt=hello")]
    [InlineData("OS2020", "--target=OneShot", "--verbosity=loud")]
    public void Whatever_is_wrong_with_the_command_line_ends_with_its_code(string code, params string[] arguments)
    {
        var outcome = new BuildSh(_peer, _repo).Run(arguments);
        outcome.ExitCode.ShouldBe(2, outcome.All);
        outcome.Error.TrimEnd().Split('\n')[^1].ShouldContain(code);
    }

    [Fact]
    public void A_hook_that_runs_the_build_in_another_repository_leads_it_nowhere_else()
    {
        var other = GitRepo.Init(_peer.Folder["other"]);
        var build = new BuildSh(_peer, _repo);
        (build.Environment["GIT_DIR"], build.Environment["GIT_INDEX_FILE"], build.Environment["GIT_PREFIX"]) = (
            other[".git"],
            other[".git/index"],
            ""
        );
        var (outcome, json) = build.RunJson("--target=OneShot", "--prompt=Add it");
        outcome.ExitCode.ShouldBe(0, outcome.All);
        _peer.Branches.ShouldContain("refs/heads/" + json.GetProperty("branch").GetString());
        Directory.Exists(other[".git/oneshot"]).ShouldBeFalse();
    }

    public void Dispose() => _peer.Dispose();
}
