using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Settings;

namespace OneShot.Tests.Doctor;

/// <summary>What the doctor says of git, the remote and the token, and of a server that is not well itself.</summary>
public sealed class DoctorTests
{
    [Fact]
    public async Task A_repository_that_has_everything_passes_and_nothing_is_touched()
    {
        using var patient = new Patient();
        var before = patient.Work.Snapshot();
        await patient.LookAsync();
        patient.Failure.ShouldBeNull(patient.Complaints);

        // The GitHub of the tests is on no host of GitHub's and, without a version, may be anything.
        patient
            .Checks.Where(check => check.State != CheckState.Pass && check.Name != "agents")
            .Select(check => check.Name)
            .ShouldBe(["drafts", "API"]);
        patient
            .Checks.Select(check => check.Name)
            .Distinct()
            .ShouldBe([
                "git",
                "repository",
                "identity",
                "remote",
                "push",
                "trunk",
                "token",
                "workflow",
                "file",
                "actions",
                "pull requests",
                "secrets",
                "variables",
                "branch rules",
                "drafts",
                "API",
                "agents",
            ]);
        patient.Of("file").Count.ShouldBe(5);
        patient.Work.Snapshot().ShouldBe(before);
        patient.Peer.Requests.Select(request => (string)request!["method"]!).ShouldAllBe(method => method == "GET");
        patient.Peer.Requests.SelectMany(request => request!["violations"]!.AsArray()).ShouldBeEmpty();
        patient.Peer.Branches.ShouldBe(["refs/heads/main"]);
    }

    [Fact]
    public async Task Without_a_remote_that_is_said_and_the_rest_is_skipped()
    {
        using var patient = new Patient();
        patient.Work.Git("remote", "remove", "origin");
        await patient.LookAsync(new OneShotSettings { Forge = "github" });
        patient.Failure!.Error.Code.ShouldBe("OS3040");
        patient.Failure.Error.Exit.ShouldBe(ExitCode.Environment);
        patient.Of("remote").Single().Fix!.ShouldContain("git remote add origin");
        patient.Of("secrets").Single().Message.ShouldBe("skipped (no remote)");
        patient.Of("git").Single().State.ShouldBe(CheckState.Pass);
        patient.Checks.Count(check => check.State == CheckState.Fail).ShouldBe(1, patient.Complaints);
    }

    [Fact]
    public async Task On_this_machine_there_is_less_to_look_at()
    {
        using var patient = new Patient();
        patient.Work.Git("remote", "remove", "origin");
        await patient.LookAsync();
        patient
            .Checks.Select(check => check.Name)
            .ShouldBe(["git", "repository", "identity", "forge", "trunk", "agents", "sandbox"]);
        patient.Of("trunk").Single().Message.ShouldBe("main");
        await patient.LookAsync(new OneShotSettings { Forge = "local", Agent = "command" });
        patient
            .Of("agents")
            .Single()
            .ShouldSatisfyAllConditions(
                check => check.State.ShouldBe(CheckState.Fail),
                check => check.Fix!.ShouldContain("--agent-command")
            );
        patient.Peer.Requests.ShouldBeEmpty();
        Directory.Exists(patient.Work[".git/oneshot"]).ShouldBeFalse();
    }

    [Fact]
    public async Task Where_no_agent_is_installed_a_one_shot_of_this_machine_would_stop()
    {
        using var patient = new Patient();
        patient.Variables["PATH"] = "/nowhere";
        await patient.LookAsync(new OneShotSettings { Forge = "local" });
        patient
            .Of("agents")
            .Single()
            .ShouldSatisfyAllConditions(
                check => check.State.ShouldBe(CheckState.Fail),
                check => check.Message.ShouldContain("None is installed"),
                check => check.Fix!.ShouldContain("--agent=rehearsal")
            );
        await patient.LookAsync(new OneShotSettings { Forge = "local", Agent = "rehearsal" });
        patient
            .Of("agents")
            .Single()
            .ShouldSatisfyAllConditions(
                check => check.State.ShouldBe(CheckState.Pass),
                check => check.Message.ShouldContain("rehearsal")
            );
        await patient.LookAsync();
        patient.Of("agents").Single().State.ShouldBe(CheckState.Warn, "a workflow installs its own");
    }

