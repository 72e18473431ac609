using System.Globalization;
using System.Text.Json.Nodes;
using OneShot.Core.Model;
using OneShot.Core.Text;

namespace OneShot.GitHub;

/// <summary>The calls that OneShot makes.</summary>
/// <param name="repository">The repository they are about.</param>
internal sealed class GitHubRequests(RepositoryName repository)
{
    public GitHubRequest ReadRepository() => Get("", $"read {repository}");

    public GitHubRequest ReadWorkflow(string file) =>
        Get($"/actions/workflows/{Escape(file)}", $"read the workflow {file}");

    public GitHubRequest FindPullRequest(string branch) =>
        Get(
            $"/pulls?state=all&head={Escape($"{repository.Owner}:{branch}")}&sort=created&direction=desc&per_page=30",
            "find the pull request"
        );

    public GitHubRequest OpenPullRequest(NewPullRequest pull, bool draft) =>
        Write(
            HttpMethod.Post,
            "/pulls",
            "open the pull request",
            new JsonObject
            {
                ["title"] = pull.Title,
                ["head"] = pull.Branch,
                ["base"] = pull.Base,
                ["body"] = pull.Body,
                ["draft"] = draft,
            }
        );

    public GitHubRequest ReadPullRequest(int number) =>
        Get($"/pulls/{Text(number)}", $"read the pull request #{Text(number)}");

    public GitHubRequest UpdatePullRequest(int number, string? title, string? body) =>
        Write(
            HttpMethod.Patch,
            $"/pulls/{Text(number)}",
            $"change the pull request #{Text(number)}",
            TitleAndBody(title, body)
        );

    /// <summary>
    /// REST can't do it: https://docs.github.com/en/graphql/reference/mutations#markpullrequestreadyforreview
    /// </summary>
    public static GitHubRequest MarkReady(GitHubServer server, int number, string nodeId) =>
        new(
            HttpMethod.Post,
            server.GraphQl.AbsoluteUri,
            $"mark the pull request #{Text(number)} ready",
            new JsonObject
            {
                ["query"] =
                    "mutation($id: ID!) { markPullRequestReadyForReview(input: {pullRequestId: $id}) { pullRequest "
                    + "{ isDraft } } }",
                ["variables"] = new JsonObject { ["id"] = nodeId },
            }
        );

    /// <summary>Whose token it is, whatever kind: REST does not tell it to a workflow's or an app's.</summary>
    public static GitHubRequest ReadViewer(GitHubServer server) =>
        new(
            HttpMethod.Post,
            server.GraphQl.AbsoluteUri,
            "read whose token it is",
            new JsonObject { ["query"] = "query { viewer { login } }" }
        );

    /// <summary>Who edited an issue or a comment last; REST does not tell it.</summary>
    public static GitHubRequest ReadEdit(GitHubServer server, string nodeId) =>
        new(
            HttpMethod.Post,
            server.GraphQl.AbsoluteUri,
            "read who edited it",
            new JsonObject
            {
                ["query"] =
                    "query($id: ID!) { node(id: $id) { ... on Comment { lastEditedAt editor { login __typename } } } }",
                ["variables"] = new JsonObject { ["id"] = nodeId },
            }
        );

    public GitHubRequest ReadPermission(string login) =>
        Get($"/collaborators/{Escape(login)}/permission", $"read what {Core.Text.SafeText.Line(login)} may do");

    public GitHubRequest CreateIssue(NewIssue issue) =>
        Write(
            HttpMethod.Post,
            "/issues",
            "create the plan issue",
            new JsonObject
            {
                ["title"] = issue.Title,
                ["body"] = issue.Body,
                ["labels"] = new JsonArray(issue.Labels.Select(label => (JsonNode)label).ToArray()),
            }
        );

    /// <summary>Issues with all of some labels, the newest first.</summary>
    public GitHubRequest Issues(IEnumerable<string> labels, int page) =>
        Get(
            $"/issues?state=all&labels={Escape(string.Join(',', labels))}&sort=created&direction=desc&per_page=100&page={Text(page)}",
            "find the plan issue"
        );

    public GitHubRequest ReadIssue(int number) => Get($"/issues/{Text(number)}", $"read the issue #{Text(number)}");

    public GitHubRequest UpdateIssue(int number, string? title, string? body) =>
        Write(
            HttpMethod.Patch,
            $"/issues/{Text(number)}",
            $"change the issue #{Text(number)}",
            TitleAndBody(title, body)
        );

    public GitHubRequest Comments(int number, int page) =>
        Get($"/issues/{Text(number)}/comments?per_page=100&page={Text(page)}", $"read the comments of #{Text(number)}");

    public GitHubRequest Comment(int number, string body) =>
        Write(
            HttpMethod.Post,
            $"/issues/{Text(number)}/comments",
            $"comment on #{Text(number)}",
            new JsonObject { ["body"] = body }
        );

    public GitHubRequest ReadComment(long id) =>
        Get($"/issues/comments/{id.ToString(CultureInfo.InvariantCulture)}", "read a comment");

    public GitHubRequest UpdateComment(long id, string body) =>
        Write(
            HttpMethod.Patch,
            $"/issues/comments/{id.ToString(CultureInfo.InvariantCulture)}",
            "change a comment",
            new JsonObject { ["body"] = body }
        );

    public GitHubRequest ClosePullRequest(int number) =>
        Write(
            HttpMethod.Patch,
            $"/pulls/{Text(number)}",
            $"close the pull request #{Text(number)}",
            new JsonObject { ["state"] = "closed" }
        );

