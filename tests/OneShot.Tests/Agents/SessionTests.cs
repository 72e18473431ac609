using OneShot.Agents;

namespace OneShot.Tests.Agents;

/// <summary>A session whatever the agent: its home, its environment, its end.</summary>
public sealed class SessionTests
{
    public static TheoryData<string, string[]> Credentials =>
        new()
        {
            { "claude", [".claude/.credentials.json"] },
            { "codex", [".codex/auth.json"] },
            { "gemini", [".gemini/oauth_creds.json", ".gemini/google_accounts.json"] },
            { "opencode", [".local/share/opencode/auth.json"] },
            { "pi", [".pi/agent/auth.json"] },
            { "copilot", [".copilot/config.json"] },
        };

    [Theory]
    [MemberData(nameof(Credentials))]
    public async Task Its_home_holds_its_log_in_and_its_environment_its_key_and_nothing_else_of_the_users(
        string agent,
        string[] files
    )
    {
        using var player = new Player(agent, "env > seen.txt; (cd \"$HOME\" && find . -type f) >> seen.txt; exit 3");
        foreach (
            var file in files.Concat([
                ".ssh/id_ed25519",
                ".gitconfig",
                ".netrc",
                ".config/gh/hosts.yml",
                ".aws/credentials",
                ".claude.json",
                ".claude/settings.json",
                ".codex/config.toml",
            ])
        )
            player.Folder.Write("home/" + file, "of-the-user");
        foreach (
            var name in new[]
            {
                "GH_TOKEN",
                "GITHUB_TOKEN",
                "GH_ENTERPRISE_TOKEN",
                "GIT_DIR",
                "GIT_ASKPASS",
                "GIT_AUTHOR_NAME",
                "AWS_SECRET_ACCESS_KEY",
                "SSH_AUTH_SOCK",
                "NPM_TOKEN",
                "NODE_OPTIONS",
                "LD_PRELOAD",
                "ONESHOT_PROMPT",
            }
        )
            player.Variables[name] = "hidden-from-agents";
        player.Variables["LISTED"] = "listed-for-agents";
        await player.FailAsync(
            player.Task with
            {
                Variables = ["LISTED"],
                OneShotVariables = new Dictionary<string, string> { ["ONESHOT_ID"] = "k3x9a2" },
                Committer = ("Mona", "mona@example.com"),
            }
        );
        var seen = (await File.ReadAllTextAsync(player.Folder["work/seen.txt"])).Split('\n');
        seen.ShouldContain("LISTED=listed-for-agents");
        seen.ShouldContain("ONESHOT_ID=k3x9a2");
        seen.ShouldNotContain(line => line.Contains("hidden-from-agents", StringComparison.Ordinal));
        seen.ShouldNotContain(line =>
            line.StartsWith("GIT_", StringComparison.Ordinal)
            || line.Contains(player.Folder["home"], StringComparison.Ordinal)
        );

        // The rest of what is in its home, OneShot wrote.
        seen.Where(line => line.StartsWith("./", StringComparison.Ordinal))
            .Select(line => line[2..])
            .Except(files)
            .ShouldBeSubsetOf([".gitconfig", ".gemini/settings.json", ".codex/config.toml", ".pi/agent/settings.json"]);
        foreach (var file in files)
            seen.ShouldContain("./" + file);
        Directory
            .GetDirectories(Path.GetTempPath(), "oneshot-home-*")
            .ShouldNotContain(home =>
                File.Exists(Path.Combine(home, files[0]))
                && File.ReadAllText(Path.Combine(home, files[0])) == "of-the-user"
            );
    }

    [Theory]
    [InlineData("echo hi >&2; echo '  {' >&2; echo 7 >&2; exit 3", "hi|7")]
    [InlineData("exit 3", "")]
    public async Task What_it_said_last_is_told_however_short_and_nothing_where_it_said_nothing(
        string script,
        string said
    )
    {
        using var player = new Player("claude", script);
        await player.FailAsync();
        string.Join('|', player.Reporter.Lines.Where(line => line.StartsWith('|')).Select(line => line[1..].Trim()))
            .ShouldBe(said);
    }

