using System.Net;
using System.Text.Json.Serialization.Metadata;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.GitHub;

/// <summary>What the doctor asks GitHub.</summary>
internal sealed class GitHubFacts(GitHubApi api, RepositoryName repository) : IForgeFacts
{
    /// <summary>Names of more pages than this are not read; a page has 30.</summary>
    private const int Pages = 20;

    private readonly GitHubSettingsRequests _requests = new(repository);
    private readonly GitHubRequests _common = new(repository);

    public string Page => $"https://{api.Server.Host}/{repository}";

    public bool IsHosted => api.Server.IsHosted;

    public async Task<RepositoryFacts> RepositoryAsync(CancellationToken cancellationToken)
    {
        var request = _common.ReadRepository();
        var answer = await api.SendGoodAsync(request, cancellationToken).ConfigureAwait(false);
        var found = answer.Read(GitHubJson.Default.RepositoryAnswer, api.Server.Host, request.What);

        // Only classic tokens have scopes, and one without any has an empty list of them.
        var scopes = answer
            .Header("X-OAuth-Scopes")
            ?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new RepositoryFacts(
            found.Archived || found.Disabled,
            found.Private,
            found.Permissions?.Push,
            scopes,
            answer.Header("X-GitHub-Enterprise-Version")
        );
    }

    public async Task<string?> MissingRightAsync(TokenArea area, CancellationToken cancellationToken)
    {
        var request = area == TokenArea.PullRequests ? _requests.ListPullRequests() : _requests.ListWorkflows();
        var answer = await api.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (
            answer is { Status: HttpStatusCode.Forbidden, IsRateLimited: false }
            && answer.Header("X-Accepted-GitHub-Permissions") is { Length: > 0 } accepted
        )
            return Core.Text.SafeText.Line(accepted);
        return answer.IsGood ? null : throw api.Failure(request, answer);
    }

    public async Task<string?> WorkflowStateAsync(string workflow, CancellationToken cancellationToken)
    {
        var request = _common.ReadWorkflow(workflow);
        var answer = await api.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (answer.Status == HttpStatusCode.NotFound)
            return null;
        return answer.IsGood
            ? Core.Text.SafeText.Line(
                answer.Read(GitHubJson.Default.WorkflowAnswer, api.Server.Host, request.What).State
            )
            : throw api.Failure(request, answer);
    }

    public async Task<ActionsFacts> ActionsAsync(CancellationToken cancellationToken)
    {
        var request = _requests.ReadActions();
        var answer = await api.SendGoodAsync(request, cancellationToken).ConfigureAwait(false);
        var found = answer.Read(GitHubJson.Default.ActionsAnswer, api.Server.Host, request.What);
        return new ActionsFacts(found.Enabled, found.AllowedActions);
    }

    public async Task<bool> MayOpenPullRequestsAsync(CancellationToken cancellationToken) =>
        (await WorkflowPermissionsAsync(cancellationToken).ConfigureAwait(false)).CanApprovePullRequestReviews;

    public async Task<SecretNames> SecretsAsync(CancellationToken cancellationToken)
    {
        var own = await ListAsync(
                _requests.Secrets,
                GitHubJson.Default.SecretsAnswer,
                answer => (answer.TotalCount, answer.Secrets),
                cancellationToken
            )
            .ConfigureAwait(false);
        var shared = await SharedAsync(
                _requests.OrganizationSecrets,
                GitHubJson.Default.SecretsAnswer,
                answer => (answer.TotalCount, answer.Secrets),
                cancellationToken
            )
            .ConfigureAwait(false);
        return new SecretNames([.. own.Concat(shared ?? []).Select(one => one.Name).Distinct()], shared is not null);
    }

    public async Task<IReadOnlyDictionary<string, string>> VariablesAsync(CancellationToken cancellationToken)
    {
        var own = await ListAsync(
                _requests.Variables,
                GitHubJson.Default.VariablesAnswer,
                answer => (answer.TotalCount, answer.Variables),
                cancellationToken
            )
            .ConfigureAwait(false);
        var shared = await SharedAsync(
                _requests.OrganizationVariables,
                GitHubJson.Default.VariablesAnswer,
                answer => (answer.TotalCount, answer.Variables),
                cancellationToken
            )
            .ConfigureAwait(false);

        // The repository's own value wins.
        return own.Concat(shared ?? [])
            .GroupBy(one => one.Name)
            .ToDictionary(group => group.Key, group => group.First().Value ?? "");
    }

