using OneShot.Core.Doctor;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Settings;
using OneShot.Testing.Scaffolding;

namespace OneShot.Core.Tests.Doctor;

/// <summary>
/// What the doctor says of the repository's settings, secrets, variables and rules, and how it mends two of them.
/// </summary>
public sealed class SettingsTests : IDisposable
{
    private readonly Patient _patient = new();

    [Fact]
    public async Task Disabled_Actions_fail_and_a_fix_enables_them_once()
    {
        (_patient.Facts.Actions, _patient.Facts.MayOpenPullRequests) = (new ActionsFacts(false, null), false);
        await _patient.LookAsync();
        _patient
            .Of("actions")
            .Single()
            .ShouldSatisfyAllConditions(
                check => check.State.ShouldBe(CheckState.Fail),
                check =>
                    check.Fix.ShouldBe(
                        $"dotnet run -- --target=OneShotDoctor --fix, or {_patient.Facts.Page}/settings/actions"
                    )
            );
        _patient.Of("pull requests").Single().State.ShouldBe(CheckState.Warn);
        _patient.Facts.Written.ShouldBeEmpty();

        await _patient.LookAsync(new DoctorRequest { Fix = true });
        _patient.Failure.ShouldBeNull(_patient.Complaints);
        _patient.Receipt.Fixed.ShouldBe(["enabled Actions", "let Actions create pull requests"]);
        foreach (var name in new[] { "actions", "pull requests" })
            _patient.Of(name).Single().State.ShouldBe(CheckState.Pass);
        string[] written = [nameof(IForgeFacts.EnableActionsAsync), nameof(IForgeFacts.AllowPullRequestsAsync)];
        _patient.Facts.Written.ShouldBe(written);

        await _patient.LookAsync(new DoctorRequest { Fix = true });
        _patient.Receipt.Fixed!.ShouldBeEmpty();
        _patient.Facts.Written.ShouldBe(written);
    }

    [Fact]
    public async Task What_is_handed_to_what_verifies_has_to_be_there_and_in_the_workflows()
    {
        string[] names = ["FEED_TOKEN", "GITHUB_TOKEN"];
        void Trunk(string[] inWorkflows) =>
            _patient.Repository.Commit(
                new Dictionary<string, string>(
                    ScaffoldedFiles.For(ScaffoldedFiles.Usual with { VerifySecrets = inWorkflows })
                )
                {
                    [".oneshot/oneshot.yaml"] = "version: 1\nverify-secrets: [FEED_TOKEN, GITHUB_TOKEN]\n",
                }
            );

        _patient.Facts.Secrets = ["ANTHROPIC_API_KEY"];
        Trunk([]);
        await _patient.LookAsync();
        _patient
            .Of("verify-secrets")
            .Select(check => check.Message.Split(',', '.')[0])
            .ShouldBe(["", "", "There is no secret FEED_TOKEN"]);
        _patient.Of("verify-secrets").ShouldAllBe(check => check.State == CheckState.Warn);
        _patient.Of("verify-secrets")[0].Message.ShouldContain("hands FEED_TOKEN to what verifies, and the workflows");
        _patient.Of("verify-secrets")[0].Fix!.ShouldContain("OneShotInit");
        _patient.Of("verify-secrets")[2].Fix!.ShouldContain("gh secret set FEED_TOKEN");

        _patient.Facts.Secrets = ["ANTHROPIC_API_KEY", "FEED_TOKEN"];
        Trunk(names);
        await _patient.LookAsync();
        _patient.Of("verify-secrets").Select(check => check.State).ShouldBe([CheckState.Pass]);
        _patient.Of("file").ShouldAllBe(check => check.State == CheckState.Pass);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("argument", true)]
    [InlineData("variable", true)]
    [InlineData("file", true)]
    public async Task Where_CI_is_to_say_it_a_token_for_which_it_starts_is_asked_for(string? where, bool isAsked)
    {
        if (where == "variable")
            _patient.Facts.Variables = new Dictionary<string, string> { ["ONESHOT_VERIFY"] = "checks" };
        if (where == "file")
            _patient.Repository.Commit(
                new Dictionary<string, string>(ScaffoldedFiles.For(ScaffoldedFiles.Usual))
                {
                    [".oneshot/oneshot.yaml"] = "version: 1\nverify: checks\n",
                }
            );
        var request = new DoctorRequest
        {
            Terms = RunTerms.Of(new OneShotSettings { Verify = where == "argument" ? "checks" : null }),
        };
        _patient.Facts.Secrets = ["ANTHROPIC_API_KEY"];
        await _patient.LookAsync(request);
        _patient
            .Of("checks")
            .Select(check => (check.State, check.Message.Contains("starts no workflow", StringComparison.Ordinal)))
            .ShouldBe(isAsked ? [(CheckState.Warn, true)] : []);

        _patient.Facts.Secrets = ["ANTHROPIC_API_KEY", "ONESHOT_TOKEN"];
        await _patient.LookAsync(request);
        _patient.Of("checks").Select(check => check.State).ShouldBe(isAsked ? [CheckState.Pass] : []);
    }

