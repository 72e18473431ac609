using System.Globalization;
using System.Text.Json;
using AngleSharp.Html.Parser;

namespace OneShot.Tests.Local;

/// <summary>What a one-shot of this machine delivered is ready when the repository's own tests said so.</summary>
public sealed class VerifyTests : IDisposable
{
    private readonly LocalOneShot _here = new();

    private bool IsDraft => _here.Pull(1).GetProperty("draft").GetBoolean();

    private string Body => _here.Pull(1).GetProperty("body").GetString()!;

    // Other tests run beside these.
    private string[] Left =>
        [
            .. LocalOneShot.Clones.Where(clone =>
                Directory
                    .GetDirectories(_here.Repo[".git/oneshot/runs"])
                    .Any(run => clone.Contains(Path.GetFileName(run), StringComparison.Ordinal))
            ),
        ];

    [Fact]
    public async Task Green_is_ready_and_trunk_is_run_once_for_all_that_start_there()
    {
        var ran = _here.Folder["ran"];
        await RunAsync($"echo $PWD >> '{ran}'; test -f README.md", "echo x > new.cs");
        IsDraft.ShouldBeFalse();
        Body.ShouldContain("### Verified\n\n`echo ");
        var places = await File.ReadAllLinesAsync(ran);
        places.Distinct().Count().ShouldBe(2);
        places.ShouldAllBe(place => !Directory.Exists(place) && !place.StartsWith(_here.Repo.Path));

        await RunAsync($"echo $PWD >> '{ran}'; test -f README.md", "echo y > other.cs");
        (await File.ReadAllLinesAsync(ran)).Length.ShouldBe(3);
        _here.Reporter.Text.ShouldContain("verify: on trunk it is green (");
        _here.Reporter.Text.ShouldContain("as an earlier run saw");
        Left.ShouldBeEmpty();
    }