    public async Task<IReadOnlyList<BranchRule>> RulesAsync(string branch, CancellationToken cancellationToken)
    {
        var request = _requests.Rules(branch);
        var rules = (await api.SendGoodAsync(request, cancellationToken).ConfigureAwait(false)).Read(
            GitHubJson.Default.JsonItemsRuleAnswer,
            api.Server.Host,
            request.What
        );
        var bypasses = await Task.WhenAll(
                rules
                    .Select(rule => rule.RulesetId)
                    .OfType<long>()
                    .Distinct()
                    .Take(Pages)
                    .Select(async id =>
                        (Id: id, Can: await CanBypassAsync(id, cancellationToken).ConfigureAwait(false))
                    )
            )
            .ConfigureAwait(false);
        return
        [
            .. rules.Select(rule => new BranchRule(
                rule.Type,
                Core.Text.SafeText.Line(rule.RulesetSource ?? "the repository"),
                rule.Parameters?.Operator,
                rule.Parameters?.Pattern,
                rule.Parameters?.Negate ?? false,
                bypasses.FirstOrDefault(known => known.Id == rule.RulesetId).Can
            )),
        ];
    }

    public async Task EnableActionsAsync(CancellationToken cancellationToken) =>
        await api.SendRepeatableAsync(_requests.EnableActions(), cancellationToken).ConfigureAwait(false);

    public async Task AllowPullRequestsAsync(CancellationToken cancellationToken)
    {
        var now = await WorkflowPermissionsAsync(cancellationToken).ConfigureAwait(false);
        await api.SendRepeatableAsync(
                _requests.AllowPullRequests(now.DefaultWorkflowPermissions ?? "read"),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private async Task<WorkflowPermissionsAnswer> WorkflowPermissionsAsync(CancellationToken cancellationToken)
    {
        var request = _requests.ReadWorkflowPermissions();
        return (await api.SendGoodAsync(request, cancellationToken).ConfigureAwait(false)).Read(
            GitHubJson.Default.WorkflowPermissionsAnswer,
            api.Server.Host,
            request.What
        );
    }

    private async Task<bool?> CanBypassAsync(long ruleset, CancellationToken cancellationToken)
    {
        var request = _requests.ReadRuleset(ruleset);
        var answer = await api.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return answer.IsGood
            ? answer.Read(GitHubJson.Default.RulesetAnswer, api.Server.Host, request.What).CurrentUserCanBypass
                is { } can
                ? can is "always" or "exempt"
                : null
            : null;
    }

    // A user's repository has no organisation, and an older server no such question; a token may not be allowed to ask.
    private async Task<IReadOnlyList<NamedAnswer>?> SharedAsync<T>(
        Func<int, GitHubRequest> page,
        JsonTypeInfo<T> type,
        Func<T, (int Total, JsonItems<NamedAnswer> Found)> list,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await ListAsync(page, type, list, cancellationToken).ConfigureAwait(false);
        }
        catch (OneShotException exception) when (exception.Error.Code is CaughtCode.Forbidden or CaughtCode.NotFound)
        {
            return exception.Error.Code == CaughtCode.NotFound ? [] : null;
        }
    }

    private async Task<IReadOnlyList<NamedAnswer>> ListAsync<T>(
        Func<int, GitHubRequest> page,
        JsonTypeInfo<T> type,
        Func<T, (int Total, JsonItems<NamedAnswer> Found)> list,
        CancellationToken cancellationToken
    )
    {
        var all = new List<NamedAnswer>();
        for (var number = 1; number <= Pages; number++)
        {
            var request = page(number);
            var answer = (await api.SendGoodAsync(request, cancellationToken).ConfigureAwait(false)).Read(
                type,
                api.Server.Host,
                request.What
            );
            var (total, found) = list(answer);
            all.AddRange(found);
            if (found.Count == 0 || all.Count >= total)
                break;
        }

        return all;
    }
}
