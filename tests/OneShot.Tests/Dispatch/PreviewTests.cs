namespace OneShot.Tests.Dispatch;

public sealed class PreviewTests : IDisposable
{
    private readonly PeerRepository _peer = new();

    [Fact]
    public async Task Everything_is_shown_and_nothing_made()
    {
        var repo = _peer.Clone();
        var before = repo.Snapshot();
        var objects = repo.Git("count-objects", "-v");
        var dispatching = new Dispatching(_peer, repo);
        var receipt = await PreviewAsync(dispatching, Preview());

        (receipt.Preview, receipt.PrNumber, receipt.RunId, receipt.Commit, receipt.Base).ShouldBe(
            (true, null, null, null, "main")
        );
        var shown = dispatching.Reporter.Text;
        foreach (
            var part in new[]
            {
                receipt.Branch,
                "One-shot: Add a --verbose flag",
                $"OneShot-Id: {receipt.Id}",
                ".worker-impl/task.md:\nAdd a --verbose flag",
                "title: One-shot",
                "### Prompt",
                "inputs.distinct_id: " + receipt.Id,
                "ref: main",
                "--force-with-lease=refs/heads/" + receipt.Branch,
            }
        )
        {
            shown.ShouldContain(part);
        }

        receipt
            .Calls!.Select(call => call.Call.Split(' ')[0] + " " + call.Call.Split(' ')[1].Split('?')[0])
            .ShouldBe([
                "git fast-import",
                "git push",
                $"POST {_peer.Api}/repos/{_peer.FullName}/pulls",
                $"POST {_peer.Api}/repos/{_peer.FullName}/actions/workflows/one-shot.yml/dispatches",
                $"POST {_peer.Api}/repos/{_peer.FullName}/issues/NUMBER/labels",
            ]);
        receipt.Calls[^1].Text.ShouldContain("oneshot:queued");
        receipt.Obstacles.ShouldBeEmpty();
        _peer.Requests.ShouldAllBe(request => (string)request!["method"]! == "GET");
        _peer.Branches.ShouldBe(["refs/heads/main"]);
        repo.Snapshot().ShouldBe(before);
        repo.Git("count-objects", "-v").ShouldBe(objects);
        Directory.Exists(repo[".git/oneshot"]).ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_shown_is_what_is_sent()
    {
        var repo = _peer.Clone();
        var dispatching = new Dispatching(_peer, repo) { Clock = new FixedClock() };
        var previewed = await PreviewAsync(dispatching, Preview());
        var made = await dispatching.RunAsync();
        made.Branch.ShouldBe(previewed.Branch);

        string Same(string text) =>
            text.Replace(made.Id!, "ID", StringComparison.Ordinal)
                .Replace(previewed.Id!, "ID", StringComparison.Ordinal);
        var body = ((string)_peer.Pulls.Single()!["body"]!).Replace("\r", "", StringComparison.Ordinal);
        Same(previewed.Calls![2].Text).ShouldContain("body: " + Same(body));
        Same(previewed.Calls[0].Text)
            .ShouldContain(Same(_peer.Bare.Git("log", "-1", "--format=%B", made.Branch!).TrimEnd()));
        foreach (
            var (name, value) in _peer.Runs.Single()!["inputs"]!
                .AsObject()
                .Where(input => input.Key is not ("pr_number" or "submitted_by"))
        )
        {
            Same(previewed.Calls[3].Text).ShouldContain($"inputs.{name}: {Same(value!.ToString())}");
        }
    }

    [Fact]
    public async Task Without_a_token_it_still_shows_everything_and_says_what_is_missing()
    {
        var dispatching = new Dispatching(_peer, _peer.Clone());
        dispatching.Variables.Remove("GH_TOKEN");
        var repo = new GitRepo(_peer.Folder["work"]);
        repo.Git("remote", "set-url", "origin", _peer.Bare.Path);
        var settings = Preview();
        var receipt = await PreviewAsync(dispatching, settings);
        receipt.Calls.Count.ShouldBe(5);
        receipt.Obstacles.Single().ShouldStartWith("OS3008");
    }

    [Fact]
    public async Task What_the_server_would_refuse_is_said()
    {
        _peer.ForgetRequests();
        _peer.Server(new { archived = true });
        var receipt = await PreviewAsync(new Dispatching(_peer, _peer.Clone()), Preview());
        receipt.Obstacles.Single().ShouldStartWith("OS4012");
    }

    [Fact]
    public async Task A_missing_workflow_and_a_missing_identity_are_said_and_the_rest_is_shown()
    {
        var seed = _peer.Seed;
        seed.Git("rm", "-q", ".github/workflows/one-shot.yml");
        seed.Git("commit", "-qm", "Without a workflow");
        seed.Git("push", "-q", _peer.Bare.Path, "main");
        var repo = _peer.LocalClone();
        repo.Git("config", "user.name", "");
        repo.Git("config", "user.email", "");
        repo.Git("config", "user.useConfigOnly", "true");
        var receipt = await PreviewAsync(new Dispatching(_peer, repo), Preview());
        receipt.Obstacles.Select(line => line[..6]).ShouldBe(["OS3004", "OS3015"]);
        receipt.Calls.Count.ShouldBe(5);
    }

    [Fact]
    public async Task An_earlier_one_shot_is_previewed_from_where_it_is()
    {
        _peer.Fault("status", "POST", "/pulls", times: 9, status: 404);
        var (repo, elsewhere) = (_peer.LocalClone(), _peer.LocalClone("elsewhere"));
        var settings = Dispatching.Settings();
        settings.IdempotencyKey = "k";
        var failed = await new Dispatching(_peer, repo).FailAsync(settings);
        _peer.Repair();
        var before = repo.Snapshot();
        var journal = await File.ReadAllTextAsync(repo[$".git/oneshot/journal/{failed.ResumeId}.json"]);
        var resumed = await PreviewAsync(
            new Dispatching(_peer, repo),
            new OneShotSettings { Resume = failed.ResumeId, Preview = true }
        );
        resumed.Calls.Select(call => call.Call.Split(' ')[0]).ShouldBe(["POST", "POST", "POST"]);

        settings.Preview = true;
        var keyed = await PreviewAsync(new Dispatching(_peer, elsewhere), settings);
        keyed.Calls.Select(call => call.Call.Split(' ')[..2]).First().ShouldBe(["git", "fetch"]);
        repo.Snapshot().ShouldBe(before);
        (await File.ReadAllTextAsync(repo[$".git/oneshot/journal/{failed.ResumeId}.json"])).ShouldBe(journal);
        _peer.Pulls.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_made_already_is_seen()
    {
        var repo = _peer.LocalClone();
        var first = await new Dispatching(_peer, repo).RunAsync();
        var receipt = await PreviewAsync(
            new Dispatching(_peer, repo),
            new OneShotSettings { Resume = first.Id, Preview = true }
        );
        receipt.Calls.ShouldBeEmpty();
        receipt.Obstacles.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("trunk moved")]
    [InlineData("blobless, trunk moved")]
    [InlineData("shallow, trunk moved")]
    public async Task Nothing_is_fetched(string state)
    {
        var repo = Git.RepositoryStates.Make(state, _peer);
        var objects = repo.Git("count-objects", "-v");
        var settings = Preview();
        var dispatching = new Dispatching(_peer, repo);
        var receipt = await PreviewAsync(dispatching, settings);
        receipt.Calls.Select(call => call.Call.Split(' ')[1]).ShouldContain("fetch");
        repo.Git("count-objects", "-v").ShouldBe(objects);
    }

    public void Dispose() => _peer.Dispose();

    private static async Task<PreviewReceipt> PreviewAsync(Dispatching dispatching, OneShotSettings settings) =>
        (await dispatching.RunAsync(settings)).ShouldBeOfType<PreviewReceipt>();

    private static OneShotSettings Preview()
    {
        var settings = Dispatching.Settings();
        settings.Preview = true;
        return settings;
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    }
}
