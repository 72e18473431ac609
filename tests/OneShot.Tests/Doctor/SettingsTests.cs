using OneShot.Core.Model;
using OneShot.Core.Settings;

namespace OneShot.Tests.Doctor;

/// <summary>
/// What the doctor says of the repository's settings, secrets, variables and rules, and how it mends two of them.
/// </summary>
public sealed class SettingsTests : IDisposable
{
    private readonly Patient _patient = new();

    [Fact]
    public async Task Disabled_Actions_fail_and_a_fix_enables_them_once()
    {
        _patient.Peer.Server(
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
        await _patient.LookAsync();
        _patient
            .Of("actions")
            .Single()
            .ShouldSatisfyAllConditions(
                check => check.State.ShouldBe(CheckState.Fail),
                check =>
                    check.Fix.ShouldBe(
                        $"dotnet run -- --target=OneShotDoctor --fix, or "
                            + $"https://{new Uri(_patient.Peer.Url).Authority}/{_patient.Peer.FullName}/settings/actions"
                    )
            );
        _patient.Of("pull requests").Single().State.ShouldBe(CheckState.Warn);
        Writes.ShouldBeEmpty();

        await _patient.LookAsync(new OneShotSettings { Fix = true });
        _patient.Failure.ShouldBeNull(_patient.Complaints);
        _patient.Receipt.Fixed.ShouldBe(["enabled Actions", "let Actions create pull requests"]);
        foreach (var name in new[] { "actions", "pull requests" })
            _patient.Of(name).Single().State.ShouldBe(CheckState.Pass);
        Writes.ShouldBe([
            """{"enabled":true}""",
            """{"default_workflow_permissions":"write","can_approve_pull_request_reviews":true}""",
        ]);

        await _patient.LookAsync(new OneShotSettings { Fix = true });
        _patient.Receipt.Fixed!.ShouldBeEmpty();
        Writes.Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_fix_that_is_not_allowed_is_told_and_nothing_else_is_lost()
    {
        _patient.Peer.Server(
            new
            {
                workflowPermissions = new { can_approve_pull_request_reviews = false },
                organizationForbidsPulls = true,
            }
        );
        await _patient.LookAsync(new OneShotSettings { Fix = true });
        _patient.Receipt.Fixed!.ShouldBeEmpty();
        _patient.Reporter.Text.ShouldContain("this can't be fixed from here: ");
        _patient.Reporter.Text.ShouldContain("Organization policy does not allow");
        _patient.Of("pull requests").Single().State.ShouldBe(CheckState.Warn);
        _patient.Failure.ShouldBeNull();
    }

    [Fact]
    public async Task Who_is_no_administrator_is_not_told_and_it_is_not_guessed()
    {
        _patient.Peer.TokenMay(role: "write");
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
    [InlineData("local_only", CheckState.Fail)]
    [InlineData("selected", CheckState.Warn)]
    [InlineData("all", CheckState.Pass)]
    public async Task Actions_that_may_not_be_used_are_told(string allowed, CheckState state)
    {
        _patient.Peer.Server(new { actions = new { enabled = true, allowed_actions = allowed } });
        (await _patient.LookAsync()).Of("actions").Single().State.ShouldBe(state);
    }

    [Fact]
    public async Task A_missing_key_fails_and_the_page_and_the_command_are_told()
    {
        _patient.Peer.Server(new { secrets = new[] { "NUGET_KEY" } });
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
    [InlineData("codex", "OPENAI_API_KEY", CheckState.Pass)]
    [InlineData("codex", "ANTHROPIC_API_KEY", CheckState.Fail)]
    [InlineData("gemini", "GEMINI_API_KEY", CheckState.Pass)]
    [InlineData("copilot", "COPILOT_GITHUB_TOKEN", CheckState.Pass)]
    [InlineData("opencode", "ANTHROPIC_API_KEY", CheckState.Pass)]
    [InlineData("pi", "OPENAI_API_KEY", CheckState.Pass)]
    [InlineData("pi", "COPILOT_GITHUB_TOKEN", CheckState.Fail)]
    [InlineData("rehearsal", "NUGET_KEY", CheckState.Pass)]
    public async Task Each_agent_has_a_key_of_its_own(string agent, string secret, CheckState state)
    {
        _patient.Peer.Server(new { secrets = new[] { secret } });
        (await _patient.LookAsync(new OneShotSettings { Agent = agent }))
            .Of("secrets")[0]
            .State.ShouldBe(state, _patient.Of("secrets")[0].Message);
    }

    [Fact]
    public async Task A_key_may_be_the_organisations_and_stand_on_a_later_page()
    {
        _patient.Peer.Server(
            new
            {
                secrets = Enumerable.Range(0, 45).Select(i => $"OTHER_{i}").Append("ONESHOT_TOKEN"),
                organizationSecrets = new[] { "CLAUDE_CODE_OAUTH_TOKEN" },
            }
        );
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
        _patient.Peer.Server(new { secrets = Array.Empty<string>() });
        _patient.Peer.Fault("status", "GET", "/actions/organization-secrets", status: 403, times: 9);
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
        _patient.Peer.Server(new { variables = new Dictionary<string, string> { [name] = value, ["THEIRS"] = "x" } });
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
        _patient.Peer.Server(
            new
            {
                variables = new Dictionary<string, string>
                {
                    ["ONESHOT_RUNNER"] = "our-linux",
                    ["ONESHOT_DOTNET"] = "none",
                    ["ONESHOT_MAX_COST_USD"] = "2.50",
                    ["ONESHOT_SANDBOX"] = "required",
                    ["ONESHOT_ALLOW_HOST"] = "example.com",
                    ["ONESHOT_ENABLED"] = "true",
                },
                organizationVariables = new Dictionary<string, string>
                {
                    ["ONESHOT_ENABLED"] = "false",
                    ["ONESHOT_MODEL"] = "opus",
                },
            }
        );
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
    [InlineData("""{"type":"creation"}""", CheckState.Fail, "lets only some people make the branch")]
    [InlineData("""{"type":"required_signatures"}""", CheckState.Fail, "wants signed commits")]
    [InlineData(
        """{"type":"pull_request","parameters":{"required_approving_review_count":1}}""",
        CheckState.Fail,
        "by another pull request"
    )]
    [InlineData("""{"type":"required_status_checks"}""", CheckState.Fail, "wants checks to have passed")]
    [InlineData(
        """{"type":"branch_name_pattern","parameters":{"operator":"starts_with","pattern":"feature/"}}""",
        CheckState.Fail,
        "refuses the name 'oneshot-"
    )]
    [InlineData(
        """{"type":"branch_name_pattern","parameters":{"operator":"regex","pattern":"^(oneshot|feature)-"}}""",
        CheckState.Pass,
        "none of them refuses"
    )]
    [InlineData(
        """{"type":"branch_name_pattern","parameters":{"operator":"contains","pattern":"oneshot","negate":true}}""",
        CheckState.Fail,
        "it must not contain 'oneshot'"
    )]
    [InlineData(
        """{"type":"branch_name_pattern","parameters":{"operator":"regex","pattern":"^(?!main)"}}""",
        CheckState.Warn,
        "can't be checked"
    )]
    [InlineData(
        """{"type":"commit_message_pattern","parameters":{"operator":"contains","pattern":"JIRA-"}}""",
        CheckState.Fail,
        "refuses a commit message such as 'One-shot: Add a --verbose flag"
    )]
    [InlineData(
        """{"type":"commit_message_pattern","parameters":{"operator":"starts_with","pattern":"One-shot: "}}""",
        CheckState.Pass,
        "none of them refuses"
    )]
    [InlineData(
        """{"type":"commit_author_email_pattern","parameters":{"operator":"ends_with","pattern":"@acme.test"}}""",
        CheckState.Fail,
        "refuses the author 'ada@example.com': it must end with '@acme.test'"
    )]
    [InlineData("""{"type":"deletion"}""", CheckState.Warn, "keeps --undo from deleting the branch")]
    [InlineData("""{"type":"non_fast_forward"}""", CheckState.Pass, "none of them refuses")]
    [InlineData("""{"type":"invented_tomorrow"}""", CheckState.Warn, "can't be checked")]
    public async Task A_rule_that_would_refuse_the_push_is_told_with_its_page(
        string rule,
        CheckState state,
        string message
    )
    {
        _patient.Peer.Server(new { rules = new[] { System.Text.Json.Nodes.JsonNode.Parse(rule) } });
        await _patient.LookAsync();
        _patient
            .Of("branch rules")
            .Single()
            .ShouldSatisfyAllConditions(
                check => check.State.ShouldBe(state),
                check => check.Message.ShouldContain(message),
                check =>
                    (check.Fix ?? "").ShouldBe(
                        state == CheckState.Pass
                            ? ""
                            : $"Exclude oneshot-* (and P*) from it: "
                                + $"https://{new Uri(_patient.Peer.Url).Authority}/{_patient.Peer.FullName}/rules"
                    )
            );
    }

    [Fact]
    public async Task Who_may_pass_a_rule_by_is_only_warned()
    {
        _patient.Peer.Server(new { rules = new object[] { new { type = "creation" } }, bypass = "always" });
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

    private string[] Writes =>
        _patient
            .Peer.Requests.Where(request => (string)request!["method"]! != "GET")
            .Select(request => (string)request!["body"]!)
            .ToArray();
}
