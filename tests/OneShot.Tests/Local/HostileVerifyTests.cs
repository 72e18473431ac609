using System.Globalization;

namespace OneShot.Tests.Local;

/// <summary>What code that an agent wrote could do so that it looks verified, and what people are told of it.</summary>
public sealed class HostileVerifyTests : IDisposable
{
    // A test is a script in a folder, and its result is told by its name.
    private const string Tests = """
        cd tests; code=0
        for one in *.sh; do
            if sh $one; then state=''; else state='<failure message="is red" />'; code=1; fi
            echo "<testsuite name='s'><testcase classname='T' name='$one'>$state</testcase></testsuite>" > $ONESHOT_RESULTS/$one.xml
        done
        exit $code
        """;

    private readonly LocalOneShot _here = new();

    private string Body => _here.Pull(1).GetProperty("body").GetString()!;

    private bool IsDraft => _here.Pull(1).GetProperty("draft").GetBoolean();

    private string[] Labels =>
        [.. _here.Pull(1).GetProperty("labels").EnumerateArray().Select(one => one.GetString()!)];

    [Fact]
    public async Task What_it_leaves_running_is_waited_for_by_nobody_and_ended()
    {
        var pids = _here.Folder["pids"];
        await RunAsync(
            "echo x > new.cs",
            $"sleep 600 & echo $! >> '{pids}'; setsid sleep 600 & echo $! >> '{pids}'; "
                + $"(setsid sh -c 'trap \"\" TERM HUP; sleep 600' < /dev/null > /dev/null 2>&1 & echo $! >> '{pids}')"
        );
        IsDraft.ShouldBeFalse();
        var all = await File.ReadAllLinesAsync(pids);
        all.Length.ShouldBe(6, "three on trunk, and three on the result");
        foreach (var pid in all)
            Launch.End(int.Parse(pid, CultureInfo.InvariantCulture)).ShouldBeFalse("it is gone already");
    }

    [Fact]
    public async Task What_it_does_to_its_repository_reaches_nobody_else_s()
    {
        var hook = "printf '#!/bin/sh\\ntouch planted\\n' > $(git rev-parse --git-path hooks)/post-checkout";
        await RunAsync(
            "echo x > new.cs",
            $"{hook}; git config user.name Mallory; git tag planted; git branch planted; git update-ref -d refs/heads/main"
                + "; git commit --quiet --allow-empty -m planted; rm -rf .git; true"
        );
        IsDraft.ShouldBeFalse();
        _here.Repo.Git("for-each-ref", "--format=%(refname:short)", "*planted*").ShouldBeEmpty();
        _here.Repo.Git("log", "--format=%s", "main", _here.Branch).ShouldNotContain("planted");
        _here.Repo.Git("config", "user.name").ShouldBe("Ada Lovelace");
        File.Exists(_here.Repo[".git/hooks/post-checkout"]).ShouldBeFalse();
    }

    // A forged result beside the true one, before it and after it.
    [Theory]
    [InlineData("a.xml")]
    [InlineData("z.xml")]
    public async Task A_result_that_was_forged_hides_no_red_test(string forged)
    {
        Commit("test ! -f ../new.cs");
        await FailAsync(
            $$"""
            echo x > new.cs
            cat >> tests/good.sh <<'END'
            echo "<testsuite name='s'><testcase classname='T' name='other.sh' /></testsuite>" > $ONESHOT_RESULTS/{{forged}}
            END
            """
        );
        IsDraft.ShouldBeTrue();
        Body.ShouldContain("### Not verified: it is red");
        Body.ShouldContain("Red since the one-shot's commit (1):\n\n- `T.other.sh`: green on trunk\n");
    }

    [Fact]
    public async Task Results_that_say_all_passed_make_no_red_command_green()
    {
        await FailAsync(
            """
            echo x > new.cs
            echo '<TestRun><Results><UnitTestResult testId="1" testName="Shop.Never_ran" outcome="Passed" /></Results></TestRun>' > forged.trx
            """,
            "if [ -f new.cs ]; then cp forged.trx $ONESHOT_RESULTS; exit 1; fi"
        );
        IsDraft.ShouldBeTrue();
        Labels.ShouldContain("oneshot:unverified");
        Body.ShouldContain("### Not verified: it is red");
        Body.ShouldContain("it is red, exit code 1 (");
    }