    [SmallDiskFact]
    public async Task A_repository_that_can_not_be_written_is_told()
    {
        using var patient = new Patient();
        using var disk = new SmallDisk(100);
        Launch.Run("/", null, "cp", "-r", patient.Work.Path, disk.Path).ExitCode.ShouldBe(0);
        disk.MakeReadOnly();
        var work = Path.Combine(disk.Path, Path.GetFileName(patient.Work.Path));
        await patient.LookAsync(new OneShotSettings { Forge = "local", Agent = "rehearsal" }, work);
        patient
            .Of("repository")
            .Single()
            .ShouldSatisfyAllConditions(
                check => check.State.ShouldBe(CheckState.Fail),
                check => check.Message.ShouldContain("Read-only file system")
            );
        await patient.LookAsync(new OneShotSettings(), work);
        patient.Of("repository").Single().State.ShouldBe(CheckState.Fail);
    }

    [Fact]
    public async Task On_this_machine_a_file_of_the_wrong_ending_is_told()
    {
        using var patient = new Patient();
        patient.Work.Git("remote", "remove", "origin");
        patient.Work.Commit("The repository's own file", ".oneshot/oneshot.yml", "version: 1\n");
        await patient.LookAsync(new OneShotSettings { Forge = "local" });
        var trunk = patient.Of("trunk").Single();
        trunk.ShouldSatisfyAllConditions(
            check => check.State.ShouldBe(CheckState.Fail),
            check => check.Message.ShouldContain(".oneshot/oneshot.yml"),
            check => check.Fix!.ShouldContain("git mv")
        );
    }

    [Theory]
    [InlineData("version: 1\nsandbox: auto\n", null, CheckState.Pass, ".oneshot/oneshot.yaml says sandbox: auto")]
    [InlineData("version: 1\nsandbx: auto\n", null, CheckState.Fail, "there is no key 'sandbx'")]
    [InlineData("version: 1\nsandbox: required\n", "none", CheckState.Fail, "--sandbox=none is looser")]
    public async Task On_this_machine_the_repositorys_own_file_is_read(
        string text,
        string? sandbox,
        CheckState state,
        string said
    )
    {
        using var patient = new Patient();
        patient.Work.Git("remote", "remove", "origin");
        patient.Work.Commit("The repository's own file", ".oneshot/oneshot.yaml", text);
        await patient.LookAsync(new OneShotSettings { Forge = "local", Sandbox = sandbox });
        patient
            .Of("file")
            .Single()
            .ShouldSatisfyAllConditions(
                check => check.State.ShouldBe(state),
                check => check.Message.ShouldContain(said)
            );
    }

    [Fact]
    public async Task A_sandbox_that_trunk_requires_and_that_is_not_here_fails_and_no_argument_is_named()
    {
        using var patient = new Patient();
        patient.Work.Git("remote", "remove", "origin");
        patient.Work.Commit("The repository's own file", ".oneshot/oneshot.yaml", "version: 1\nsandbox: required\n");
        patient.Variables["PATH"] = patient.Work.Path;
        await patient.LookAsync(new OneShotSettings { Forge = "local" });
        patient
            .Of("sandbox")
            .Single()
            .ShouldSatisfyAllConditions(
                check => check.State.ShouldBe(CheckState.Fail),
                check => check.Fix!.ShouldContain("sandbox: auto in .oneshot/oneshot.yaml on trunk"),
                check => check.Fix!.ShouldNotContain("--sandbox")
            );
    }

    [Fact]
    public async Task Without_a_token_what_git_knows_is_told_all_the_same()
    {
        using var patient = new Patient();
        patient.Variables["GH_TOKEN"] = null;
        patient.Work.Git(
            "remote",
            "set-url",
            "origin",
            patient.Peer.HttpUrl.Replace("://", $"://x:{patient.Peer.Token}@", StringComparison.Ordinal)
        );
        await patient.LookAsync();
        patient
            .Of("token")
            .Single()
            .ShouldSatisfyAllConditions(
                check => check.State.ShouldBe(CheckState.Fail),
                check => check.Fix!.ShouldContain("gh auth login")
            );
        foreach (var name in new[] { "actions", "pull requests", "secrets", "variables", "branch rules" })
            patient.Of(name).Single().ShouldBe(new Check(name, CheckState.Warn, "skipped (no token)"));
        foreach (var name in new[] { "remote", "push", "trunk", "file" })
            patient.Of(name).ShouldAllBe(check => check.State == CheckState.Pass);
        patient.Complaints.ShouldNotContain(patient.Peer.Token);
        patient.Failure!.Error.Message.ShouldContain("Checks failed: 1 (token)");
    }