    [Theory]
    [InlineData("claude", "ANTHROPIC_API_KEY")]
    [InlineData("codex", "CODEX_API_KEY")]
    [InlineData("gemini", "GEMINI_API_KEY")]
    [InlineData("opencode", "ANTHROPIC_API_KEY")]
    [InlineData("pi", "ANTHROPIC_API_KEY")]
    [InlineData("copilot", "COPILOT_PROVIDER_API_KEY")]
    public async Task Its_key_is_taken_out_of_all_that_is_kept(string agent, string variable)
    {
        using var player = new Player(agent, $"echo \"the key is ${variable}\" >&2; exit 3");
        var failure = await player.FailAsync();
        failure.Message.ShouldContain("the key is ***");
        foreach (
            var text in new[]
            {
                failure.ToString(),
                string.Join('\n', failure.Tail),
                string.Join('\n', player.Reporter.Lines),
                await File.ReadAllTextAsync(player.Folder["agent.log"]),
            }
        )
            text.ShouldNotContain(Player.Key);
    }

    [Fact]
    public async Task What_a_command_prints_is_what_it_is_seen_to_do()
    {
        using var player = new Player("command");
        List<string> seen = [];
        await new AgentCatalog(name => player.Variables.GetValueOrDefault(name), player.Reporter).RunAsync(
            player.Task with
            {
                Command = "echo 'reading the plan'; echo; sleep 1; echo 'building it' >&2; sleep 1",
            },
            seen.Add,
            CancellationToken.None
        );
        seen.ShouldBe(["reading the plan", "building it"]);
    }

    [Fact]
    public async Task A_line_of_millions_of_letters_holds_nobody_up()
    {
        using var player = new Player(
            "claude",
            "head -c 4000000 /dev/zero | tr '\\0' a; echo; echo what comes next; exit 3"
        );
        (await player.FailAsync()).Error.Code.ShouldBe("OS6009");
        (await File.ReadAllLinesAsync(player.Folder["agent.log"])).ShouldContain("what comes next");
    }

    [Theory]
    [InlineData("claude")]
    [InlineData("codex")]
    [InlineData("gemini")]
    [InlineData("opencode")]
    [InlineData("pi")]
    [InlineData("copilot")]
    public async Task Garbage_is_no_success_whatever_the_exit_code(string agent)
    {
        using var player = new Player(agent, "echo '{\"type\":'; echo '<html>'; head -c 3000 /dev/urandom; exit 0");
        var failure = await player.FailAsync();
        failure.Error.Code.ShouldBe("OS6009");
        failure.Message.ShouldContain("it ended without a result");
    }

    [Fact]
    public async Task A_number_that_no_session_can_have_is_none()
    {
        using var player = new Player(
            "claude",
            """echo '{"type":"result","result":"x","usage":{"input_tokens":1e25,"output_tokens":7},"total_cost_usd":7e28}'"""
        );
        var usage = await player.RunAsync();
        (usage.InputTokens, usage.OutputTokens, usage.CostUsd).ShouldBe((null, 7, null));
    }

    [Theory]
    [InlineData("KILL", "SIGKILL")]
    [InlineData("TERM", "SIGTERM")]
    public async Task Killed_is_told_with_the_signal(string signal, string told)
    {
        using var player = new Player("claude", $"kill -{signal} $$; sleep 5");
        var failure = await player.FailAsync();
        failure.Error.Code.ShouldBe("OS6017");
        failure.Message.ShouldContain(told);
    }

