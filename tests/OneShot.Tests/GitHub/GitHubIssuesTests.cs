using OneShot.Core.Issues;
using OneShot.Core.Repositories;
using OneShot.GitHub;

namespace OneShot.Tests.GitHub;

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
        _api = new GitHubApi(new GitHubServer(new Uri(_peer.Url).Authority, new Uri(_peer.Api + "/"), new Uri(_peer.Api + "/graphql")), _peer.Token, TimeSpan.FromSeconds(10), reporter, TimeProvider.System);
        _forge = new GitHubForge(_api, RepositoryName.Parse(_peer.FullName), reporter, TimeProvider.System);
    }

    [Fact]
    public async Task An_issue_whose_answer_was_lost_is_found()
    {
        _peer.Fault("lost", "POST", "/issues$");
        var issue = await _forge.Issues.CreateAsync(new NewIssue(Marker, "The plan", Marker, ["oneshot-plan"]), CancellationToken.None);
        (await _forge.Issues.CreateAsync(new NewIssue(Marker, "The plan", Marker, ["oneshot-plan"]), CancellationToken.None)).Number.ShouldBe(issue.Number);
        Posts("/issues").ShouldBe(1);
    }

    [Fact]
    public async Task A_comment_whose_answer_was_lost_is_found()
    {
        var number = (await _forge.Issues.CreateAsync(new NewIssue(Marker, "The plan", Marker, []), CancellationToken.None)).Number;
        _peer.Fault("lost", "POST", "/comments");
        await _forge.Issues.CommentAsync(number, Marker, "planning", CancellationToken.None);
        await _forge.Issues.CommentAsync(number, Marker, "planned", CancellationToken.None);
        Posts("/comments").ShouldBe(1);
    }

    private int Posts(string path) => _peer.Requests.Count(request => (string)request!["method"]! == "POST" && ((string)request["path"]!).EndsWith(path, StringComparison.Ordinal));

    public void Dispose()
    {
        _api.Dispose();
        _peer.Dispose();
    }
}
