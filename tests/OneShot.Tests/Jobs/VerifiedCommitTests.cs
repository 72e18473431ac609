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

    [Fact]
    public async Task Where_nobody_signs_it_is_refused_before_an_agent_is_paid()
    {
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

    private Task DeliverAsync()
    {
        _machine.Peer.TokenMay(
            new
            {
                contents = "write",
                pull_requests = "write",
                issues = "write",
            },
            login: "github-actions[bot]"
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
