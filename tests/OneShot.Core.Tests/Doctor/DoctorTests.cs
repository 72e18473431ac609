using OneShot.Core.Doctor;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Core.Tests.Doctor;

/// <summary>What the doctor says of git, the remote and the token, and of a server that is not well itself.</summary>
public sealed class DoctorTests
{
    private const string Host = "fake.example";

    [Fact]
    public async Task Without_a_remote_that_is_said_and_the_rest_is_skipped()
    {
        using var patient = new Patient();
        patient.Repository.State = patient.Repository.State! with { Remote = null };
        patient.Forge.Refused = OneShotErrors.RemoteMissing("origin");
        await patient.LookAsync();
        patient.Failure!.Error.Code.ShouldBe("OS3040");
        patient.Failure.Error.Exit.ShouldBe(ExitCode.Environment);
        patient.Of("remote").Single().Fix!.ShouldContain("git remote add origin");
        patient.Of("secrets").Single().Message.ShouldBe("skipped (no remote)");
        patient.Of("git").Single().State.ShouldBe(CheckState.Pass);
        patient.Checks.Count(check => check.State == CheckState.Fail).ShouldBe(1, patient.Complaints);
    }

    [Fact]
    public async Task A_remote_that_answers_and_is_no_GitHub_does_not_pass_and_fail()
    {
        using var patient = new Patient();
        patient.Forge.Refused = OneShotErrors.RepositoryUnnamed("/srv/shop.git", hasHost: false, mayBeLocal: true);
        await patient.LookAsync();
        patient.Of("remote").Single().State.ShouldBe(CheckState.Pass);
        patient.Of("forge").Single().State.ShouldBe(CheckState.Fail);
        patient.Failure!.Error.Message.ShouldContain("Checks failed: 1 (forge)");
    }

    [Fact]
    public async Task A_git_that_is_too_old_is_told()
    {
        using var patient = new Patient();
        patient.Git.Version = new Version(2, 30, 9);
        (await patient.LookAsync()).Of("git").Single().Message.ShouldBe("git 2.30.9 is too old.");
        patient.Failure!.Error.Message.ShouldContain("1 (git)");
    }

    [Fact]
    public async Task Without_a_token_what_git_knows_is_told_all_the_same()
    {
        using var patient = new Patient();
        var address = RemoteAddress.Parse("https://x:ghp_somebodys@fake.example/acme/shop.git");
        patient.Repository.State = patient.Repository.State! with
        {
            Remote = new Remote("origin", address, address, address.Text),
        };
        patient.Forge.Refused = OneShotErrors.TokenMissing(Host);
        await patient.LookAsync();
        patient
            .Of("token")
            .Single()
            .ShouldSatisfyAllConditions(
                check => check.State.ShouldBe(CheckState.Fail),
                check => check.Fix!.ShouldContain("gh auth login")
            );
        foreach (var name in new[] { "actions", "pull requests", "secrets", "variables", "branch rules" })
            patient.Of(name).Single().ShouldBe(new Check(name, CheckState.Skip, "skipped (no token)"));
        foreach (var name in new[] { "remote", "push", "trunk", "file" })
            patient.Of(name).ShouldAllBe(check => check.State == CheckState.Pass);
        string.Join('\n', patient.Checks).ShouldNotContain("ghp_somebodys");
        patient.Failure!.Error.Message.ShouldContain("Checks failed: 1 (token)");
    }

