using System.Text.RegularExpressions;

namespace OneShot.Frosting.Tests;

/// <summary>A build whose tests go red: a one-shot is dispatched, and the build fails as it would without.</summary>
public sealed class OnFailureTests : IDisposable
{
    private static readonly string Recording = Path.Combine(
        Repository.Root,
        "tests",
        "OneShot.Core.Tests",
        "Failures",
        "Recordings",
        "shop.trx"
    );
    private static readonly string Recorded = "--recorded=" + Recording;

    private readonly PeerRepository _peer = new();
    private readonly GitRepo _repo;

    public OnFailureTests() => _repo = _peer.Clone();

    [Theory]
    [InlineData("")]
    [InlineData("plain with lifetime")]
    public void In_ci_the_failures_are_dispatched_once_and_the_build_fails_with_its_own_error(string host)
    {
        var sample = Ci(host, "SHOP_API_KEY=correct-horse");
        var printed =
            "--recorded="
            + _peer.Folder.Write(
                "printed.trx",
                File.ReadAllText(Recording).Replace("monday", "correct-horse", StringComparison.Ordinal)
            );
        foreach (var time in host.Length == 0 ? new[] { 1, 2 } : [1])
        {
            var outcome = sample.Run("--target=Check", printed);
            outcome.ExitCode.ShouldBe(1, outcome.All);
            outcome.Error.ShouldContain("the user's tests are red");
            var told = outcome
                .Output.Split('\n')
                .Single(line => line.Contains("Check failed", StringComparison.Ordinal));
            told.ShouldMatch(
                "^Check failed: the one-shot [a-z0-9]{6} is about it: http[^ ]+/pull/1 \\(to undo it: .* "
                    + "--undo=[a-z0-9]{6}\\)$"
            );
            outcome.All.ShouldNotContain("pushing", customMessage: $"one line, also the time {time}");
        }

        (_peer.Pulls.Count, _peer.Runs.Count).ShouldBe((1, 1));
        var prompt = _peer.Bare.Git(
            "show",
            $"{_peer.Branches.First(branch => branch.Contains("oneshot-", StringComparison.Ordinal))}:.worker-impl/task.md"
        );
        prompt.ShouldStartWith(
            "The nightly build is red.\n\nFix 3 failing tests, such as CartTests.Total_is_price_times_count\n"
        );
        prompt.ShouldContain("No basket ***, token ***");

        if (host.Length > 0)
            return;
        _repo.Git("commit", "--quiet", "--allow-empty", "-m", "Another");
        sample.Run("--target=Check", Recorded).ExitCode.ShouldBe(1);
        _peer.Pulls.Count.ShouldBe(2);
    }

    [Fact]
    public void The_page_of_a_local_one_spells_its_commands_as_the_builds_log_does()
    {
        // Beside its project, as a build is.
        _peer.Folder.Write("SampleBuild.csproj", "<Project />");
        var sample = new Sample(_peer, _repo) { Program = Repository.ProgramIn(_peer.Folder, "SampleBuild") };
        var outcome = sample.Run(
            "--target=Check",
            Recorded,
            "--forge=local",
            "--agent=rehearsal",
            "--on-failure=always"
        );
        outcome.ExitCode.ShouldBe(1, outcome.All);
        var undo = Regex.Match(
            outcome.Output,
            "\\(to undo it: (?<command>.* --undo=[a-z0-9]{6})\\)$",
            RegexOptions.Multiline
        );
        undo.Groups["command"].Value.ShouldStartWith("dotnet run --project ");
        var page = _repo[".git/oneshot/pulls/1.md"];
        SpinWait.SpinUntil(() => File.ReadAllText(page).Contains("--undo=", StringComparison.Ordinal), 60_000);
        File.ReadAllText(page).ShouldContain(undo.Groups["command"].Value);
        File.ReadAllText(page).ShouldNotContain("dotnet run -- ");
    }

    [Fact]
    public void The_document_and_the_exit_code_are_the_builds()
    {
        var outcome = Ci()
            .Run("--target=Check", Recorded, "--output=json", "--prompt=Of another one", "--idempotency-key=other");
        outcome.ExitCode.ShouldBe(1, outcome.All);
        Sample.Json(outcome).GetProperty("error").GetProperty("code").GetString().ShouldBe("OS1002");
        ((string)_peer.Pulls.Single()!["title"]!).ShouldBe("One-shot: The nightly build is red.");
    }

    [Theory]
    [InlineData(
        "GITHUB_ACTIONS=true GITHUB_REF=refs/pull/7/merge GITHUB_EVENT_NAME=pull_request",
        "the build of a pull request"
    )]
    [InlineData("ONESHOT_PREVIEW=true", "this is a preview")]
    public void Elsewhere_nothing_is_and_that_is_said(string variables, string reason)
    {
        var outcome = Ci("", variables).Run("--target=Check", Recorded);
        outcome.ExitCode.ShouldBe(1, outcome.All);
        outcome.Output.ShouldContain("Check failed; no one-shot is dispatched for it: ");
        outcome.Output.ShouldContain(reason);
        _peer.Branches.ShouldBe(["refs/heads/main"]);
    }

    [Fact]
    public void On_a_developers_machine_one_hint_says_how()
    {
        var outcome = Ci("", "CI=").Run("--target=Check", Recorded);
        outcome.ExitCode.ShouldBe(1, outcome.All);
        outcome
            .All.Split('\n')
            .Where(line => line.Contains("one-shot", StringComparison.Ordinal))
            .ShouldBe(["Check failed; with --on-failure=always a one-shot is dispatched about it"]);
        outcome.All.ShouldNotContain("OS1002", customMessage: "Cake has told what failed");
        outcome.Error.ShouldContain("the user's tests are red");
        _peer.Branches.ShouldBe(["refs/heads/main"]);
    }

