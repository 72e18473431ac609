using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OneShot.Testing;

/// <summary>
/// A repository of one test on the GitHub of the tests: a bare repository on disk, and its rows there.
/// </summary>
public sealed class PeerRepository : IDisposable
{
    public const string Workflow = """
        name: one-shot
        run-name: one-shot ${{ inputs.distinct_id }}
        on:
          workflow_dispatch:
            inputs:
              branch_name: { type: string, required: true }
              pr_number: { type: string, required: true }
              submitted_by: { type: string }
              distinct_id: { type: string, required: true }
              model_name: { type: string }
              agent: { type: string }
              plan_issue_number: { type: string }
              prompt_sha256: { type: string }
              prompt: { type: string }
        jobs:
          plan:
            runs-on: ubuntu-latest
            steps:
              - run: echo planned
        """;

    private readonly GitHubPeer _peer = GitHubPeer.Instance;
    private readonly PeerTemplate _template;
    private readonly Lazy<GitRepo> _seed;

    public PeerRepository(
        string? workflow = Workflow,
        string trunk = "main",
        string folderName = "oneshot",
        IReadOnlyDictionary<string, string>? files = null,
        params string[] initOptions
    )
    {
        Folder = new TempFolder(folderName);
        Name = $"r{Guid.NewGuid():N}"[..12];
        Token = $"ghp_{Guid.NewGuid():N}";
        _template = PeerTemplate.Of(workflow, trunk, files ?? new Dictionary<string, string>(), initOptions);
        _seed = new(() => _template.Seed(Folder["seed"]));
        Bare = _template.Bare(Folder["remote.git"]);
        Trunk = trunk;
        Register([(Token, "mona", new { })]);
    }

    public TempFolder Folder { get; }

    public string Name { get; }

    public string FullName => $"acme/{Name}";

    public string Token { get; }

    public string Trunk { get; }

    public GitRepo Bare { get; }

    public string Url => _peer.Url;

    public string Api => _peer.Api;

    /// <summary>Where trunk was made, for tests that move it on.</summary>
    public GitRepo Seed => _seed.Value;

    /// <summary>Where git reaches it over HTTP.</summary>
    public string HttpUrl => $"{_peer.Url}/{FullName}.git";

    /// <summary>What a user's environment holds.</summary>
    public Dictionary<string, string?> Environment =>
        new()
        {
            ["GITHUB_SERVER_URL"] = Url,
            ["GITHUB_API_URL"] = Api,
            ["GITHUB_GRAPHQL_URL"] = Api + "/graphql",
            ["GH_TOKEN"] = Token,
        };

    public GitRepo Clone(string name = "work", params string[] options)
    {
        if (
            options.Length == 0
            && _template.CloneOf(Bare, Folder[name], HttpUrl, "[credential]\n\thelper = \n") is { } copy
        )
            return copy;
        var clone = GitRepo.Clone(Bare.Path, Folder[name], options);
        clone.Git("remote", "set-url", "origin", HttpUrl);
        clone.Git("config", "credential.helper", "");
        return clone;
    }

    /// <summary>A clone whose remote is a path: quicker, where git's own way over HTTP is not what is tested.</summary>
    public GitRepo LocalClone(string name = "work") =>
        _template.CloneOf(Bare, Folder[name], Bare.Path) ?? GitRepo.Clone(Bare.Path, Folder[name]);

    public void Register(IEnumerable<(string Token, string Login, object Permissions)> tokens) =>
        _peer.Call(
            HttpMethod.Post,
            "repositories",
            new
            {
                name = Name,
                directory = Bare.Path,
                default_branch = Trunk,
                tokens = tokens.ToDictionary(
                    token => token.Token,
                    token => new { login = token.Login, permissions = token.Permissions }
                ),
            }
        );

    /// <summary>
    /// What the token may do: permissions of a fine-grained one, or the scopes of a classic one and its user's role.
    /// </summary>
    public void TokenMay(
        object? permissions = null,
        string? scopes = null,
        string? role = null,
        string login = "mona"
    ) =>
        _peer.Call(
            HttpMethod.Post,
            $"tokens?repository={FullName}",
            new
            {
                name = Name,
                token = Token,
                login,
                permissions = permissions ?? new { },
                scopes,
                role,
            }
        );

    public JsonArray Requests => _peer.Call(HttpMethod.Get, $"requests?repository={FullName}")!.AsArray();

    /// <summary>The permissions that were used, by the jobs whose token it was; <c>contents</c> are git's.</summary>
    public ILookup<string, string> Used =>
        new[] { "used", "git-used" }
            .SelectMany(route => _peer.Call(HttpMethod.Get, $"{route}?repository={FullName}")!.AsArray())
            .Where(used => used!["job"] is not null)
            .Select(used => (Job: (string)used!["job"]!, Permission: (string)used["permission"]!))
            .Distinct()
            .ToLookup(used => used.Job, used => used.Permission);

    /// <summary>A shell command by which somebody changes a row, such as an issue, from outside.</summary>
    public string Meddle(string method, string route, string body) =>
        $"curl -sfX {method} '{_peer.Url}/_test/{route}?repository={FullName}' -d '{body}'";

    public JsonArray Runs => _peer.Call(HttpMethod.Get, $"runs?repository={FullName}")!.AsArray();

    public JsonArray Pulls => _peer.Call(HttpMethod.Get, $"pulls?repository={FullName}")!.AsArray();