    [Fact]
    public async Task A_token_that_only_reads_fails_at_the_token_and_at_the_push()
    {
        using var patient = new Patient();
        patient.Peer.TokenMay(
            new
            {
                contents = "read",
                pull_requests = "read",
                actions = "read",
            }
        );
        await patient.LookAsync();
        patient.Of("token").Single().Message.ShouldBe("Its user may not push to the repository.");
        patient
            .Of("push")
            .Single()
            .ShouldSatisfyAllConditions(
                check => check.State.ShouldBe(CheckState.Fail),
                check => check.Message.ShouldContain("git was denied access to")
            );
        patient
            .Of("secrets")
            .Single()
            .ShouldSatisfyAllConditions(
                check => check.State.ShouldBe(CheckState.Warn),
                check => check.Message.ShouldContain("can't be checked"),
                check => check.Message.ShouldContain("secrets=read")
            );
        patient.Of("actions").Single().Message.ShouldContain("administration=read");
        patient.Of("variables").Single().Message.ShouldContain("actions_variables=read");
        patient.Of("branch rules").Single().State.ShouldBe(CheckState.Pass);
    }

    [Fact]
    public async Task What_a_fine_grained_token_may_write_is_not_guessed_and_what_it_lacks_is_named()
    {
        using var patient = new Patient();
        patient.Peer.TokenMay(
            new
            {
                contents = "write",
                pull_requests = "write",
                actions = "write",
                administration = "read",
                secrets = "read",
                actions_variables = "read",
            }
        );
        await patient.LookAsync();
        patient.Failure.ShouldBeNull(patient.Complaints);
        patient
            .Of("token")
            .Single()
            .ShouldSatisfyAllConditions(
                check => check.State.ShouldBe(CheckState.Warn),
                check => check.Message.ShouldContain("can't be checked without writing"),
                check => check.Fix!.ShouldContain("/settings/personal-access-tokens")
            );
        patient.Peer.TokenMay(
            new
            {
                contents = "write",
                pull_requests = "none",
                actions = "none",
            }
        );
        await patient.LookAsync();
        patient
            .Of("token")
            .Single()
            .ShouldSatisfyAllConditions(
                check => check.State.ShouldBe(CheckState.Fail),
                check => check.Message.ShouldContain("it lacks pull_requests=read, actions=read")
            );
    }

    [Theory]
    [InlineData("repo, workflow", false, CheckState.Pass)]
    [InlineData("public_repo", false, CheckState.Pass)]
    [InlineData("public_repo", true, CheckState.Fail)]
    [InlineData("gist", false, CheckState.Fail)]
    [InlineData("", false, CheckState.Fail)]
    public async Task The_scopes_of_a_classic_token_tell_what_it_may(string scopes, bool isPrivate, CheckState state)
    {
        using var patient = new Patient();
        patient.Peer.Server(new { @private = isPrivate });
        patient.Peer.TokenMay(scopes: scopes);
        await patient.LookAsync();
        patient.Of("token").Single().State.ShouldBe(state, patient.Of("token").Single().Message);
    }

    [Fact]
    public async Task A_token_that_nobody_knows_is_the_one_line_that_fails_for_the_forge()
    {
        using var patient = new Patient();
        patient.Variables["GH_TOKEN"] = "ghp_unknown-everywhere";
        await patient.LookAsync();
        patient.Of("token").Single().Message.ShouldContain("does not accept the token from GH_TOKEN (401");
        patient.Of("rules").ShouldBeEmpty();
        patient.Of("branch rules").Single().Message.ShouldBe("skipped (the token is not accepted)");
        patient.Complaints.ShouldNotContain("ghp_unknown-everywhere");
    }

    [Fact]
    public async Task An_archived_repository_takes_nothing()
    {
        using var patient = new Patient();
        patient.Peer.Server(new { archived = true });
        (await patient.LookAsync()).Of("token").Single().Message.ShouldContain("archived");
    }

