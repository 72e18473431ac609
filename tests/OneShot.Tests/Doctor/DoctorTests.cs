namespace OneShot.Tests.Doctor;

/// <summary>The doctor with the real git and the real HTTP: what it asks, what it leaves alone, and what a server's words become.</summary>
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
    public async Task On_this_machine_nobody_else_is_asked_and_nothing_is_made()
    {
        using var patient = new Patient();
        patient.Work.Git("remote", "remove", "origin");
        await patient.LookAsync();
        patient.Of("trunk").Single().Message.ShouldBe("main");
        patient.Peer.Requests.ShouldBeEmpty();
        Directory.Exists(patient.Work[".git/oneshot"]).ShouldBeFalse();
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
    public async Task A_fix_writes_what_is_missing_once_and_commits_nothing()
    {
        using var patient = new Patient(new Dictionary<string, string> { ["build/Build.csproj"] = "<Project />" });
        await patient.LookAsync(new OneShotSettings { Fix = true });
        patient.Receipt.Fixed!.Count.ShouldBe(5);
        patient.Work.Git("status", "--porcelain").ShouldNotBeEmpty("nothing is committed");

        var before = patient.Work.Snapshot();
        await patient.LookAsync(new OneShotSettings { Fix = true });
        patient.Receipt.Fixed!.ShouldBeEmpty();
        patient.Work.Snapshot().ShouldBe(before);
        patient.Peer.Requests.ShouldAllBe(request => (string)request!["method"]! == "GET");
    }

    [Fact]
    public async Task A_fix_of_the_settings_sends_what_is_missing_and_leaves_the_rest_as_it_is()
    {
        using var patient = new Patient();
        patient.Peer.Server(
            new
            {
                actions = new { enabled = false },
                workflowPermissions = new
                {
                    default_workflow_permissions = "write",
                    can_approve_pull_request_reviews = false,
                },
            }
        );
        await patient.LookAsync(new OneShotSettings { Fix = true });
        patient.Failure.ShouldBeNull(patient.Complaints);
        patient.Receipt.Fixed.ShouldBe(["enabled Actions", "let Actions create pull requests"]);
        patient
            .Peer.Requests.Where(request => (string)request!["method"]! != "GET")
            .Select(request => (string)request!["body"]!)
            .ShouldBe([
                """{"enabled":true}""",
                """{"default_workflow_permissions":"write","can_approve_pull_request_reviews":true}""",
            ]);
    }

    [Fact]
    public async Task A_fix_that_the_organisation_forbids_is_told_in_its_words()
    {
        using var patient = new Patient();
        patient.Peer.Server(
            new
            {
                workflowPermissions = new { can_approve_pull_request_reviews = false },
                organizationForbidsPulls = true,
            }
        );
        await patient.LookAsync(new OneShotSettings { Fix = true });
        patient.Receipt.Fixed!.ShouldBeEmpty();
        patient.Reporter.Text.ShouldContain("this can't be fixed from here: ");
        patient.Reporter.Text.ShouldContain("Organization policy does not allow");
    }
}
