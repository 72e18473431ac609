using OneShot.Core.Model;

namespace OneShot.GitHub.Tests;

/// <summary>What the contract of all forges can't ask: answers of GitHub that get lost.</summary>
public sealed class GitHubIssuesTests : IDisposable
{
    private const string Marker = "<!-- oneshot k3x9a2 plan -->";

    private readonly PeerRepository _peer = new();
    private readonly GitHubApi _api;
    private readonly GitHubForge _forge;

    public GitHubIssuesTests()
    {
        var reporter = new RecordingReporter();
        _api = new GitHubApi(
            new GitHubServer(new Uri(_peer.Url).Authority, new Uri(_peer.Api + "/"), new Uri(_peer.Api + "/graphql")),
            new FoundToken(_peer.Token, "GH_TOKEN"),
            TimeSpan.FromSeconds(10),
            reporter,
            TimeProvider.System
        );
        _forge = new GitHubForge(_api, RepositoryName.Parse(_peer.FullName), reporter, TimeProvider.System);
    }

    [Fact]
    public async Task An_issue_whose_answer_was_lost_is_found()
    {
        _peer.Fault("lost", "POST", "/issues$");
        var issue = await _forge.Issues.CreateAsync(
            new NewIssue(Marker, "The plan", Marker, ["oneshot-plan"]),
            CancellationToken.None
        );
        (
            await _forge.Issues.CreateAsync(
                new NewIssue(Marker, "The plan", Marker, ["oneshot-plan"]),
                CancellationToken.None
            )
        ).Number.ShouldBe(issue.Number);
        Posts("/issues").ShouldBe(1);
    }

    [Fact]
    public async Task A_comment_whose_answer_was_lost_is_found()
    {
        var number = (
            await _forge.Issues.CreateAsync(new NewIssue(Marker, "The plan", Marker, []), CancellationToken.None)
        ).Number;
        _peer.Fault("lost", "POST", "/comments");
        await _forge.Issues.CommentAsync(number, Marker, "planning", CancellationToken.None);
        await _forge.Issues.CommentAsync(number, Marker, "planned", CancellationToken.None);
        Posts("/comments").ShouldBe(1);
    }

    [Fact]
    public async Task A_pull_request_that_a_stranger_opened_for_our_branch_is_not_ours()
    {
        _peer.Bare.Git(
            "update-ref",
            "refs/heads/oneshot-x",
            _peer.Bare.Git(
                "-c",
                "user.name=x",
                "-c",
                "user.email=x@example.com",
                "commit-tree",
                "main^{tree}",
                "-p",
                "main",
                "-m",
                "x"
            )
        );
        var body = new Metadata("k3x9a2", "oneshot-x", "00").Write();
        var pull = new
        {
            title = "Theirs",
            head = "oneshot-x",
            @base = "main",
            body,
        };
        _peer.CallAs("eve", HttpMethod.Post, "/pulls", pull);
        var id = Core.Model.DistinctId.Parse("k3x9a2");
        (await _forge.FindPullRequestAsync("oneshot-x", id, CancellationToken.None)).ShouldBeNull();

        // A colleague's, dispatched with the same key, is.
        _peer.Server(new { people = new { eve = "write" } });
        (await _forge.FindPullRequestAsync("oneshot-x", id, CancellationToken.None))!.Author.ShouldBe("eve");
    }

    [Fact]
    public async Task Who_edited_a_text_last_is_told_bots_with_their_name_of_REST()
    {
        var number = (
            await _forge.Issues.CreateAsync(new NewIssue(Marker, "The plan", Marker, []), CancellationToken.None)
        ).Number;
        (await _forge.Issues.LastEditAsync(number, null, CancellationToken.None)).ShouldBeNull();
        _peer.CallAs("some-app[bot]", HttpMethod.Patch, $"/issues/{number}", new { body = "x" });
        (await _forge.Issues.LastEditAsync(number, null, CancellationToken.None))!.Editor.ShouldBe("some-app[bot]");
        var comment = await _forge.Issues.CommentAsync(number, Marker, "x", CancellationToken.None);
        _peer.CallAs("ada", HttpMethod.Patch, $"/issues/comments/{comment.Id}", new { body = "y" });
        (await _forge.Issues.LastEditAsync(number, comment.Id, CancellationToken.None))!.Editor.ShouldBe("ada");
        (
            await _forge.IsOursAsync("github-actions[bot]", CancellationToken.None),
            await _forge.IsOursAsync("some-app[bot]", CancellationToken.None),
            await _forge.IsOursAsync("ghost", CancellationToken.None)
        ).ShouldBe((true, false, false));
    }

    private int Posts(string path) =>
        _peer.Requests.Count(request =>
            (string)request!["method"]! == "POST" && ((string)request["path"]!).EndsWith(path, StringComparison.Ordinal)
        );

    public void Dispose()
    {
        _api.Dispose();
        _peer.Dispose();
    }
}
