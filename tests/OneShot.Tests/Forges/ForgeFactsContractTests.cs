using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Testing.Fakes;

namespace OneShot.Tests.Forges;

/// <summary>What a doctor is told of a repository on a server, by GitHub or by the tests' own stand-in for it.</summary>
public abstract class ForgeFactsContractTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    internal abstract IForgeFacts Facts { get; }

    internal abstract void Arrange(ForgeSituation situation);

    public abstract void Dispose();

    [Fact]
    public async Task The_repository_and_what_the_token_may_are_told()
    {
        Arrange(
            new ForgeSituation
            {
                IsArchived = true,
                IsPrivate = true,
                ServerVersion = "3.17.2",
            }
        );
        var found = await Facts.RepositoryAsync(None);
        (found.IsArchived, found.IsPrivate, found.MayPush, found.ServerVersion).ShouldBe((true, true, true, "3.17.2"));
        found.Scopes.ShouldBe(["repo", "workflow"]);
        Arrange(new ForgeSituation { Scopes = "" });
        found = await Facts.RepositoryAsync(None);
        (found.IsArchived, found.IsPrivate, found.ServerVersion).ShouldBe((false, false, null));
        found.Scopes!.ShouldBeEmpty();
        Facts.IsHosted.ShouldBeFalse();
        new Uri(Facts.Page).AbsolutePath.ShouldStartWith("/acme/");
    }

    [Fact]
    public async Task What_a_token_of_another_kind_lacks_is_named()
    {
        Arrange(new ForgeSituation());
        (await Facts.MissingRightAsync(TokenArea.PullRequests, None)).ShouldBeNull();
        (await Facts.MissingRightAsync(TokenArea.Actions, None)).ShouldBeNull();
        Arrange(new ForgeSituation { LacksRights = true });
        (await Facts.RepositoryAsync(None)).Scopes.ShouldBeNull();
        (await Facts.MissingRightAsync(TokenArea.PullRequests, None)).ShouldBe("pull_requests=read");
        (await Facts.MissingRightAsync(TokenArea.Actions, None)).ShouldBe("actions=read");
    }

    [Fact]
    public async Task A_workflow_has_a_state_and_one_that_is_not_there_has_none()
    {
        Arrange(new ForgeSituation());
        (await Facts.WorkflowStateAsync("one-shot.yml", None)).ShouldBe("active");
        (await Facts.WorkflowStateAsync("other.yml", None)).ShouldBeNull();
        Arrange(new ForgeSituation { WorkflowState = "disabled_manually" });
        (await Facts.WorkflowStateAsync("one-shot.yml", None)).ShouldBe("disabled_manually");
    }

    [Fact]
    public async Task What_is_switched_off_is_switched_on_however_often()
    {
        Arrange(new ForgeSituation { RunsActions = false, MayOpenPullRequests = false });
        (await Facts.ActionsAsync(None)).ShouldBe(new ActionsFacts(false, null));
        (await Facts.MayOpenPullRequestsAsync(None)).ShouldBeFalse();
        for (var i = 0; i < 2; i++)
        {
            await Facts.EnableActionsAsync(None);
            await Facts.AllowPullRequestsAsync(None);
        }

        (await Facts.ActionsAsync(None)).ShouldBe(new ActionsFacts(true, "all"));
        (await Facts.MayOpenPullRequestsAsync(None)).ShouldBeTrue();
    }

    [Fact]
    public async Task Secrets_are_the_repositorys_and_the_organisations_however_many_there_are()
    {
        var many = Enumerable.Range(0, 45).Select(i => $"OTHER_{i}").Append("ONESHOT_TOKEN").ToArray();
        Arrange(new ForgeSituation { Secrets = many, SharedSecrets = ["CLAUDE_CODE_OAUTH_TOKEN"] });
        var found = await Facts.SecretsAsync(None);
        found.Names.ShouldBe([.. many, "CLAUDE_CODE_OAUTH_TOKEN"], ignoreOrder: true);
        found.IsWhole.ShouldBeTrue();
        Arrange(new ForgeSituation { Secrets = ["ONE"], SharedSecrets = null });
        found = await Facts.SecretsAsync(None);
        found.Names.ShouldBe(["ONE"]);
        found.IsWhole.ShouldBeFalse("nobody knows the organisation's");
    }

    [Fact]
    public async Task Of_two_variables_the_repositorys_own_wins()
    {
        Arrange(
            new ForgeSituation
            {
                Variables = new Dictionary<string, string> { ["A"] = "own", ["B"] = "own" },
                SharedVariables = new Dictionary<string, string> { ["A"] = "shared", ["C"] = "shared" },
            }
        );
        (await Facts.VariablesAsync(None)).ShouldBe(
            new Dictionary<string, string>
            {
                ["A"] = "own",
                ["B"] = "own",
                ["C"] = "shared",
            },
            ignoreOrder: true
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rules_are_told_with_their_patterns_and_who_may_pass_them_by(bool canBypass)
    {
        BranchRule[] rules =
        [
            new("creation", "", null, null, IsNegated: false, canBypass),
            new("branch_name_pattern", "", "contains", "oneshot", IsNegated: true, canBypass),
        ];
        Arrange(new ForgeSituation { Rules = rules });
        (await Facts.RulesAsync("oneshot-x", None)).Select(rule => rule with { Ruleset = "" }).ShouldBe(rules);
    }

    public sealed class OfGitHub : ForgeFactsContractTests
    {
        private readonly GitHubForgeUnderTest _here = new();

        internal override IForgeFacts Facts => _here.Forge.Facts!;

        internal override void Arrange(ForgeSituation situation)
        {
            _here.Peer.Server(
                new
                {
                    archived = situation.IsArchived,
                    @private = situation.IsPrivate,
                    enterpriseVersion = situation.ServerVersion,
                    actions = new { enabled = situation.RunsActions },
                    workflowPermissions = new { can_approve_pull_request_reviews = situation.MayOpenPullRequests },
                    secrets = situation.Secrets,
                    organizationSecrets = situation.SharedSecrets,
                    variables = situation.Variables,
                    organizationVariables = situation.SharedVariables,
                    rules = situation.Rules.Select(rule => new
                    {
                        type = rule.Kind,
                        parameters = new
                        {
                            @operator = rule.Operator,
                            pattern = rule.Pattern,
                            negate = rule.IsNegated,
                        },
                    }),
                    bypass = situation.Rules.Any(rule => rule.CanBypass == true) ? "always" : "never",
                }
            );
            _here.Peer.WorkflowState(situation.WorkflowState);
            if (situation.LacksRights)
                _here.Peer.TokenMay(new { pull_requests = "none", actions = "none" });
            else
                _here.Peer.TokenMay(scopes: situation.Scopes);
            if (situation.SharedSecrets is null)
                _here.Peer.Fault("status", "GET", "/actions/organization-secrets", status: 403, times: 9);
        }

        public override void Dispose() => _here.Dispose();
    }

    public sealed class OfTheFake : ForgeFactsContractTests
    {
        private readonly FakeForgeFacts _facts = new();

        internal override IForgeFacts Facts => _facts;

        internal override void Arrange(ForgeSituation situation)
        {
            _facts.Repository = new RepositoryFacts(
                situation.IsArchived,
                situation.IsPrivate,
                true,
                situation.LacksRights ? null : situation.Scopes.Split(", ", StringSplitOptions.RemoveEmptyEntries),
                situation.ServerVersion
            );
            (_facts.Actions, _facts.MayOpenPullRequests, _facts.WorkflowState) = (
                situation.RunsActions ? new ActionsFacts(true, "all") : new ActionsFacts(false, null),
                situation.MayOpenPullRequests,
                situation.WorkflowState
            );
            (_facts.Secrets, _facts.SharedSecrets) = (situation.Secrets, situation.SharedSecrets);
            (_facts.Variables, _facts.SharedVariables) = (situation.Variables, situation.SharedVariables);
            _facts.Rules = situation.Rules;
            if (situation.LacksRights)
                (_facts.Missing[TokenArea.PullRequests], _facts.Missing[TokenArea.Actions]) = (
                    "pull_requests=read",
                    "actions=read"
                );
        }

        public override void Dispose() { }

        [Fact]
        public async Task A_question_that_is_refused_is_refused_alone()
        {
            _facts.Refuse(nameof(IForgeFacts.SecretsAsync), OneShotErrors.NotFound("fake.example", "list the secrets"));
            await Should.ThrowAsync<OneShotException>(() => Facts.SecretsAsync(None));
            (await Facts.VariablesAsync(None)).ShouldBeEmpty();
        }
    }
}
