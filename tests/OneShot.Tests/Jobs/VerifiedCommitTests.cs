using OneShot.Core.Errors;
using OneShot.Tests.Local;

namespace OneShot.Tests.Jobs;

/// <summary>
/// With <c>--verified-commits</c> the delivered commit is made through the API, once, and holds what was judged.
/// </summary>
public sealed class VerifiedCommitTests : IDisposable
{
    private const string Work =
        "echo new > new.txt; cp new.txt same.txt; cp README.md again.md; printf '#!/bin/sh\\n' > run.sh; chmod +x "
        + "run.sh; ln -s new.txt link; rm src/app.txt; mkdir -p src/app.txt; echo x > src/app.txt/y";

    private readonly JobMachine _machine = new();

    [Fact]
    public async Task A_workflows_token_makes_a_commit_that_is_verified()
    {
        await WorkAsync();
        _machine.Peer.ForgetRequests();
        await DeliverAsync();
        var commit = _machine.Peer.Bare.Git("cat-file", "commit", _machine.Branch);
        commit.ShouldContain("gpgsig ");
        Log("%an").ShouldBe("github-actions[bot]");
        Log("%(trailers:key=Co-authored-by,valueonly)")
            .Split('\n')[^1]
            .ShouldBe("command (an agent of OneShot) <oneshot@localhost>");
        Log("%(trailers:key=Co-authored-by,valueonly)").Split('\n')[0].ShouldStartWith("Ada");
        Log("%P").ShouldBe(_start);
        _machine
            .Peer.Bare.Git(
                "ls-tree",
                "-r",
                "--format=%(objectmode) %(path)",
                _machine.Branch,
                "--",
                "again.md",
                "link",
                "new.txt",
                "run.sh",
                "same.txt",
                "src",
                ".worker-impl",
                ".impl"
            )
            .Split('\n')
            .ShouldBe([
                "100644 again.md",
                "120000 link",
                "100644 new.txt",
                "100755 run.sh",
                "100644 same.txt",
                "100644 src/app.txt/y",
            ]);
        Posts("/git/blobs").ShouldBe(4, "one for each content that trunk does not have");
        _machine.Reporter.Lines.ShouldContain(line => line.Contains("it is verified", StringComparison.Ordinal));
        ((bool)_machine.Peer.Pull(1)["draft"]!).ShouldBeFalse();
        _machine.Last!.Commit.ShouldBe(_machine.Peer.Bare.Git("rev-parse", _machine.Branch));
        ((string)_machine.Peer.Pull(1)["body"]!).ShouldContain("The commit is verified: GitHub made and signed it.");
        _machine.Peer.Comments(1)[^1].ShouldContain("The commit is verified");
    }

    [Fact]
    public async Task A_persons_token_is_told_that_nobody_signs_for_it()
    {
        await WorkAsync();
        await DeliverAsync(login: "mona");
        Log("%an").ShouldBe("mona");
        _machine.Reporter.Lines.ShouldContain(line =>
            line.StartsWith("warning: the commit is not verified (unsigned)", StringComparison.Ordinal)
        );
        ((string)_machine.Peer.Pull(1)["body"]!).ShouldContain("The commit is not verified (unsigned): GitHub signs");
    }

    [Fact]
    public async Task An_attempt_that_failed_after_it_is_finished_by_the_next()
    {
        await WorkAsync();
        _machine.Peer.Fault("status", "PATCH", "/pulls/1", status: 403);
        await Should.ThrowAsync<OneShotException>(() => DeliverAsync());
        var made = _machine.Peer.Bare.Git("rev-parse", _machine.Branch);
        await DeliverAsync();
        _machine.Peer.Bare.Git("rev-parse", _machine.Branch).ShouldBe(made);
    }

