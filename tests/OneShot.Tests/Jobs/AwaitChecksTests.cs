namespace OneShot.Tests.Jobs;

/// <summary>The team's own CI says whether a pull request is ready, and nothing of the repository is run.</summary>
public sealed class AwaitChecksTests : IDisposable
{
    private static readonly object Green = new { name = "build", conclusion = "success" };
    private static readonly object Red = new { name = "build", conclusion = "failure" };

    private readonly JobMachine _machine = new() { Clock = new JumpingClock() };

    private string Tip => _machine.Peer.Bare.Git("rev-parse", _machine.Branch);

    private string Trunk => _machine.Peer.Bare.Git("rev-parse", _machine.Peer.Trunk);

    private string Body => (string)_machine.Peer.Pull(1)["body"]!;

    private bool IsDraft => (bool)_machine.Peer.Pull(1)["draft"]!;

    [Fact]
    public async Task Green_at_once_is_ready_and_says_so_on_the_commit()
    {
        _machine.Peer.Checks(
            Tip,
            new
            {
                checks = new[]
                {
                    Green,
                    new { name = "lint", conclusion = "neutral" },
                    new { name = "nightly", conclusion = "skipped" },
                },
                statuses = new[] { new { context = "ci/elsewhere", state = "success" } },
            }
        );
        (await VerifyAsync()).ShouldBeNull();
        IsDraft.ShouldBeFalse();
        Body.ShouldContain("### Verified\n\nThe repository's own checks at ");
        Body.ShouldContain(": 4 checks green.");
        ((string)_machine.Peer.Status(Tip)["state"]!).ShouldBe("success");
        _machine.Reporter.Text.ShouldContain("check build (github-actions): success");
        _machine.Reporter.Text.ShouldContain("verified: 4 checks green");
        _machine.Last!.Verified.ShouldBe(true);
    }

    [Fact]
    public async Task What_is_green_later_is_waited_for()
    {
        _machine.Peer.Checks(
            Tip,
            new { },
            new { runs = new[] { new { status = "queued" } } },
            new
            {
                checks = new object[] { new { name = "build", status = "queued" } },
                statuses = new[] { new { context = "ci/elsewhere", state = "pending" } },
            },
            new { checks = new[] { Green }, statuses = new[] { new { context = "ci/elsewhere", state = "pending" } } },
            new { checks = new[] { Green }, statuses = new[] { new { context = "ci/elsewhere", state = "success" } } }
        );
        (await VerifyAsync()).ShouldBeNull();
        IsDraft.ShouldBeFalse();
        Body.ShouldContain("2 checks green.");
        _machine.Reporter.Text.ShouldContain("check build (github-actions): queued");
        _machine.Reporter.Text.ShouldContain("check ci/elsewhere (status): success");
    }

    [Fact]
    public async Task A_check_that_is_added_late_counts()
    {
        _machine.Peer.Checks(
            Tip,
            new { checks = new[] { Green } },
            new { checks = new[] { Green, new { name = "deploy", conclusion = "failure" } } }
        );
        (await VerifyAsync())!.Message.ShouldContain("1 of 2 checks is red (deploy)");
        IsDraft.ShouldBeTrue();
    }

    [Fact]
    public async Task While_a_workflow_runs_whose_jobs_all_ended_more_of_them_may_come()
    {
        var running = new { checks = new[] { Green }, runs = new[] { new { status = "in_progress" } } };
        _machine.Peer.Checks(
            Tip,
            [
                .. Enumerable.Repeat(running, 8),
                new { checks = new[] { Green, new { name = "after it", conclusion = "failure" } } },
            ]
        );
        (await VerifyAsync())!.Message.ShouldContain("1 of 2 checks is red (after it)");
    }

    [Fact]
    public async Task Red_stays_a_draft_and_names_each_with_its_page()
    {
        _machine.Peer.Checks(
            Tip,
            new
            {
                checks = new[] { Red, new { name = "lint", conclusion = "success" } },
                statuses = new[]
                {
                    new
                    {
                        context = "ci/elsewhere",
                        state = "error",
                        target_url = "https://ci.example.com/1?x=<y>",
                    },
                },
            }
        );
        var error = (await VerifyAsync())!;
        (error.Code, error.Exit).ShouldBe(("OS6021", ExitCode.AgentFailed));
        error.Message.ShouldContain("2 of 3 checks are red (build, ci/elsewhere)");
        IsDraft.ShouldBeTrue();
        Body.ShouldContain("### Not verified: checks are red");
        Body.ShouldContain(
            "- `build` of `github-actions`: `failure`, "
                + $"<https://github.com/{_machine.Peer.FullName}/actions/runs/700000/job/1>"
        );
        Body.ShouldContain("- `ci/elsewhere` of `status`: `error`, <https://ci.example.com/1?x=%3Cy%3E>");
        _machine.Peer.Comments(1)[^1].ShouldContain("re-run the failed jobs");
        ((string)_machine.Peer.Status(Tip)["state"]!).ShouldBe("failure");
        _machine.Peer.Labels(1).ShouldContain("oneshot:unverified");
    }