    [Fact]
    public async Task What_a_fine_grained_token_may_write_is_not_guessed_and_what_it_lacks_is_named()
    {
        using var patient = new Patient();
        patient.Facts.Repository = patient.Facts.Repository with { Scopes = null };
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
        patient.Facts.Missing[TokenArea.PullRequests] = "pull_requests=read";
        patient.Facts.Missing[TokenArea.Actions] = "actions=read";
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
    [InlineData("repo, workflow", false, nameof(CheckState.Pass))]
    [InlineData("public_repo", false, nameof(CheckState.Pass))]
    [InlineData("public_repo", true, nameof(CheckState.Fail))]
    [InlineData("gist", false, nameof(CheckState.Fail))]
    [InlineData("", false, nameof(CheckState.Fail))]
    public async Task The_scopes_of_a_classic_token_tell_what_it_may(string scopes, bool isPrivate, string state)
    {
        using var patient = new Patient();
        patient.Facts.Repository = patient.Facts.Repository with
        {
            IsPrivate = isPrivate,
            Scopes = scopes.Split(", ", StringSplitOptions.RemoveEmptyEntries),
        };
        await patient.LookAsync();
        patient.Of("token").Single().State.ToString().ShouldBe(state, patient.Of("token").Single().Message);
    }

    [Fact]
    public async Task A_token_that_nobody_knows_is_the_one_line_that_fails_for_the_forge()
    {
        using var patient = new Patient();
        patient.Facts.Refuse(
            nameof(IForgeFacts.RepositoryAsync),
            OneShotErrors.TokenRefused(Host, "read the repository", "GH_TOKEN")
        );
        await patient.LookAsync();
        patient.Of("token").Single().Message.ShouldContain("does not accept the token from GH_TOKEN (401");
        patient.Of("rules").ShouldBeEmpty();
        patient.Of("branch rules").Single().Message.ShouldBe("skipped (the token is not accepted)");
        patient.Checks.Count(check => check.State == CheckState.Fail).ShouldBe(1, patient.Complaints);
    }

    [Fact]
    public async Task An_archived_repository_takes_nothing()
    {
        using var patient = new Patient();
        patient.Facts.Repository = patient.Facts.Repository with { IsArchived = true };
        (await patient.LookAsync()).Of("token").Single().Message.ShouldContain("archived");
    }

    [Fact]
    public async Task A_server_that_is_down_is_one_failing_line_and_git_is_still_told()
    {
        using var patient = new Patient();
        patient.Facts.Refuse(
            nameof(IForgeFacts.RepositoryAsync),
            OneShotErrors.ForgeUnreachable(Host, "read the repository", "connection refused.")
        );
        await patient.LookAsync();
        patient.Of("token").Single().Message.ShouldContain("could not be reached");
        patient.Of("variables").Single().Message.ShouldBe("skipped (the server can't be reached)");
        patient.Of("trunk").Single().State.ShouldBe(CheckState.Pass);
        patient.Checks.Count(check => check.State == CheckState.Fail).ShouldBe(1, patient.Complaints);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_told_once()
    {
        using var patient = new Patient();
        patient.Facts.Refuse(
            nameof(IForgeFacts.RepositoryAsync),
            OneShotErrors.ForgeTimedOut(Host, "read the repository", 1)
        );
        await patient.LookAsync();
        patient.Of("token").Single().Message.ShouldContain("did not answer within 1 s");
        patient.Of("actions").Single().Message.ShouldBe("skipped (the server does not answer)");
    }

    [Fact]
    public async Task One_question_that_fails_hides_no_other()
    {
        using var patient = new Patient();
        patient.Facts.Refuse(
            nameof(IForgeFacts.SecretsAsync),
            OneShotErrors.AnswerUnreadable(Host, "list the secrets", "it is no JSON.")
        );
        patient.Facts.Refuse(
            nameof(IForgeFacts.MayOpenPullRequestsAsync),
            OneShotErrors.ForgeTimedOut(Host, "read the settings", 2)
        );
        await patient.LookAsync();
        patient.Of("secrets").Single().Message.ShouldContain("can't be checked");
        patient.Of("pull requests").Single().Message.ShouldContain("can't be checked");
        foreach (var name in new[] { "token", "actions", "variables", "branch rules" })
            patient.Of(name).ShouldAllBe(check => check.State == CheckState.Pass);
        patient.Failure.ShouldBeNull(patient.Complaints);
    }

    [Fact]
    public async Task A_push_that_the_remote_refuses_is_told_and_trunk_is_still_read()
    {
        using var patient = new Patient();
        patient.Git.Refused = OneShotErrors.RemoteAuthentication("https://fake.example/acme/shop");
        await patient.LookAsync();
        patient
            .Of("push")
            .Single()
            .ShouldSatisfyAllConditions(
                check => check.State.ShouldBe(CheckState.Fail),
                check => check.Message.ShouldContain("git was denied access to")
            );
        patient.Of("trunk").Single().State.ShouldBe(CheckState.Pass);
    }

    [Fact]
    public async Task A_folder_without_a_repository_is_told()
    {
        using var patient = new Patient();
        patient.Repository.State = null;
        await patient.LookAsync();
        patient.Of("repository").Single().Message.ShouldContain("is not in a git repository");
        patient.Checks.Select(check => check.Name).ShouldBe(["git", "repository", "agents"]);
    }

    [Fact]
    public async Task A_trunk_that_does_not_exist_is_told()
    {
        using var patient = new Patient();
        await patient.LookAsync(new DoctorRequest { Forge = new ForgeRequest { Base = "nowhere" } });
        patient.Of("trunk").Single().Message.ShouldContain("The branch 'nowhere' does not exist");
        patient.Of("workflow").Single().Message.ShouldBe("skipped (trunk is not known)");
    }

    [Fact]
    public async Task An_agent_of_this_machine_is_named_with_its_version_where_it_has_one()
    {
        using var patient = new Patient();
        patient.Agents.Install("claude", null);
        (await patient.LookAsync()).Of("agents").Single().Message.ShouldBe("claude on this machine");
        patient.Agents.Install("codex", new Version(1, 2, 3));
        (await patient.LookAsync()).Of("agents").Single().Message.ShouldBe("claude, codex 1.2.3 on this machine");
    }

    [Fact]
    public async Task Whoever_stops_it_is_not_shown_a_bug()
    {
        using var patient = new Patient();
        using var stop = new CancellationTokenSource();
        patient.Facts.Hang = new TaskCompletionSource();
        var looking = patient.LookAsync(cancellationToken: stop.Token);
        await patient.Facts.Hang.Task;
        await stop.CancelAsync();
        (await looking).Failure!.Error.Exit.ShouldBe(ExitCode.Cancelled);
        patient.Reporter.Activities[^1].ShouldBeNull();
    }

    [Fact]
    public async Task Without_an_identity_no_commit_could_be_made()
    {
        using var patient = new Patient();
        patient.Repository.State = patient.Repository.State! with { Author = null, Committer = null };
        (await patient.LookAsync()).Of("identity").Single().Fix!.ShouldContain("git config --global user.name");
        patient.Of("identity").Single().State.ShouldBe(CheckState.Fail);
    }
}
