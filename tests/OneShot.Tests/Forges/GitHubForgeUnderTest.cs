using Octokit;
using Octokit.Internal;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.GitHub;

namespace OneShot.Tests.Forges;

/// <summary>GitHub's adapter on the GitHub of the tests.</summary>
public class GitHubForgeUnderTest : IForgeUnderTest
{
    private readonly GitHubApi _api;
    private readonly GitHubRequests _requests;

    public GitHubForgeUnderTest()
        : this(isGiven: false) { }

    private protected GitHubForgeUnderTest(bool isGiven)
    {
        var reporter = new RecordingReporter();
        var clock = new HurriedClock();
        var repository = RepositoryName.Parse(Peer.FullName);
        _api = new GitHubApi(
            new GitHubServer(new Uri(Peer.Url).Authority, new Uri(Peer.Api + "/"), new Uri(Peer.Api + "/graphql")),
            new FoundToken(Peer.Token, "GH_TOKEN"),
            TimeSpan.FromSeconds(30),
            reporter,
            clock,
            connection: isGiven
                ? new Connection(
                    new ProductHeaderValue("shop"),
                    new Uri(Peer.Api + "/"),
                    new InMemoryCredentialStore(new Credentials(Peer.Token))
                )
                : null
        );
        _requests = new GitHubRequests(repository);
        Forge = new GitHubForge(_api, repository, reporter, clock);
    }

    public PeerRepository Peer { get; } = new();

    internal IForge Forge { get; }

    IForge IForgeUnderTest.Forge => Forge;

    public GitRepo Branches => Peer.Bare;

    public async Task<IReadOnlyList<string>> CommentsAsync(int number)
    {
        var all = new List<string>();
        for (var page = 1; ; page++)
        {
            var found = (await _api.SendGoodAsync(_requests.Comments(number, page), CancellationToken.None)).Read(
                GitHubJson.Default.JsonItemsCommentAnswer,
                "peer",
                "read"
            );
            all.AddRange(found.Select(comment => comment.Body!));
            if (found.Count < 100)
                return all;
        }
    }

    public int PlantIssue(string body, string label) =>
        (int)
            Peer.CallAs(
                "eve",
                HttpMethod.Post,
                "/issues",
                new
                {
                    title = "Planted",
                    body,
                    labels = new[] { label },
                }
            )["number"]!;

    public void PlantComment(int number, string body) =>
        Peer.CallAs("eve", HttpMethod.Post, $"/issues/{number}/comments", new { body });

    public string? EditIssue(int number, string body)
    {
        Peer.CallAs("ada", HttpMethod.Patch, $"/issues/{number}", new { body }, isStranger: false);
        return "ada";
    }

    public void Dispose()
    {
        _api.Dispose();
        Peer.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The same over a client of the caller's.</summary>
    public sealed class OverAClient() : GitHubForgeUnderTest(isGiven: true);

    /// <summary>Waits between attempts pass a hundred times faster.</summary>
    private sealed class HurriedClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / 100 : dueTime, period);
    }
}