    [Theory]
    [InlineData("failure")]
    [InlineData("timed_out")]
    [InlineData("cancelled")]
    [InlineData("startup_failure")]
    [InlineData("stale")]
    [InlineData("a word of tomorrow")]
    public async Task What_did_not_end_well_is_red(string conclusion)
    {
        _machine.Peer.Checks(Tip, new { checks = new[] { Green, new { name = "other", conclusion } } });
        (await VerifyAsync())!.Message.ShouldContain("1 of 2 checks is red (other)");
        Body.ShouldContain($"`{conclusion}`");
    }

    [Fact]
    public async Task A_workflow_that_could_not_start_has_no_check_and_is_red()
    {
        _machine.Peer.Checks(
            Tip,
            new
            {
                checks = new[] { Green },
                runs = new[]
                {
                    new
                    {
                        name = "broken.yml",
                        status = "completed",
                        conclusion = "startup_failure",
                    },
                },
            }
        );
        (await VerifyAsync())!.Message.ShouldContain("red (broken.yml)");
    }

    [Fact]
    public async Task Red_on_trunk_too_keeps_nobody_back_and_is_told_apart()
    {
        var flaky = new { name = "flaky", conclusion = "timed_out" };
        _machine.Peer.Checks(Trunk, new { checks = new[] { flaky } });
        _machine.Peer.Checks(Tip, new { checks = new[] { Green, new { name = "flaky", conclusion = "failure" } } });
        (await VerifyAsync()).ShouldBeNull();
        IsDraft.ShouldBeFalse();
        Body.ShouldContain("1 check green, 1 red on trunk, too.");
        Body.ShouldContain("Red before, too (1):\n\n- `flaky` of `github-actions`");
    }

    [Fact]
    public async Task Neither_another_apps_check_of_that_name_nor_one_that_is_green_there_excuses_it()
    {
        _machine.Peer.Checks(
            Trunk,
            new
            {
                checks = new object[]
                {
                    new
                    {
                        name = "build",
                        conclusion = "failure",
                        app = "azure-pipelines",
                    },
                    new { name = "lint", conclusion = "failure" },
                    new { name = "lint", conclusion = "success" },
                },
            }
        );
        _machine.Peer.Checks(Tip, new { checks = new[] { Red, new { name = "lint", conclusion = "failure" } } });
        (await VerifyAsync())!.Message.ShouldContain("2 of 2 checks are red (build, lint)");
    }

    [Fact]
    public async Task Nothing_but_what_is_red_on_trunk_says_nothing()
    {
        _machine.Peer.Checks(Trunk, new { checks = new[] { Red } });
        _machine.Peer.Checks(Tip, new { checks = new[] { Red } });
        (await VerifyAsync())!.Message.ShouldContain("no check is green, and all are red on trunk, too");
        IsDraft.ShouldBeTrue();
    }

    [Theory]
    [InlineData("completed", "action_required")]
    [InlineData("action_required", null)]
    public async Task A_run_that_waits_for_a_person_is_said_with_its_address(string status, string? conclusion)
    {
        _machine.Peer.Checks(
            Tip,
            new
            {
                runs = new[]
                {
                    new
                    {
                        name = "ci",
                        status,
                        conclusion,
                    },
                },
            }
        );
        var error = (await VerifyAsync(builtIn: true))!;
        error.Message.ShouldContain(
            $"a person has to approve ci before it goes on, at https://github.com/{_machine.Peer.FullName}/actions/runs/9000"
        );
        Body.ShouldContain("Waiting for a person's approval (1):\n\n- `ci` of `github-actions`: `action_required`, <");
        _machine.Peer.Labels(1).ShouldContain("oneshot:unverified");
        IsDraft.ShouldBeTrue();
    }

    [Fact]
    public async Task Where_no_check_comes_no_CI_answered()
    {
        var error = (await VerifyAsync())!;
        error.Message.ShouldContain("no CI answered: no check came within 5 min 0 s");
        Body.ShouldContain("### Not verified: no CI answered");
        _machine.Peer.Comments(1)[^1].ShouldContain("re-run the failed jobs");
        _machine.Peer.Labels(1).ShouldContain("oneshot:unverified");
    }