    [Fact]
    public async Task A_fix_that_is_not_allowed_is_told_and_nothing_else_is_lost()
    {
        _patient.Facts.MayOpenPullRequests = false;
        _patient.Facts.Refuse(
            nameof(IForgeFacts.AllowPullRequestsAsync),
            OneShotErrors.Conflicting("fake.example", "change the settings", "Organization policy does not allow it.")
        );
        await _patient.LookAsync(new DoctorRequest { Fix = true });
        _patient.Receipt.Fixed!.ShouldBeEmpty();
        _patient.Reporter.Text.ShouldContain("this can't be fixed from here: ");
        _patient.Reporter.Text.ShouldContain("Organization policy does not allow");
        _patient.Of("pull requests").Single().State.ShouldBe(CheckState.Warn);
        _patient.Failure.ShouldBeNull();
    }

    [Fact]
    public async Task Who_is_no_administrator_is_not_told_and_it_is_not_guessed()
    {
        _patient.Facts.Refuse(
            nameof(IForgeFacts.ActionsAsync),
            OneShotErrors.Forbidden("fake.example", "read the settings", "Must have admin rights to Repository.")
        );
        await _patient.LookAsync();
        _patient
            .Of("actions")
            .Single()
            .ShouldSatisfyAllConditions(
                check => check.State.ShouldBe(CheckState.Warn),
                check => check.Message.ShouldContain("can't be checked"),
                check => check.Message.ShouldContain("Must have admin rights")
            );
        _patient.Failure.ShouldBeNull();
    }

    [Theory]
    [InlineData("local_only", nameof(CheckState.Fail))]
    [InlineData("selected", nameof(CheckState.Warn))]
    [InlineData("all", nameof(CheckState.Pass))]
    public async Task Actions_that_may_not_be_used_are_told(string allowed, string state)
    {
        _patient.Facts.Actions = new ActionsFacts(true, allowed);
        (await _patient.LookAsync()).Of("actions").Single().State.ToString().ShouldBe(state);
    }

    [Fact]
    public async Task A_missing_key_fails_and_the_page_and_the_command_are_told()
    {
        _patient.Facts.Secrets = ["NUGET_KEY"];
        await _patient.LookAsync();
        _patient
            .Of("secrets")[0]
            .ShouldSatisfyAllConditions(
                check => check.State.ShouldBe(CheckState.Fail),
                check =>
                    check.Message.ShouldBe(
                        "There is no key for the agent claude: no secret ANTHROPIC_API_KEY or CLAUDE_CODE_OAUTH_TOKEN."
                    ),
                check => check.Fix!.ShouldStartWith("gh secret set ANTHROPIC_API_KEY (or https://")
            );
        _patient
            .Of("secrets")[1]
            .ShouldSatisfyAllConditions(
                check => check.State.ShouldBe(CheckState.Warn),
                check => check.Message.ShouldContain("CI does not start on the agent's commits")
            );
    }

    [Theory]
    [InlineData("codex", "OPENAI_API_KEY", nameof(CheckState.Pass))]
    [InlineData("codex", "ANTHROPIC_API_KEY", nameof(CheckState.Fail))]
    [InlineData("gemini", "GEMINI_API_KEY", nameof(CheckState.Pass))]
    [InlineData("copilot", "COPILOT_GITHUB_TOKEN", nameof(CheckState.Pass))]
    [InlineData("opencode", "ANTHROPIC_API_KEY", nameof(CheckState.Pass))]
    [InlineData("pi", "OPENAI_API_KEY", nameof(CheckState.Pass))]
    [InlineData("pi", "COPILOT_GITHUB_TOKEN", nameof(CheckState.Fail))]
    [InlineData("rehearsal", "NUGET_KEY", nameof(CheckState.Pass))]
    public async Task Each_agent_has_a_key_of_its_own(string agent, string secret, string state)
    {
        _patient.Facts.Secrets = [secret];
        (await _patient.LookAsync(new DoctorRequest { Agent = agent }))
            .Of("secrets")[0]
            .State.ToString()
            .ShouldBe(state, _patient.Of("secrets")[0].Message);
    }