    [Fact]
    public async Task Whoever_ignores_the_end_of_its_time_is_killed_with_its_children()
    {
        using var player = new Player(
            "opencode",
            "trap '' TERM; (trap '' TERM; echo $$ > pids; sh -c 'echo $PPID >> pids; sleep 90') & while :; do sleep "
                + "1; done"
        );
        (await player.FailAsync(player.Task with { TimeLimit = TimeSpan.FromSeconds(1) })).Error.Code.ShouldBe(
            "OS7005"
        );
        foreach (var process in await File.ReadAllLinesAsync(player.Folder["work/pids"]))
            Launch.End(int.Parse(process, System.Globalization.CultureInfo.InvariantCulture)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_copilot_that_was_ended_in_the_middle_of_a_turn_was_not_done()
    {
        using var player = new Player(
            "copilot",
            """echo '{"type":"assistant.turn_start","data":{"turnId":"0"}}'; echo '{"type":"result","sessionId":"s","exitCode":0}'; exit 0"""
        );
        (await player.FailAsync()).Error.Code.ShouldBe("OS6009");
    }

    [Fact]
    public async Task Tools_that_were_denied_are_told()
    {
        using var player = new Player(
            "claude",
            """echo '{"type":"result","subtype":"success","is_error":false,"num_turns":1,"permission_denials":[{"tool_name":"Write"},{"tool_name":"Write"},{"tool_name":"Bash"}]}'"""
        );
        (await player.RunAsync()).Denied.ShouldBe(["Write", "Bash"]);
        player.Reporter.Lines.ShouldContain(line =>
            line.Contains("claude was not allowed to use Write, Bash", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_codex_with_no_key_and_no_log_in_is_not_started()
    {
        using var player = new Player("codex", "touch started");
        player.Variables.Remove("OPENAI_API_KEY");
        (await player.FailAsync()).Error.Code.ShouldBe("OS6003");
        File.Exists(player.Folder["work/started"]).ShouldBeFalse();
    }

    [Fact]
    public async Task What_it_writes_for_later_steps_of_its_job_does_not_come_true()
    {
        using var player = new Player("claude");
        string[] names = ["GITHUB_ENV", "GITHUB_PATH", "GITHUB_OUTPUT", "GITHUB_STATE", "GITHUB_STEP_SUMMARY"];
        foreach (var name in names)
            player.Variables[name] = player.Folder.Write(
                "runner/" + name,
                name == "GITHUB_OUTPUT" ? "changed=true\n" : ""
            );
        (player.Variables["RUNNER_TEMP"], player.Variables["PATH"]) = (
            player.Folder["runner"],
            player.Variables["PATH"] + ":" + player.Folder["runner/oneshot/agent"]
        );
        var runner = player.Folder["runner"];
        player.Folder.Write(
            "bin/claude",
            "#!/bin/sh\n"
                + Player.Begins
                + $"env > seen.txt; for file in '{runner}'/*; do echo EVIL=1 >> \"$file\"; done; rm "
                + $"'{runner}/GITHUB_PATH'; mkfifo '{runner}/GITHUB_PATH'; rm '{runner}/GITHUB_ENV'; mkdir "
                + $"'{runner}/GITHUB_ENV'; exit 3"
        );
        await player.FailAsync(player.Task with { Variables = [.. names, "GH_TOKEN"] });
        foreach (var name in names)
            (await File.ReadAllTextAsync(player.Variables[name])).ShouldBe(
                name == "GITHUB_OUTPUT" ? "changed=true\n" : ""
            );
        player
            .Reporter.Lines.Count(line =>
                line.Contains("the agent wrote to the file of GITHUB_", StringComparison.Ordinal)
            )
            .ShouldBe(5);
        player.Reporter.Lines.ShouldContain(line =>
            line.Contains("GH_TOKEN is a forge's credential", StringComparison.Ordinal)
        );
        var seen = await File.ReadAllTextAsync(player.Folder["work/seen.txt"]);
        seen.ShouldNotContain(runner);
        seen.ShouldNotContain("GITHUB_");
    }
}
