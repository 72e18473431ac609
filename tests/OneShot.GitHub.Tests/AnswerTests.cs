using System.Text.Json.Nodes;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.GitHub.Tests;

/// <summary>
/// A server, or a proxy in between, that answers with success and
/// with nonsense: every field that is needed, missing and absurd.
/// </summary>
public sealed class AnswerTests
{
    private const string Sha = "\"4b825dc642cb6eb9a060e54bf8d69288fbee4904\"";
    private const string User = """{"login":"ada"}""";
    private const string Page = "\"https://github.example/acme/shop/1\"";

    private const string Pull = $$"""
        {"number":7,"html_url":{{Page}},"state":"open","node_id":"PR_1","user":{{User}},"title":"x","body":"y",
         "head":{"ref":"oneshot-x","repo":{"full_name":"acme/shop"} },
         "base":{"ref":"main","repo":{"full_name":"acme/shop"} } }
        """;

    private const string Issue = $$"""
        {"number":7,"html_url":{{Page}},"state":"open","node_id":"I_1","user":{{User}},"title":"x","body":"marker"}
        """;

    private const string Comment = $$"""
        {"id":7,"node_id":"C_1","user":{{User}},"body":"x","issue_url":"https://github.example/repos/acme/shop/issues/7"}
        """;

    private const string Run = $$"""
        {"id":7,"html_url":{{Page}},"status":"queued","conclusion":null,"display_title":"k3x9a2","name":"k3x9a2"}
        """;

    private const string Repository = """{"default_branch":"main","archived":false,"disabled":false,"private":true}""";
    private const string Commit =
        $$"""{"sha":{{Sha}},"message":"x","tree":{"sha":{{Sha}}},"parents":[{"sha":{{Sha}}}]}""";
    private const string Edit =
        """{"data":{"node":{"lastEditedAt":"2026-01-02T03:04:05Z","editor":{"login":"ada","__typename":"User"}}}}""";
    private const string Ready = """{"data":{"markPullRequestReadyForReview":{"pullRequest":{"isDraft":false}}}}""";
    private const string Draft = """{"draft":true,""";

    private static readonly DistinctId Id = DistinctId.Parse("k3x9a2");

    private static readonly NewPullRequest NewPull = new("oneshot-x", "main", "x", "y");