    public JsonNode Pull(int? number) => _peer.Call(HttpMethod.Get, $"pull?repository={FullName}&number={number}")!;

    /// <summary>What OneShot said of a commit.</summary>
    public JsonNode Status(string commit) => _peer.Call(HttpMethod.Get, $"status?repository={FullName}&id={commit}")!;

    /// <summary>The names of a pull request's labels.</summary>
    public IReadOnlyList<string> Labels(int number) =>
        [
            .. _peer
                .Call(HttpMethod.Get, $"labels?repository={FullName}&number={number}")!
                .AsArray()
                .Select(label => (string)label!),
        ];

    public JsonNode Issue(int number) => _peer.Call(HttpMethod.Get, $"issue?repository={FullName}&number={number}")!;

    /// <summary>The texts of an issue's or pull request's comments.</summary>
    public IReadOnlyList<string> Comments(int number) =>
        CommentsOf(number).Select(comment => (string)comment!["body"]!).ToArray();

    /// <summary>The id of the last comment that holds a text.</summary>
    public long CommentId(int number, string text) =>
        (long)
            CommentsOf(number).Last(comment => ((string)comment!["body"]!).Contains(text, StringComparison.Ordinal))![
                "id"
            ]!;

    public JsonNode Run(string? id) => _peer.Call(HttpMethod.Get, $"run?repository={FullName}&id={id}")!;

    public void ForgetRequests() => _peer.Call(HttpMethod.Delete, $"requests?repository={FullName}");

    public void Server(object changes) => _peer.Call(HttpMethod.Post, $"server?repository={FullName}", changes);

    public void WorkflowState(string state) =>
        _peer.Call(HttpMethod.Post, $"workflow?repository={FullName}", new { file = "one-shot.yml", state });

    public void RunState(long id, string status, string? conclusion) =>
        _peer.Call(HttpMethod.Post, $"runs?repository={FullName}", new { id, state = new { status, conclusion } });

    /// <summary>What a run's jobs are, as GitHub has them; <c>log</c> is where that of one is.</summary>
    public void JobsOf(long run, params object[] jobs) =>
        _peer.Call(HttpMethod.Post, $"jobs?repository={FullName}", new { id = run, jobs });

    /// <summary>What others say of a commit, at each look; the last stays.</summary>
    /// <param name="commit">The commit; <c>*</c> for all others.</param>
    /// <param name="looks">Each with <c>checks</c>, <c>statuses</c> and <c>runs</c>, as GitHub has them.</param>
    public void Checks(string commit, params object[] looks) =>
        _peer.Call(HttpMethod.Post, $"checks?repository={FullName}", new { commit, looks });

    public void PullState(int number, object state) =>
        _peer.Call(HttpMethod.Patch, $"pull?repository={FullName}", new { number, state });

    public void RenamedFrom(string oldName) =>
        _peer.Call(HttpMethod.Post, "renamed", new { from = oldName, to = FullName });

    /// <summary>Makes the next matching request fail; <paramref name="path"/> is a part of its path.</summary>
    public void Fault(
        string kind,
        string method,
        string path,
        int times = 1,
        int status = 0,
        object? headers = null,
        string? body = null,
        string? message = null,
        int skip = 0,
        bool after = false
    ) =>
        _peer.Call(
            HttpMethod.Post,
            "faults",
            new
            {
                kind,
                method,
                path = $"/{FullName}{path}",
                times,
                status,
                headers,
                body,
                message,
                skip,
                after,
            }
        );

    /// <summary>Whether a fault has happened.</summary>
    public bool WasFaulty =>
        new[] { "faults", "git-faults" }
            .SelectMany(route => _peer.Call(HttpMethod.Get, route)!.AsArray())
            .Any(fault =>
                ((string)fault!["path"]!).Contains(FullName, StringComparison.Ordinal) && (int)fault["seen"]! > 0
            );

    public void Repair() => _peer.Call(HttpMethod.Delete, "faults", new { path = FullName });

    /// <summary>
    /// Calls the API as somebody else does: by default as a
    /// stranger, who may open issues and comment, as everybody may.
    /// </summary>
    public JsonNode CallAs(string login, HttpMethod method, string path, object body, bool isStranger = true)
    {
        var token = $"ghp_of_{login.Replace("[bot]", "-bot", StringComparison.Ordinal)}";
        _peer.Call(
            HttpMethod.Post,
            $"tokens?repository={FullName}",
            new
            {
                name = Name,
                token,
                login,
                permissions = new { },
                isStranger,
            }
        );
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(method, $"{Api}/repos/{FullName}{path}")
        {
            Content = JsonContent.Create(body),
        };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        request.Headers.TryAddWithoutValidation("User-Agent", login);
        using var response = client.Send(request);
        var text = new StreamReader(response.Content.ReadAsStream()).ReadToEnd();
        return response.IsSuccessStatusCode
            ? JsonNode.Parse(text)!
            : throw new InvalidOperationException($"{method} {path}: {(int)response.StatusCode} {text}");
    }

    public string[] Branches =>
        Bare.Git("for-each-ref", "--format=%(refname)").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public void Dispose()
    {
        Repair();
        Folder.Dispose();
    }

    private JsonArray CommentsOf(int number) =>
        _peer.Call(HttpMethod.Get, $"comments?repository={FullName}&number={number}")!.AsArray();
}
