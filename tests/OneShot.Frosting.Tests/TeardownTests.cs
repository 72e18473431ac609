using System.Text.Json;

namespace OneShot.Frosting.Tests;

/// <summary>
/// With <c>--checkout</c>, what was checked out before is checked out again: at
/// the end, after a failure, after a signal, beside the user's own lifetime.
/// </summary>
public abstract class TeardownTests : IDisposable
{
    private const int HangUp = 1;
    private const int Interrupt = 2;
    private const int Terminate = 15;
    private const int Kill = 9;

    private readonly PeerRepository _peer = new();
    private readonly GitRepo _repo;

    private string[] _before;

    private TeardownTests()
    {
        _repo = _peer.Clone();
        _before = _repo.Visible();
    }

    public void Dispose()
    {
        _peer.Dispose();
        GC.SuppressFinalize(this);
    }

    private void IsHome(string home)
    {
        _repo.Git("rev-parse", "--abbrev-ref", "HEAD").ShouldBe(home);
        _repo.Visible().ShouldBe(_before);
    }

    private JsonElement Result => JsonDocument.Parse(File.ReadAllText(_peer.Folder["result.json"])).RootElement;

    // Runs until the user's task sleeps, which no cancellation reaches, and sends signals. Its end is told by "slept".
    private Outcome Interrupted(string host, params int[] signals)
    {
        using var launch = Sleeping(host);
        foreach (var signal in signals)
        {
            launch.Signal(signal);
            Thread.Sleep(300);
        }

        var outcome = launch.Wait();
        outcome.Error.ShouldNotContain("slept", customMessage: "it ended before the task did");
        return outcome;
    }

    private Launch Sleeping(string host)
    {
        var alarm = _peer.Folder["alarm"];
        string[] json = host.Length == 0 ? ["--output=json"] : [];
        string[] result = [$"--result={_peer.Folder["result.json"]}", .. json];
        string[] sleep = ["--sleep=60", "--sleep-until=" + alarm];
        var launch = new Sample(_peer, _repo, host).Start([
            "--target=OneShot",
            "--prompt=Add it",
            "--checkout",
            .. sleep,
            .. result,
        ]);
        for (var waited = 0; waited < 3600 && !File.Exists(alarm + ".set"); waited++)
            Thread.Sleep(50);
        return launch;
    }

    public sealed class AtTheEnd : TeardownTests
    {
        [Theory]
        [InlineData("")]
        [InlineData("plain with lifetime")]
        [InlineData("by interface")]
        public void Of_a_good_run(string host) =>
            Good(host)
                .Output.Contains("the user's teardown, well", StringComparison.Ordinal)
                .ShouldBe(host.EndsWith("lifetime", StringComparison.Ordinal));

        /// <summary>Standard output holds one document, whatever tasks and children print.</summary>
        [Fact]
        public void Of_a_good_run_that_a_program_reads()
        {
            var outcome = Good("with lifetime", "--output=json");
            outcome.Output.Count(c => c == '\n').ShouldBe(1);
            Sample
                .Json(outcome)
                .EnumerateObject()
                .Select(property => property.Name)
                .ShouldBe([
                    "success",
                    "format",
                    "preview",
                    "id",
                    "branch",
                    "base",
                    "prompt_sha256",
                    "commit",
                    "pr_number",
                    "pr_url",
                    "run_id",
                    "run_url",
                    "model",
                    "agent",
                    "workflow",
                    "submitted_by",
                    "verified",
                    "tests",
                    "rounds",
                ]);
            outcome.Error.ShouldContain("between on standard output");
            outcome.Error.ShouldContain("a child on standard output");
            outcome.Error.ShouldContain("the user's teardown, well");
        }

        [Theory]
        [InlineData("", 1)]
        [InlineData("plain", 1)]
        [InlineData("plain with lifetime", 1)]
        [InlineData("with lifetime", 1)]
        public void Of_a_run_whose_task_broke(string host, int exitCode)
        {
            _repo.Git("checkout", "--quiet", "--detach");
            _before = _repo.Visible();
            string[] json = host.Length == 0 ? ["--output=json"] : [];
            string[] result = [$"--result={_peer.Folder["result.json"]}", .. json];
            _peer.Folder.Write("result.json", """{"success":true,"id":"old"}""");
            var outcome = new Sample(_peer, _repo, host).Run([
                "--target=OneShot",
                "--prompt=Add it",
                "--checkout",
                "--explode",
                .. result,
            ]);
            outcome.ExitCode.ShouldBe(exitCode, outcome.All);
            IsHome("HEAD");
            outcome
                .All.Contains("the user's teardown, failed", StringComparison.Ordinal)
                .ShouldBe(host.EndsWith("lifetime", StringComparison.Ordinal));

            // It is the user's failure, with a way on.
            outcome.All.ShouldContain("the user's task broke");
            _peer.Pulls.ShouldBeEmpty();
            Result.GetProperty("success").GetBoolean().ShouldBeFalse();
            Result.GetProperty("error").GetProperty("code").GetString().ShouldBe("OS1002");
            var id = Path.GetFileNameWithoutExtension(
                Directory.GetFiles(_repo[".git/oneshot/journal"], "*.json").Single()
            );
            Result.GetProperty("resume").GetString().ShouldBe(id);
            if (host.Length > 0)
                return;
            outcome.Error.ShouldContain($"--resume={id} --checkout finishes it");
            new Sample(_peer, _repo)
                .Run("--target=OneShotStatus", "--forge=github", "--repo=" + _peer.FullName)
                .Output.ShouldContain($"--resume={id} --checkout");
            Sample.Json(outcome).ToString().ShouldBe(Result.ToString());
        }

