using OneShot.Core.Errors;
using OneShot.Core.Issues;
using OneShot.Core.Repositories;
using OneShot.GitHub;

namespace OneShot.Tests.GitHub;

/// <summary>Issues, comments, labels and pull requests' texts, as the workflow's jobs need them: each once, however often asked.</summary>
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

    [Theory]
    [InlineData("")]
    [InlineData("lost")]
    public async Task An_issue_is_created_once(string fault)
    {
        if (fault.Length > 0) _peer.Fault(fault, "POST", "/issues$");
        var issue = new NewIssue(Marker, "The plan", $"{Marker}\nBody", ["oneshot-plan"]);
        var first = await _forge.Issues.CreateAsync(issue, CancellationToken.None);
        (await _forge.Issues.CreateAsync(issue, CancellationToken.None)).Number.ShouldBe(first.Number);
        await _forge.Issues.UpdateAsync(first.Number, "Another title", null, CancellationToken.None);
        await _forge.Issues.LabelAsync(first.Number, ["planned"], CancellationToken.None);
        var found = await _forge.Issues.GetAsync(first.Number, CancellationToken.None);
        (found.Title, found.Body, found.IsOpen).ShouldBe(("Another title", $"{Marker}\nBody", true));
        found.Labels.ShouldBe(["oneshot-plan", "planned"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_pull_request_that_holds_the_marker_is_no_issue()
    {
        var receipt = await new Dispatching(_peer, _peer.LocalClone()).RunAsync();
        await _forge.UpdatePullRequestAsync(receipt.PrNumber!.Value, null, Marker, CancellationToken.None);
        (await _forge.Issues.CreateAsync(new NewIssue(Marker, "The plan", Marker, []), CancellationToken.None)).Number.ShouldNotBe(receipt.PrNumber.Value);
        (await _forge.GetPullRequestAsync(receipt.PrNumber.Value, CancellationToken.None)).Body.ShouldBe(Marker);
    }

    [Theory]
    [InlineData("")]
    [InlineData("lost")]
    public async Task A_comment_is_written_once_and_then_rewritten(string fault)
    {
        var receipt = await new Dispatching(_peer, _peer.LocalClone()).RunAsync();
        var number = receipt.PrNumber!.Value;
        if (fault.Length > 0) _peer.Fault(fault, "POST", "/comments");
        await _forge.Issues.CommentAsync(number, Marker, "planning", CancellationToken.None);
        await _forge.Issues.CommentAsync(number, Marker, "planned", CancellationToken.None);
        _peer.Requests.Count(request => (string)request!["method"]! == "POST" && ((string)request["path"]!).EndsWith("/comments", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_not_there_is_told()
        => (await Should.ThrowAsync<OneShotException>(() => _forge.Issues.GetAsync(4711, CancellationToken.None))).Error.Code.ShouldBe("OS4003");

    public void Dispose()
    {
        _api.Dispose();
        _peer.Dispose();
    }
}
