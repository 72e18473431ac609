using System.Text.Json;

namespace OneShot.Tests.Local;

/// <summary>What the repository's own tests find red goes back to the agent before anybody is asked to look.</summary>
public sealed class RoundsTests : IDisposable
{
    private const string Verify =
        "test ! -f new.cs || ! grep -q bad new.cs || { echo Shop.Tests.Adds is red; exit 3; }";

    private readonly LocalOneShot _here = new();

    private string Body => _here.Pull(1).GetProperty("body").GetString()!;

    private bool IsDraft => _here.Pull(1).GetProperty("draft").GetBoolean();

    private string[] Sessions => Directory.GetFiles(_here.Folder["sessions"]);

    [Fact]
    public async Task Green_at_once_is_one_session_and_the_command_is_run_once_on_trunk_and_once_on_the_result()
    {
        var ran = _here.Folder["ran"];
        await RunAsync("echo good > new.cs", verify: $"ls new.cs >> '{ran}' 2>> '{ran}'; {Verify}");
        Sessions.Length.ShouldBe(1);
        (await File.ReadAllLinesAsync(ran)).Length.ShouldBe(2);
        _here.Reporter.Text.ShouldContain("verify: on the result it is green");
        _here.Reporter.Text.ShouldContain("as the rounds saw");
        IsDraft.ShouldBeFalse();
        Body.ShouldNotContain("went back");
    }

