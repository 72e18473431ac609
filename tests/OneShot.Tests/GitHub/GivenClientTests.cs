using System.Collections.Concurrent;
using System.Net;
using Octokit;
using Octokit.Internal;

namespace OneShot.Tests.GitHub;

/// <summary>Whoever holds a client for GitHub passes it: its credentials, address and handlers are used.</summary>
public sealed class GivenClientTests : IDisposable
{
    private readonly PeerRepository _peer = new();
    private readonly GitRepo _repo;
    private readonly Dictionary<string, string?> _variables;
    private readonly RecordingReporter _reporter = new();

    public GivenClientTests()
    {
        _repo = _peer.Clone();
        // No token anywhere: neither in a variable, nor with gh, nor with git.
        _variables = _peer.Environment;
        _variables.Remove("GH_TOKEN");
    }

    [Fact]
    public async Task Its_credentials_and_handlers_are_used_and_git_is_lent_its_token()
    {
        var seen = new Handler();
        var receipt = await DispatchAsync(Client(seen));
        _peer.Branches.ShouldContain("refs/heads/" + receipt.Branch);
        _peer.Runs.Single()!["id"]!.ToString().ShouldBe(receipt.RunId);
        seen.Requests.ShouldContain(request => request.StartsWith("POST ", StringComparison.Ordinal));
        seen.Requests.Count.ShouldBe(
            _reporter.Lines.Count(line =>
                line.StartsWith("trace: GET ", StringComparison.Ordinal)
                || line.StartsWith("trace: POST ", StringComparison.Ordinal)
            )
        );
        _reporter.Lines.ShouldNotContain(line => line.Contains(_peer.Token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_of_another_server_is_refused_and_nothing_is_made()
    {
        var elsewhere = new GitHubClient(new ProductHeaderValue("shop")) { Credentials = new(_peer.Token) };
        var failure = await FailAsync(elsewhere);
        failure.Error.Code.ShouldBe("OS3138");
        failure.Message.ShouldContain("https://api.github.com/");
        failure.Error.Next.ShouldContain(_peer.Api);
        _peer.Branches.ShouldBe(["refs/heads/main"]);
    }

    [Fact]
    public async Task Credentials_that_the_server_refuses_are_told_as_the_clients()
    {
        var failure = await FailAsync(Client(new Handler(), "ghp_of-somebody-else"));
        failure.Error.Code.ShouldBe("OS4001");
        failure.Message.ShouldContain("the GitHub client that was given");
    }

    [Theory]
    [InlineData("{\"default_branch\":", "OS4008")]
    [InlineData("<html>", "OS4008")]
    [InlineData("[]", "OS4008")]
    [InlineData("", "OS4008")]
    [InlineData("null", "OS4008")]
    public async Task What_no_model_can_be_made_of_is_an_error_of_ours(string body, string code)
    {
        var failure = await FailAsync(Client(new Handler { Answer = body }));
        failure.Error.Code.ShouldBe(code);
        failure.Message.ShouldNotContain("Exception");
    }

    [Fact]
    public async Task A_password_in_its_address_is_not_told()
    {
        var elsewhere = new GitHubClient(new ProductHeaderValue("shop"), new Uri("http://me:hunter22@127.0.0.1:1/"));
        var failure = await FailAsync(elsewhere);
        failure.Error.Code.ShouldBe("OS3138");
        failure.ToString().ShouldNotContain("hunter22");
    }

    [Fact]
    public async Task One_without_credentials_is_nobody()
    {
        var failure = await FailAsync(Client(new Handler(), new Nobody()));
        failure.Error.Code.ShouldBe("OS4001");
    }

    [Fact]
    public async Task Its_password_is_not_told_when_a_server_repeats_it()
    {
        const string told = "{\"message\":\"hunter22 is nobody's; {oneshot} --target=OneShot --again --again\"}";
        var failure = await FailAsync(
            Client(
                new Handler { Answer = told, Status = HttpStatusCode.UnprocessableEntity },
                new InMemoryCredentialStore(new Credentials("me", "hunter22"))
            )
        );
        failure.Error.Code.ShouldBe("OS4004");
        failure.ToString().ShouldNotContain("hunter22");
    }

    [Fact]
    public async Task A_handler_that_fails_in_its_own_way_is_an_error_of_ours_without_its_token()
    {
        var failure = await FailAsync(Client(new Handler { Fails = $"no luck with {_peer.Token}" }));
        failure.Error.Code.ShouldBe("OS4008");
        failure.Message.ShouldContain("no luck with ***");
        failure.ToString().ShouldNotContain(_peer.Token);
    }

    [Fact]
    public async Task Whoever_stops_is_not_held_by_a_request_that_can_not_be_stopped()
    {
        var receipt = await DispatchAsync(Client(new Handler()));
        var hanging = new Handler { Hangs = "PATCH" };
        using var stop = new CancellationTokenSource();
        using var client = Of(Client(hanging));
        var undoing = client.UndoAsync(receipt.Id, new OneShotSettings(), stop.Token);
        while (!hanging.Requests.Any(request => request.StartsWith("PATCH ", StringComparison.Ordinal)))
            await Task.Delay(20);
        await stop.CancelAsync();
        (await Task.WhenAny(undoing, Task.Delay(TimeSpan.FromSeconds(300)))).ShouldBe(undoing);
        await Should.ThrowAsync<OperationCanceledException>(() => undoing);
        hanging.Go.SetResult();
    }

    public void Dispose() => _peer.Dispose();

    private GitHubClient Client(HttpMessageHandler handler, string? token = null) =>
        Client(handler, new InMemoryCredentialStore(new Credentials(token ?? _peer.Token)));

    private GitHubClient Client(HttpMessageHandler handler, ICredentialStore credentials) =>
        new(
            new Connection(
                new ProductHeaderValue("shop"),
                new Uri(_peer.Api + "/"),
                credentials,
                new HttpClientAdapter(() => handler),
                new SimpleJsonSerializer()
            )
        );

    private OneShotClient Of(IGitHubClient client) =>
        new(
            new OneShotClientOptions
            {
                WorkingFolder = _repo.Path,
                Reporter = _reporter,
                Variable = name => _variables.GetValueOrDefault(name),
            }.UseGitHub(client)
        );

    private async Task<DispatchReceipt> DispatchAsync(IGitHubClient client)
    {
        using var own = Of(client);
        return await own.DispatchAsync(Dispatching.Settings() with { Forge = "github", Repo = _peer.FullName });
    }

    private Task<OneShotException> FailAsync(IGitHubClient client) =>
        Should.ThrowAsync<OneShotException>(() => DispatchAsync(client));

    /// <summary>Of a caller that has none; Octokit takes that, too.</summary>
    private sealed class Nobody : ICredentialStore
    {
        public Task<Credentials> GetCredentials() => Task.FromResult<Credentials>(null!);
    }

    /// <summary>A handler of the caller's own.</summary>
    private sealed class Handler() : DelegatingHandler(new HttpClientHandler { AllowAutoRedirect = false })
    {
        public ConcurrentQueue<string> Requests { get; } = [];

        public string? Answer { get; init; }

        public HttpStatusCode Status { get; init; } = HttpStatusCode.OK;

        public string? Fails { get; init; }

        public string? Hangs { get; init; }

        public TaskCompletionSource Go { get; } = new();

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            Requests.Enqueue($"{request.Method} {request.RequestUri}");
            if (request.Method.Method == Hangs)
                await Go.Task;
            if (Fails is not null)
                throw new InvalidOperationException(Fails);
            return Answer is null
                ? await base.SendAsync(request, cancellationToken)
                : new HttpResponseMessage(Status)
                {
                    Content = new StringContent(Answer, System.Text.Encoding.UTF8, "application/json"),
                };
        }
    }
}