    /// <summary>
    /// What is asked; what comes before it; the good answer; and its fields that are needed, with what kind each is.
    /// </summary>
    private static readonly Case[] Cases =
    [
        new(
            "open a pull request",
            forge => forge.OpenPullRequestAsync(NewPull, Id, default),
            Pull,
            "number:id html_url:url state:name node_id:name user:there user.login:name head.ref:name"
        ),
        new(
            "find a pull request",
            forge => forge.FindPullRequestAsync("oneshot-x", Id, default),
            $"[{Pull}]",
            "0:item 0.number:id 0.html_url:url 0.state:name 0.user.login:name"
        ),
        new(
            "read a pull request",
            forge => forge.GetPullRequestAsync(7, default),
            Pull,
            "number:id html_url:url state:name"
        ),
        new(
            "mark ready",
            forge => forge.MarkReadyAsync(7, default),
            Draft + Pull.TrimStart()[1..],
            "number:id node_id:name",
            ("POST", Ready)
        ),
        new(
            "be told it is ready",
            forge => forge.MarkReadyAsync(7, default),
            Ready,
            "data:item data.markPullRequestReadyForReview:item "
                + "data.markPullRequestReadyForReview.pullRequest.isDraft:switch",
            ("GET", Draft + Pull.TrimStart()[1..])
        ),
        new(
            "read the repository",
            forge => forge.CheckAsync("one-shot.yml", default),
            Repository,
            "default_branch:name archived:switch disabled:switch private:switch",
            ("workflows", """{"state":"active"}""")
        ),
        new(
            "read the workflow",
            forge => forge.CheckAsync("one-shot.yml", default),
            """{"state":"active"}""",
            "state:name",
            ("/repos/acme/shop ", Repository)
        ),
        new(
            "find a run",
            forge => forge.FindRunAsync("one-shot.yml", Id, DateTimeOffset.UnixEpoch, default),
            $$"""{"workflow_runs":[{{Run}}]}""",
            "workflow_runs:item workflow_runs.0:item workflow_runs.0.id:id workflow_runs.0.html_url:url "
                + "workflow_runs.0.status:there"
        ),
        new(
            "read a run",
            forge => forge.GetRunAsync("7", default),
            Run,
            "id:id html_url:url status:there conclusion:there"
        ),
        new(
            "create an issue",
            forge => forge.Issues.CreateAsync(new NewIssue("marker", "x", "marker", []), default),
            Issue,
            "number:id html_url:url state:name node_id:name",
            ("GET", "[]")
        ),
        new(
            "find an issue",
            forge => forge.Issues.CreateAsync(new NewIssue("marker", "x", "marker", []), default),
            $"[{Issue}]",
            "0:item 0.number:id 0.html_url:url 0.user.login:name"
        ),
        new(
            "read an issue",
            forge => forge.Issues.GetAsync(7, default),
            Issue,
            "number:id html_url:url state:name user:there user.login:name"
        ),
        new(
            "change an issue",
            forge => forge.Issues.UpdateAsync(7, "x", null, default),
            Issue,
            "number:id html_url:url"
        ),
        new(
            "write a comment",
            forge => forge.Issues.CommentAsync(7, "marker", "x", default),
            Comment,
            "id:id node_id:name user:there issue_url:url",
            ("GET", "[]")
        ),
        new(
            "list comments",
            forge => forge.Issues.AllCommentsAsync(7, default),
            $"[{Comment}]",
            "0:item 0.id:id 0.user.login:name"
        ),
        new("read a comment", forge => forge.Issues.GetCommentAsync(7, 7, default), Comment, "id:id issue_url:url"),
        new(
            "read who edited",
            forge => forge.Issues.LastEditAsync(7, null, default),
            Edit,
            "data:item data.node:item data.node.lastEditedAt:there data.node.editor.login:name",
            ("GET", Issue)
        ),
        new(
            "read a permission",
            forge => forge.MayWriteAsync("ada", default),
            """{"permission":"read"}""",
            "permission:name"
        ),
        new(
            "read whose token it is",
            forge => forge.IsOursAsync("ada", default),
            """{"data":{"viewer":{"login":"ada"}}}""",
            "data:item data.viewer:item data.viewer.login:name"
        ),
        new(
            "add a blob",
            forge => forge.Commits!.AddBlobAsync(new byte[1], default),
            $$"""{"sha":{{Sha}}}""",
            "sha:sha"
        ),
        new("add a tree", forge => forge.Commits!.AddTreeAsync("x", [], default), $$"""{"sha":{{Sha}}}""", "sha:sha"),
        new(
            "read a commit",
            forge => forge.Commits!.ReadCommitAsync("x", default),
            Commit,
            "sha:sha message:there tree:item tree.sha:sha parents:item parents.0:item parents.0.sha:sha"
        ),
        new(
            "read the facts",
            forge => forge.Facts!.RepositoryAsync(default),
            Repository,
            "default_branch:name archived:switch private:switch"
        ),
        new("read Actions", forge => forge.Facts!.ActionsAsync(default), """{"enabled":true}""", "enabled:switch"),
        new(
            "read what Actions may do",
            forge => forge.Facts!.MayOpenPullRequestsAsync(default),
            """{"can_approve_pull_request_reviews":true}""",
            "can_approve_pull_request_reviews:switch"
        ),
        new(
            "list secrets",
            forge => forge.Facts!.SecretsAsync(default),
            """{"total_count":1,"secrets":[{"name":"KEY"}]}""",
            "total_count:count secrets:item secrets.0:item secrets.0.name:name"
        ),
        new(
            "list variables",
            forge => forge.Facts!.VariablesAsync(default),
            """{"total_count":1,"variables":[{"name":"X","value":"y"}]}""",
            "total_count:count variables:item variables.0.name:name"
        ),
        new(
            "list rules",
            forge => forge.Facts!.RulesAsync("main", default),
            """[{"type":"creation"}]""",
            "0:item 0.type:name"
        ),
    ];