    [Fact]
    public async Task Red_goes_back_with_what_is_red_and_is_green_then()
    {
        var made = await RunAsync(
            "if [ -f new.cs ]; then echo good > new.cs; else echo bad > new.cs; echo x > other.cs; fi"
        );
        (made.Verified, made.Rounds).ShouldBe((true, 1));
        Sessions.Length.ShouldBe(2);
        IsDraft.ShouldBeFalse();
        Body.ShouldContain("### Verified");
        Body.ShouldContain("what was red went back to the agent once: 1 round is the limit.");
        var told = await File.ReadAllTextAsync(_here.Folder["sessions/2"]);
        told.ShouldContain("## What is red");
        told.ShouldContain("Shop.Tests.Adds is red");
        told.ShouldContain(Verify);
        (await File.ReadAllTextAsync(_here.Folder["sessions/1"])).ShouldNotContain("What is red");
        _here.Repo.Git("show", _here.Branch + ":new.cs").ShouldBe("good");
        _here.Repo.Git("show", _here.Branch + ":other.cs").ShouldBe("x");
        _here.Repo.Git("rev-list", "--count", "main.." + _here.Branch).ShouldBe("2", "the prompt's, and one commit");
        _here
            .Run(_here.OnlyId)
            .GetProperty("jobs")[2]
            .GetProperty("usage")
            .GetProperty("seconds")
            .ValueKind.ShouldBe(JsonValueKind.Number);
        Left().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0, "echo bad > new.cs", 1, null)]
    [InlineData(1, "date +%N >> new.cs; echo bad >> new.cs", 2, "once: 1 round is the limit.")]
    [InlineData(3, "date +%N >> new.cs; echo bad >> new.cs", 2, "once: it is red in the same way again.")]
    [InlineData(3, "echo bad > new.cs", 2, "once: the last one changed nothing.")]
    public async Task Red_to_the_end_is_unverified_and_says_what_was_tried(
        int rounds,
        string implement,
        int sessions,
        string? told
    )
    {
        var error = await Should.ThrowAsync<OneShotException>(() => RunAsync(implement, rounds));
        (error.Error.Code, error.Error.Exit).ShouldBe(("OS6021", ExitCode.AgentFailed));
        Sessions.Length.ShouldBe(sessions);
        IsDraft.ShouldBeTrue();
        Body.ShouldContain("### Not verified: it is red");
        if (told is null)
            Body.ShouldNotContain("went back");
        else
            Body.ShouldContain("went back to the agent " + told);
    }

    [Fact]
    public async Task A_round_that_fails_takes_nothing_of_what_was_there()
    {
        await Should.ThrowAsync<OneShotException>(() =>
            RunAsync("if [ -f new.cs ]; then echo lost > lost.cs; exit 9; fi; echo bad > new.cs")
        );
        Sessions.Length.ShouldBe(2);
        _here.Repo.Git("show", _here.Branch + ":new.cs").ShouldBe("bad");
        _here.Repo.Git("ls-tree", "--name-only", _here.Branch, "lost.cs").ShouldBeEmpty();
        Body.ShouldContain("went back to the agent once: the last one failed: The agent command failed: ");
        _here.Reporter.Text.ShouldContain("round 1 failed, and what was there before it is taken");
    }

    [Fact]
    public async Task What_the_tests_write_is_nobody_s_work()
    {
        await RunAsync(
            "if [ -f new.cs ]; then echo good > new.cs; else echo bad > new.cs; fi",
            verify: $"echo left > left.cs; echo changed > README.md; {Verify}"
        );
        _here.Repo.Git("diff", "--name-only", "main", _here.Branch, "--", "*.cs", "README.md").ShouldBe("new.cs");
    }

    [Fact]
    public async Task Documents_are_no_reason_for_a_round()
    {
        var ran = _here.Folder["ran"];
        await RunAsync("echo bad > new.md", verify: $"echo x >> '{ran}'; false");
        Sessions.Length.ShouldBe(1);
        File.Exists(ran).ShouldBeFalse();
    }

    [Fact]
    public async Task Where_trunk_is_red_itself_nothing_is_implemented_if_that_was_asked()
    {
        var settings = Settings("echo good > new.cs", "exit 4");
        settings.VerifyBaseline = "required";
        var error = (await Should.ThrowAsync<OneShotException>(() => _here.RunAsync(settings))).Error;
        (error.Code, error.Exit).ShouldBe(("OS6022", ExitCode.AgentFailed));
        error.ToString().ShouldContain("--verify-baseline=auto");
        Directory.Exists(_here.Folder["sessions"]).ShouldBeFalse();
        _here.Pull(1).GetProperty("draft").GetBoolean().ShouldBeTrue();

        // The plan stays, and whoever takes trunk as it is goes on from there.
        var again = Settings("echo good > new.cs", "exit 4");
        (again.Prompt, again.Resume, again.VerifyBaseline) = (null, _here.OnlyId, "auto");
        (await Should.ThrowAsync<OneShotException>(() => _here.RunAsync(again))).Error.Code.ShouldBe("OS6021");
        Sessions.Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_session_whose_runner_is_killed_while_it_is_verified_is_not_paid_for_again()
    {
        var (started, may) = (_here.Folder["started"], _here.Folder["may"]);
        var settings = Settings(
            "echo good > new.cs",
            $"test ! -f new.cs || test -e '{may}' || {{ touch '{started}'; sleep 120; }}"
        );
        var receipt = await _here.KilledAsync(settings, started);

        await File.WriteAllTextAsync(may, "");
        await _here.RunAsync(new OneShotSettings { Resume = receipt.Id, AgentCommand = settings.AgentCommand });
        Sessions.Length.ShouldBe(1);
        _here.Repo.Git("show", receipt.Branch + ":new.cs").ShouldBe("good");
        IsDraft.ShouldBeFalse();
        File.Exists(_here.Repo[$".git/oneshot/runs/{receipt.Id}/impl/rounds.json"]).ShouldBeFalse();
        _here
            .Run(receipt.Id)
            .GetProperty("jobs")
            .EnumerateArray()
            .Count(job => job.TryGetProperty("usage", out var usage) && usage.ValueKind == JsonValueKind.Object)
            .ShouldBe(2, "planning and implementing, once each");
    }

    [Fact]
    public async Task A_round_s_session_that_is_killed_leaves_what_was_there_before_and_pays_for_no_other()
    {
        var (started, may) = (_here.Folder["started"], _here.Folder["may"]);
        var settings = Settings(
            "if [ -f new.cs ]; then "
                + $"test -e '{may}' || {{ touch '{started}'; sleep 120; }}; echo good > new.cs; "
                + "else echo bad > new.cs; fi"
        );
        var receipt = await _here.KilledAsync(settings, started);

        await File.WriteAllTextAsync(may, "");
        var error = await Should.ThrowAsync<OneShotException>(() =>
            _here.RunAsync(new OneShotSettings { Resume = receipt.Id, AgentCommand = settings.AgentCommand })
        );
        error.Error.Code.ShouldBe("OS6021");
        Sessions.Length.ShouldBe(2);
        _here.Log(receipt.Id).ShouldContain("an earlier session made this already");
        _here.Repo.Git("show", receipt.Branch + ":new.cs").ShouldBe("bad");
        IsDraft.ShouldBeTrue();
        Body.ShouldContain("### Not verified: it is red");
    }

    [Fact]
    public async Task A_runner_that_is_killed_while_it_concludes_pays_for_no_session_again()
    {
        var receipt = await RunAsync("if [ -f new.cs ]; then echo good > new.cs; else echo bad > new.cs; fi");
        var delivered = _here.Repo.Git("rev-parse", receipt.Branch);
        _here.Rewrite(
            receipt.Id,
            run =>
            {
                // A run's file has one stage for both: what verifies, and what concludes.
                var cut = run["jobs"]!.AsArray().Single(job => (string?)job!["name"] == "verify")!;
                (run["status"], run["conclusion"]) = ("in_progress", null);
                (cut["conclusion"], cut["ended_at"]) = (null, null);
            }
        );

        await _here.RunAsync(new OneShotSettings { Resume = receipt.Id });
        Sessions.Length.ShouldBe(2);
        _here.Repo.Git("rev-parse", receipt.Branch).ShouldBe(delivered);
        (IsDraft, _here.Run(receipt.Id).GetProperty("conclusion").GetString()).ShouldBe((false, "success"));
    }

    [Fact]
    public async Task A_session_that_is_stopped_while_it_is_verified_is_counted_once()
    {
        var (started, may) = (_here.Folder["started"], _here.Folder["may"]);
        var settings = Settings(
            "echo good > new.cs",
            $"test ! -f new.cs || test -e '{may}' || {{ touch '{started}'; sleep 120; }}"
        );
        using var stop = new CancellationTokenSource();
        var running = _here.RunAsync(settings, stop.Token);
        for (var i = 0; i < 3600 && !File.Exists(started); i++)
            await Task.Delay(50);
        await stop.CancelAsync();
        (await Should.ThrowAsync<OneShotException>(() => running)).Error.Code.ShouldBe("OS9001");

        await File.WriteAllTextAsync(may, "");
        await _here.RunAsync(new OneShotSettings { Resume = _here.OnlyId, AgentCommand = settings.AgentCommand });
        Sessions.Length.ShouldBe(1);
        var run = _here.Run(_here.OnlyId);
        var all = run.GetProperty("jobs").EnumerateArray().Concat(run.GetProperty("earlier").EnumerateArray());
        all.Count(job => job.TryGetProperty("usage", out var usage) && usage.ValueKind == JsonValueKind.Object)
            .ShouldBe(2, "planning and implementing, once each");
    }

    public void Dispose() => _here.Dispose();

    // The agent keeps what each of its sessions was told.
    private OneShotSettings Settings(string implement, string verify = Verify)
    {
        var (settings, sessions) = (LocalOneShot.Settings("command"), _here.Folder["sessions"]);
        var script = _here.Folder.Write(
            "agent.sh",
            $"set -e\nif [ \"$ONESHOT_PHASE\" = plan ]; then cat > /dev/null\n{PlannerScript.Good}\nelse\n"
                + $"mkdir -p '{sessions}'; cat > '{sessions}'/$(($(ls '{sessions}' | wc -l) + 1))\n{implement}\nfi\n"
        );
        settings.AgentCommand = $"sh '{script}'";
        settings.VerifyCommand = verify;
        return settings;
    }

    private Task<DispatchReceipt> RunAsync(string implement, int? rounds = null, string verify = Verify)
    {
        var settings = Settings(implement, verify);
        settings.Rounds = rounds;
        return _here.RunAsync(settings);
    }

    // Other tests run beside these.
    private string[] Left() =>
        [.. LocalOneShot.Clones.Where(clone => clone.Contains(_here.OnlyId, StringComparison.Ordinal))];
}