    // What docs/security.md says remains: the names of trunk have to be there, and who ran them nobody can see.
    [Fact]
    public async Task A_result_that_was_written_for_a_test_that_never_ran_counts_and_who_wrote_it_is_in_the_change()
    {
        Commit("true");
        await RunAsync(
            """
            rm tests/other.sh
            cat >> tests/good.sh <<'END'
            echo "<testsuite name='s'><testcase classname='T' name='other.sh' /></testsuite>" > $ONESHOT_RESULTS/forged.xml
            END
            """,
            Tests
        );
        Body.ShouldContain("2 passed");
        _here
            .Repo.Git("diff", "--name-only", "main", _here.Branch, "--", "tests")
            .ShouldBe("tests/good.sh\ntests/other.sh");
    }

    [Fact]
    public async Task A_round_that_deletes_the_red_test_is_green_and_a_draft_that_names_it()
    {
        Commit("test ! -f ../new.cs");
        await RunAsync("if [ -f new.cs ]; then rm tests/other.sh; else echo x > new.cs; fi", Tests, rounds: 1);
        IsDraft.ShouldBeTrue();
        Labels.ShouldContain("oneshot:draft");
        Body.ShouldContain("### Verified");
        Body.ShouldContain("No longer run, though they were before (1):\n\n- `T.other.sh`: not there any more\n");
    }

    [Theory]
    [InlineData("sh test.sh", "test.sh")]
    [InlineData("./test.sh", "test.sh")]
    [InlineData("true && sh './ci/all.sh'", "ci/all.sh")]
    [InlineData("SETUP=ci/all.sh; . ./ci/all.sh", "ci/all.sh")]
    public async Task Who_changes_the_script_that_the_command_names_stays_a_draft_that_names_it(
        string command,
        string script
    )
    {
        _here.Repo.Write(script, "#!/bin/sh\ntest ! -f new.cs\n");
        Launch.Run("/", null, "chmod", "+x", _here.Repo[script]);
        _here.Repo.Git("add", script);
        _here.Repo.Git("commit", "--quiet", "-m", "Script");
        await RunAsync($"echo x > new.cs; printf '#!/bin/sh\\ntrue\\n' > {script}", command);
        IsDraft.ShouldBeTrue();
        Labels.ShouldContain("oneshot:draft");
        Body.ShouldContain($"It was steered by what was changed: `{script}`.");
    }

    [Fact]
    public async Task Who_leaves_the_script_as_it_is_is_ready()
    {
        _here.Repo.Commit("Script", "ci/all.sh", "test -f README.md\n");
        await RunAsync("echo x > new.cs; echo x > ci/other.sh", "sh ci/all.sh");
        IsDraft.ShouldBeFalse();
        Body.ShouldContain("### Verified");
    }

    [Theory]
    [InlineData("Directory.Build.targets", "<Project />")]
    [InlineData("tests/xunit.runner.json", "{}")]
    [InlineData("tests/all.runsettings", "<RunSettings />")]
    [InlineData("tests/Shop.Tests.csproj", "<Project />")]
    public async Task Who_changes_what_steers_builds_and_tests_stays_a_draft_that_names_it(string file, string text)
    {
        await RunAsync($"mkdir -p tests; echo '{text}' > {file}", "true");
        IsDraft.ShouldBeTrue();
        Labels.ShouldContain("oneshot:draft");
        Body.ShouldContain("### Verified");
        Body.ShouldContain($"> - `{file}` ");
    }

    public void Dispose() => _here.Dispose();

    // Both are green on trunk.
    private void Commit(string other)
    {
        _here.Repo.Write("tests/good.sh", "true\n");
        _here.Repo.Write("tests/other.sh", $"{other}\n");
        _here.Repo.Git("add", "-A");
        _here.Repo.Git("commit", "--quiet", "-m", "Tests");
    }

    private async Task FailAsync(string implement, string verify = Tests) =>
        (await Should.ThrowAsync<OneShotException>(() => RunAsync(implement, verify))).Error.Code.ShouldBe("OS6021");

    private Task<DispatchReceipt> RunAsync(string implement, string verify, int rounds = 0)
    {
        var settings = LocalOneShot.Settings("command");
        settings.AgentCommand = _here.Script(PlannerScript.Good, implement);
        (settings.VerifyCommand, settings.Rounds) = (verify, rounds);
        return _here.RunAsync(settings);
    }
}