        private Outcome Good(string host, params string[] more)
        {
            var outcome = new Sample(_peer, _repo, host).Run([
                "--target=OneShot",
                "--prompt=Add it",
                "--checkout",
                "--commit",
                .. more,
            ]);
            outcome.ExitCode.ShouldBe(0, outcome.All);
            IsHome("main");
            _peer.Bare.Git("show", $"{_peer.Branches[^1]}:generated.txt").ShouldBe("x");
            return outcome;
        }

        [Fact]
        public void Of_a_run_whose_own_step_failed()
        {
            _peer.Fault("status", "POST", "/pulls", times: 9, status: 403);
            var outcome = new Sample(_peer, _repo).Run("--target=OneShot", "--prompt=Add it", "--checkout");
            outcome.ExitCode.ShouldBe(4, outcome.All);
            IsHome("main");
        }
    }

    // A task that does not listen is waited for, and left after a while, which costs the document nothing.
    private void IsLeft(int signal) => IsToldAndHome(Interrupted("", signal));

    private void IsWaitedFor()
    {
        using var launch = Sleeping("");
        launch.Signal(Interrupt);
        _peer.Folder.Write("alarm", "");
        var outcome = launch.Wait();
        outcome.Error.ShouldContain("slept");
        IsToldAndHome(outcome);
    }

    private void IsToldAndHome(Outcome outcome)
    {
        outcome.ExitCode.ShouldBe(130, outcome.All);
        IsHome("main");
        var json = Sample.Json(outcome);
        json.GetProperty("error").GetProperty("code").GetString().ShouldBe("OS9001");
        json.GetProperty("resume").GetString().ShouldNotBeNull();
        Result.ToString().ShouldBe(json.ToString());
    }

    public sealed class AfterAnInterrupt : TeardownTests
    {
        [Fact]
        public void A_task_that_does_not_listen_is_left_after_a_while() => IsLeft(Interrupt);

        [Fact]
        public void A_task_that_soon_ends_is_waited_for() => IsWaitedFor();
    }

    public sealed class AfterATermination : TeardownTests
    {
        [Fact]
        public void A_task_that_does_not_listen_is_left_after_a_while() => IsLeft(Terminate);
    }

    public sealed class AfterAHangUp : TeardownTests
    {
        [Fact]
        public void A_task_that_does_not_listen_is_left_after_a_while() => IsLeft(HangUp);
    }

    public sealed class AfterASignalUnderOurRunner : TeardownTests
    {
        [Fact]
        public void The_second_signal_ends_it_at_once_and_restore_branch_repairs_it()
        {
            Interrupted("", Interrupt, Interrupt).ExitCode.ShouldBe(130);
            var restored = new Sample(_peer, _repo).Run("--target=RestoreBranch");
            restored.ExitCode.ShouldBe(0, restored.All);
            restored.Output.ShouldContain(
                "back on main",
                customMessage: "it did not wait until it went back by itself"
            );
            IsHome("main");
        }

        [Fact]
        public void After_kill_9_restore_branch_repairs_it()
        {
            Interrupted("", Kill).ExitCode.ShouldBe(137);
            new Sample(_peer, _repo).Run("--target=RestoreBranch").ExitCode.ShouldBe(0);
            IsHome("main");
            new Sample(_peer, _repo).Run("--target=RestoreBranch").Output.ShouldContain("there is nothing to restore");
        }

        [Fact]
        public void A_step_of_ours_stops_at_once()
        {
            _peer.Fault("hang", "POST", "/pulls");
            using var launch = new Sample(_peer, _repo, "with lifetime").Start(
                "--target=OneShot",
                "--prompt=Add it",
                "--checkout",
                "--output=json"
            );
            while (!_peer.Requests.Any(request => (string)request!["method"]! == "POST") && _peer.Branches.Length < 2)
                Thread.Sleep(50);
            Thread.Sleep(700);
            launch.Signal(Interrupt);
            var outcome = launch.Wait();
            outcome.ExitCode.ShouldBe(130, outcome.All);

            // Whoever has to be left does not get to it.
            outcome.Error.ShouldContain("the user's teardown");
            IsHome("main");
            var json = Sample.Json(outcome);
            json.GetProperty("error").GetProperty("code").GetString().ShouldBe("OS9001");
            json.GetProperty("resume").GetString().ShouldNotBeNull();
        }
    }

    public sealed class AfterASignalUnderAPlainHost : TeardownTests
    {
        [Theory]
        [InlineData(Interrupt, 130)]
        [InlineData(Terminate, 143)]
        public void It_goes_back_and_dies(int signal, int exitCode)
        {
            var outcome = Interrupted("plain", signal);
            outcome.ExitCode.ShouldBe(exitCode, outcome.All);
            IsHome("main");
        }
    }
}
