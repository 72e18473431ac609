using System.Globalization;
using System.Text.Json.Nodes;
using OneShot.Core.Model;

namespace OneShot.GitHub;

/// <summary>The calls about a repository's settings, which only the doctor makes.</summary>
/// <param name="repository">The repository they are about.</param>
internal sealed class GitHubSettingsRequests(RepositoryName repository)
{
    public GitHubRequest ListPullRequests() => Get("/pulls?state=all&per_page=1", "read the pull requests");

    public GitHubRequest ListWorkflows() => Get("/actions/workflows?per_page=1", "read the workflows");

    public GitHubRequest ReadActions() => Get("/actions/permissions", "read whether Actions are enabled");

    public GitHubRequest EnableActions() =>
        Put("/actions/permissions", "enable Actions", new JsonObject { ["enabled"] = true });

    public GitHubRequest ReadWorkflowPermissions() => Get("/actions/permissions/workflow", "read what Actions may do");

    public GitHubRequest AllowPullRequests(string permissions) =>
        Put(
            "/actions/permissions/workflow",
            "let Actions open pull requests",
            new JsonObject
            {
                ["default_workflow_permissions"] = permissions,
                ["can_approve_pull_request_reviews"] = true,
            }
        );

    public GitHubRequest Secrets(int page) => List("/actions/secrets", "read the names of the secrets", page);

    public GitHubRequest OrganizationSecrets(int page) =>
        List("/actions/organization-secrets", "read the names of the organisation's secrets", page);

    public GitHubRequest Variables(int page) => List("/actions/variables", "read the variables", page);

    public GitHubRequest OrganizationVariables(int page) =>
        List("/actions/organization-variables", "read the organisation's variables", page);

    public GitHubRequest Rules(string branch) =>
        Get($"/rules/branches/{Uri.EscapeDataString(branch)}?per_page=100", "read the branch rules");

    public GitHubRequest ReadRuleset(long id) =>
        Get($"/rulesets/{id.ToString(CultureInfo.InvariantCulture)}", "read a ruleset");

    // 30 is the most that the variables' pages have.
    private GitHubRequest List(string path, string what, int page) =>
        Get($"{path}?per_page=30&page={page.ToString(CultureInfo.InvariantCulture)}", what);

    private GitHubRequest Get(string path, string what) => new(HttpMethod.Get, Root + path, what);

    private GitHubRequest Put(string path, string what, JsonObject body) =>
        new(HttpMethod.Put, Root + path, what, body);

    private string Root => $"repos/{Uri.EscapeDataString(repository.Owner)}/{Uri.EscapeDataString(repository.Name)}";
}