    [Fact]
    public async Task Pushed_by_a_runs_own_token_it_is_not_waited_for_what_can_not_come()
    {
        var clock = _machine.Clock.GetUtcNow();
        var error = (await VerifyAsync(builtIn: true))!;
        error.Message.ShouldContain("no check came: a run's own token starts no workflow");
        error.Message.ShouldContain("ONESHOT_TOKEN");
        (_machine.Clock.GetUtcNow() - clock).ShouldBeLessThan(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task What_does_not_end_in_time_is_named()
    {
        _machine.Peer.Checks(Tip, new { checks = new[] { Green, new { name = "slow", conclusion = (string?)null } } });
        (await VerifyAsync())!.Message.ShouldContain("not ended within 5 min 0 s: slow");
        Body.ShouldContain("Not ended (1):\n\n- `slow`");
        IsDraft.ShouldBeTrue();
    }

    [Fact]
    public async Task What_we_say_ourselves_and_the_jobs_of_this_run_are_no_checks()
    {
        await _machine.JobAsync(Settings(), jobs => Task.CompletedTask);
        _machine.Peer.Checks(
            Tip,
            new
            {
                checks = new object[]
                {
                    new { name = "implement / checks", suite = 801 },
                    new
                    {
                        name = "implement / conclude",
                        details_url = $"https://github.com/{_machine.Peer.FullName}/actions/runs/77/job/3",
                    },
                },
                runs = new object[]
                {
                    new
                    {
                        id = 77,
                        status = "in_progress",
                        check_suite_id = 801,
                    },
                },
                statuses = new[] { new { context = "oneshot/verify", state = "failure" } },
            }
        );
        (await VerifyAsync())!.Message.ShouldContain("no CI answered");
    }

    [Fact]
    public async Task All_pages_are_read()
    {
        var many = Enumerable
            .Range(0, 230)
            .Select(number => new { name = $"job {number}", conclusion = number == 229 ? "failure" : "success" })
            .ToArray();
        _machine.Peer.Checks(Tip, new { checks = many });
        (await VerifyAsync())!.Message.ShouldContain("1 of 230 checks is red (job 229)");
    }

    [Fact]
    public async Task More_than_is_looked_at_is_never_green()
    {
        var many = Enumerable.Range(0, 501).Select(number => new { name = $"job {number}", conclusion = "success" });
        _machine.Peer.Checks(Tip, new { checks = many.ToArray() });
        (await VerifyAsync())!.Message.ShouldContain("it has more than 500 checks");
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    public async Task A_token_without_the_right_is_told_what_it_lacks(int status)
    {
        if (status == 403)
            _machine.Peer.TokenMay(new { checks = "none" });
        else
            _machine.Peer.Fault("status", "GET", $"/commits/{Tip}/check-runs", times: 9, status: 404);
        var error = (await VerifyAsync())!;
        error.Message.ShouldContain($"the checks could not be read: ");
        error.Message.ShouldContain($"({status}, read the checks");
        error.Message.ShouldContain("the job that reads them needs the right checks: read");
        Body.ShouldContain("### Not verified: the checks could not be read");
        _machine.Peer.Labels(1).ShouldContain("oneshot:unverified");
    }

    [Fact]
    public async Task Names_and_addresses_of_strangers_are_text()
    {
        _machine.Peer.Checks(
            Tip,
            new
            {
                checks = new[]
                {
                    new
                    {
                        name = "`x`\n## Merge me @mona fixes #3 <!-- oneshot:verified --> \u001b[31m\u202e",
                        conclusion = "failure",
                        html_url = "javascript:alert(1)",
                        app = "an`app\n",
                    },
                    new
                    {
                        name = new string('n', 3000),
                        conclusion = "failure",
                        html_url = "https://user:secret@example.com/",
                        app = "b",
                    },
                },
            }
        );
        var error = (await VerifyAsync())!;
        error.Message.ShouldNotContain('\n');
        Body.ShouldNotContain("\n## Merge me");
        Body.ShouldNotContain("@mona");
        Body.ShouldNotContain("javascript:");
        Body.ShouldNotContain("user:secret");
        Body.ShouldNotContain("\u001b");
        Body.ShouldNotContain(new string('n', 200));
        IsDraft.ShouldBeTrue();
    }

    [Fact]
    public async Task Asked_again_after_it_was_red_it_is_ready()
    {
        _machine.Peer.Checks(Tip, new { checks = new[] { Red } });
        (await VerifyAsync()).ShouldNotBeNull();
        _machine.Peer.Checks(Tip, new { checks = new[] { Green } });
        (await VerifyAsync()).ShouldBeNull();
        IsDraft.ShouldBeFalse();
        Body.ShouldNotContain("Not verified");
    }

    public void Dispose() => _machine.Dispose();

    private OneShotSettings Settings(bool builtIn = false)
    {
        var settings = _machine.Settings();
        settings.Verify = "checks";
        settings.VerifyMinutes = 10;
        settings.DeliveredCommit = Tip;
        settings.BuiltInToken = builtIn;
        settings.RunId = "77";
        return settings;
    }

    // The jobs as the workflow has them: the second runs whatever the first said.
    private async Task<OneShotError?> VerifyAsync(bool builtIn = false)
    {
        var settings = Settings(builtIn);
        var first = await ErrorAsync(() => _machine.JobAsync(settings, job => job.AwaitChecksAsync(default)));
        var second = await ErrorAsync(() => _machine.JobAsync(settings, job => job.ConcludeVerificationAsync(default)));
        second?.Message.ShouldBe(first?.Message);
        return second;
    }

    private static async Task<OneShotError?> ErrorAsync(Func<Task> job)
    {
        try
        {
            await job();
            return null;
        }
        catch (OneShotException exception)
        {
            return exception.Error;
        }
    }
}