    [Fact]
    public async Task Red_is_unverified_and_a_resume_verifies_once_more_without_another_session()
    {
        var mended = _here.Folder["mended"];
        var sessions = _here.Folder["sessions"];
        var verify = $"test ! -f new.cs || test -f '{mended}' || {{ echo it is broken; exit 3; }}";
        var implement = $"echo x > new.cs; echo one >> '{sessions}'";
        var error = (await Should.ThrowAsync<OneShotException>(() => RunAsync(verify, implement))).Error;
        (error.Code, error.Exit).ShouldBe(("OS6021", ExitCode.AgentFailed));
        error.ToString().ShouldContain($"--resume={_here.OnlyId}");
        IsDraft.ShouldBeTrue();
        Body.ShouldContain("### Not verified: it is red");
        Body.ShouldContain("exit code 3");
        Body.ShouldContain("it is broken");
        (await StateAsync()).ShouldBe("unverified");
        _here.Run(_here.OnlyId).GetProperty("verification").GetProperty("verified").GetBoolean().ShouldBeFalse();

        await File.WriteAllTextAsync(mended, "");
        var settings = Settings(verify, implement);
        (settings.Prompt, settings.Resume) = (null, _here.OnlyId);
        await _here.RunAsync(settings);
        IsDraft.ShouldBeFalse();
        Body.ShouldNotContain("Not verified");
        (await StateAsync()).ShouldBe("ready");
        (await File.ReadAllLinesAsync(sessions)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_trunk_fails_at_too_says_nothing_of_the_result()
    {
        var error = (await Should.ThrowAsync<OneShotException>(() => RunAsync("exit 7", "echo x > new.cs"))).Error;
        error.Code.ShouldBe("OS6021");
        Body.ShouldContain("### Not verified: it fails on trunk, too (exit code 7)");
    }

    [Fact]
    public async Task Who_wants_it_as_it_is_says_so_and_has_it()
    {
        await Should.ThrowAsync<OneShotException>(() => RunAsync("test ! -f new.cs", "echo x > new.cs"));
        var settings = Settings(null, "exit 1");
        (settings.Prompt, settings.Resume, settings.Verify) = (null, _here.OnlyId, "none");
        await _here.RunAsync(settings);
        IsDraft.ShouldBeFalse();
        Body.ShouldContain("Not verified: nobody asked for it (--verify=none).");
        (await StateAsync()).ShouldBe("ready");
    }

    [Fact]
    public async Task Where_nothing_shows_how_it_is_ready_and_says_so()
    {
        await RunAsync(null, "echo x > new.cs");
        IsDraft.ShouldBeFalse();
        Body.ShouldContain("Not verified: trunk shows no build or tests to run");
    }

    [Fact]
    public async Task Who_changes_what_the_command_runs_stays_a_draft_that_says_so()
    {
        _here.Repo.Commit("Test", "package.json", """{"scripts":{"test":"test ! -f new.js"}}""");
        await RunAsync(null, "echo x > new.js; echo '{\"scripts\":{\"test\":\"true\"}}' > package.json");
        IsDraft.ShouldBeTrue();
        Body.ShouldContain("It was steered by what was changed: `the scripts of package.json`.");
        (await StateAsync()).ShouldBe("draft");
    }

    [Fact]
    public async Task What_does_not_end_is_ended_with_all_it_started()
    {
        var pids = _here.Folder["pids"];
        var settings = Settings(
            $"test ! -f new.cs || {{ sleep 600 & echo $! >> '{pids}'; setsid sleep 600 & echo $! >> '{pids}'; wait; }}",
            "echo x > new.cs"
        );
        settings.Timeout = null;
        using var stop = new CancellationTokenSource();
        var running = _here.RunAsync(settings, stop.Token);
        for (var i = 0; i < 3600 && !(File.Exists(pids) && (await File.ReadAllLinesAsync(pids)).Length == 2); i++)
            await Task.Delay(50);
        await stop.CancelAsync();
        (await Should.ThrowAsync<OneShotException>(() => running)).Error.Code.ShouldBe("OS9001");
        foreach (var pid in await File.ReadAllLinesAsync(pids))
            Launch.End(int.Parse(pid, CultureInfo.InvariantCulture)).ShouldBeFalse("it is gone already");
        IsDraft.ShouldBeTrue();
        Left.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_prints_without_end_fills_neither_memory_nor_disk()
    {
        await RunAsync(
            "head -c 1000000000 /dev/zero | tr '\\0' 'x'; head -c 50000000 /dev/zero | tr '\\0' 'y' | fold -w 1000",
            "echo x > new.cs"
        );
        IsDraft.ShouldBeFalse();
        foreach (var log in Directory.GetFiles(_here.Repo[$".git/oneshot/runs/{_here.OnlyId}"], "*.log"))
            new FileInfo(log).Length.ShouldBeLessThan(50_000_000, log);
    }

    [Fact]
    public async Task What_it_leaves_behind_is_gone_and_the_branch_is_what_was_delivered()
    {
        await RunAsync("echo left > left.txt; git init -q x; echo y > new.cs", "echo x > new.cs");
        _here.Repo.Git("ls-tree", "-r", "--name-only", _here.Branch).ShouldNotContain("left.txt");
        _here.Repo.Git("show", $"{_here.Branch}:new.cs").Trim().ShouldBe("x");
        Left.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_gets_no_key_and_a_folder_for_its_results()
    {
        var environment = _here.Folder["env"];
        _here.Variables["ANTHROPIC_API_KEY"] = "sk-ant-secret";
        _here.Variables["GH_TOKEN"] = "ghp_secret";
        await RunAsync(
            $"env > '{environment}'; test ! -f new.cs || "
                + "printf '<testsuite name=\"s\"><testcase classname=\"A\" name=\"b\"/></testsuite>' > $ONESHOT_RESULTS/r.xml",
            "echo x > new.cs"
        );
        var text = await File.ReadAllTextAsync(environment);
        text.ShouldContain("ONESHOT_RESULTS=");
        text.ShouldNotContain("secret");
        Body.ShouldContain("1 passed");
    }

    [Theory]
    [InlineData("Write the file.", "draft", "No longer run, though they were before (1):\n\n- `T.tests/b.cs`")]
    [InlineData("Delete the test `T.tests/b.cs`.", "ready", "Gone, as the plan says (1):\n\n- `T.tests/b.cs`")]
    public async Task A_test_that_is_gone_is_named_and_keeps_a_draft_where_the_plan_does_not_name_it(
        string plan,
        string state,
        string told
    )
    {
        const string verify =
            "{ echo '<testsuite name=\"s\">'; for one in tests/*; do echo \"<testcase classname='T' name='$one'/>\"; done; "
            + "echo '</testsuite>'; } > $ONESHOT_RESULTS/r.xml";
        _here.Repo.Write("tests/a.cs", "a");
        _here.Repo.Git("add", "-A");
        _here.Repo.Commit("Tests", "tests/b.cs", "b");
        var settings = Settings(verify, "rm tests/b.cs");
        settings.AgentCommand = _here.Script(
            PlannerScript.Good.Replace("Write the file.", plan, StringComparison.Ordinal),
            // The implementer is too late to say so.
            "rm tests/b.cs; sed -i 's/Write the file/Delete T.tests.b.cs/' .impl/plan.md"
        );
        await _here.RunAsync(settings);
        IsDraft.ShouldBe(state == "draft");
        Body.ShouldContain(told);
        (await StateAsync()).ShouldBe(state);
    }

    // Each file of tests is one; it looks at what the sources are.
    private const string RunTests =
        "{ echo '<testsuite name=\"s\">'; for one in tests/*; do echo \"<testcase classname='T' name='$one'>\"; "
        + "sh $one || { echo '<failure message=\"no\"/>'; bad=1; }; echo '</testcase>'; done; "
        + "echo '</testsuite>'; } > $ONESHOT_RESULTS/r.xml; exit $bad";

    [Theory]
    [InlineData("echo two > src/app.txt; echo true > tests/a.sh; echo true > tests/new.sh", 3)]
    [InlineData("echo two > src/app.txt; echo two > tests/helper.txt", 2)]
    public async Task Tests_that_were_weakened_are_run_as_trunk_has_them_and_keep_a_draft(string implement, int tests)
    {
        _here.Repo.Write("tests/helper.txt", "one");
        _here.Repo.Write("tests/a.sh", "test \"$(cat src/app.txt)\" = \"$(cat tests/helper.txt)\"");
        _here.Repo.Git("add", "-A");
        _here.Repo.Commit("Tests", "tests/b.sh", "true");
        await RunAsync(RunTests.Replace("tests/*", "tests/*.sh", StringComparison.Ordinal), implement);
        Body.ShouldContain("### Verified");
        Body.ShouldContain(
            "Trunk's own tests over this result, as they were before it changed them: it is red, exit code 1 ("
        );
        Body.ShouldContain($"{tests - 1} passed, 1 failed).");
        Body.ShouldContain("Green on trunk, and red over this result as trunk has them (1):\n\n- `T.tests/a.sh`");
        IsDraft.ShouldBeTrue();
        (await StateAsync()).ShouldBe("draft");
        Left.ShouldBeEmpty();
    }

    [Fact]
    public async Task Tests_that_were_changed_and_pass_as_trunk_has_them_keep_nobody_back()
    {
        _here.Repo.Commit("Tests", "tests/a.sh", "test -f src/app.txt");
        await RunAsync(RunTests, "echo x > new.cs; echo 'test -f new.cs' > tests/a.sh");
        Body.ShouldContain("Trunk's own tests over this result, as they were before it changed them: it is green (");
        IsDraft.ShouldBeFalse();
    }

    [Fact]
    public async Task Where_no_test_was_changed_nothing_is_run_once_more()
    {
        var ran = _here.Folder["ran"];
        _here.Repo.Commit("Tests", "tests/a.sh", $"echo x >> '{ran}'");
        var settings = Settings(RunTests, "echo x > new.cs; echo true > tests/new.sh");
        settings.Rounds = 0;
        await _here.RunAsync(settings);
        Body.ShouldNotContain("Trunk's own tests");
        (await File.ReadAllLinesAsync(ran)).Length.ShouldBe(2);
        IsDraft.ShouldBeFalse();
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public async Task What_it_said_is_in_the_answer_in_the_status_and_first_on_the_page(string ends, bool isGreen)
    {
        // On trunk T.old fails; what is delivered mends it and, where that is asked, breaks T.new.
        const string suite = "<testsuite name=\"s\">";
        var settings = Settings(
            "old='<failure/>'; new=''; test ! -f new.cs || old=''; "
                + $"test ! -f new.cs || {ends} || new='<failure/>'; "
                + $"echo '{suite}<testcase classname=\"T\" name=\"old\">'\"$old\"'</testcase>"
                + "<testcase classname=\"T\" name=\"new\">'\"$new\"'</testcase></testsuite>' > $ONESHOT_RESULTS/r.xml; "
                + "test -z \"$old$new\"",
            "echo x > new.cs"
        );
        (settings.Rounds, settings.Result) = (1, _here.Folder["result.json"]);
        var tests = new TestCounts(isGreen ? 2 : 1, isGreen ? 0 : 1, 1, isGreen ? 0 : 1);
        using var client = Client();
        if (isGreen)
        {
            var made = await client.DispatchAsync(settings);
            (made.Verified, made.Tests, made.Rounds).ShouldBe((true, tests, 0));
        }
        else
        {
            var failure = await Should.ThrowAsync<OneShotException>(() => client.DispatchAsync(settings));
            failure.Error.Code.ShouldBe("OS6021");
        }

        using var answer = JsonDocument.Parse(await File.ReadAllTextAsync(settings.Result));
        answer.RootElement.GetProperty("success").GetBoolean().ShouldBe(isGreen);
        answer.RootElement.GetProperty("verified").GetBoolean().ShouldBe(isGreen);
        answer
            .RootElement.GetProperty("tests")
            .GetRawText()
            .ShouldBe($"{{\"passed\":{tests.Passed},\"failed\":{tests.Failed},\"fixed\":1,\"broken\":{tests.Broken}}}");
        var rounds = isGreen ? 0 : 1; // which changed nothing
        answer.RootElement.GetProperty("rounds").GetInt32().ShouldBe(rounds);
        var state = await client.StatusAsync(_here.OnlyId);
        (state.Verified, state.Tests, state.Rounds).ShouldBe((isGreen, tests, rounds));

        var page = new HtmlParser().ParseDocument(await File.ReadAllTextAsync(_here.Repo[".git/oneshot/pulls/1.html"]));
        var heading = isGreen ? "Verified" : "Not verified: it is red";
        page.QuerySelector("nav a")!.TextContent.ShouldBe(heading);
        var section = page.QuerySelector("main section")!;
        section.QuerySelector("h2")!.TextContent.ShouldBe(heading);
        section.TextContent.ShouldContain("Green since the one-shot's commit, and red on trunk (1):\n\nT.old\n");
        section.TextContent.ShouldContain("it is red, exit code 1 (");
        section
            .TextContent.Contains("Red since the one-shot's commit (1):", StringComparison.Ordinal)
            .ShouldBe(!isGreen);
        section.TextContent.Contains("T.new: green on trunk", StringComparison.Ordinal).ShouldBe(!isGreen);
        page.QuerySelector("#result")!.TextContent.ShouldNotContain("Not verified");
    }

    [Fact]
    public async Task Why_it_is_not_verified_is_on_the_page_and_in_the_answer_nothing_is()
    {
        var made = await RunAsync(null, "echo x > new.cs");
        (made.Verified, made.Tests, made.Rounds).ShouldBe((null, null, null));
        var page = new HtmlParser().ParseDocument(await File.ReadAllTextAsync(_here.Repo[".git/oneshot/pulls/1.html"]));
        page.QuerySelector(".evidence li")!
            .TextContent.ShouldStartWith("Not verified: trunk shows no build or tests to run");
        page.QuerySelector("#verified").ShouldBeNull();
    }

    [Theory]
    [InlineData("none", null, "ready")]
    [InlineData("required", null, "unverified")]
    public async Task It_is_done_as_was_asked(string mode, string? command, string state)
    {
        var settings = Settings(command, "echo x > new.cs");
        settings.Verify = mode;
        try
        {
            await _here.RunAsync(settings);
        }
        catch (OneShotException exception)
        {
            exception.Error.Code.ShouldBe("OS6021");
        }

        (await StateAsync()).ShouldBe(state);
    }

    [Theory]
    [InlineData("verify: required", "none")]
    [InlineData("verify: auto", "none")]
    public async Task What_trunk_s_own_file_asks_for_is_the_least(string file, string mode)
    {
        _here.Repo.Commit("File", ".oneshot/oneshot.yaml", $"version: 1\n{file}\n");
        var settings = Settings(null, "echo x > new.cs");
        settings.Verify = mode;
        (await Should.ThrowAsync<OneShotException>(() => _here.RunAsync(settings))).Error.Code.ShouldBe("OS2087");
        Directory.Exists(_here.Repo[".git/oneshot/runs"]).ShouldBeFalse();
    }

    [Fact]
    public async Task Nobody_who_dispatches_names_another_command_than_trunk_s_own_file()
    {
        _here.Repo.Commit("File", ".oneshot/oneshot.yaml", "version: 1\nverify-command: test ! -f new.cs\n");
        (
            await Should.ThrowAsync<OneShotException>(() => _here.RunAsync(Settings("true", "echo x > new.cs")))
        ).Error.Code.ShouldBe("OS2087");
        (
            await Should.ThrowAsync<OneShotException>(() => _here.RunAsync(Settings(null, "echo x > new.cs")))
        ).Error.Code.ShouldBe("OS6021");
    }

    public void Dispose() => _here.Dispose();

    private OneShotSettings Settings(string? verify, string implement)
    {
        var settings = LocalOneShot.Settings("command");
        settings.AgentCommand = _here.Script(PlannerScript.Good, implement);
        (settings.VerifyCommand, settings.Rounds) = (verify, 0);
        return settings;
    }

    private Task<DispatchReceipt> RunAsync(string? verify, string implement) =>
        _here.RunAsync(Settings(verify, implement));

    private OneShotClient Client() =>
        new(new OneShotClientOptions { WorkingFolder = _here.Repo.Path, ProgramFolder = _here.ProgramFolder });

    private async Task<string> StateAsync()
    {
        using var client = Client();
        return (await client.StatusAsync(_here.OnlyId)).State;
    }
}
