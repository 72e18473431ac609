using System.Diagnostics;
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

    // Runs until the user's task sleeps, which no cancellation reaches, and sends signals.
    private (Outcome Outcome, TimeSpan Time) Interrupted(string host, params int[] signals)
    {
        var sample = new Sample(_peer, _repo, host);
        string[] json = host.Length == 0 ? ["--output=json"] : [];
        string[] result = [$"--result={_peer.Folder["result.json"]}", .. json];
        using var launch = sample.Start(["--target=OneShot", "--prompt=Add it", "--checkout", "--sleep=60", .. result]);
        var watch = Stopwatch.StartNew();
        while (
            File.ReadAllText(_repo[".git/HEAD"]) == "ref: refs/heads/main\n" && watch.Elapsed < TimeSpan.FromSeconds(30)
        )
            Thread.Sleep(50);
        Thread.Sleep(500);
        watch.Restart();
        foreach (var signal in signals)
        {
            launch.Signal(signal);
            Thread.Sleep(300);
        }

        return (launch.Wait(), watch.Elapsed);
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
            outcome.Error.ShouldContain($"--resume={id} finishes it");
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

    // A task that does not listen is waited for five seconds, which costs the document nothing. They wait side by side.
    private void IsWaitedFor(int signal)
    {
        var (outcome, time) = Interrupted("", signal);
        outcome.ExitCode.ShouldBe(130, outcome.All);
        time.TotalSeconds.ShouldBeInRange(4, 15);
        IsHome("main");
        var json = Sample.Json(outcome);
        json.GetProperty("error").GetProperty("code").GetString().ShouldBe("OS9001");
        json.GetProperty("resume").GetString().ShouldNotBeNull();
        Result.ToString().ShouldBe(json.ToString());
    }

    public sealed class AfterAnInterrupt : TeardownTests
    {
        [Fact]
        public void A_task_that_does_not_listen_is_waited_for_five_seconds() => IsWaitedFor(Interrupt);
    }

    public sealed class AfterATermination : TeardownTests
    {
        [Fact]
        public void A_task_that_does_not_listen_is_waited_for_five_seconds() => IsWaitedFor(Terminate);
    }

    public sealed class AfterAHangUp : TeardownTests
    {
        [Fact]
        public void A_task_that_does_not_listen_is_waited_for_five_seconds() => IsWaitedFor(HangUp);
    }

    public sealed class AfterASignalUnderOurRunner : TeardownTests
    {
        [Fact]
        public void The_second_signal_ends_it_at_once_and_restore_branch_repairs_it()
        {
            var (outcome, time) = Interrupted("", Interrupt, Interrupt);
            outcome.ExitCode.ShouldBe(130);
            time.TotalSeconds.ShouldBeLessThan(4);
            var restored = new Sample(_peer, _repo).Run("--target=RestoreBranch");
            restored.ExitCode.ShouldBe(0, restored.All);
            restored.Output.ShouldContain("back on main");
            IsHome("main");
        }

        [Fact]
        public void After_kill_9_restore_branch_repairs_it()
        {
            Interrupted("", Kill).Outcome.ExitCode.ShouldBe(137);
            new Sample(_peer, _repo).Run("--target=RestoreBranch").ExitCode.ShouldBe(0);
            IsHome("main");
            new Sample(_peer, _repo).Run("--target=RestoreBranch").Output.ShouldContain("there is nothing to restore");
        }

        [Fact]
        public void A_step_of_ours_stops_at_once()
        {
            _peer.Fault("hang", "POST", "/pulls");
            using var launch = new Sample(_peer, _repo).Start(
                "--target=OneShot",
                "--prompt=Add it",
                "--checkout",
                "--output=json"
            );
            while (!_peer.Requests.Any(request => (string)request!["method"]! == "POST") && _peer.Branches.Length < 2)
                Thread.Sleep(50);
            Thread.Sleep(700);
            var watch = Stopwatch.StartNew();
            launch.Signal(Interrupt);
            var outcome = launch.Wait();
            outcome.ExitCode.ShouldBe(130, outcome.All);
            watch.Elapsed.TotalSeconds.ShouldBeLessThan(4);
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
            var (outcome, time) = Interrupted("plain", signal);
            outcome.ExitCode.ShouldBe(exitCode, outcome.All);
            time.TotalSeconds.ShouldBeLessThan(10);
            IsHome("main");
        }
    }
}