    [Fact]
    public void It_can_be_switched_off_and_on()
    {
        var off = Ci("", "ONESHOT_ON_FAILURE=never").Run("--target=Check", Recorded);
        (off.ExitCode, off.All.Contains("one-shot", StringComparison.Ordinal)).ShouldBe((1, false));
        Ci("", "CI=").Run("--target=Check", Recorded, "--on-failure=always").Output.ShouldContain("is about it");
        _peer.Pulls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("--target=Check", "OS2040")]
    [InlineData("--target=CheckNothing", "OS2044")]
    [InlineData("--target=Check --base=nowhere", "OS2018")]
    public void What_keeps_a_dispatch_from_being_made_is_one_line_and_hides_nothing(string arguments, string code)
    {
        // Of an earlier build: whatever failed then is not what failed now.
        _repo.Write("results/old.trx", File.ReadAllText(Recording));
        File.SetLastWriteTimeUtc(_repo["results/old.trx"], DateTime.UtcNow.AddHours(-1));
        var outcome = Ci()
            .Run([
                .. arguments.Split(' '),
                .. arguments.Contains("base", StringComparison.Ordinal) ? new[] { Recorded } : [],
            ]);
        outcome.ExitCode.ShouldBe(1, outcome.All);
        outcome.Error.ShouldContain("the user's tests are red");
        outcome.All.Split('\n').Count(line => line.Contains(code, StringComparison.Ordinal)).ShouldBe(1, outcome.All);
        _peer.Branches.ShouldBe(["refs/heads/main"]);
    }

    [Fact]
    public void A_mark_names_files_of_other_kinds_and_agrees_to_what_is_in_no_commit()
    {
        _repo.Write("src/app.txt", "changed");
        const string failing = """
            <testsuite name="s"><testcase classname="tests.test_cart" name="test_total">
            <failure message="m">src/app.txt:1: AssertionError</failure></testcase></testsuite>
            """;
        var junit = "--recorded=" + _peer.Folder.Write("junit.xml", failing);
        _repo.Write("results/none.binlog", "");
        var outcome = Ci().Run("--target=CheckAll", junit);
        outcome.ExitCode.ShouldBe(1, outcome.All);
        outcome.Output.ShouldContain("results/none.binlog can't be read as a binary log, and is left out");
        var made = _peer.Branches.First(branch => branch.Contains("oneshot-", StringComparison.Ordinal));
        var prompt = _peer.Bare.Git("show", $"{made}:.worker-impl/task.md");
        prompt.ShouldStartWith(
            "Fix the failing test test_cart.test_total\n\n"
                + "This was seen in a work tree that differs from every commit, in src/app.txt: "
        );
        prompt.ShouldContain("tests.test_cart.test_total\n\nm\nsrc/app.txt:1: AssertionError\n\nat src/app.txt:1\n");
    }

    [Fact]
    public void A_task_that_may_fail_is_told_of_too_and_the_build_goes_on()
    {
        var outcome = Ci().Run("--target=CheckAndGoOn", Recorded);
        outcome.ExitCode.ShouldBe(0, outcome.All);
        outcome.Output.ShouldContain("CheckAndGoOn failed: the one-shot");
    }

    [Fact]
    public void A_build_that_was_stopped_dispatches_nothing()
    {
        using var launch = Ci().Start("--target=Check", Recorded, "--sleep-in-check=2");
        for (var i = 0; i < 3600 && !File.Exists(_repo["results/shop.trx"]); i++)
            Thread.Sleep(50);
        launch.Signal(2);
        var outcome = launch.Wait();
        outcome.ExitCode.ShouldBe(130, outcome.All);
        _peer.Branches.ShouldBe(["refs/heads/main"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    public void A_task_asks_for_one_in_its_own_code(string host)
    {
        var outcome = Ci(host, "CI=").Run("--target=CheckInCode", Recorded);
        outcome.ExitCode.ShouldBe(1, outcome.All);
        outcome.Error.ShouldContain("asked in code: oneshot-from-code-");
        outcome.Error.ShouldContain("the user's tests are red");
        _peer.Pulls.Count.ShouldBe(1);
    }

    [Fact]
    public void On_this_machine_the_run_goes_on_by_itself()
    {
        using var here = new LocalSample();
        (here.Environment["CI"], here.Environment["ONESHOT_AGENT"]) = ("true", "rehearsal");
        var outcome = here.Run("--target=Check", Recorded);
        outcome.ExitCode.ShouldBe(1, outcome.All);
        outcome.Output.ShouldContain("Check failed: the one-shot ");
        var run = here.Repo[
            $".git/oneshot/runs/{Path.GetFileName(Directory.GetDirectories(here.Repo[".git/oneshot/runs"]).Single())}/run.json"
        ];
        for (
            var i = 0;
            i < 3600 && !File.ReadAllText(run).Contains("\"status\": \"completed\"", StringComparison.Ordinal);
            i++
        )
            Thread.Sleep(100);
        here.Repo.Git("for-each-ref", "--format=%(refname)", "refs/heads/oneshot-*").Split('\n').Length.ShouldBe(1);
        here.Repo.Git("log", "-1", "--format=%s", "--grep=One-shot: The nightly build is red.", "--all")
            .ShouldNotBeEmpty();
    }

    public void Dispose() => _peer.Dispose();

    private Sample Ci(string host = "", string variables = "")
    {
        var sample = new Sample(_peer, _repo, host);
        sample.Environment["CI"] = "true";
        foreach (
            var pair in variables
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(variable => variable.Split('=', 2))
        )
            sample.Environment[pair[0]] = pair[1];
        return sample;
    }
}