    public static TheoryData<string> Asked => [.. Cases.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Asked))]
    public async Task A_needed_field_that_is_missing_or_absurd_is_an_answer_that_cannot_be_read(string name)
    {
        var tried = Cases.Single(one => one.Name == name);
        var answer = tried.Answer;
        using var peer = new RawPeer((request, stream) => AnswerAsync(tried, request, stream, () => answer));
        using var api = Api(peer);
        var forge = new GitHubForge(
            api,
            RepositoryName.Parse("acme/shop"),
            new RecordingReporter(),
            new JumpingClock()
        );
        await Should.NotThrowAsync(() => tried.Ask(forge));

        var unnoticed = new List<string>();
        foreach (var (path, value, text) in tried.Spoiled())
        {
            answer = text;
            var fresh = new GitHubForge(
                api,
                RepositoryName.Parse("acme/shop"),
                new RecordingReporter(),
                new JumpingClock()
            );
            var failure = await Record.ExceptionAsync(() => tried.Ask(fresh));
            if (failure is not OneShotException { Error.Code: "OS4008" })
                unnoticed.Add($"{path} = {value}: {failure?.GetType().Name ?? "taken"}");
            else if (failure.Message.Contains("OneShot.", StringComparison.Ordinal))
                unnoticed.Add($"{path} = {value}: told with a type of ours: {failure.Message}");
        }

        unnoticed.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("\"x\"")]
    [InlineData(null)]
    public async Task A_start_whose_answer_names_no_run_is_looked_for(string? id)
    {
        var details = id is null
            ? $$"""{"html_url":{{Page}}}"""
            : $$"""{"workflow_run_id":{{id}},"html_url":{{Page}}}""";
        using var peer = new RawPeer((_, stream) => RawPeer.WriteAsync(stream, Http(details)));
        using var api = Api(peer);
        var forge = new GitHubForge(
            api,
            RepositoryName.Parse("acme/shop"),
            new RecordingReporter(),
            new JumpingClock()
        );
        var answer = await forge.DispatchAsync(
            new NewRun("one-shot.yml", "main", Id, new Dictionary<string, string>()),
            default
        );
        (answer.Run, answer.IsLost).ShouldBe((null, true));
    }

    [Theory]
    [InlineData("{\"message\":\"\\ud800\"}")]
    [InlineData("{\"message\":\"\u00ff\"}")]
    [InlineData("{\"message\":\"x\",\"errors\":[{\"field\":\"\\udc00\"}]}")]
    public async Task An_error_whose_text_is_none_is_still_that_error(string body)
    {
        using var peer = new RawPeer(
            (_, stream) => RawPeer.WriteAsync(stream, Http(body).Replace("200 OK", "422 No", StringComparison.Ordinal))
        );
        using var api = Api(peer);
        var forge = new GitHubForge(
            api,
            RepositoryName.Parse("acme/shop"),
            new RecordingReporter(),
            new JumpingClock()
        );
        (await Should.ThrowAsync<OneShotException>(() => forge.GetRunAsync("7", default))).Error.Code.ShouldBe(
            "OS4004"
        );
    }

    private static GitHubApi Api(RawPeer peer)
    {
        var root = new Uri($"http://127.0.0.1:{peer.Port}/");
        return new GitHubApi(
            new GitHubServer("github.example", root, new Uri(root, "graphql")),
            new FoundToken("x", "GH_TOKEN"),
            TimeSpan.FromSeconds(30),
            new RecordingReporter(),
            new JumpingClock()
        );
    }

    // Whose token it is is asked on the way: it is always the same one's.
    private static Task AnswerAsync(Case tried, string request, Stream stream, Func<string> answer)
    {
        if (
            request.Contains("viewer", StringComparison.Ordinal)
            && !tried.Answer.Contains("viewer", StringComparison.Ordinal)
        )
            return RawPeer.WriteAsync(stream, Http("""{"data":{"viewer":{"login":"ada"}}}"""));
        var isOther =
            tried.Other is { } other
            && request[..request.IndexOf('\r', StringComparison.Ordinal)]
                .Contains(other.Route, StringComparison.Ordinal);
        if (tried.Name == "open a pull request" && request.StartsWith("GET", StringComparison.Ordinal))
            return RawPeer.WriteAsync(stream, Http("[]"));
        return RawPeer.WriteAsync(stream, Http(isOther ? tried.Other!.Value.Answer : answer()));
    }

    private static string Http(string body) =>
        $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    /// <summary>A call, its good answer, and all the bad ones.</summary>
    private sealed record Case(
        string Name,
        Func<IForge, Task> Ask,
        string Answer,
        string Needed,
        (string Route, string Answer)? Other = null
    )
    {
        private static readonly Dictionary<string, string[]> Absurd = new()
        {
            ["there"] = [],
            ["item"] = ["null", "7"],
            ["switch"] = ["null", "\"true\"", "1"],
            ["id"] = ["null", "0", "-1", "1.5", "\"7\"", "9999999999999999999999", "{}"],
            ["count"] = ["null", "-1", "1.5", "\"1\""],
            ["name"] = ["null", "\"\"", "\" \"", "\"a\\u0000b\"", "\"a\\nb\"", "7", $"\"{new string('x', 5000)}\""],
            ["url"] =
            [
                "null",
                "\"\"",
                "\"x\"",
                "\"/x\"",
                "\"javascript:alert(1)\"",
                "\"file:///x\"",
                "\"https://h/\\nx\"",
                "\"https://h/ x\"",
                "7",
            ],
            ["sha"] =
            [
                "null",
                "\"\"",
                "\"x\"",
                "\"--upload-pack\"",
                "\"4b825dc642cb6eb9a060e54bf8d69288fbee490\"",
                "7",
            ],
        };

        public IEnumerable<(string Path, string Value, string Text)> Spoiled()
        {
            foreach (var field in Needed.Split(' '))
            {
                var (path, kind) = (
                    field[..field.IndexOf(':', StringComparison.Ordinal)],
                    field[(field.IndexOf(':', StringComparison.Ordinal) + 1)..]
                );
                if (!char.IsAsciiDigit(path[^1]))
                    yield return (path, "missing", With(path, null));
                foreach (var value in Absurd[kind])
                    yield return (path, value, With(path, value));
            }
        }

        private string With(string path, string? value)
        {
            var root = JsonNode.Parse(Answer)!;
            var names = path.Split('.');
            var parent = names[..^1]
                .Aggregate(
                    root,
                    (node, name) =>
                        node is JsonArray list
                            ? list[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]!
                            : node[name]!
                );
            if (parent is JsonArray items)
                items[int.Parse(names[^1], System.Globalization.CultureInfo.InvariantCulture)] = JsonNode.Parse(value!);
            else if (value is null)
                parent.AsObject().Remove(names[^1]);
            else
                parent[names[^1]] = JsonNode.Parse(value);
            return root.ToJsonString();
        }
    }
}
