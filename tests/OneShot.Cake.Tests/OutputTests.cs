using System.Text.RegularExpressions;

namespace OneShot.Cake.Tests;

/// <summary>What people read of a script, as it was looked at once.</summary>
public sealed class OutputTests : IDisposable
{
    private static readonly string[] Here = ["--forge=local", "--agent=rehearsal"];

    private readonly Script _script = new();
    private readonly LookedAt _told;

    public OutputTests() => _told = new LookedAt(_script.Repo.Path, "dotnet cake");

    [Fact]
    public void What_is_printed_is_what_was_looked_at()
    {
        Tell("--target=Status");
        Tell(["--prompt=Add a --verbose flag", "--slug=verbose", .. Here]);
        _told.IdOf("verbose");
        Tell(["--prompt=Add a --quiet flag", "--slug=quiet", "--verbosity=quiet", .. Here]);
        var quiet = _told.IdOf("quiet");
        Tell(
            "--prompt=Add a --version flag",
            "--slug=version",
            "--forge=local",
            "--agent=command",
            "--agent-command=echo no model; exit 3"
        );
        _told.IdOf("version");
        Tell("--target=Status");
        Tell("--target=Resume", "--id=" + quiet);
        Tell("--target=Undo", "--id=" + quiet);
        Tell(["--prompt= ", .. Here]);
        Tell("--prompt=Add it", "--forge=local", "--agent=cluade");
        Tell(["--target=Status", "--promt=Add it"]);
        _told.Compare("script.txt");
    }

    [Theory]
    [InlineData("--target=Ask", "--preview")]
    [InlineData("--target=Preview")]
    public void A_preview_says_at_its_end_that_it_was_one(params string[] typed)
    {
        var outcome = _script.Run([.. typed, "--prompt=Add a --verbose flag", .. Here]);
        outcome.ExitCode.ShouldBe(0, outcome.All);
        var lines = outcome.Output.Split('\n').Select(line => line.TrimEnd()).ToList();
        var summary = lines.FindIndex(line => line.Contains("Duration", StringComparison.Ordinal));
        lines[..summary].Last(line => line.Length > 0).ShouldBe("this was a preview: nothing was made");
    }

    [Fact]
    public void What_is_told_to_be_typed_undoes_one_of_several_dispatches_and_starts_none()
    {
        var made = _script.Run(["--target=Many", .. Here]);
        made.ExitCode.ShouldBe(0, made.All);
        var undo = Regex.Match(made.Output, "undo: dotnet cake (--target=Many --undo=([a-z0-9]{6}))");
        var id = undo.Groups[2].Value;
        var undone = _script.Run(undo.Groups[1].Value.Split(' '));
        undone.ExitCode.ShouldBe(0, undone.All);
        Regex.Count(undone.Output, $"{id} is undone; ").ShouldBe(1, undone.Output);
        Regex.Count(undone.Output, $"nothing more is dispatched: {id} was asked for").ShouldBe(1, undone.Output);
        Regex.Count(undone.Output, $"told {id}").ShouldBe(2, "each has the outcome");

        var listed = _script.Run("--target=Status").Output;
        Regex.Count(listed, "(?m)^[a-z0-9]{6} ready").ShouldBe(1, listed);
        listed.ShouldContain($"{id} undone");
        Directory.GetFiles(_script.Repo[".git/oneshot/journal"], "*.json").Length.ShouldBe(2);

        var unknown = _script.Run("--target=Many", "--undo=abc123");
        unknown.ExitCode.ShouldBe(1);
        unknown.Error.ShouldContain("OS2019");

        var other = Regex.Match(listed, "([a-z0-9]{6}) ready").Groups[1].Value;
        var resumed = _script.Run("--target=Many", "--resume=" + other);
        resumed.ExitCode.ShouldBe(0, resumed.All);
        Regex.Count(resumed.Output, $"nothing more is dispatched: {other} was asked for").ShouldBe(1, resumed.Output);
        Directory.GetFiles(_script.Repo[".git/oneshot/journal"], "*.json").Length.ShouldBe(2);

        // Its prompts are in the script, which takes none beside them.
        var again = _script.Run("--target=Many", "--resume=" + id).Error;
        again.ShouldContain("OS5004");
        again.ShouldContain("Dispatch it again: dotnet cake --target=Many\n");
        _script.Run("--target=Ask", "--resume=" + id).Error.ShouldContain("--target=Ask --prompt=\"…\"");
    }