    [Fact]
    public async Task A_key_may_be_the_organisations()
    {
        _patient.Facts.Secrets = ["OTHER", "ONESHOT_TOKEN"];
        _patient.Facts.SharedSecrets = ["CLAUDE_CODE_OAUTH_TOKEN"];
        await _patient.LookAsync();
        _patient
            .Of("secrets")
            .Select(check => check.Message)
            .ShouldBe([
                "CLAUDE_CODE_OAUTH_TOKEN is there, for the agent claude",
                "ONESHOT_TOKEN is there, so CI starts on the agent's commits",
            ]);
    }

    [Fact]
    public async Task Where_the_organisations_secrets_are_not_told_a_missing_key_is_not_taken_for_granted()
    {
        (_patient.Facts.Secrets, _patient.Facts.SharedSecrets) = ([], null);
        await _patient.LookAsync();
        _patient
            .Of("secrets")
            .ShouldAllBe(check => check.State == CheckState.Warn && check.Message.Contains("can't be checked"));
    }

    [Theory]
    [InlineData("ONESHOT_MODLE", "opus", "ONESHOT_MODLE is read by nothing. Did you mean ONESHOT_MODEL?")]
    [InlineData(
        "ONESHOT_COLOUR_OF_THE_SKY",
        "blue",
        "ONESHOT_COLOUR_OF_THE_SKY is read by nothing. Known are ONESHOT_AGENT,"
    )]
    [InlineData("ONESHOT_ENABLED", "False", "ONESHOT_ENABLED is false: every run ends at once.")]
    [InlineData("ONESHOT_ENABLED", "no", "'no' is not a valid value for ONESHOT_ENABLED; it takes true or false.")]
    [InlineData(
        "ONESHOT_PLAN_MINUTES",
        "soon",
        "'soon' is not a valid value for ONESHOT_PLAN_MINUTES; it takes a whole number from 1 to 1440."
    )]
    [InlineData(
        "ONESHOT_VERIFIED_COMMITS",
        "maybe",
        "'maybe' is not a valid value for ONESHOT_VERIFIED_COMMITS; it takes true or false."
    )]
    [InlineData("ONESHOT_AGENT", "clod", "'clod' is not a valid value for ONESHOT_AGENT; it takes claude, codex,")]
    [InlineData(
        "ONESHOT_SANDBOX",
        "maybe",
        "'maybe' is not a valid value for ONESHOT_SANDBOX; it takes auto, required, none."
    )]
    [InlineData(
        "ONESHOT_ALLOW_HOST",
        "https://example.com/x",
        "'https://example.com/x' is not a valid value for ONESHOT_ALLOW_HOST; it takes "
    )]
    [InlineData(
        "ONESHOT_DOTNET",
        "newest",
        "'newest' is not a valid value for ONESHOT_DOTNET; it takes a version such as 10.0.x, or none."
    )]
    public async Task A_variable_that_does_nothing_good_is_a_warning(string name, string value, string message)
    {
        _patient.Facts.Variables = new Dictionary<string, string> { [name] = value, ["THEIRS"] = "x" };
        await _patient.LookAsync();
        _patient
            .Of("variables")
            .Single()
            .ShouldSatisfyAllConditions(
                check => check.State.ShouldBe(CheckState.Warn),
                check => check.Message.ShouldStartWith(message),
                check => check.Fix!.ShouldContain("/settings/variables/actions")
            );
        _patient.Failure.ShouldBeNull(_patient.Complaints);
    }