    public GitHubRequest SetStatus(CommitStatus status)
    {
        var body = new JsonObject
        {
            ["state"] = status.State,
            ["context"] = CommitStatus.Context,
            ["description"] = status.Description,
        };
        if (status.Url is { } url)
            body["target_url"] = url;
        return Write(
            HttpMethod.Post,
            $"/statuses/{status.Commit}",
            $"set the status {CommitStatus.Context} of {CommitName.Short(status.Commit)}",
            body
        );
    }

    public GitHubRequest AddLabels(int number, IEnumerable<string> labels) =>
        Write(
            HttpMethod.Post,
            $"/issues/{Text(number)}/labels",
            $"label #{Text(number)}",
            new JsonObject { ["labels"] = new JsonArray(labels.Select(label => (JsonNode)label).ToArray()) }
        );

    /// <summary>All of an issue's or a pull request's: there are at most 100.</summary>
    public GitHubRequest ReadLabels(int number) =>
        Get($"/issues/{Text(number)}/labels?per_page=100", $"read the labels of #{Text(number)}");

    public GitHubRequest RemoveLabel(int number, string label) =>
        Write(
            HttpMethod.Delete,
            $"/issues/{Text(number)}/labels/{Escape(label)}",
            $"take a label off #{Text(number)}",
            null
        );

    public GitHubRequest Dispatch(NewRun run, bool askForDetails)
    {
        var inputs = new JsonObject(
            run.Inputs.Select(input => KeyValuePair.Create<string, JsonNode?>(input.Key, input.Value))
        );
        var body = new JsonObject { ["ref"] = run.Ref, ["inputs"] = inputs };
        if (askForDetails)
            body["return_run_details"] = true;
        return Write(
            HttpMethod.Post,
            $"/actions/workflows/{Escape(run.Workflow)}/dispatches",
            $"start {run.Workflow}",
            body
        );
    }

    public GitHubRequest ListRuns(string workflow, DateTimeOffset since, int page)
    {
        var created = since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return Get(
            $"/actions/workflows/{Escape(workflow)}/runs?event=workflow_dispatch&created={Escape(">=" + created)}&per_page=100&page={Text(page)}",
            "find the run"
        );
    }

    /// <summary>What programs say of a commit, each of them its last word.</summary>
    public GitHubRequest CheckRuns(string commit, int page) =>
        Get(
            $"/commits/{Escape(commit)}/check-runs?filter=latest&per_page=100&page={Text(page)}",
            $"read the checks of {CommitName.Short(commit)}"
        );

    public GitHubRequest ReadStatus(string commit, int page) =>
        Get(
            $"/commits/{Escape(commit)}/status?per_page=100&page={Text(page)}",
            $"read the statuses of {CommitName.Short(commit)}"
        );

    public GitHubRequest RunsOf(string commit, int page) =>
        Get(
            $"/actions/runs?head_sha={Escape(commit)}&per_page=100&page={Text(page)}",
            $"read the runs of {CommitName.Short(commit)}"
        );

    public GitHubRequest ReadRun(string id) => Get($"/actions/runs/{Escape(id)}", $"read the run {id}");

    public GitHubRequest Jobs(string run) =>
        Get($"/actions/runs/{Escape(run)}/jobs?per_page=100", $"read the jobs of the run {run}");

    public GitHubRequest ReadLog(string job) => Get($"/actions/jobs/{Escape(job)}/logs", "read the log of a job");

    public GitHubRequest CancelRun(string id) =>
        Write(HttpMethod.Post, $"/actions/runs/{Escape(id)}/cancel", $"cancel the run {id}", null);

    public GitHubRequest CreateBlob(ReadOnlySpan<byte> content) =>
        Write(
            HttpMethod.Post,
            "/git/blobs",
            "bring a file",
            new JsonObject { ["content"] = Convert.ToBase64String(content), ["encoding"] = "base64" }
        );

    /// <summary>What goes stands first: a folder may be where a file was.</summary>
    public GitHubRequest CreateTree(string tree, IEnumerable<ChangedFile> files) =>
        Write(
            HttpMethod.Post,
            "/git/trees",
            "make the tree",
            new JsonObject
            {
                ["base_tree"] = tree,
                ["tree"] = new JsonArray([.. files.OrderBy(file => file.After is not null).Select(Entry)]),
            }
        );

    public GitHubRequest CreateCommit(string tree, string parent, string message) =>
        Write(
            HttpMethod.Post,
            "/git/commits",
            "make the commit",
            new JsonObject
            {
                ["message"] = message,
                ["tree"] = tree,
                ["parents"] = new JsonArray(parent),
            }
        );

    public GitHubRequest ReadCommit(string id) => Get($"/git/commits/{Escape(id)}", $"read the commit {id}");

    public GitHubRequest MoveBranch(string branch, string commit) =>
        Write(
            HttpMethod.Patch,
            $"/git/refs/{Escape("heads/" + branch)}",
            $"move the branch {branch}",
            new JsonObject { ["sha"] = commit, ["force"] = false }
        );

    private static JsonObject Entry(ChangedFile file)
    {
        var version = file.After ?? file.Before!;
        return new JsonObject
        {
            ["path"] = file.Path,
            ["mode"] = version.Mode,
            ["type"] = version.IsRepository ? "commit" : "blob",
            ["sha"] = file.After?.Id,
        };
    }

    private static JsonObject TitleAndBody(string? title, string? body)
    {
        var fields = new JsonObject();
        if (title is not null)
            fields["title"] = title;
        if (body is not null)
            fields["body"] = body;
        return fields;
    }

    private GitHubRequest Get(string path, string what) => new(HttpMethod.Get, Root + path, what);

    private GitHubRequest Write(HttpMethod method, string path, string what, JsonObject? body) =>
        new(method, Root + path, what, body);

    private string Root => $"repos/{Escape(repository.Owner)}/{Escape(repository.Name)}";

    private static string Escape(string text) => Uri.EscapeDataString(text);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