    [Fact]
    public void What_is_resumed_goes_on_with_its_own_agent_and_not_with_that_of_the_scripts_first()
    {
        using var agents = new TempFolder("agents");
        string Agent(string name, string implement) =>
            agents.Write(
                name + ".sh",
                $"cat > /dev/null\nif [ \"$ONESHOT_PHASE\" = plan ]; then\n{PlannerScript.Good}\n"
                    + $"else\n{implement}\nfi\n"
            );
        Agent("first", "echo first > made.txt");
        Agent("second", "exit 3");
        string[] typed = ["--target=Two", "--agents=" + agents.Path];
        var failed = _script.Run(typed);
        failed.ExitCode.ShouldBe(1, failed.All);
        var resume = Regex.Match(failed.Error, "--resume=[a-z0-9]{6}").Value;

        Agent("second", "echo second > made.txt");
        var resumed = _script.Run([.. typed, resume]);
        resumed.ExitCode.ShouldBe(0, resumed.All);
        var branch = _script.Repo.Git("for-each-ref", "--format=%(refname)", "refs/heads/oneshot-the-second-*");
        _script.Repo.Git("show", branch + ":made.txt").ShouldBe("second");
    }

    [Fact]
    public void What_lists_more_one_shots_than_fit_in_a_line_is_an_alias()
    {
        for (var i = 1; i <= 7; i++)
            _script.Repo.Write(
                $".git/oneshot/journal/k3x9a{i}.json",
                $$"""
                {"id": "k3x9a{{i}}", "created_at": "2026-11-22T09:3{{i}}:00Z", "prompt": "x", "prompt_sha256": "",
                 "agent": "claude", "remote": "origin", "forge": "github.com/acme/shop", "workflow": "one-shot.yml"}
                """
            );
        _script
            .Run("--target=Undo", "--id=abc123")
            .Error.ShouldContain(" k3x9a3 and 2 more, which this lists: OneShotStatus().");
        _script.Run("--undo=abc123").Error.ShouldContain(" k3x9a3 and 2 more, which this lists: OneShotStatus().");
    }

    [Fact]
    public void What_has_another_name_now_is_an_error_where_the_script_is_run_and_where_it_is_built()
    {
        foreach (var name in new[] { "no-verify", "oneshot-no-verify" })
        {
            var typed = _script.Run(["--target=Status", "--" + name]);
            typed.ExitCode.ShouldBe(1, typed.All);
            typed.All.ShouldContain(
                $"Error: OS2033: There is no argument --{name} any more. --no-hooks (ONESHOT_NO_HOOKS) skips your "
                    + "pre-push hook; --verify=none skips verifying.\n"
            );
            Regex.Count(typed.All, "OS2033").ShouldBe(1, "no warning stands beside it");
        }

        _script.Repo.Write(
            "build.cake",
            """
            #reference "tools/OneShot.Cake/lib/net10.0/OneShot.Cake.dll"
            DispatchOneShot(new OneShotSettings { Prompt = "Add it", Forge = "local", NoVerify = true });
            """
        );
        var built = _script.Run();
        built.ExitCode.ShouldBe(1, built.All);
        built.All.ShouldMatch("error OS2033: .*'OneShotSettings.NoVerify'.*NoHooks skips the pre-push hook");
    }

    public void Dispose() => _script.Dispose();

    // Cake fills the lines around its tasks up.
    private void Tell(params string[] typed)
    {
        var outcome = _script.Run(typed);
        _told.Add(
            typed,
            outcome with
            {
                Output = string.Join('\n', outcome.Output.Split('\n').Select(line => line.TrimEnd())),
            }
        );
    }
}