    [Fact]
    public async Task Sensible_variables_pass_and_the_repositorys_own_wins()
    {
        _patient.Facts.Variables = new Dictionary<string, string>
        {
            ["ONESHOT_RUNNER"] = "our-linux",
            ["ONESHOT_DOTNET"] = "none",
            ["ONESHOT_MAX_COST_USD"] = "2.50",
            ["ONESHOT_SANDBOX"] = "required",
            ["ONESHOT_ALLOW_HOST"] = "example.com",
            ["ONESHOT_ENABLED"] = "true",
        };
        _patient.Facts.SharedVariables = new Dictionary<string, string>
        {
            ["ONESHOT_ENABLED"] = "false",
            ["ONESHOT_MODEL"] = "opus",
        };
        await _patient.LookAsync();
        _patient
            .Of("variables")
            .Single()
            .ShouldBe(
                new Check(
                    "variables",
                    CheckState.Pass,
                    "ONESHOT_ALLOW_HOST=example.com, ONESHOT_DOTNET=none, ONESHOT_ENABLED=true, "
                        + "ONESHOT_MAX_COST_USD=2.50, ONESHOT_MODEL=opus, ONESHOT_RUNNER=our-linux, "
                        + "ONESHOT_SANDBOX=required"
                )
            );
    }

    [Theory]
    [InlineData("creation", null, nameof(CheckState.Fail), "lets only some people make the branch")]
    [InlineData("required_signatures", null, nameof(CheckState.Fail), "wants signed commits")]
    [InlineData("pull_request", null, nameof(CheckState.Fail), "by another pull request")]
    [InlineData("required_status_checks", null, nameof(CheckState.Fail), "wants checks to have passed")]
    [InlineData("branch_name_pattern", "starts_with feature/", nameof(CheckState.Fail), "refuses the name 'oneshot-")]
    [InlineData("branch_name_pattern", "regex ^(oneshot|feature)-", nameof(CheckState.Pass), "none of them refuses")]
    [InlineData(
        "branch_name_pattern",
        "not contains oneshot",
        nameof(CheckState.Fail),
        "it must not contain 'oneshot'"
    )]
    [InlineData("branch_name_pattern", "regex ^(?!main)", nameof(CheckState.Warn), "can't be checked")]
    [InlineData(
        "commit_message_pattern",
        "contains JIRA-",
        nameof(CheckState.Fail),
        "refuses a commit message such as 'One-shot: Add a --verbose flag"
    )]
    [InlineData("commit_message_pattern", "starts_with One-shot: ", nameof(CheckState.Pass), "none of them refuses")]
    [InlineData(
        "commit_author_email_pattern",
        "ends_with @acme.test",
        nameof(CheckState.Fail),
        "refuses the author 'ada@example.com': it must end with '@acme.test'"
    )]
    [InlineData("deletion", null, nameof(CheckState.Warn), "keeps --undo from deleting the branch")]
    [InlineData("non_fast_forward", null, nameof(CheckState.Pass), "none of them refuses")]
    [InlineData("invented_tomorrow", null, nameof(CheckState.Warn), "can't be checked")]
    public async Task A_rule_that_would_refuse_the_push_is_told_with_its_page(
        string kind,
        string? pattern,
        string state,
        string message
    )
    {
        _patient.Facts.Rules = [Rule(kind, pattern)];
        await _patient.LookAsync();
        _patient
            .Of("branch rules")
            .Single()
            .ShouldSatisfyAllConditions(
                check => check.State.ToString().ShouldBe(state),
                check => check.Message.ShouldContain(message),
                check =>
                    (check.Fix ?? "").ShouldBe(
                        state == nameof(CheckState.Pass)
                            ? ""
                            : $"Exclude oneshot-* (and P*) from it: {_patient.Facts.Page}/rules"
                    )
            );
    }

    [Fact]
    public async Task Who_may_pass_a_rule_by_is_only_warned()
    {
        _patient.Facts.Rules = [Rule("creation", null) with { CanBypass = true }];
        await _patient.LookAsync();
        _patient
            .Of("branch rules")
            .Single()
            .ShouldSatisfyAllConditions(
                check => check.State.ShouldBe(CheckState.Warn),
                check => check.Message.ShouldContain("You may bypass it")
            );
    }

    public void Dispose() => _patient.Dispose();

    // "not contains oneshot": whether what matches is refused, how it is matched, and what with.
    private static BranchRule Rule(string kind, string? pattern)
    {
        var isNegated = pattern?.StartsWith("not ", StringComparison.Ordinal) == true;
        var parts = (isNegated ? pattern![4..] : pattern)?.Split(' ', 2);
        return new BranchRule(kind, "acme/shop", parts?[0], parts?[1], isNegated, CanBypass: false);
    }
}
