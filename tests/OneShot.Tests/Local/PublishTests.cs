using System.Text.Json;
using OneShot.Core.Model;

namespace OneShot.Tests.Local;

/// <summary>
/// A one-shot of this machine becomes a pull request on GitHub,
/// once, with plan and report; nothing that is not finished does.
/// </summary>
public sealed class PublishTests : IDisposable
{
    private const string NotKnown = "can't tell";
    private readonly PeerRepository _peer = new();
    private readonly RecordingReporter _reporter = new();
    private readonly GitRepo _repo;

    public PublishTests() => _repo = _peer.Clone();

    [Fact]
    public async Task A_finished_one_shot_becomes_a_ready_pull_request_once()
    {
        var local = await RunAsync("Add it, @mona, closes #7");
        var published = await PublishAsync();
        (published.Id, published.Branch, published.Base).ShouldBe((local.Id, local.Branch, "main"));
        var pull = _peer.Pull(published.PrNumber!.Value);
        ((bool)pull["draft"]!).ShouldBeFalse();
        var body = (string)pull["body"]!;
        _peer.Labels(published.PrNumber!.Value).ShouldBe(["oneshot:published"]);
        LocalLabel().ShouldBe("oneshot:published");
        body.ShouldContain("### Prompt");
        body.ShouldContain("<summary>The plan</summary>");
        body.ShouldContain("## Files not changing");
        body.ShouldContain("| implement |");
        body.ShouldContain("no model was used");
        _peer.Bare.Git("rev-parse", local.Branch!).ShouldBe(_repo.Git("rev-parse", local.Branch!));
        _peer.Bare.Git("ls-tree", "-r", "--name-only", local.Branch!).ShouldContain($"docs/oneshot/{local.Id}.md");

        // Commits of the user's go along; the pull request stays the one.
        _repo.Git("checkout", "--quiet", local.Branch!);
        var added = _repo.Commit("Mine", "mine.txt", "x");
        (await PublishAsync(local.Id)).PrNumber.ShouldBe(published.PrNumber);
        _peer.Bare.Git("rev-parse", local.Branch!).ShouldBe(added);
        _peer.Pulls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_preview_shows_it_and_makes_nothing()
    {
        await RunAsync();
        var preview = await PublishAsync(preview: true);
        preview
            .Calls!.Select(call => call.Call)
            .ShouldContain(call => call.StartsWith("git push", StringComparison.Ordinal));
        preview.Calls!.ShouldContain(call => call.Call.EndsWith("/pulls", StringComparison.Ordinal));
        preview.Calls!.ShouldContain(call =>
            call.Call.EndsWith("/issues/NUMBER/labels", StringComparison.Ordinal)
            && call.Text.Contains("oneshot:published", StringComparison.Ordinal)
        );
        LocalLabel().ShouldBe("oneshot:ready");
        _peer.Pulls.ShouldBeEmpty();
        _peer.Branches.ShouldBe(["refs/heads/main"]);
        (preview.PrNumber, preview.PrUrl).ShouldBe((null, null), "nobody knows it");

        // One that is there already is known.
        var published = await PublishAsync(preview.Id);
        preview = await PublishAsync(preview.Id, preview: true);
        (preview.PrNumber, preview.PrUrl).ShouldBe((published.PrNumber, published.PrUrl));
        preview.PrUrl.ShouldNotBeNull();
    }

    private string LocalLabel()
    {
        using var pull = JsonDocument.Parse(File.ReadAllText(_repo[".git/oneshot/pulls/1.json"]));
        return pull.RootElement.GetProperty("labels").EnumerateArray().Single().GetString()!;
    }

    [Fact]
    public async Task Which_one_is_asked_where_there_are_several()
    {
        (await FailAsync()).Error.Code.ShouldBe("OS2028");
        var first = await RunAsync("One");
        await RunAsync("Two");
        var failure = await FailAsync();
        failure.Error.Code.ShouldBe("OS2028");
        failure.Error.Next.ShouldContain($"{first.Id} (One)");
        (await FailAsync("zzzzzz")).Error.Code.ShouldBe("OS2019");
        await PublishAsync(first.Id);
        _peer.Pulls.Count.ShouldBe(1);
        (await PublishAsync()).Id.ShouldNotBe(first.Id, "the one that is left needs no name");
    }

    [Fact]
    public async Task What_is_not_finished_is_not_published()
    {
        var settings = Settings();
        (settings.Agent, settings.AgentCommand) = ("command", "exit 3");
        await Should.ThrowAsync<OneShotException>(() => RunAsync(settings));
        var failure = await FailAsync();
        failure.Error.Code.ShouldBe("OS5012");
        failure.Error.NextFor("x").ShouldContain(" --resume=");
        _peer.Branches.ShouldBe(["refs/heads/main"]);
    }

    [Fact]
    public async Task Commits_of_trunk_that_nobody_has_seen_are_not_published_along()
    {
        _repo.Commit("Not pushed", "secret.txt", "x");
        await RunAsync(Settings(trunk: "main"));
        (await FailAsync()).Error.Code.ShouldBe("OS5013");
        _peer.Branches.ShouldBe(["refs/heads/main"]);
        _repo.Git("push", "--quiet", _peer.Bare.Path, "main");
        await PublishAsync();
        _peer.Pulls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_trunk_that_went_on_is_no_obstacle_and_a_foreign_branch_is()
    {
        var local = await RunAsync();
        var other = _peer.LocalClone("other");
        other.Commit("Went on", "on.txt", "x");
        other.Git("push", "--quiet", "origin", "main");
        other.Git("push", "--quiet", "origin", $"HEAD:refs/heads/{local.Branch}");
        var failure = await FailAsync();
        failure.Error.Code.ShouldBe("OS5002");
        var there = _peer.Bare.Git("rev-parse", local.Branch!);
        failure.Error.Message.ShouldMatch(
            $@"^The branch {local.Branch} is .*: on origin \(.*\) it is at {there[..10]}\.$"
        );
        var look = failure.Error.Next[(failure.Error.Next.IndexOf(" Type: ", StringComparison.Ordinal) + 7)..];
        look.ShouldBe($"git fetch origin {local.Branch} && git log {local.Branch}..FETCH_HEAD");
        Launch
            .Run(
                _repo.Path,
                null,
                "sh",
                "-c",
                look.Replace(" origin ", $" '{_peer.Bare.Path}' ", StringComparison.Ordinal)
            )
            .Output.ShouldContain("Went on");
        other.Git("push", "--quiet", "origin", ":" + local.Branch);
        (await PublishAsync()).PrNumber.ShouldBe(1);
    }

    [Fact]
    public async Task A_preview_says_what_publishing_says_whatever_others_pushed_since_the_last_fetch()
    {
        await RunAsync("One");
        GoOn();
        var preview = await PublishAsync(preview: true);
        preview.Obstacles.ShouldBe([]);
        preview.Calls!.ShouldContain(call => call.Call.EndsWith("/pulls", StringComparison.Ordinal));
        _reporter.Text.ShouldNotContain(NotKnown, customMessage: "what was fetched last has all that it stands on");
        await PublishAsync();

        // Of what is only here, the remote may have got it otherwise: a preview that fetches nothing can't know.
        _repo.Commit("Not pushed", "secret.txt", "x");
        await RunAsync(Settings("Two", "main"));
        GoOn();
        await PublishAsync(preview: true);
        _reporter.Text.ShouldContain(NotKnown);
        _reporter.Text.ShouldContain("git fetch origin main");
        _repo.Git("fetch", "--quiet", _peer.Bare.Path, "main");
        (await Should.ThrowAsync<OneShotException>(() => PublishAsync(preview: true))).Error.Code.ShouldBe("OS5013");
        (await FailAsync()).Error.Code.ShouldBe("OS5013");
        _peer.Pulls.Count.ShouldBe(1);

        void GoOn()
        {
            var other = _peer.LocalClone($"other{_peer.Pulls.Count}");
            other.Commit("Went on", $"on{_peer.Pulls.Count}.txt", "x");
            other.Git("push", "--quiet", "origin", "main");
        }
    }

    [Fact]
    public async Task What_went_wrong_on_the_way_is_finished_by_the_same_command()
    {
        await RunAsync();
        _peer.Fault("status", "POST", "/pulls$", status: 403, message: "no");
        (await FailAsync()).Error.Exit.ShouldBe(ExitCode.Refused);
        _peer.Repair();
        await PublishAsync();
        _peer.Pulls.Count.ShouldBe(1);
    }

    public void Dispose() => _peer.Dispose();

    private static OneShotSettings Settings(string prompt = "Add it", string? trunk = null) =>
        new()
        {
            Prompt = prompt,
            Base = trunk,
            Forge = "local",
            Agent = "rehearsal",
            GitTimeout = 240,
        };

    private Task<DispatchReceipt> RunAsync(string prompt = "Add it") => RunAsync(Settings(prompt));

    private async Task<DispatchReceipt> RunAsync(OneShotSettings settings)
    {
        using var session = OneShotVerbs.CreateVerb(settings, Host());
        return await Dispatching.WholeAsync(session);
    }

    private async Task<PublishReceipt> PublishAsync(string? id = null, bool preview = false)
    {
        using var session = OneShotVerbs.CreatePublish(
            new OneShotSettings
            {
                DistinctId = id,
                Preview = preview,
                HttpTimeout = 10,
                GitTimeout = 240,
            },
            Host()
        );
        await session.PublishAsync(CancellationToken.None);
        return session.Receipt!;
    }

    private Task<OneShotException> FailAsync(string? id = null) =>
        Should.ThrowAsync<OneShotException>(() => PublishAsync(id));

    private OneShotHost Host() =>
        new(_repo.Path, _repo.Path, _reporter) { Variable = Variable, Runner = new InProcessRunner(Variable) };

    private string? Variable(string name) =>
        name is "PATH" or "HOME" ? Environment.GetEnvironmentVariable(name) : _peer.Environment.GetValueOrDefault(name);
}