    [Theory]
    [InlineData("POST", "/git/blobs")]
    [InlineData("POST", "/git/trees")]
    [InlineData("POST", "/git/commits")]
    [InlineData("PATCH", "/git/refs")]
    public async Task A_lost_answer_makes_nothing_twice(string method, string path)
    {
        await WorkAsync("echo new > new.txt");
        _machine.Peer.Fault("lost", method, path);
        await DeliverAsync();
        _machine.Peer.WasFaulty.ShouldBeTrue();
        Log("%P").ShouldBe(_start);
    }

    [Theory]
    [InlineData("/git/blobs")]
    [InlineData("/git/trees")]
    public async Task Something_else_than_what_was_judged_reaches_no_branch(string path)
    {
        await WorkAsync();
        _machine.Peer.Fault(
            "status",
            "POST",
            path,
            status: 201,
            body: $$"""{"sha":"{{_machine.Peer.Bare.Git("rev-parse", "main^{tree}")}}"}"""
        );
        (await Should.ThrowAsync<OneShotException>(() => DeliverAsync())).Error.Code.ShouldBe("OS6014");
        _machine.Peer.Bare.Git("rev-parse", _machine.Branch).ShouldBe(_start);
    }

    [Fact]
    public async Task A_rule_of_the_branch_is_told()
    {
        await WorkAsync();
        _machine.Peer.Server(new { refRule = "Repository rule violations found" });
        (await Should.ThrowAsync<OneShotException>(() => DeliverAsync())).Error.Message.ShouldContain(
            "Repository rule violations found"
        );
        _machine.Peer.Bare.Git("rev-parse", _machine.Branch).ShouldBe(_start);
    }

    [Fact]
    public async Task A_branch_that_moved_keeps_its_commits()
    {
        await WorkAsync();
        var other = _machine.Clone();
        var theirs = other.Commit("Mine", "mine.txt", "x");
        other.Git("push", "--quiet");
        (await Should.ThrowAsync<OneShotException>(() => DeliverAsync())).Error.Code.ShouldBe("OS5002");
        _machine.Peer.Bare.Git("rev-parse", _machine.Branch).ShouldBe(theirs);
    }

    [Fact]
    public async Task Where_nobody_signs_it_is_refused_before_an_agent_is_paid()
    {
        var settings = _machine.Settings();
        (settings.Forge, settings.VerifiedCommits) = ("local", true);
        (
            await Should.ThrowAsync<OneShotException>(() =>
                _machine.JobAsync(settings, jobs => jobs.PrepareRunAsync(default))
            )
        ).Error.Code.ShouldBe("OS2095");

        using var local = new LocalOneShot();
        var asked = LocalOneShot.Settings();
        asked.VerifiedCommits = true;
        (await Should.ThrowAsync<OneShotException>(() => local.RunAsync(asked))).Error.Code.ShouldBe("OS2095");
        local.Branch.ShouldBeEmpty();
    }

    public void Dispose() => _machine.Dispose();

    private string? _start;

    private async Task WorkAsync(string work = Work)
    {
        await _machine.PlanAsync();
        await _machine.ImplementAsync(work);
        _start = _machine.Peer.Bare.Git("rev-parse", _machine.Branch);
    }

    private Task DeliverAsync(string login = "github-actions[bot]")
    {
        _machine.Peer.TokenMay(
            new
            {
                contents = "write",
                pull_requests = "write",
                issues = "write",
            },
            login: login
        );
        var settings = _machine.Settings();
        settings.Options = """{"format":1,"verified-commits":"true"}""";
        return _machine.JobAsync(settings, jobs => jobs.DeliverImplementationAsync(default));
    }

    private int Posts(string path) =>
        _machine.Peer.Requests.Count(request =>
            (string)request!["method"]! == "POST" && ((string)request["path"]!).EndsWith(path, StringComparison.Ordinal)
        );

    private string Log(string format) =>
        _machine.Peer.Bare.Git("log", "-1", "--format=" + format, _machine.Branch).TrimEnd();
}