    [Fact]
    public async Task A_server_that_is_down_is_one_failing_line_and_git_is_still_told()
    {
        using var patient = new Patient();
        using var down = new VanishingServer(patient.Peer.Api, 0);
        patient.Variables["GITHUB_API_URL"] = down.Url;
        await patient.LookAsync();
        patient.Of("token").Single().Message.ShouldContain("could not be reached");
        patient.Of("variables").Single().Message.ShouldBe("skipped (the server can't be reached)");
        patient.Of("trunk").Single().State.ShouldBe(CheckState.Pass);
        patient.Checks.Count(check => check.State == CheckState.Fail).ShouldBe(1, patient.Complaints);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_waited_for_only_so_long()
    {
        using var patient = new Patient();
        patient.Peer.Fault("hang", "GET", "$", times: 9);
        await patient.LookAsync(new OneShotSettings { HttpTimeout = 1 });
        patient.Of("token").Single().Message.ShouldContain("did not answer within 1 s");
        patient.Of("actions").Single().Message.ShouldBe("skipped (the server does not answer)");
    }

    [Fact]
    public async Task One_question_that_fails_hides_no_other()
    {
        using var patient = new Patient();
        patient.Peer.Fault("garbage", "GET", "/actions/secrets", times: 9);
        patient.Peer.Fault("hang", "GET", "/actions/permissions/workflow", times: 9);
        await patient.LookAsync(new OneShotSettings { HttpTimeout = 2 });
        patient.Of("secrets").Single().Message.ShouldContain("can't be checked");
        patient.Of("pull requests").Single().Message.ShouldContain("can't be checked");
        foreach (var name in new[] { "token", "actions", "variables", "branch rules" })
            patient.Of(name).ShouldAllBe(check => check.State == CheckState.Pass);
        patient.Failure.ShouldBeNull(patient.Complaints);
    }

    [Fact]
    public async Task A_folder_without_a_repository_is_told()
    {
        using var patient = new Patient();
        Directory.Delete(patient.Work[".git"], recursive: true);
        await patient.LookAsync();
        patient.Of("repository").Single().Message.ShouldContain("is not in a git repository");
        patient.Checks.Select(check => check.Name).ShouldBe(["git", "repository", "agents"]);
    }

    [Fact]
    public async Task A_trunk_that_does_not_exist_is_told()
    {
        using var patient = new Patient();
        await patient.LookAsync(new OneShotSettings { Base = "nowhere" });
        patient.Of("trunk").Single().Message.ShouldContain("The branch 'nowhere' does not exist");
        patient.Of("workflow").Single().Message.ShouldBe("skipped (trunk is not known)");
    }

    [Fact]
    public async Task An_agent_whose_package_is_damaged_is_there_and_nobody_knows_its_version()
    {
        using var patient = new Patient();
        patient.Peer.Folder.Write("agent/package.json", "{");
        patient.Variables["PATH"] = Path.GetDirectoryName(patient.Peer.Folder.Write("agent/claude", "#!/bin/sh\n"));
        (await patient.LookAsync()).Of("agents").Single().Message.ShouldBe("claude on this machine");
    }

    [Fact]
    public async Task Whoever_stops_it_is_not_shown_a_bug()
    {
        using var patient = new Patient();
        using var stop = new CancellationTokenSource();
        patient.Peer.Fault("hang", "GET", "$", times: 9);
        using var session = OneShotVerbs.CreateDoctor(
            new OneShotSettings { HttpTimeout = 60 },
            new OneShotHost(patient.Work.Path, patient.Work.Path, patient.Reporter)
            {
                Variable = name => patient.Variables.GetValueOrDefault(name),
            }
        );
        var running = session.RunAsync(_ => { }, stop.Token);
        for (var i = 0; i < 300 && !patient.Peer.WasFaulty; i++)
            await Task.Delay(50);
        await stop.CancelAsync();
        (await Should.ThrowAsync<OneShotException>(running)).Error.Exit.ShouldBe(ExitCode.Cancelled);
        patient.Reporter.Activities[^1].ShouldBeNull();
    }

    [Fact]
    public async Task Without_an_identity_no_commit_could_be_made()
    {
        using var patient = new Patient();
        patient.Work.Git("config", "user.useConfigOnly", "true");
        patient.Work.Git("config", "user.email", "");
        patient.Work.Git("config", "user.name", "");
        (await patient.LookAsync()).Of("identity").Single().Fix!.ShouldContain("git config --global user.name");
        patient.Of("identity").Single().State.ShouldBe(CheckState.Fail);

        // On this machine one stands in until it is published.
        var here = (await patient.LookAsync(new OneShotSettings { Forge = "local" })).Of("identity").Single();
        here.State.ShouldBe(CheckState.Warn);
        here.Message.ShouldContain("OneShot <oneshot@localhost>");
        here.Fix!.ShouldContain("git config --global user.name");
    }
}
